/* Private to import/: one command's import, one file of it, and the row that is being taken. */
#ifndef CX_IMPORT_LOADER_H
#define CX_IMPORT_LOADER_H

#include "base/buf.h"
#include "base/idset.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/outfile.h"
#include "base/period.h"
#include "conduct/conduct.h"
#include "import/import.h"
#include "import/intake.h"
#include "import/notes.h"
#include "store/id.h"
#include "store/rows.h"

#define HOOK_COLUMNS 9  /* that the hooks of a kind read, at most */
#define SAID_MAX     20 /* errors that differ in more than their place, which are told */
#define PLACES_MAX   10 /* of one error */

/* The map that is named, or those of a folder. */
struct maps {
    struct cx_import_map **items;
    size_t count;
};

/* A reference that may still come: checked when all files are in. */
struct pending {
    int64_t id;
    const struct cx_field *field;
    const char *file;
    int64_t line;
};

/* An error, told once for all rows that have it. */
struct complaint {
    char *text;         /* of the first row, with its place */
    char *file;         /* of the first row */
    struct cx_buf more; /* places of the next: `3, 4 "x"` */
    char *value;        /* that of the first row, in quotes; NULL: the error names none */
    int64_t count;
};
struct complaints {
    struct complaint *list;
    size_t count, cap;
    struct cx_map *known; /* hash of file, column and error → place in the list */
    struct cx_map *said;  /* hashes of rows that are bad, and of each one's errors */
    int64_t others;       /* rows whose errors have found no place in it */
};

/* New rows whose ids are those of others but for their leading zeros, or their case. */
struct alike_ids {
    int64_t rows, line;
    int64_t id, other; /* of the first */
};

/* Accounts on which something came in that may make no sense: doubts.c. */
struct doubtful {
    int64_t *accounts;
    size_t count, cap;
};

struct import {
    struct cx_db *db;
    const struct cx_import_options *options;
    struct cx_err *err;
    struct cx_part part;
    struct maps maps;
    size_t file_count;         /* a file counts once for each kind that it is taken as */
    struct cx_outfile rejects; /* appears with the commit; stream NULL: none is asked for */
    struct complaints complaints;
    int64_t bad;
    int64_t rows, bytes; /* taken so far; bytes of the files that are done */
    int64_t total;       /* bytes of all files; 0: one of them is a pipe */
    bool is_deleting;    /* of the files only the keys count */
    bool is_laid;        /* nothing is stored, nor are new ids */
    bool is_sealed;    /* what is laid was sealed: it has been checked, by the rules of its time */
    bool is_whole_bad; /* a fault that no rejected row takes away: nothing can be imported */
    struct cx_journal *journal; /* what is changed, to be taken back; NULL: nothing is stored */
    struct refs *refs;
    struct cx_keywords *keywords; /* NULL until contacts with transcripts come */
    struct cx_watch *watch;       /* NULL until contacts come */
    struct cx_days *payment_days, *order_days, *episode_days, *dated_days; /* past/days.h */
    char *currency;  /* of the settings; NULL until a file is read that may hold money */
    char *zone_name; /* of the settings; NULL until a file is read, "" if they name none */
    struct cx_zone *zone;
    bool had_contacts;    /* before this import */
    cx_date last_contact; /* the day of the last of them */
    char *settings;       /* before this import: those that contacts are checked by */
    bool has_limits, has_regions, are_settings_changed; /* what contacts are checked by, when all
                                                           rows are in */
    char *laws;                       /* before this import: the settings that name jurisdictions */
    bool lacked_limits;               /* before: a jurisdiction of the settings had none */
    int64_t limit_at, moved_limit_at; /* places of the first row of limits, and of the first that
                                         gives a limit to another jurisdiction; 0: none */
    bool moved_accounts;              /* some account's customer is another now */
    int64_t *reversed; /* payments of which something is taken back: to be looked at */
    size_t reversed_count, reversed_cap;
    struct doubtful paid, owing, extended; /* with payments; that owe another balance; with
                                              extensions */
    struct doubtful ended;                 /* with payments, or that are closed */
    struct pending *pending;
    size_t pending_count, pending_cap;
    struct cx_map *arranged; /* arrangements that are another now, or whose instalments are */
    struct cx_map *waived;   /* accounts → first day of their waivers that are another now */
    struct cx_map *lines; /* hash of kind and first key cell → place_of, for faults found later */
    struct cx_map *made;  /* hash of kind and key that a map's {#} made → its file; or NULL */
    struct notes *notes;  /* NULL: nobody listens */
    struct cx_buf audit;  /* name, SHA-256 and rows of each file */
};

struct file {
    struct import *import;
    size_t number; /* in the order in which files are taken */
    struct cx_import_file *result;
    const struct cx_kind *kind;
    int fd;
    char *path;                /* its name without the sheet; NULL: it wasn't opened by its name */
    size_t own;                /* bytes, where cx itself wrote them: csv/reader.h */
    const char *part;          /* the sheet that the name gives, within the name; NULL: none */
    struct cx_csv_options csv; /* how it is read */
    char before_intake[CX_LINE]; /* which another thread writes than what is around it */
    struct intake intake;
    char after_intake[CX_LINE];
    struct feeder *feeder;
    struct batch *batch; /* the one that is worked on; the next row and hit in it */
    size_t at, hit;
    struct batch_row *row; /* the current row, and its cells */
    struct cx_typed *cells;
    const struct hooks *hooks;
    int hook_columns[HOOK_COLUMNS]; /* the kind's columns that the hooks read (hooks.h) */
    struct ref *own_ref;            /* of the kind itself; NULL: nobody refers to it */
    struct ref **refs;              /* by the kind's columns: what they refer to; NULL: nothing */
    int key_column;             /* the one id that is the key; -1: the key is of other columns */
    struct cx_idset *ids;       /* keys that came, where one id is the key */
    struct cx_map *keys;        /* hashes of keys that came, otherwise */
    bool is_compared;           /* each row, with what is known (histories.c) */
    bool was_empty;             /* the table: a key that is known came before in the file */
    bool is_repeated;           /* the current row's key, if it is known, came before in the file */
    bool is_dropped;            /* the row that was taken last was refused after all */
    bool is_news;               /* it is new, or changes what was there */
    cx_date moved_from;         /* where hooks watch a dated column: the first day for which rows
                                   may change it; CX_DATE_NONE: they don't */
    struct posts {              /* of employees */
        struct cx_map *dated;   /* people of whom the file dates a row, or has an undated one */
        struct cx_stmt *latest; /* the newest row of a person */
        struct cx_stmt *person; /* notes that there is such a person */
    } posts;
    struct contacts { /* the row of contacts that was taken last */
        enum contact_state { CONTACT_NONE, CONTACT_NEW, CONTACT_SAME, CONTACT_CHANGED } state;
        struct cx_contact now, before;
        bool is_retold;   /* its transcript is another than it was */
        int64_t day_line; /* where it stands, if it has a day and no time; 0: it has */
        int64_t timeless, timeless_line; /* how many of these are in quiet hours, and the first */
    } contacts;
    struct reviews {          /* of reviews */
        struct cx_stmt *time; /* finds that of a contact; NULL: not needed yet */
        bool is_taken;        /* the current row waits to be looked at */
        int64_t early, line;  /* how many are of days before their contacts', and the first */
    } reviews;
    struct targets {                /* of targets; the first three of scorecards, too */
        struct cx_stmt *quantity;   /* finds a metric or a measure */
        char metric[CX_ID_MAX + 1]; /* that of the last row, as it is spelt; "": none is known */
        int64_t unit;               /* its unit */
        char first[CX_PERIOD_TEXT]; /* a day that is the first of a month; "": there was none */
        bool has_firsts, has_other_days; /* several of them; other days */
    } targets;
    struct dealer *dealer; /* dealer.c; NULL: every row is this database's */
    struct noted noted;
    struct alike_ids zeros, cases;
    int64_t fed;              /* rows given to the database */
    int64_t seq;              /* of ordered kinds: the last used */
    int64_t known, differing; /* fed rows whose key was known, and those of them that changed it */
    struct cx_buf scratch;
    const char *rejected; /* the row that say_bad rejects, as CSV; NULL: the current one */
};

/* import.c. file_init fills a file that is not open yet; open_file opens the file by its name
 * unless it has a descriptor already. */
void file_init(struct file *file, struct import *import, struct cx_import_file *result,
               size_t number);
int open_file(struct file *file, struct cx_err *err);
/* All of what is done, not open yet. */
struct file *files_new(struct import *import, const struct cx_import_done *done);
void files_free(struct file *files, const struct import *import);
/* Notes an open file that was read for the audit log. */
void note_file(struct file *file);
void close_file(struct file *file);
/* say.c: keeps what is wrong with a row to be told, counts and rejects it. */
void say_bad(struct file *file, int64_t line, const char *column, const char *why);
/* The same of the current row and a column of the kind (-1: of none); false, for the caller to
 * return. */
bool bad_cell(struct file *file, int column, const char *why);
/* Keeps what is wrong with the whole, whichever rows are rejected. */
void say_whole(struct import *import, const char *message);
/* The same of a row that was good by itself. */
void say_whole_of(struct import *import, const char *file, int64_t line, const char *column,
                  const char *why);
/* Tells all that was kept, each error once, and frees it. */
void say_all(struct import *import);
/* Whether the files of this command have a row of such a key, as far as keep_line was told. */
bool has_place(const struct import *import, const char *kind, const char *key);
/* Puts where in the files of this command a key of a kind stands, "file:line: column: "; rest is of
 * its other columns (line_key). Of one that stands in the database only, "kind key: column: ",
 * behind the file where just one can be to blame. */
void put_place(struct import *import, struct cx_buf *text, const char *kind, const char *key,
               const char *rest, const char *column, const struct file *files);
/* Opens the file of rejects and writes its header; tells the files how their rows go into it. It is
 * one CSV, so all files must have the same columns. */
int rejects_begin(struct import *import, struct file *files, struct cx_err *err);
/* The current row's file and line: the file's number above PLACE_LINE_BITS bits of line. */
#define PLACE_LINE_BITS 40
int64_t place_of(const struct file *file);
/* Key of import->lines: a kind and the text of its first key column, perhaps the others' as well,
 * each after a \x1f. */
int64_t line_key(const char *kind, const char *text, size_t n);

/* row.c: the next good row into file->cells. 1, 0 at the end, or negative. */
int next_row(void *file);
/* Remembers where the current row stands, for put_place. */
void keep_line(struct file *file);
struct cx_value row_value(void *file, int column);
const struct cx_row_hash *row_hash(void *file); /* NULL: it is not known yet */
/* Called by SQL for a row whose key is known: true if it is to be written. arguments: the first
 * column in which it differs (from 1; 0: it doesn't), the members of struct before, and what its
 * kind's hooks ask for beside. */
#define ROW_CONFLICT_ARGUMENTS 4
int64_t row_conflict(void *file, const int64_t *arguments);
/* The current row was said to be bad on its way into the table. */
void drop_row(struct file *file);
/* The current row has the key of another one of the file, and says something else in a column (of
 * the kind; -1: it isn't known in which). */
void refuse_repeated(struct file *file, int column);

/* resolve.c: the current row's ids become integers; what they refer to must be there, or (CX_LATER)
 * come until the end. 1: good; 0: a bad row; negative: failed. */
int resolve_ids(struct file *file, struct cx_err *err);

/* contacts.c: what contacts were checked by before this import. */
int contacts_begin(struct import *import, struct cx_err *err);
/* Which files changed what these are checked by. */
int contacts_want(struct import *import, const struct file *files, struct cx_err *err);
/* When all rows are in: what late contacts change, what wants a rescan, the rescan itself. */
int contacts_finish(struct import *import, const struct file *files, struct cx_err *err);

/* jurisdictions.c: before rows come or go, and after they went: no jurisdiction of the settings
 * loses its last limit while there are others. */
int limits_begin(struct import *import, struct cx_err *err);
int limits_check_rest(struct import *import, struct cx_err *err);

/* histories.c: the same as load_file, for a kind that has a history. */
int load_history(struct file *file, struct cx_err *err);

/* load.c: all rows of an open file into their table. */
int load_file(struct file *file, struct cx_err *err);

/* change.c: begins the transaction of an import, a deletion or the taking back of one. Every
 * reference is checked as its row is read, with its line; SQLite need not look again. */
int import_begin(struct import *import, struct cx_err *err);
/* How many imports can be taken back, by the settings. */
int kept_imports(int64_t *kept, struct cx_db *db, struct cx_err *err);
/* Commits with a row in the audit log; or refuses if something was said, and leaves all as it was.
 */
int conclude_change(struct import *import, const char *refusal, struct cx_err *err);
/* Frees what import holds, and rolls back what is not committed. */
void import_fini(struct import *import);

/* undo.c: says which rows of other tables refer to what is no longer in a table. */
int refuse_orphans(struct import *import, const char *table, struct cx_err *err);
/* Says what of the whole is wrong after rows went; files: those of the options. */
int check_rest(struct import *import, const struct file *files, bool is_plan, struct cx_err *err);

/* sealed.c: whether a sealed month is paid out, and so never open again: 1 or 0. */
int month_is_paid(struct cx_db *db, const char *period, struct cx_err *err);

/* finish.c: what only the whole shows. */
int finish(struct import *import, const struct file *files, struct cx_err *err);

#endif
