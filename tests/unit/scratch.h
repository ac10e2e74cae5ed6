/* A scratch folder, and a database file in it. */
#ifndef CX_UNIT_SCRATCH_H
#define CX_UNIT_SCRATCH_H

#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/store.h"

struct scratch {
    char dir[32], path[48];
};

static inline void scratch_open(struct scratch *s)
{
    *s = (struct scratch){.dir = "/tmp/cx-unit-XXXXXX"};
    ck_assert_ptr_nonnull(mkdtemp(s->dir));
    snprintf(s->path, sizeof s->path, "%s/cx.db", s->dir);
}

static inline void scratch_close(struct scratch *s)
{
    DIR *dir = opendir(s->dir);
    char path[320];
    ck_assert_ptr_nonnull(dir);
    for (struct dirent *entry; (entry = readdir(dir));) {
        snprintf(path, sizeof path, "%s/%s", s->dir, entry->d_name);
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            unlink(path);
    }
    closedir(dir);
    ck_assert_int_eq(rmdir(s->dir), 0);
}

static inline struct cx_db *opened(const char *path, enum cx_db_mode mode)
{
    struct cx_db *db = NULL;
    struct cx_err err = {0};
    ck_assert_msg(cx_db_open(&db, path, mode, &err) == 0, "%s", err.text);
    return db;
}

static inline void run(struct cx_db *db, const char *sql)
{
    struct cx_err err = {0};
    ck_assert_msg(cx_db_exec(db, sql, &err) == 0, "%s", err.text);
}

/* The only value of a query. */
static inline int64_t ask(struct cx_db *db, const char *sql)
{
    struct cx_stmt *stmt = NULL;
    struct cx_err err = {0};
    ck_assert_msg(cx_stmt_new(&stmt, db, sql, &err) == 0, "%s", err.text);
    ck_assert_int_eq(cx_stmt_step(stmt, &err), 1);
    int64_t value = cx_stmt_int(stmt, 0);
    cx_stmt_free(stmt);
    return value;
}

#endif
