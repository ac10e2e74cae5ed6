/* Private to store/: the structs behind store.h, and errors of SQLite. */
#ifndef CX_STORE_SQLITE_H
#define CX_STORE_SQLITE_H

#define SQLITE_ENABLE_PREUPDATE_HOOK /* declares what Debian's SQLite has */
#include <sqlite3.h>

#include "store/query.h"
#include "store/store.h"

struct cx_ids;
struct trail;

struct cx_db {
    sqlite3 *handle;
    char *path; /* for messages */
    bool is_reader;
    int wait_ms;            /* of those below, for all but a commit */
    int patience_ms;        /* the same of what it does now */
    int64_t waits_since_ms; /* of the monotonic clock */
    bool has_begun;  /* a transaction was begun and not ended by us, whatever SQLite did to it */
    bool is_writing; /* that one writes, so that a statement that fails spoils it */
    bool is_spoilt;
    bool is_older;     /* the file is of an earlier schema: each transaction upgrades it first */
    bool is_ahead;     /* the one that is open does so, and nobody has asked for it yet */
    bool may_rest;     /* rest.c */
    int64_t rested_ms; /* of the monotonic clock: when it began to read */
    void (*at_rest)(void *context); /* NULL: nothing */
    void *at_rest_context;
    struct cx_err cause;                                    /* of what failed first in it */
    int (*hand_over)(struct cx_db *db, struct cx_err *err); /* cx_db_at_end; NULL: nothing */
    struct cx_ids *ids;
    struct trail *trail;           /* NULL: nothing is noted (trail.h) */
    int64_t now;                   /* seconds; CX_NEVER: not said */
    struct cx_query_limits limits; /* of the statements of users; 0: none */
    int64_t deadline_ms;           /* of the monotonic clock */
};

struct cx_stmt {
    sqlite3_stmt *handle;
    struct cx_db *db;
    bool is_unbound;    /* a parameter could not be set: there was no memory for it */
    int damaged_column; /* that held what cx never writes; its name is the column's */
    bool is_damaged;
};

/* How long a program waits for another: to begin to write; to read while one commits, and to commit
 * while others read, who may be making sums for a while; to commit what can be made again. */
#define CX_BUSY_MS   10000
#define CX_COMMIT_MS 120000
#define CX_SPARE_MS  500

/* The name of a file as SQLite takes it, the caller's to free: those that begin with a colon would
 * mean other things, such as no file at all. NULL gives NULL. */
char *cx_db_path(const char *path);

/* Sets err from SQLite's last error on db: locked, full, corrupt, … in words. */
int cx_db_fail(struct cx_db *db, const char *what, struct cx_err *err);

/* Refuses (CX_EWORLD) any statement in a transaction that has failed: SQLite may have rolled it
 * back and would commit what follows at once, a statement at a time. */
int cx_db_refuse_spoilt(struct cx_db *db, struct cx_err *err);

/* The id cache of id.c. */
struct cx_ids *cx_ids_new(void);
void cx_ids_free(struct cx_ids *ids);
void cx_ids_forget(struct cx_ids *ids); /* after a rollback: what was cached may be gone */

/* Registers the virtual table module of rows.c. */
int cx_rows_register(sqlite3 *handle);

#endif
