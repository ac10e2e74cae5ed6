/* The database: opening, migrations, transactions, statements. Only this folder knows SQLite.
 *
 * One cx_db is one connection and is used by one thread. Statements are borrowed from no one:
 * whoever makes one frees it before the database is closed. */
#ifndef CX_STORE_STORE_H
#define CX_STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/error.h"

struct cx_db;
struct cx_stmt;

enum cx_db_mode {
    CX_DB_READ,   /* must exist; nothing is written */
    CX_DB_WRITE,  /* must exist */
    CX_DB_CREATE, /* made with mode 0600 where it is missing */
    CX_DB_COPY,   /* as CX_DB_READ, of any earlier version too, for cx_db_backup alone */
    CX_DB_VERIFY, /* as CX_DB_READ, of any earlier version too: that is upgraded in a transaction
                     which ends with the connection, and the file stays as it is */
};

/* Opening. */

/* Opens the file; readers refuse one of an older schema. For those who write a transaction is then
 * open that upgrades it, which the first cx_db_begin or cx_db_begin_read goes on with: what they
 * commit brings the file to this version's schema, with a row of the audit log of its own, and what
 * they roll back leaves it as it was. path NULL is a database in memory, for a dry run where there
 * is none. A missing, foreign or newer database is CX_EWORLD, and so is one whose triggers, views,
 * indexes and tables are not those that cx makes. */
int cx_db_open(struct cx_db **out, const char *path, enum cx_db_mode mode, struct cx_err *err);
void cx_db_close(struct cx_db *db); /* rolls back what is open; NULL is fine */
/* Reads all of it: pages and indexes are sound, and the schema is cx's own, with no statistics of
 * SQLite's (else CX_EWORLD). */
int cx_db_verify(struct cx_db *db, struct cx_err *err);
/* What rows name is there (else CX_EDATA). */
int cx_db_verify_references(struct cx_db *db, struct cx_err *err);
/* True if the file could be changed by its group or by others. */
bool cx_db_is_exposed(const char *path);
const char *cx_db_engine(void); /* "SQLite 3.40.1": the one that runs */
/* From now on what is removed or replaced is overwritten with zeros. No transaction may be open. */
int cx_db_forgets(struct cx_db *db, struct cx_err *err);
/* Writes the file anew, without pages that are not used. No transaction may be open. */
int cx_db_rewrite(struct cx_db *db, struct cx_err *err);
/* Removes a database to which nothing was ever committed (its audit log is empty); any other stays.
 * No transaction may be open. */
int cx_db_discard(struct cx_db *db, struct cx_err *err);

/* Transactions. One that writes takes no more once a statement of it has failed, and none takes
 * more once SQLite has rolled it back by itself: whatever is run in it from then on, the commit
 * too, is CX_EWORLD, until cx_db_rollback. */

int cx_db_begin(struct cx_db *db, struct cx_err *err);      /* BEGIN IMMEDIATE */
int cx_db_begin_read(struct cx_db *db, struct cx_err *err); /* one snapshot for several reads */
int cx_db_commit(struct cx_db *db, struct cx_err *err);
void cx_db_rollback(struct cx_db *db);      /* nothing open: does nothing */
bool cx_db_is_open(const struct cx_db *db); /* a transaction is open */
/* Lets a transaction that has only read so far write as well; false if another program is writing
 * or the file cannot be written. */
bool cx_db_reserve(struct cx_db *db);
/* Whether the transaction writes already. */
bool cx_db_is_writing(const struct cx_db *db);
/* Ends a transaction whose writes may be lost: runs what cx_db_at_end set, then commits; if either
 * fails, rolls back silently. */
void cx_db_end(struct cx_db *db);
void cx_db_at_end(struct cx_db *db, int (*hand_over)(struct cx_db *db, struct cx_err *err));

/* Memory and second connection. */

/* From now on a transaction that changes more than 24 MiB writes into the file before it commits,
 * so that readers wait; else it takes up to 94 MiB of memory first. */
int cx_db_spare_memory(struct cx_db *db, struct cx_err *err);
/* is_through: the cache holds 2 MiB of pages, for code that reads whole tables once; otherwise
 * 32 MiB, as at first. */
int cx_db_go_through(struct cx_db *db, bool is_through, struct cx_err *err);
/* A second connection, for a second thread, that goes through what the open transaction of the
 * first reads, and no temporary tables of it; *out NULL: there can be none, as in a database in
 * memory, or where that transaction has changed what is imported or decided. Ends before the first
 * does. */
int cx_db_again(struct cx_db **out, const struct cx_db *db, struct cx_err *err);

/* Resting (rest.c). Between cx_db_may_rest(db, true) and (db, false) a transaction that only reads
 * lets others commit in between, so that what it reads is of several states: its reader must find
 * out by itself whether that matters. Code that reads long asks cx_db_is_tired at times, and then,
 * with no statement under way, calls cx_db_rest, which ends the transaction and begins another; if
 * it isn't tired, that does nothing. A process has one lock for all its connections: no other of
 * them may read meanwhile. */

void cx_db_may_rest(struct cx_db *db, bool may);
bool cx_db_rests(const struct cx_db *db);
bool cx_db_is_tired(const struct cx_db *db);
int cx_db_rest(struct cx_db *db, struct cx_err *err);
/* A number for the state of the file that the open transaction sees: as long as it is the same, no
 * other connection has committed anything. What this one commits doesn't change it. */
int cx_db_state(int64_t *state, struct cx_db *db, struct cx_err *err);
/* For tests: rests whenever it can, and calls this in between. */
void cx_db_at_rest(struct cx_db *db, void (*at_rest)(void *context), void *context);

/* Temporary tables: see also shadow.h. */

/* Allows temporary tables in a database that was opened for reading. */
int cx_db_scratch(struct cx_db *db, struct cx_err *err);

/* Shortcuts. */

int cx_db_exec(struct cx_db *db, const char *sql, struct cx_err *err);
/* A statement with one parameter. */
int cx_db_exec_int(struct cx_db *db, const char *sql, int64_t value, struct cx_err *err);
/* The first column of a statement's first row, ?1 being the key where there is one. Where there is
 * no row, or null in it, *value stays as it was, and *text (which is the caller's) is NULL. */
int cx_db_get_int(int64_t *value, struct cx_db *db, const char *sql, const char *key,
                  struct cx_err *err);
int cx_db_get_text(char **text, struct cx_db *db, const char *sql, const char *key,
                   struct cx_err *err);
/* 1 where the statement has a row, whatever is in it; 0; or negative. */
int cx_db_has_row(struct cx_db *db, const char *sql, const char *key, struct cx_err *err);
int64_t cx_db_changes(const struct cx_db *db); /* rows that the last statement changed */

/* The clock: what stands for it in this connection; CX_NEVER until it is set. */

#define CX_NEVER INT64_MAX
void cx_db_set_now(struct cx_db *db, int64_t seconds);
int64_t cx_db_now(const struct cx_db *db);
cx_date cx_db_today(const struct cx_db *db); /* its day; CX_DATE_NONE until it is set */
/* Its day, if it is not over; CX_DATE_NONE: it is, or nothing stands for the clock. */
cx_date cx_db_running_day(const struct cx_db *db);

/* Statements. Parameters count from 1, columns from 0, as in SQLite. */

int cx_stmt_new(struct cx_stmt **out, struct cx_db *db, const char *sql, struct cx_err *err);
/* Compiles it and steps to the first row for a number as ?1: as cx_stmt_step. *out is freed as
 * always, and NULL where it can't be compiled. */
int cx_stmt_first(struct cx_stmt **out, struct cx_db *db, const char *sql, int64_t key,
                  struct cx_err *err);
void cx_stmt_free(struct cx_stmt *stmt); /* NULL is fine */
void cx_stmt_bind_int(struct cx_stmt *stmt, int parameter, int64_t value);
/* The text is copied; NULL: null. */
void cx_stmt_bind_text(struct cx_stmt *stmt, int parameter, const char *text);
void cx_stmt_bind_null(struct cx_stmt *stmt, int parameter);
/* The bytes are borrowed until the next bind or the end. */
void cx_stmt_bind_blob(struct cx_stmt *stmt, int parameter, const void *bytes, size_t n);
/* 1: a row; 0: done, and reset for the next use; negative: failed. */
int cx_stmt_step(struct cx_stmt *stmt, struct cx_err *err);
/* Steps to the end and resets. */
int cx_stmt_run(struct cx_stmt *stmt, struct cx_err *err);
void cx_stmt_reset(struct cx_stmt *stmt);
bool cx_stmt_is_null(struct cx_stmt *stmt, int column);
int64_t cx_stmt_int(struct cx_stmt *stmt, int column);
/* The integer, or `none` where the column is null. */
int64_t cx_stmt_int_or(struct cx_stmt *stmt, int column, int64_t none);
/* The choice that a column holds, the index of one of words (which end with NULL); `none` where the
 * column is null. A file may be damaged: where it is no index, this is 0, and the next step of the
 * statement is CX_EWORLD. */
int cx_stmt_choice(struct cx_stmt *stmt, int column, const char *const *words, int none);
/* The file is damaged, for a column holds what cx never writes: the next step is CX_EWORLD. */
void cx_stmt_blame(struct cx_stmt *stmt, int column);
/* NULL: null; borrowed until the step. */
const char *cx_stmt_text(struct cx_stmt *stmt, int column);
/* Whether a text holds a NUL, and more than cx_stmt_text shows: none that cx has written does. */
bool cx_stmt_has_nul(struct cx_stmt *stmt, int column);
/* *n bytes, borrowed until the step; NULL where there are none. */
const void *cx_stmt_blob(struct cx_stmt *stmt, int column, size_t *n);

#endif
