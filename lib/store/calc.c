#include "store/calc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/mem.h"
#include "store/sqlite.h"

/* Bytes of a text that an expression puts together. With ten times as many one instr() can take ten
 * seconds. */
#define LENGTH_MAX 100000
#define NO_COLUMN  "no_column" /* what a table without columns has instead */

struct cx_sandbox {
    struct cx_db db; /* only its handle is used */
    int tables;      /* made so far, for their names */
    int selects;     /* met while one expression is checked */
    char refused[160];
};

struct cx_calc {
    struct cx_sandbox *sandbox;
    sqlite3_stmt *stmt;
    char table[16];
};

static const char *const functions[] = {
    "abs",   "coalesce", "ifnull", "iif",    "instr", "length",  "like",  "lower",
    "ltrim", "max",      "min",    "nullif", "round", "replace", "rtrim", "substr",
    "trim",  "upper",    "sign",   "floor",  "ceil",  "ceiling", "sqrt",  "substring"};

static bool is_pure(const char *name)
{
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        if (strcasecmp(functions[i], name) == 0)
            return true;
    }
    return false;
}

static int authorize(void *context, int action, const char *a, const char *b, const char *c,
                     const char *d)
{
    struct cx_sandbox *sandbox = context;
    (void)a;
    (void)c;
    (void)d;
    switch (action) {
    case SQLITE_SELECT:
        if (++sandbox->selects == 1)
            return SQLITE_OK;
        snprintf(sandbox->refused, sizeof sandbox->refused, "a subquery is not allowed");
        return SQLITE_DENY;
    case SQLITE_READ: /* there is but the one table, and sqlite_schema only by a subquery */
        if (strcasecmp(b, "rowid") != 0 && strcmp(b, NO_COLUMN) != 0)
            return SQLITE_OK;
        snprintf(sandbox->refused, sizeof sandbox->refused, "no such column: %s", b);
        return SQLITE_DENY;
    case SQLITE_FUNCTION:
        if (is_pure(b))
            return SQLITE_OK;
        snprintf(sandbox->refused, sizeof sandbox->refused, "the function %s is not allowed", b);
        return SQLITE_DENY;
    default:
        snprintf(sandbox->refused, sizeof sandbox->refused, "only an expression is allowed");
        return SQLITE_DENY;
    }
}

int cx_sandbox_new(struct cx_sandbox **out, struct cx_err *err)
{
    struct cx_sandbox *sandbox = cx_alloc(sizeof *sandbox);
    if (sqlite3_open(":memory:", &sandbox->db.handle) != SQLITE_OK ||
        cx_rows_register(sandbox->db.handle) != SQLITE_OK) {
        int rc = cx_db_fail(&sandbox->db, "expressions", err);
        cx_sandbox_free(sandbox);
        return rc;
    }
    sqlite3_db_config(sandbox->db.handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(sandbox->db.handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    sqlite3_limit(sandbox->db.handle, SQLITE_LIMIT_EXPR_DEPTH, 200);
    sqlite3_limit(sandbox->db.handle, SQLITE_LIMIT_LENGTH, LENGTH_MAX);
    *out = sandbox;
    return 0;
}

void cx_sandbox_free(struct cx_sandbox *sandbox)
{
    if (!sandbox)
        return;
    sqlite3_close(sandbox->db.handle);
    free(sandbox);
}

/* The end of what starts at s: a quoted text or name, a comment, or one byte. NULL: it has no end.
 */
static const char *skip(const char *s)
{
    const char *end;
    switch (*s) {
    case '\'':
    case '"':
    case '`': end = strchr(s + 1, *s); break; /* a doubled quote starts the next */
    case '[': end = strchr(s + 1, ']'); break;
    case '/':
        if (s[1] != '*')
            return s + 1;
        end = strstr(s + 2, "*/");
        return end ? end + 2 : NULL;
    case '-': return s[1] == '-' ? s + strcspn(s, "\n") : s + 1;
    default: return s + 1;
    }
    return end ? end + 1 : NULL;
}

/* False where it would close the bracket that is put around it, or swallow what comes after. */
static bool is_closed(const char *expression)
{
    int depth = 0;
    for (const char *s = expression; *s;) {
        depth += (*s == '(') - (*s == ')');
        s = skip(s);
        if (!s || depth < 0)
            return false;
    }
    return depth == 0;
}

/* Compiles one expression alone, inside a WHERE, where an aggregate can't stand either. The
 * newline keeps a comment from swallowing the closing bracket. */
static int check(struct cx_calc *calc, const char *expression, struct cx_err *err)
{
    struct cx_sandbox *sandbox = calc->sandbox;
    sqlite3_stmt *stmt = NULL;
    const char *tail = NULL;
    struct cx_buf sql = {0};
    int result = 0;
    if (!is_closed(expression))
        return cx_err_set(err, CX_EDATA, "a bracket, a quote or a comment lacks its other end");
    cx_buf_printf(&sql, "SELECT 1 FROM \"%s\" WHERE (\n%s\n)", calc->table, expression);
    sandbox->selects = 0;
    sandbox->refused[0] = '\0';
    sqlite3_set_authorizer(sandbox->db.handle, authorize, sandbox);
    int rc = sqlite3_prepare_v2(sandbox->db.handle, cx_buf_str(&sql), -1, &stmt, &tail);
    sqlite3_set_authorizer(sandbox->db.handle, NULL, NULL);
    if (rc != SQLITE_OK)
        result =
            cx_err_set(err, CX_EDATA, "%s",
                       sandbox->refused[0] ? sandbox->refused : sqlite3_errmsg(sandbox->db.handle));
    else if (tail && *tail)
        result = cx_err_set(err, CX_EDATA, "there is more than one statement in it");
    else if (sqlite3_bind_parameter_count(stmt) > 0)
        result = cx_err_set(err, CX_EDATA, "a parameter (? or :name) is not allowed");
    sqlite3_finalize(stmt);
    cx_buf_fini(&sql);
    return result;
}

static int prepare(struct cx_calc *calc, const char *const *expressions, size_t count,
                   struct cx_err *err)
{
    struct cx_buf sql = {0};
    cx_buf_puts(&sql, "SELECT ");
    for (size_t i = 0; i < count; i++)
        cx_buf_printf(&sql, "%s(\n%s\n)", i ? "," : "", expressions[i]);
    cx_buf_printf(&sql, " FROM \"%s\"", calc->table);
    int rc = sqlite3_prepare_v3(calc->sandbox->db.handle, cx_buf_str(&sql), -1,
                                SQLITE_PREPARE_PERSISTENT, &calc->stmt, NULL);
    cx_buf_fini(&sql);
    return rc == SQLITE_OK ? 0 : cx_db_fail(&calc->sandbox->db, "expressions", err);
}

int cx_calc_new(struct cx_calc **out, struct cx_sandbox *sandbox, const char *const *columns,
                size_t column_count, const struct cx_rows *rows, const char *const *expressions,
                size_t count, size_t *bad, struct cx_err *err)
{
    static const char *const none[] = {NO_COLUMN};
    struct cx_calc *calc = cx_alloc(sizeof *calc);
    calc->sandbox = sandbox;
    snprintf(calc->table, sizeof calc->table, "t%d", ++sandbox->tables);
    int rc = cx_db_feed(&sandbox->db, calc->table, column_count ? columns : none,
                        column_count ? column_count : 1, rows, err);
    for (size_t i = 0; rc == 0 && i < count; i++) {
        rc = check(calc, expressions[i], err);
        if (rc < 0 && bad)
            *bad = i;
    }
    if (rc == 0)
        rc = prepare(calc, expressions, count, err);
    if (rc < 0) {
        cx_calc_free(calc);
        return rc;
    }
    *out = calc;
    return 0;
}

void cx_calc_free(struct cx_calc *calc)
{
    if (!calc)
        return;
    sqlite3_finalize(calc->stmt);
    cx_db_unfeed(&calc->sandbox->db, calc->table);
    free(calc);
}

int cx_calc_step(struct cx_calc *calc, struct cx_err *err)
{
    int rc = sqlite3_step(calc->stmt);
    if (rc == SQLITE_ROW)
        return 1;
    int result = 0;
    if (rc == SQLITE_ERROR ||
        rc == SQLITE_TOOBIG) /* such as the absolute value of the least integer */
        result = cx_err_set(err, CX_EDATA, "an expression has no value: %s",
                            sqlite3_errmsg(calc->sandbox->db.handle));
    else if (rc != SQLITE_DONE)
        result = cx_db_fail(&calc->sandbox->db, "expressions", err);
    sqlite3_reset(calc->stmt);
    return result;
}

void cx_calc_rewind(struct cx_calc *calc)
{
    sqlite3_reset(calc->stmt);
}

struct cx_value cx_calc_result(struct cx_calc *calc, size_t index)
{
    int column = (int)index;
    switch (sqlite3_column_type(calc->stmt, column)) {
    case SQLITE_INTEGER: return cx_value_int(sqlite3_column_int64(calc->stmt, column));
    case SQLITE_FLOAT: return cx_value_real(sqlite3_column_double(calc->stmt, column));
    case SQLITE_TEXT: return cx_value_text((const char *)sqlite3_column_text(calc->stmt, column));
    case SQLITE_BLOB: return cx_value_text("a blob"); /* no number, as text is none */
    default: return cx_value_null();
    }
}

bool cx_calc_is_keyword(const char *name)
{
    return sqlite3_keyword_check(name, (int)strlen(name)) != 0;
}
