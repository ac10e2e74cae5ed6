#include "store/query.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/lang.h"
#include "base/mem.h"
#include "store/shadow.h"
#include "store/sqlite.h"

struct guard {
    const struct cx_query_hidden *hidden;
    size_t hidden_count;
    const char *why;
    char refused[300];
};

static int refuse(struct guard *guard, const char *text)
{
    if (!guard->refused[0])
        snprintf(guard->refused, sizeof guard->refused, "%s", _(text));
    return SQLITE_DENY;
}

/* view: the innermost that reads. The one that covers a table reads all of it, and shows less. */
static int authorize_read(struct guard *guard, const char *table, const char *column,
                          const char *schema, const char *view)
{
    bool is_covered =
        view && strcasecmp(view, table) == 0 && schema && strcasecmp(schema, "main") == 0;
    for (size_t i = 0; !is_covered && i < guard->hidden_count; i++) {
        const struct cx_query_hidden *hidden = &guard->hidden[i];
        if (strcasecmp(table, hidden->table) != 0 || strcasecmp(column, hidden->column) != 0)
            continue;
        char text[300];
        snprintf(text, sizeof text, "%s.%s %s", hidden->table, hidden->column, _(guard->why));
        return refuse(guard, text);
    }
    return SQLITE_OK;
}

/* What a query may call: functions of texts, numbers, days and groups, none of which reads or
 * writes anything else, or says other things each time. */
static const char *const functions[] = {"->",
                                        "->>",
                                        "abs",
                                        "acos",
                                        "asin",
                                        "atan",
                                        "atan2",
                                        "avg",
                                        "ceil",
                                        "ceiling",
                                        "char",
                                        "coalesce",
                                        "concat",
                                        "concat_ws",
                                        "cos",
                                        "count",
                                        "cume_dist",
                                        "date",
                                        "datetime",
                                        "day",
                                        "decimal",
                                        "degrees",
                                        "dense_rank",
                                        "exp",
                                        "first_value",
                                        "floor",
                                        "format",
                                        "glob",
                                        "group_concat",
                                        "hex",
                                        "id",
                                        "ifnull",
                                        "iif",
                                        "instr",
                                        "json",
                                        "json_array",
                                        "json_array_length",
                                        "json_each",
                                        "json_extract",
                                        "json_group_array",
                                        "json_group_object",
                                        "json_object",
                                        "json_quote",
                                        "json_type",
                                        "json_valid",
                                        "julianday",
                                        "lag",
                                        "last_value",
                                        "lead",
                                        "length",
                                        "like",
                                        "likelihood",
                                        "likely",
                                        "ln",
                                        "log",
                                        "log10",
                                        "log2",
                                        "lower",
                                        "ltrim",
                                        "mask_name",
                                        "mask_phone",
                                        "mask_text",
                                        "max",
                                        "min",
                                        "mod",
                                        "moment",
                                        "money",
                                        "nth_value",
                                        "ntile",
                                        "nullif",
                                        "octet_length",
                                        "percent_rank",
                                        "pi",
                                        "pow",
                                        "power",
                                        "printf",
                                        "quote",
                                        "radians",
                                        "rank",
                                        "replace",
                                        "round",
                                        "row_number",
                                        "rtrim",
                                        "sign",
                                        "sin",
                                        "sqrt",
                                        "strftime",
                                        "string_agg",
                                        "substr",
                                        "substring",
                                        "subtype",
                                        "sum",
                                        "tan",
                                        "time",
                                        "timediff",
                                        "total",
                                        "trim",
                                        "trunc",
                                        "typeof",
                                        "unhex",
                                        "unicode",
                                        "unixepoch",
                                        "unlikely",
                                        "upper",
                                        "word"};

static int compare_names(const void *name, const void *of)
{
    return strcasecmp(name, *(const char *const *)of);
}

static int authorize_function(struct guard *guard, const char *name)
{
    char text[300];
    if (bsearch(name, functions, sizeof functions / sizeof *functions, sizeof *functions,
                compare_names))
        return SQLITE_OK;
    snprintf(
        text, sizeof text,
        _("a query can't call %.60s: it may call SQLite's functions of texts, numbers, days and "
          "groups, and those of cx"),
        name);
    return refuse(guard, text);
}

static int authorize(void *context, int action, const char *a, const char *b, const char *c,
                     const char *d)
{
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_RECURSIVE: return SQLITE_OK;
    case SQLITE_READ: return authorize_read(context, a, b, c, d);
    case SQLITE_FUNCTION: return authorize_function(context, b);
    default: return refuse(context, "a query of a report can only read: write a SELECT");
    }
}

/* Blanks, comments and semicolons: what may follow the statement. */
static bool is_nothing(struct cx_db *db, const char *tail)
{
    sqlite3_stmt *next = NULL;
    while (*tail && sqlite3_prepare_v2(db->handle, tail, -1, &next, &tail) == SQLITE_OK) {
        bool is_statement = next != NULL;
        sqlite3_finalize(next);
        if (is_statement)
            return false;
    }
    return *tail == '\0';
}

/* What the new view of the table takes rows from: of one that was made here before, the same. */
static void put_source(struct cx_buf *sql, const char *view, const char *table)
{
    static const char mark[] = " /* covers */ FROM ", as[] = " AS ";
    const char *source = view ? strstr(view, mark) : NULL;
    const char *body = view ? strstr(view, as) : NULL;
    if (source)
        cx_buf_puts(sql, source);
    else if (body)
        cx_buf_printf(sql, "%s(%s)", mark, body + strlen(as));
    else
        cx_buf_printf(sql, "%smain.\"%s\"", mark, table);
}

/* A column that USING or NATURAL joins by is read without the authorizer being asked. So a table of
 * which something is hidden is covered by a TEMP view of its name, in which that is null. A view
 * that is there already shows the table as of some moment: the new one shows that. */
static int cover(struct cx_db *db, const char *table, const struct cx_query_hidden *hidden,
                 size_t hidden_count, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    struct cx_buf sql = {0};
    char *view = NULL;
    const char *before = "";
    int rc = cx_stmt_new(&stmt, db, "SELECT name FROM pragma_table_info(?1, 'main')", err);
    if (rc < 0)
        return rc;
    int found = cx_db_get_text(
        &view, db, "SELECT sql FROM temp.sqlite_schema WHERE type = 'view' AND name = ?1", table,
        err);
    cx_buf_printf(&sql, "DROP VIEW IF EXISTS temp.\"%s\"; CREATE TEMP VIEW \"%s\" AS SELECT ",
                  table, table);
    cx_stmt_bind_text(stmt, 1, table);
    while ((rc = cx_stmt_step(stmt, err)) == 1) {
        const char *column = cx_stmt_text(stmt, 0);
        bool is_hidden = false;
        for (size_t i = 0; i < hidden_count; i++)
            is_hidden = is_hidden || (strcmp(hidden[i].table, table) == 0 &&
                                      strcmp(hidden[i].column, column) == 0);
        cx_buf_printf(&sql, is_hidden ? "%sNULL AS \"%s\"" : "%s\"%s\"", before, column);
        before = ", ";
    }
    put_source(&sql, view, table);
    free(view);
    cx_stmt_free(stmt);
    if (rc == 0 && (rc = found) == 0)
        rc = cx_db_exec(db, cx_buf_str(&sql), err);
    cx_buf_fini(&sql);
    return rc;
}

static int cover_all(struct cx_db *db, const struct cx_query_hidden *hidden, size_t hidden_count,
                     struct cx_err *err)
{
    int rc = cx_db_scratch_begin(db, err);
    for (size_t i = 0; rc == 0 && i < hidden_count; i++) {
        bool is_covered = i > 0 && strcmp(hidden[i].table, hidden[i - 1].table) == 0;
        if (!is_covered)
            rc = cover(db, hidden[i].table, hidden, hidden_count, err);
    }
    return cx_db_scratch_end(db, rc, err);
}

/* Whether the word is anywhere in sql, were it in a comment: nothing is parsed that could be
 * misled. */
static bool has_word(const char *sql, const char *word)
{
    size_t n = strlen(word);
    for (const char *at = sql; *at; at++) {
        bool is_start = at == sql || !(isalnum((unsigned char)at[-1]) || at[-1] == '_');
        if (is_start && strncasecmp(at, word, n) == 0 &&
            !(isalnum((unsigned char)at[n]) || at[n] == '_'))
            return true;
    }
    return false;
}

static int is_over(void *context)
{
    const struct cx_db *db = context;
    return cx_clock_ms() > db->deadline_ms;
}

void cx_query_limit(struct cx_db *db, const struct cx_query_limits *limits)
{
    enum { STEPS = 100000 }; /* of SQLite's machine, from one look at the clock to the next */
    db->limits = *limits;
    db->deadline_ms = cx_clock_ms() + limits->seconds * INT64_C(1000);
    sqlite3_progress_handler(db->handle, STEPS, is_over, db);
    sqlite3_hard_heap_limit64(limits->bytes);
}

int cx_query_new(struct cx_stmt **out, struct cx_db *db, const char *sql,
                 const struct cx_query_hidden *hidden, size_t hidden_count, const char *why,
                 struct cx_err *err)
{
    struct guard guard = {.hidden = hidden, .hidden_count = hidden_count, .why = why};
    sqlite3_stmt *handle = NULL;
    const char *tail = "";
    int result = 0;
    if (hidden_count > 0)
        result = cover_all(db, hidden, hidden_count, err);
    if (result < 0)
        return result;
    sqlite3_set_authorizer(db->handle, authorize, &guard);
    int rc = sqlite3_prepare_v2(db->handle, sql, -1, &handle, &tail);
    bool is_alone = rc != SQLITE_OK || is_nothing(db, tail);
    if (guard.refused[0])
        result = cx_err_set(err, CX_EDATA, "%s", guard.refused);
    else if (rc != SQLITE_OK)
        result = cx_err_set(err, CX_EDATA, "%s", sqlite3_errmsg(db->handle));
    else if (!handle)
        result = cx_err_set(err, CX_EDATA, "there is no statement in it");
    else if (!is_alone)
        result = cx_err_set(err, CX_EDATA, "there is more than one statement in it");
    else if (!sqlite3_stmt_readonly(handle) || sqlite3_column_count(handle) == 0)
        result = cx_err_set(err, CX_EDATA, "a query of a report can only read: write a SELECT");
    else if (hidden_count > 0 && has_word(sql, "main")) /* it would go past the views */
        result = cx_err_set(err, CX_EDATA, "write the names of tables without main");
    sqlite3_set_authorizer(db->handle, NULL, NULL);
    if (result < 0) {
        sqlite3_finalize(handle);
        return result;
    }
    *out = cx_alloc(sizeof **out);
    **out = (struct cx_stmt){.handle = handle, .db = db};
    return 0;
}

void cx_query_bind(struct cx_stmt *stmt, const char *name, int64_t value)
{
    int parameter = sqlite3_bind_parameter_index(stmt->handle, name);
    if (parameter > 0)
        cx_stmt_bind_int(stmt, parameter, value);
}

const char *cx_query_unknown(struct cx_stmt *stmt, const char *const *names, size_t count)
{
    for (int i = 1; i <= sqlite3_bind_parameter_count(stmt->handle); i++) {
        const char *name = sqlite3_bind_parameter_name(stmt->handle, i);
        bool is_known = false;
        for (size_t k = 0; name && k < count; k++)
            is_known = is_known || strcmp(name, names[k]) == 0;
        if (!is_known)
            return name ? name : "?";
    }
    return NULL;
}

int cx_query_columns(struct cx_stmt *stmt)
{
    return sqlite3_column_count(stmt->handle);
}

const char *cx_query_column(struct cx_stmt *stmt, int column)
{
    return sqlite3_column_name(stmt->handle, column);
}

struct cx_value cx_query_value(struct cx_stmt *stmt, int column)
{
    switch (sqlite3_column_type(stmt->handle, column)) {
    case SQLITE_INTEGER: return cx_value_int(sqlite3_column_int64(stmt->handle, column));
    case SQLITE_FLOAT: return cx_value_real(sqlite3_column_double(stmt->handle, column));
    case SQLITE_TEXT: return cx_value_text((const char *)sqlite3_column_text(stmt->handle, column));
    case SQLITE_BLOB: return cx_value_text("a blob");
    default: return cx_value_null();
    }
}
