#include "base/lang.h"
#include "store/store.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/sqlite.h"

/* Of a file that can be read; rc says why no more. */
static int refuse_writing(const char *path, int rc, struct cx_err *err)
{
    if (rc == SQLITE_READONLY_ROLLBACK || rc == SQLITE_READONLY_RECOVERY)
        return cx_err_set(err, CX_EWORLD,
                          "%s: a program was killed while it wrote: whoever may write the file "
                          "must run a program of cx once, which puts it right",
                          path);
    if (rc == SQLITE_READONLY_DIRECTORY)
        return cx_err_set(err, CX_EWORLD,
                          "%s: can't be written: its folder is read-only, and the journal is "
                          "made there",
                          path);
    return cx_err_set(err, CX_EWORLD, "%s: can't be written", path);
}

int cx_db_fail(struct cx_db *db, const char *what, struct cx_err *err)
{
    int rc = sqlite3_errcode(db->handle);
    const char *path = db->path ? db->path : _("database in memory");
    switch (rc & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return cx_err_set(err, CX_EWORLD,
                          "%s: locked by another program for over %d seconds: try again when it "
                          "is done",
                          path, db->wait_ms / 1000);
    case SQLITE_FULL:
        return cx_err_set(
            err, CX_EWORLD,
            "%s: the disk is full; nothing was changed: make room beside it, or where "
            "temporary files go ($SQLITE_TMPDIR, $TMPDIR, else /var/tmp)",
            path);
    case SQLITE_CORRUPT:
        return cx_err_set(err, CX_EWORLD, "%s: is damaged (%s): restore the last backup", path,
                          sqlite3_errmsg(db->handle));
    case SQLITE_CANTOPEN:
        return cx_err_set(err, CX_EWORLD,
                          "%s: can't be opened, or its journal can't: whoever owns it must run a "
                          "program of cx once, or let you read both",
                          path);
    case SQLITE_IOERR:
        if (rc == SQLITE_IOERR_GETTEMPPATH)
            return cx_err_set(err, CX_EWORLD,
                              "no folder for temporary files can be written: name one in "
                              "$SQLITE_TMPDIR");
        return cx_err_set(err, CX_EWORLD,
                          "%s: reading or writing failed: is the disk full, or the file too large "
                          "for it?",
                          path);
    case SQLITE_READONLY: return refuse_writing(path, rc, err);
    case SQLITE_INTERRUPT:
        return cx_err_set(err, CX_EWORLD, "the query took over %d seconds: ask for less",
                          db->limits.seconds);
    case SQLITE_NOMEM:
        return cx_err_set(err, CX_EWORLD,
                          db->limits.bytes ? "the query needs over %lld MiB of memory: ask for less"
                                           : "out of memory",
                          (long long)(db->limits.bytes >> 20));
    case SQLITE_NOTADB:
        return cx_err_set(err, CX_EWORLD, "%s: is not a cx database: name one with --db or $CX_DB",
                          path);
    default:
        if (strcmp(sqlite3_errmsg(db->handle), "integer overflow") == 0)
            return cx_err_set(err, CX_EDATA,
                              "a sum of amounts is too large: one of them must be wrong");
        return cx_err_set(err, CX_EWORLD, "%s: %s%s%s", path, what ? _(what) : "", what ? ": " : "",
                          sqlite3_errmsg(db->handle));
    }
}

int cx_db_refuse_spoilt(struct cx_db *db, struct cx_err *err)
{
    if (db->has_begun && sqlite3_get_autocommit(db->handle))
        db->is_spoilt = true;
    if (!db->is_spoilt)
        return 0;
    return cx_err_set(err, CX_EWORLD, "%s",
                      db->cause.code ? db->cause.text : _("the database took back what was done"));
}

/* A statement ran and failed. */
static int spoil(struct cx_db *db, struct cx_err *err)
{
    int rc = cx_db_fail(db, NULL, err);
    db->is_spoilt = db->is_writing;
    if (db->has_begun)
        (void)cx_db_fail(db, NULL, &db->cause);
    return rc;
}

int cx_db_exec(struct cx_db *db, const char *sql, struct cx_err *err)
{
    int rc = cx_db_refuse_spoilt(db, err);
    if (rc == 0 && sqlite3_exec(db->handle, sql, NULL, NULL, NULL) != SQLITE_OK)
        rc = spoil(db, err);
    return rc;
}

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

/* Binding returns nothing; if it failed, the next step says so. */
static void note_bound(struct cx_stmt *stmt, int rc)
{
    stmt->is_unbound = stmt->is_unbound || rc == SQLITE_NOMEM || rc == SQLITE_TOOBIG;
}

void cx_stmt_bind_int(struct cx_stmt *stmt, int parameter, int64_t value)
{
    note_bound(stmt, sqlite3_bind_int64(stmt->handle, parameter, value));
}

void cx_stmt_bind_text(struct cx_stmt *stmt, int parameter, const char *text)
{
    note_bound(stmt, sqlite3_bind_text(stmt->handle, parameter, text, -1, SQLITE_TRANSIENT));
}

void cx_stmt_bind_null(struct cx_stmt *stmt, int parameter)
{
    note_bound(stmt, sqlite3_bind_null(stmt->handle, parameter));
}

void cx_stmt_bind_blob(struct cx_stmt *stmt, int parameter, const void *bytes, size_t n)
{
    note_bound(stmt,
               sqlite3_bind_blob64(stmt->handle, parameter, bytes ? bytes : "", n, SQLITE_STATIC));
}

int cx_stmt_step(struct cx_stmt *stmt, struct cx_err *err)
{
    int code = cx_db_refuse_spoilt(stmt->db, err);
    if (code == 0 && stmt->is_unbound)
        code = cx_err_set(err, CX_EWORLD, "out of memory, or a value is too long for the database");
    if (code == 0 && stmt->is_damaged)
        code = cx_err_set(err, CX_EWORLD,
                          "%s: is damaged: its column %s holds a value that cx never writes: "
                          "restore the last backup",
                          stmt->db->path ? stmt->db->path : _("database in memory"),
                          sqlite3_column_name(stmt->handle, stmt->damaged_column));
    if (code < 0) {
        stmt->db->is_spoilt = stmt->db->has_begun;
        return code;
    }
    int rc = sqlite3_step(stmt->handle);
    if (rc == SQLITE_ROW)
        return 1;
    if (rc != SQLITE_DONE) {
        code = spoil(stmt->db, err);
        sqlite3_reset(stmt->handle);
        return code;
    }
    sqlite3_reset(stmt->handle);
    return 0;
}

int cx_stmt_first(struct cx_stmt **out, struct cx_db *db, const char *sql, int64_t key,
                  struct cx_err *err)
{
    *out = NULL;
    int rc = cx_stmt_new(out, db, sql, err);
    if (rc < 0)
        return rc;
    cx_stmt_bind_int(*out, 1, key);
    return cx_stmt_step(*out, err);
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
    int64_t value = cx_stmt_int(stmt, column); /* 0 of NULL */
    return value == 0 && cx_stmt_is_null(stmt, column) ? none : value;
}

int cx_stmt_choice(struct cx_stmt *stmt, int column, const char *const *words, int none)
{
    int64_t value = cx_stmt_int(stmt, column), count = 0;
    if (value == 0 && cx_stmt_is_null(stmt, column))
        return none;
    while (words[count] && count <= value)
        count++;
    if (value >= 0 && value < count)
        return (int)value;
    cx_stmt_blame(stmt, column);
    return 0;
}

void cx_stmt_blame(struct cx_stmt *stmt, int column)
{
    stmt->is_damaged = true;
    stmt->damaged_column = column;
}

const char *cx_stmt_text(struct cx_stmt *stmt, int column)
{
    return (const char *)sqlite3_column_text(stmt->handle, column);
}

bool cx_stmt_has_nul(struct cx_stmt *stmt, int column)
{
    const char *text = cx_stmt_text(stmt, column);
    return text && strlen(text) != (size_t)sqlite3_column_bytes(stmt->handle, column);
}

const void *cx_stmt_blob(struct cx_stmt *stmt, int column, size_t *n)
{
    const void *bytes = sqlite3_column_blob(stmt->handle, column);
    *n = (size_t)sqlite3_column_bytes(stmt->handle, column);
    return bytes;
}

/* Steps to the first row: 1; 0: there is none; or negative. The caller frees the statement. */
static int first_row(struct cx_stmt **stmt, struct cx_db *db, const char *sql, const char *key,
                     struct cx_err *err)
{
    int rc = cx_stmt_new(stmt, db, sql, err);
    if (rc < 0)
        return rc;
    if (key)
        cx_stmt_bind_text(*stmt, 1, key);
    return cx_stmt_step(*stmt, err);
}

int cx_db_get_int(int64_t *value, struct cx_db *db, const char *sql, const char *key,
                  struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = first_row(&stmt, db, sql, key, err);
    if (rc == 1)
        *value = cx_stmt_int_or(stmt, 0, *value);
    cx_stmt_free(stmt);
    return rc < 0 ? rc : 0;
}

int cx_db_get_text(char **text, struct cx_db *db, const char *sql, const char *key,
                   struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = first_row(&stmt, db, sql, key, err);
    *text = rc == 1 ? cx_strdup(cx_stmt_text(stmt, 0)) : NULL;
    cx_stmt_free(stmt);
    return rc < 0 ? rc : 0;
}

int cx_db_has_row(struct cx_db *db, const char *sql, const char *key, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = first_row(&stmt, db, sql, key, err);
    cx_stmt_free(stmt);
    return rc;
}

int cx_db_exec_int(struct cx_db *db, const char *sql, int64_t value, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, sql, err);
    if (rc == 0) {
        cx_stmt_bind_int(stmt, 1, value);
        rc = cx_stmt_run(stmt, err);
    }
    cx_stmt_free(stmt);
    return rc;
}
