/* The kinds: every table that cx-import fills, its columns, types, defaults, keys, references.
 *
 * Import, --list, --template, the man page cx-tables(5) and the tests all come from here. A kind's
 * table and its columns have the kind's and the columns' names (store/schema-*.sql). */
#ifndef CX_KIND_KIND_H
#define CX_KIND_KIND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/error.h"
#include "base/zone.h"

enum cx_type {
    CX_TYPE_ID,      /* 1 to 64 characters; an integer inside (store/id.h) */
    CX_TYPE_NAME,    /* an id of the plan: letters, digits and _; text inside */
    CX_TYPE_TEXT,    /* any text */
    CX_TYPE_MONEY,   /* cents */
    CX_TYPE_DATE,    /* days */
    CX_TYPE_TIME,    /* seconds */
    CX_TYPE_DECIMAL, /* millionths; 90% is 0.9 */
    CX_TYPE_POINTS,  /* millionths of a percent point: 40 or 40% */
    CX_TYPE_INT,
    CX_TYPE_BOOL,
    CX_TYPE_CHOICE, /* index of the word in `words` */
    CX_TYPE_PERIOD, /* a period's canonical name */
    CX_TYPE_EXPR,   /* an expression of the plan */
};

enum {
    CX_KEY = 1,
    CX_REQUIRED = 2,
    CX_LATER = 4,    /* the reference may come later in the same command: checked at its end */
    CX_ANY_CASE = 8, /* of a key: those that differ only in the case of a to z are the same */
    CX_DATED = 16,   /* has a history: a new value holds from the row's since on */
    CX_DAY_END = 32, /* of a time: a date alone is the last second of that day, not the first */
    /* tells of a debtor, or what somebody earns: to see all of it goes on record */
    CX_PRIVATE = 64,
    CX_LABEL = 128, /* of a text: it is compared, so that no blanks around it are meant */
    CX_AHEAD = 256, /* of a date: it may be one to come, as what is due or promised */
    /* left out, it would say what nobody said: a suggested map asks for it */
    CX_ASKED = 512,
    CX_DAY_AFTER = 1024, /* of a date: the day after the last one */
};

#define CX_EVER (-1000000) /* a key date that was left empty: from the beginning */

struct cx_field {
    const char *name;
    enum cx_type type;
    unsigned flags;
    const char *const *words; /* of a choice */
    const char *refers;       /* kind that an id or name must be in */
    const char *initial;      /* the default, as a cell would say it; NULL: empty */
    const char *help;
};

struct cx_kind {
    const char *name;
    const char *help;
    const struct cx_field *fields;
    size_t count;
    bool is_plan;
    bool is_ordered;     /* the table keeps the order of the rows in a column seq */
    const char *history; /* the table of what dated columns were before; NULL: it has none */
};

/* All kinds, in the order in which they are imported: what refers to others comes after them.
 * scorecards and rules may name teams and people; keywords and limits come before the contacts that
 * are checked by them. */
/* clang-format off */
#define CX_KINDS(X) \
    X(settings) X(stages) X(holidays) X(keywords) X(limits) X(measures) X(metrics) X(tiers) \
    X(grades) X(teams) X(employees) X(customers) X(accounts) X(assignments) X(payments) \
    X(credits) X(contacts) X(complaints) X(reviews) X(feedback) X(arrangements) \
    X(instalments) X(absences) X(orders) X(signals) X(trainings) X(targets) X(costs) X(scorecards) \
    X(rules) X(strategies) \
    X(segments) X(scripts) X(warnings) X(alerts) X(adjustments) X(access)
/* clang-format on */
#define CX_KIND_DECLARE(kind) extern const struct cx_kind cx_kind_##kind;
CX_KINDS(CX_KIND_DECLARE)

/* All kinds as a list; count is their number. */
const struct cx_kind *const *cx_kinds(size_t *count);
const struct cx_kind *cx_kind_find(const char *name, size_t n); /* NULL: none */
/* The kind whose name comes nearest to a word; NULL: none is near. */
const struct cx_kind *cx_kind_near(const char *s, size_t n);
/* Its place in the order of cx_kinds. */
int cx_kind_order(const struct cx_kind *kind);
/* filename.c: the kind that a file's name says: payments.csv, payments_2026-10.csv, payment.csv,
 * 2026-10 Payments.csv, 还款流水.csv. Of several words that are kinds the first counts if the name
 * begins with it; else the name says none (NULL). */
const struct cx_kind *cx_kind_of_file(const char *path);
/* filename.c: as cx_kind_find where there must be one: CX_EUSAGE says which was meant, as far as
 * that can be told, also by what its files are called: 还款. */
int cx_kind_need(const struct cx_kind **kind, const char *name, struct cx_err *err);
/* The kind that was meant by a file's name which says none; NULL: none comes near. */
const struct cx_kind *cx_kind_near_file(const char *path);
/* Whether a column of it is private. */
bool cx_kind_is_private(const struct cx_kind *kind);
/* The index of a column, any case; -1: none. */
int cx_kind_field(const struct cx_kind *kind, const char *name, size_t n);

/* A cell as the database keeps it. */
struct cx_typed {
    bool null;
    bool is_day;      /* of a time: the cell says the day alone */
    int64_t n;        /* money, date, time, decimal, int, bool, choice */
    const char *text; /* id, name, text, period, expr: the bytes to keep, NUL-terminated */
    size_t len;
};

/* What became of times with a zone in a file. */
struct cx_zoned {
    int64_t converted, kept;
    int64_t twice;     /* of those converted: in an hour that clocks show twice */
    int kept_offset_s; /* the zone of those that are kept as they stand */
    bool is_bound;     /* to that zone, by what was read before */
};

struct cx_type_options {
    enum cx_date_order order;
    bool round; /* money with more than two decimals is rounded, and counted */
    int64_t *rounded;
    const char *currency;       /* the code of that in which money is; NULL: any */
    bool has_no_quotes;         /* where blanks around a text are meant: a workbook, JSON */
    bool has_semicolons;        /* part the file's cells, as where the comma is the decimal point */
    const struct cx_zone *zone; /* to which times with one are converted; NULL: none is named */
    struct cx_zoned *zoned;
    bool is_wall;       /* zones are no matter: times are taken as they stand */
    bool is_last_day;   /* of a date: the day after it is meant */
    bool is_time;       /* the cell is a workbook's time or duration: 3:25 begins with hours */
    bool is_point_sure; /* figures have a decimal point: somebody, or the cell's type, says so */
    const char *given;  /* the cell before it was converted, as messages show it; NULL: it wasn't */
    size_t given_length;
};

/* Reads one cell (trimmed, but for plain blanks around a text that may have been in quotes). An
 * empty cell is null: whether that is allowed is the caller's to say. text points into s or
 * scratch. False: *reason says why (borrowed, or in scratch), as in: "12,5x" is not an amount of
 * money. */
bool cx_type_read(struct cx_typed *cell, const struct cx_field *field, const char *s, size_t n,
                  const struct cx_type_options *options, struct cx_buf *scratch,
                  const char **reason);
/* Takes away blanks, wide ones and what nobody sees from both ends. */
void cx_type_trim(const char **s, size_t *n);
/* False, with the cell (masked where it is private) and why in *reason, which is in scratch. */
bool cx_type_refuse(struct cx_buf *scratch, const char **reason, const struct cx_field *field,
                    const char *s, size_t n, const char *why);
/* "money", "date", …, and for a choice its words. */
void cx_type_describe(struct cx_buf *out, const struct cx_field *field);

#endif
