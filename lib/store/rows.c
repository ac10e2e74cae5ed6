#include "store/rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/invariant.h"
#include "base/mem.h"
#include "store/sqlite.h"
#include "store/trail.h"

/* The module is called cx_rows(POINTER, columns…): the argument is the source's address, which
 * only this file writes. */
struct table {
    sqlite3_vtab base;
    const struct cx_rows *rows;
};

struct cursor {
    sqlite3_vtab_cursor base;
    const struct cx_rows *rows;
    int64_t row;
    bool at_end;
};

static int connect(sqlite3 *handle, void *aux, int argc, const char *const *argv,
                   sqlite3_vtab **out, char **message)
{
    (void)aux;
    (void)message;
    struct cx_buf sql = {0};
    struct table *table = cx_alloc(sizeof *table);
    cx_buf_puts(&sql, "CREATE TABLE x(");
    for (int i = 4; i < argc; i++)
        cx_buf_printf(&sql, "%s%s", i > 4 ? "," : "", argv[i]);
    cx_buf_putc(&sql, ')');
    table->rows = (const struct cx_rows *)(uintptr_t)strtoull(argv[3], NULL, 10);
    int rc = sqlite3_declare_vtab(handle, cx_buf_str(&sql));
    cx_buf_fini(&sql);
    if (rc != SQLITE_OK) {
        free(table);
        return rc;
    }
    *out = &table->base;
    return SQLITE_OK;
}

static int disconnect(sqlite3_vtab *vtab)
{
    sqlite3_free(vtab->zErrMsg);
    free(vtab);
    return SQLITE_OK;
}

static int best_index(sqlite3_vtab *vtab, sqlite3_index_info *info)
{
    (void)vtab;
    info->estimatedCost = 1e6;
    info->estimatedRows = 1000000;
    return SQLITE_OK;
}

static int open_cursor(sqlite3_vtab *vtab, sqlite3_vtab_cursor **out)
{
    struct cursor *cursor = cx_alloc(sizeof *cursor);
    cursor->rows = ((struct table *)vtab)->rows;
    *out = &cursor->base;
    return SQLITE_OK;
}

static int close_cursor(sqlite3_vtab_cursor *base)
{
    free(base);
    return SQLITE_OK;
}

static int next(sqlite3_vtab_cursor *base)
{
    struct cursor *cursor = (struct cursor *)base;
    int rc = cursor->rows->next(cursor->rows->context);
    if (rc < 0)
        return SQLITE_ERROR;
    cursor->at_end = rc == 0;
    cursor->row++;
    return SQLITE_OK;
}

static int filter(sqlite3_vtab_cursor *base, int index, const char *name, int argc,
                  sqlite3_value **argv)
{
    struct cursor *cursor = (struct cursor *)base;
    (void)index;
    (void)name;
    (void)argc;
    (void)argv;
    cursor->row = 0;
    if (cursor->rows->start)
        cursor->rows->start(cursor->rows->context);
    return next(base);
}

static int eof(sqlite3_vtab_cursor *base)
{
    return ((struct cursor *)base)->at_end;
}

static int column(sqlite3_vtab_cursor *base, sqlite3_context *context, int number)
{
    const struct cx_rows *rows = ((struct cursor *)base)->rows;
    struct cx_value value = rows->value(rows->context, number);
    switch (value.type) {
    case CX_VALUE_NULL: break; /* which it is already */
    case CX_VALUE_INT: sqlite3_result_int64(context, value.i); break;
    case CX_VALUE_REAL: sqlite3_result_double(context, value.r); break;
    case CX_VALUE_TEXT: sqlite3_result_text(context, value.s, -1, SQLITE_TRANSIENT); break;
    }
    return SQLITE_OK;
}

static int rowid(sqlite3_vtab_cursor *base, sqlite3_int64 *out)
{
    *out = ((struct cursor *)base)->row;
    return SQLITE_OK;
}

int cx_rows_register(sqlite3 *handle)
{
    static const sqlite3_module module = {
        .iVersion = 1,
        .xCreate = connect,
        .xConnect = connect,
        .xBestIndex = best_index,
        .xDisconnect = disconnect,
        .xDestroy = disconnect,
        .xOpen = open_cursor,
        .xClose = close_cursor,
        .xFilter = filter,
        .xNext = next,
        .xEof = eof,
        .xColumn = column,
        .xRowid = rowid,
    };
    return sqlite3_create_module(handle, "cx_rows", &module, NULL);
}

int cx_db_feed(struct cx_db *db, const char *name, const char *const *columns, size_t count,
               const struct cx_rows *rows, struct cx_err *err)
{
    struct cx_buf sql = {0};
    cx_buf_printf(&sql, "CREATE VIRTUAL TABLE temp.\"%s\" USING cx_rows(%llu", name,
                  (unsigned long long)(uintptr_t)rows);
    for (size_t i = 0; i < count; i++)
        cx_buf_printf(&sql, ",\"%s\"", columns[i]);
    cx_buf_putc(&sql, ')');
    int rc = cx_db_exec(db, cx_buf_str(&sql), err);
    cx_buf_fini(&sql);
    return rc;
}

void cx_db_unfeed(struct cx_db *db, const char *name)
{
    struct cx_buf sql = {0};
    cx_buf_printf(&sql, "DROP TABLE IF EXISTS temp.\"%s\"", name);
    sqlite3_exec(db->handle, cx_buf_str(&sql), NULL, NULL, NULL);
    cx_buf_fini(&sql);
    if (db->trail)
        db->trail->feed = (struct trail_feed){0};
}

#define ARGUMENTS_MAX 12

struct function {
    int64_t (*call)(void *context, const int64_t *arguments);
    void *context;
};

static void call_function(sqlite3_context *context, int argc, sqlite3_value **argv)
{
    const struct function *function = sqlite3_user_data(context);
    int64_t arguments[ARGUMENTS_MAX] = {0};
    for (int i = 0; i < argc; i++)
        arguments[i] = sqlite3_value_int64(argv[i]);
    sqlite3_result_int64(context, function->call(function->context, arguments));
}

int cx_db_function(struct cx_db *db, const char *name, int count,
                   int64_t (*call)(void *context, const int64_t *arguments), void *context,
                   struct cx_err *err)
{
    CX_INVARIANT(count <= ARGUMENTS_MAX, "a function takes few numbers");
    struct function *function = cx_alloc(sizeof *function);
    *function = (struct function){call, context};
    if (sqlite3_create_function_v2(db->handle, name, count, SQLITE_UTF8, function, call_function,
                                   NULL, NULL, free) != SQLITE_OK)
        return cx_db_fail(db, name, err);
    return 0;
}
