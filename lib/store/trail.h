/* Private to store/: every change of a row through a connection is noted as it is made, whichever
 * statement or trigger makes it, and goes into the sum of its table's rows (rowsum.h), which the
 * table row_sums keeps. So a row shows that something other than cx has changed.
 *
 * The sums of all that is imported and decided are told in the rows of the audit log, and are part
 * of its chain: code that changes such rows must add its audit row after it has, in the same
 * transaction. The sums of what can be made again (kept sums) are not told. */
#ifndef CX_STORE_TRAIL_H
#define CX_STORE_TRAIL_H

#include "base/buf.h"
#include "store/rows.h"
#include "store/rowsum.h"
#include "store/sqlite.h"

#define TRAIL_COLUMNS 64 /* of a table, at most */

struct trail_table {
    char *name;
    int columns, key_count;
    int keys[TRAIL_COLUMNS]; /* the columns of the primary key, in its order */
    bool is_id;              /* a whole number, the first of them, serves as the key of rowsum.h */
    bool is_told;
    struct rowsum change; /* noted in the open transaction, and not told or kept yet */
};

/* Where the rows come from that are inserted into a table (cx_db_fed). */
struct trail_feed {
    struct trail_table *table; /* NULL: from anywhere */
    const struct cx_rows *rows;
    int columns[TRAIL_COLUMNS]; /* of rows, for each of the table */
};

struct trail {
    struct trail_table *tables;
    size_t count, cap;
    size_t last; /* the table that changed last */
    struct trail_feed feed;
    bool is_lost; /* a change could not be noted */
    bool is_told; /* rows of tables that are told were changed */
    struct cx_buf bytes;
    struct cx_journal *journal; /* that notes what rows were, too; NULL: none does */
};

/* journal.c: a row of a table is about to change; its ids, where its key is one. No statement may
 * be run here. */
void journal_note(struct cx_journal *journal, sqlite3 *handle, int op, const char *name,
                  int64_t from, int64_t to);

/* Begins to note; the schema must be there. */
int trail_begin(struct cx_db *db, struct cx_err *err);
void trail_end(struct trail *trail); /* NULL is fine */
/* Forgets what was noted: where a transaction begins, and where it is rolled back. */
void trail_forget(struct trail *trail); /* NULL is fine */
/* For the audit log: a line for each table that changed, or with `all` for every one that has rows:
 * its name, its rows, digits. row_sums says the same from then on. */
int trail_tell(struct cx_buf *out, struct cx_db *db, bool all, struct cx_err *err);
/* Before a commit: what is not told goes to row_sums. */
int trail_keep(struct cx_db *db, struct cx_err *err);

/* Adds a row, or takes it away: the values of all its columns. */
void trail_row(struct rowsum *sum, const struct trail_table *table, sqlite3_value *const *values,
               bool is_minus, struct cx_buf *scratch);
/* The key of a row (rowsum.h). */
int64_t trail_key(const struct trail_table *table, sqlite3_value *const *values,
                  struct cx_buf *scratch);
/* What row_sums says of a table; no rows where it says nothing. CX_EDATA: it is damaged. */
int trail_kept(struct rowsum *sum, struct cx_db *db, const char *name, struct cx_err *err);

int trail_put(struct cx_db *db, const char *name, const struct rowsum *sum, struct cx_err *err);

/* trail_check.c: adds up all rows of a table. */
int trail_add_up(struct rowsum *sum, struct cx_db *db, const struct trail_table *table,
                 struct cx_err *err);
/* Adds up all tables of a database that was made by a cx without row_sums, and puts the sums there;
 * in a transaction. */
int trail_found(struct cx_db *db, struct cx_err *err);
/* The sums that the audit log told last, by table. */
struct trail_told {
    struct rowsum *sums; /* as trail->tables */
    bool is_any;
};
void trail_told_init(struct trail_told *told, const struct cx_db *db);
void trail_told_fini(struct trail_told *told);
/* Takes the lines of an audit row; false: they are none. */
bool trail_told_take(struct trail_told *told, const struct cx_db *db, const char *lines);
/* Compares all rows with what was told and with row_sums. CX_EDATA names the table, and the row
 * where it is only one. */
int trail_verify(struct cx_db *db, const struct trail_told *told, struct cx_err *err);

#endif
