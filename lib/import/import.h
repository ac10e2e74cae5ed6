/* Files → rows of a kind → database: checked, typed, referenced, all or nothing. */
#ifndef CX_IMPORT_IMPORT_H
#define CX_IMPORT_IMPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/error.h"
#include "conduct/conduct.h"
#include "kind/kind.h"
#include "render/table.h"
#include "store/audit.h"
#include "store/id.h"
#include "store/part.h"
#include "store/store.h"

struct cx_import_options {
    const char *const *files; /* "-" is stdin */
    size_t file_count;
    const char *kind; /* NULL: each file's map says it, or its name */
    const char *map;  /* a file of column,header,values,format; NULL: none */
    const char *maps; /* a folder of them, of which each file gets the one that fits; NULL: none */
    const char *encoding; /* NULL: recognised */
    int64_t skip;         /* lines above the header; 0: it is recognised */
    const char *rejects;  /* where bad rows go; NULL: one bad row refuses all */
    char delimiter;       /* 0: recognised */
    enum cx_date_order order;
    bool round, ignore_extra, dry_run;
    bool correct;        /* rows without a since hold from the start, not from now on */
    struct cx_part part; /* which one the database is to be; parts 0: what it is, or all */
    cx_time now;
    const char *arguments; /* the command line, for the audit log */
    /* Filled, and all contacts are checked again; NULL: they aren't. */
    struct cx_rescan *rescan;
    void (*say)(void *context, const char *message); /* a bad row: "file:line: column: why" */
    /* What is to be known though nothing is wrong, once the rows are in; NULL: not wanted. */
    void (*note)(void *context, const char *message);
    /* Now and then: rows and bytes so far, of total bytes (0: not known); NULL: not wanted. */
    void (*progress)(void *context, int64_t rows, int64_t bytes, int64_t total);
    void *context;
};

/* A file as one of the kinds that it holds. */
struct cx_import_file {
    const char *name; /* as on the command line; of a workbook with its sheet: orders.xlsx#Sheet2 */
    const struct cx_kind *kind;
    const struct cx_import_map *map; /* private to import/ */
    char encoding[32];               /* that it was read as */
    int64_t read, added, changed, same, rejected, rounded;
    bool is_dealt;     /* each row of the kind is in one part only */
    int64_t elsewhere; /* rows of other parts */
    int64_t removed;   /* by cx_import_delete */
    int64_t unlinked;  /* negative payments that don't say which one they reverse */
    int64_t unlikely; /* targets whose value makes no sense for their unit, and the first of them */
    char unlikely_first[160];
    bool wants_rescan; /* contacts imported before are checked by it only after a rescan */
};

/* What became of files, in the order in which they were taken. */
struct cx_import_done {
    struct cx_import_file *files;
    size_t count;
    int64_t rejected; /* rows, each once, though it may be bad as several kinds */
    struct cx_import_names {
        char **items;
        size_t count;
    } names;                   /* what the files' point to */
    struct cx_gave_up gave_up; /* of searches of the transcripts that came */
    struct cx_unsearched unsearched;
};
void cx_import_done_fini(struct cx_import_done *done);

/* Imports all files in one transaction. done is the caller's, also on failure. Returns CX_EDATA
 * where rows were bad (with --rejects the good ones are then committed all the same, and err->text
 * is empty). */
int cx_import(struct cx_import_done *done, struct cx_db *db,
              const struct cx_import_options *options, struct cx_err *err);

/* Deletes the rows whose keys the files have, all or none; other columns don't matter. Refused
 * (CX_EDATA) where a row is not there, counts in a sealed month, others refer to it, or what would
 * be left is not whole; options->say hears what. Can be taken back as an import can. */
int cx_import_delete(struct cx_import_done *done, struct cx_db *db,
                     const struct cx_import_options *options, struct cx_err *err);

/* What was taken back. */
struct cx_undone {
    int64_t seq;               /* of the import in the audit log */
    char *name;                /* its number, time and files; the caller's, also on failure */
    int64_t removed, restored; /* rows: added by it; as they were before it */
    /* All contacts were checked again, since others came after those that went. */
    bool is_rescanned;
    struct cx_rescan rescan;
    /* Accounts whose episode cx-assign has ended since, for what was taken back, and one of them.
     */
    int64_t ended;
    char ended_first[CX_ID_MAX + 1];
};

/* Takes back the import with the number undone->seq, 0: the last. Refused (CX_EDATA) where a later
 * import changed the same rows, others refer to them, a month was sealed since, or what would be
 * left is not whole; options->say hears what. Of the options now, arguments, dry_run, say and its
 * context count. */
int cx_import_undo(struct cx_undone *undone, struct cx_db *db,
                   const struct cx_import_options *options, struct cx_err *err);

/* A table from elsewhere for a what-if: laid over the database's own table of its kind, of which
 * nothing is seen until it is lifted. Kinds of the plan, targets and adjustments only. */
struct cx_lay {
    const char *kind;
    const char *name;  /* the file, - for stdin; of bytes: what messages call them */
    const char *bytes; /* CSV in memory; NULL: the file is read */
    size_t size;
    bool is_sealed; /* bytes are what cx exported to seal it */
};

/* Lays tables: all of them, or none. A table's rows are all that the kind has then (a file without
 * rows empties it); files of one kind are one table. They are checked as an import checks them, and
 * then the plan as a whole; so is what they refer to, and an id that the database doesn't know is a
 * bad row. What is sealed is taken as it is: cells of any length, a plan that a later cx refuses.
 * Nothing is stored: rows are TEMP tables, which SQL finds before the database's own, the
 * file keeps its bytes, takes no lock, and may be read-only. Works inside a transaction and outside
 * of one; a rollback lifts what was laid in it. CX_EDATA: say has heard why, row by row. */
int cx_lay(struct cx_db *db, const struct cx_lay *tables, size_t count,
           void (*say)(void *context, const char *message), void *context, struct cx_err *err);
/* Takes all laid tables away: the database's own are seen again. */
int cx_lay_lift(struct cx_db *db, struct cx_err *err);

struct cx_suggest_options {
    const char *file;                                /* "-" is stdin */
    const char *kind;                                /* NULL: the one whose columns fit best */
    const char *encoding;                            /* NULL: recognised */
    char delimiter;                                  /* 0: recognised */
    int64_t skip;                                    /* lines above the header; 0: recognised */
    void (*say)(void *context, const char *message); /* what was guessed, what is to be filled in */
    void *context;
};

/* Writes a first guess of a map for a foreign export, from its header and its first 10,000 rows:
 * CSV of column,header,values,format, with ? where somebody has to decide. */
int cx_import_suggest(struct cx_buf *map, const struct cx_suggest_options *options,
                      struct cx_err *err);

/* Whose personal data is to be removed: names, numbers, transcripts, words and reasons. */
struct cx_forget {
    const char *const *customers;
    size_t customer_count;
    cx_date before; /* those to whom nothing has happened since; CX_DATE_NONE: nobody else */
    bool everybody; /* those of accounts and contacts without a customer too */
    bool dry_run;   /* only finds them */
    const struct cx_audit *audit;
    bool is_done; /* set: they are forgotten, and where that is an error all the same
                   * followed, bytes of theirs may be left until it is done again */
};

/* Forgets customers in one transaction, and rewrites the file without what was removed; out, a
 * table that is kept, is who they are. CX_EDATA where there is no such customer. What is added up,
 * sealed and paid stays, and so do accounts, payments and contacts without their words. */
int cx_forget(struct cx_table *out, struct cx_db *db, struct cx_forget *options,
              struct cx_err *err);

/* A copy of the database in path, which must not be there yet, in which everybody is forgotten:
 * scores, pay and seals are those of the original. The log of the copy alone tells of it, as audit
 * says. CX_EWORLD leaves no file. */
int cx_share(struct cx_db *db, const char *path, const struct cx_audit *audit, struct cx_err *err);

#endif
