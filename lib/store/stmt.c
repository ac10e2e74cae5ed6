#include "store/store.h"

#include <stdlib.h>

#include "base/mem.h"
#include "store/sqlite.h"

int cx_stmt_new(struct cx_stmt **out, struct cx_db *db, const char *sql, struct cx_err *err)
{
    struct cx_stmt *stmt = cx_alloc(sizeof *stmt);
    stmt->db = db;
    if (sqlite3_prepare_v3(db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt->handle, NULL) !=
        SQLITE_OK) {
        free(stmt);
        return cx_db_fail(db, NULL, err);
    }
    *out = stmt;
    return 0;
}

void cx_stmt_free(struct cx_stmt *stmt)
{
    if (!stmt)
        return;
    sqlite3_finalize(stmt->handle);
    free(stmt);
}

void cx_stmt_bind_int(struct cx_stmt *stmt, int parameter, int64_t value)
{
    sqlite3_bind_int64(stmt->handle, parameter, value);
}

void cx_stmt_bind_text(struct cx_stmt *stmt, int parameter, const char *text)
{
    sqlite3_bind_text(stmt->handle, parameter, text, -1, SQLITE_TRANSIENT);
}

void cx_stmt_bind_null(struct cx_stmt *stmt, int parameter)
{
    sqlite3_bind_null(stmt->handle, parameter);
}

void cx_stmt_bind_blob(struct cx_stmt *stmt, int parameter, const void *bytes, size_t n)
{
    sqlite3_bind_blob64(stmt->handle, parameter, bytes ? bytes : "", n, SQLITE_STATIC);
}

int cx_stmt_step(struct cx_stmt *stmt, struct cx_err *err)
{
    int rc = sqlite3_step(stmt->handle);
    if (rc == SQLITE_ROW)
        return 1;
    if (rc != SQLITE_DONE) {
        int code = cx_db_fail(stmt->db, NULL, err);
        sqlite3_reset(stmt->handle);
        return code;
    }
    sqlite3_reset(stmt->handle);
    return 0;
}

int cx_stmt_run(struct cx_stmt *stmt, struct cx_err *err)
{
    int rc;
    while ((rc = cx_stmt_step(stmt, err)) == 1)
        continue;
    return rc;
}

void cx_stmt_reset(struct cx_stmt *stmt)
{
    sqlite3_reset(stmt->handle);
}

bool cx_stmt_is_null(struct cx_stmt *stmt, int column)
{
    return sqlite3_column_type(stmt->handle, column) == SQLITE_NULL;
}

int64_t cx_stmt_int(struct cx_stmt *stmt, int column)
{
    return sqlite3_column_int64(stmt->handle, column);
}

int64_t cx_stmt_int_or(struct cx_stmt *stmt, int column, int64_t none)
{
    return cx_stmt_is_null(stmt, column) ? none : cx_stmt_int(stmt, column);
}

const char *cx_stmt_text(struct cx_stmt *stmt, int column)
{
    return (const char *)sqlite3_column_text(stmt->handle, column);
}

const void *cx_stmt_blob(struct cx_stmt *stmt, int column, size_t *n)
{
    const void *bytes = sqlite3_column_blob(stmt->handle, column);
    *n = (size_t)sqlite3_column_bytes(stmt->handle, column);
    return bytes;
}
