/* A new database in memory. To make its tables takes longer than most tests do, so they are made
 * once a process, before check forks for each test; all others begin as copies of that one. */
#ifndef CX_UNIT_BLANK_H
#define CX_UNIT_BLANK_H

#include <check.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "store/store.h"

static struct {
    unsigned char *bytes;
    sqlite3_int64 size;
    sqlite3 *first; /* while it is made */
} blank;

static int blank_take(sqlite3 *db, char **error, const struct sqlite3_api_routines *api)
{
    (void)error;
    (void)api;
    blank.first = db;
    return SQLITE_OK;
}

static int blank_put(sqlite3 *db, char **error, const struct sqlite3_api_routines *api)
{
    unsigned char *copy = sqlite3_malloc64((sqlite3_uint64)blank.size);
    (void)error;
    (void)api;
    if (!copy)
        return SQLITE_NOMEM;
    memcpy(copy, blank.bytes, (size_t)blank.size);
    return sqlite3_deserialize(db, "main", copy, blank.size, blank.size,
                               SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE);
}

/* What SQLite calls for each connection that is opened. */
typedef int blank_opened(sqlite3 *, char **, const struct sqlite3_api_routines *);

static inline int blank_open_with(struct cx_db **db, blank_opened *call, struct cx_err *err)
{
    void (*entry)(void) = (void (*)(void))call;
    int rc =
        sqlite3_auto_extension(entry) == SQLITE_OK ? cx_db_open(db, NULL, CX_DB_CREATE, err) : -1;
    sqlite3_cancel_auto_extension(entry);
    return rc;
}

__attribute__((constructor)) static void blank_make(void)
{
    struct cx_db *db = NULL;
    struct cx_err err = {0};
    if (blank_open_with(&db, blank_take, &err) < 0)
        abort();
    blank.bytes = sqlite3_serialize(blank.first, "main", &blank.size, 0);
    cx_db_close(db);
}

__attribute__((destructor)) static void blank_free(void)
{
    sqlite3_free(blank.bytes);
}

static inline struct cx_db *blank_open(void)
{
    struct cx_db *db = NULL;
    struct cx_err err = {0};
    ck_assert_msg(blank_open_with(&db, blank_put, &err) == 0, "%s", err.text);
    return db;
}

#endif
