/* Private to import/: a file's rows as typed cells, in batches, read by a thread of their own.
 *
 * Nothing here touches the database but for the shapes of ids that it knows, so that reading goes
 * on beside the one thread that writes. */
#ifndef CX_IMPORT_INTAKE_H
#define CX_IMPORT_INTAKE_H

#include <pthread.h>

#include "base/buf.h"
#include "book/book.h"
#include "conduct/conduct.h"
#include "csv/shape.h"
#include "import/map.h"
#include "import/spoilt.h"
#include "kind/kind.h"
#include "store/rows.h"
#include "store/store.h"

#define BATCH   1024 /* rows */
#define FOOTERS 64   /* more of them, until it is known whether they are below the table */

/* Where a column's cells come from. */
struct source {
    int header;              /* index in the file's header; -1: not there */
    const char *template;    /* "{Day} {Month} 2008"; NULL: the header's cell as it is */
    const char *renames;     /* "Success=promised;Failure=refused"; NULL: none */
    const struct join *join; /* where it is looked up; NULL: nowhere */
    const char *format;      /* "dmy", "minutes", …, a map's, or the header's order; NULL: none */
    const char *unit;        /* likewise, what the header says beside it; applied after it */
    const char *lacking;    /* the member of JSON that no row has, so that all are empty; or NULL */
    const char *currency;   /* a sign that the header names; NULL: none */
    int currency_column;    /* of the header, which says that of each amount; -1: there is none */
    struct parted {         /* its amounts, by commas that nobody put in quotes */
        int column;         /* of the header, where they begin; -1: they can't be */
        bool is_read;       /* the next column, as a text: then the row is at fault */
        bool is_named;      /* else by its name it holds texts */
        bool has_texts;     /* in other rows */
        bool is_refuted;    /* in another row: the next column has a figure, or the amount
                             * thousands, as no parted one has */
        int64_t rows, line; /* that may be so, and the first, of those with a point if there are */
        bool has_point;     /* that one */
        char what[40];      /* "1,234.50", which it may be */
    } parted;
    struct commas { /* in its figures: the first line of each; 0: there is none */
        int64_t doubtful, decimal, thousands;
    } commas;
    struct nulls { /* its texts that say that there is none: how many, and the first */
        int64_t rows, line;
        char what[8];
    } nulls;
    struct mixed {          /* its dates: the first line of each; 0: there is none */
        int64_t date, text; /* a workbook's own; such as 13/09/2026 */
    } mixed;
};

/* A row. An id that is packed has its integer in n and no text; one that has to be looked up has
 * its text. */
struct batch_row {
    int64_t line;
    struct cx_typed *cells;  /* by the kind's columns */
    const char *fault;       /* NULL, or why the row is bad */
    int fault_column;        /* the kind's column that is at fault; -1: the row */
    bool may_be_footer;      /* it is, where no other row follows */
    bool is_cut;             /* by a quote: what follows in the file was not read */
    const char *raw;         /* as it may be rejected to a file, without the reason; else NULL */
    struct cx_row_hash hash; /* as the table will have it */
    bool is_hashed;          /* false: that isn't known yet, or nobody asks */
};

/* A keyword found in a row's transcript. */
struct hit {
    size_t row, keyword;
    const char *words;
};

struct batch {
    struct batch_row rows[BATCH + FOOTERS];
    size_t count;
    size_t doubtful;  /* rows that may be footers, since the last that isn't one */
    int64_t rounded;  /* amounts that were */
    int64_t bytes;    /* of the file, read so far */
    struct hit *hits; /* by row */
    size_t hit_count, hit_cap;
    struct cx_typed *cells;
    struct block { /* texts of the cells; blocks never move */
        struct block *next;
        size_t used, size;
        char bytes[];
    } * blocks;
};

/* Rows that a map leaves out: those that match, or, with is_only, those that don't. */
struct intake_rule {
    int header;         /* index in the file's header; -1: any column */
    const char *values; /* patterns (matches_any) */
    bool is_only;
};

/* What a file's rows are so far, of which footers differ. */
struct footer {
    bool is_possible;   /* a row of the kind may have nothing but its id */
    int64_t rows, bare; /* that are no footers; those of them that have nothing but their id */
    struct id_marks {
        uint64_t low, high;
    } seen, doubtful; /* what their ids are made of; those of rows that may be footers */
};

struct intake {
    struct cx_book *reader;
    const char *name;                /* of the file, for messages */
    const struct cx_import_map *map; /* NULL: the header names the kind's columns */
    const struct cx_kind *kind;
    struct cx_db *db;
    struct source *sources; /* by the kind's columns */
    struct intake_rule *rules;
    size_t rule_count;
    bool *present; /* by the kind's columns: the file says something of it */
    int *id_hints; /* by the kind's columns: the shape that came last */
    enum cx_date_order order;
    const char *currency;        /* that of the settings */
    struct cx_buf same_currency; /* the last cell that was found to say no other */
    const struct cx_zone *zone;  /* likewise; NULL: none */
    struct cx_zoned zoned;
    struct spoilt spoilt;
    bool round, ignore_extra, has_semicolons;
    bool is_likely; /* the header is a row below others, whose names aren't the kind's */
    bool keep_raw;
    char raw_delimiter;       /* between its cells */
    bool raw_numbered;        /* with the row's number */
    bool is_numbered;         /* the map has {#} */
    bool makes_keys;          /* in a column of the key */
    int64_t last_line;        /* of the last row that is not left out */
    size_t front;             /* columns in front, for it is a file of rejects (cx_shape_front) */
    bool keys_only;           /* other columns may be missing, and are not read */
    int transcript;           /* the kind's column; -1: it has none */
    struct cx_hasher *hasher; /* NULL: a row may still change, or its hash is of no use */
    struct cx_keywords *keywords; /* what transcripts are searched for; NULL: they aren't */
    int64_t read;                 /* rows, those that the map leaves out among them */
    int64_t left_out;             /* rows, by the map's rules */
    int64_t line;                 /* of the row before */
    bool is_below_gap;            /* a line without cells stands above the row */
    bool is_ended;                /* another table begins */
    int64_t totals;               /* rows of a workbook that were left out, for they sum others */
    struct footer footer;
    struct cx_csv_row row;
    struct cx_buf scratch, cell, given;
};

/* How a cell is stored. */
struct cx_value typed_value(const struct cx_field *field, const struct cx_typed *cell);

/* columns.c: finds where each column's cells come from. */
int find_sources(struct intake *intake, struct cx_err *err);

/* Whether nothing is read from a column of the kind, as only keys are. */
static inline bool is_unread(const struct intake *intake, const struct cx_field *field)
{
    return intake->keys_only && !(field->flags & CX_KEY);
}

/* Whether something is read from a column of the header. */
bool column_is_taken(const struct intake *intake, int header);

/* neighbours.c: finds the columns beside amounts that say their currencies, or into which a comma
 * may have parted them. CX_EDATA: several have the name of one. */
int find_neighbours(struct intake *intake, struct cx_err *err);
/* Whether the cells beside a good row's amounts leave them as they are. False: *column is the
 * kind's at fault, *reason says why. */
bool check_beside(struct intake *intake, const struct batch_row *row, int *column,
                  const char **reason);
/* Whether amounts of a file that was read may be parted, and whether they surely are. */
bool may_be_parted(const struct parted *parted);
bool is_parted(const struct parted *parted);
void say_parted(struct cx_buf *text, const char *what); /* as a fault of the amount */

/* Refuses a workbook, all of which was read, for merged cells in a column that is taken. */
int check_merged(struct intake *intake, struct cx_err *err);

/* The line and the number (from 1) of the row that was read: in a file of rejects, as they were in
 * the first. False: the number has been lost there. */
int64_t source_line(const struct intake *intake);
bool source_number(int64_t *number, const struct intake *intake);

/* The cell's text after template, renames and format; in intake->cell or the row itself. False:
 * *reason says why. */
bool source_text(struct intake *intake, size_t column, const char **s, size_t *n,
                 struct cx_type_options *options, const char **reason);

/* header.c: which of the first rows is the header, for an intake whose kind and map are known:
 * cx_csv_options.find_header. */
size_t find_header(void *intake, const struct cx_csv_row *rows, size_t count);
/* Whether a file must have a column, as no default and no older row fills it. */
bool is_needed(const struct cx_field *field, bool keys_only);
/* Whether a row may be without a value of a column. */
bool is_optional(const struct cx_field *field);

/* leave.c: whether the row that was read is one that the map leaves out. */
bool leaves_out(const struct intake *intake);
/* Why that isn't known of a row that it did not leave out; NULL: it is. */
const char *leave_is_open(struct intake *intake);

/* convert.c: "a = b; c = d": what s is renamed to, whatever its case and the blanks around it;
 * false: it stays. */
bool rename_value(const char *renames, const char **s, size_t *n);
/* Applies the words of a format ("dmy", "comma cents") to a cell, into intake->cell; what they say
 * of dates and points goes into options. False without a reason: it is no number in its unit. */
bool convert(struct intake *intake, const char *format, const char **s, size_t *n,
             struct cx_type_options *options, const char **reason);

/* unknown.c: the names of the header's columns from i on that the kind has not, with commas between
 * and what each may mean. */
void put_unknown_columns(struct cx_buf *names, const struct intake *intake, size_t i);

/* explain.c: what is wrong with files that aren't tables of the kind, in words that help. True if
 * nothing in the header is a column of the kind. */
int explain_quotes(const struct intake *intake, struct cx_err *err); /* CX_EDATA: single ones */
/* The column of a kind that is the day after a last one; -1: it has none. */
int end_after_last_day(const struct cx_kind *kind);
/* Whether people call an end so: End date, 结束日期. *said: what it says of being the last day
 * (cx_alias_end). */
bool may_be_end(const char **said, const char *s, size_t n);
/* CX_EDATA: the header's column i may be the last day of which the kind's column `end` is the day
 * after. */
int explain_end(const struct intake *intake, size_t i, int end, struct cx_err *err);
/* The same where it is called so and doesn't say that it is the day after, and nothing else is. */
int explain_last_day(const struct intake *intake, size_t i, struct cx_err *err);
bool explain_is_no_header(const struct intake *intake);
/* Refuses the file for its header's column i: is the header data, or a title? */
int explain_header(struct intake *intake, size_t i, struct cx_err *err);
/* A row that is no row: the header again, a line of totals. NULL: it may be one. Cheap. */
const char *explain_row(const struct intake *intake);
/* The same of a row that is bad, more thoroughly; NULL: its own fault says it best. */
const char *explain_bad_row(const struct intake *intake);

/* Whether that is the reason for which reading ends: another table begins. */
bool explain_is_second_table(const char *why);
/* Whether a row with formulas that sum is one of totals: one of the first cells says so, or nothing
 * else than figures is beside it. */
bool explain_is_total(const struct intake *intake);

/* footer.c: before the first row, once the sources are known. */
void footer_begin(struct intake *intake);
/* Whether a good row may be a line below the table: it has nothing but its id, and that is unlike
 * those above. Where others of the file follow, it was a row. */
bool footer_may_be(struct intake *intake);

/* intake.c */
void batch_init(struct batch *batch, const struct cx_kind *kind);
void batch_fini(struct batch *batch);
/* Reads BATCH rows, good and bad, a few more where that tells footers, or less at the end. Returns
 * their number; 0 at the end; or negative. */
int intake_fill(struct intake *intake, struct batch *batch, struct cx_err *err);
void intake_fini(struct intake *intake);

/* feeder.c: a thread that fills batches ahead of the one that is worked on. */
struct feeder;
int feeder_start(struct feeder **out, struct intake *intake, struct cx_err *err);
/* The next batch (borrowed until the next call), NULL at the end or on failure (*rc negative). */
struct batch *feeder_next(struct feeder *feeder, int *rc, struct cx_err *err);
void feeder_stop(struct feeder *feeder); /* joins and frees; NULL is fine */

#endif
