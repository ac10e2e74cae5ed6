/* Whether the rows are those that cx has written. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/id.h"
#include "store/trail.h"

/* What the SQL functions below work on. */
struct pass {
    const struct trail_table *table;
    struct rowsum *sum;
    int64_t key; /* that is looked for */
    struct cx_buf scratch;
};

static void add_row(sqlite3_context *context, int count, sqlite3_value **values)
{
    struct pass *pass = sqlite3_user_data(context);
    (void)count;
    trail_row(pass->sum, pass->table, values, false, &pass->scratch);
    sqlite3_result_int(context, 1);
}

static void has_key(sqlite3_context *context, int count, sqlite3_value **values)
{
    struct pass *pass = sqlite3_user_data(context);
    (void)count;
    sqlite3_result_int(context, trail_key(pass->table, values, &pass->scratch) == pass->key);
}

/* The names of a table's columns as SQL: all with commas, and those of its key as one text. */
static int name_columns(struct cx_buf *all, struct cx_buf *key, struct cx_db *db, const char *table,
                        struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, "SELECT name, pk FROM pragma_table_info(?1, 'main')", err);
    if (rc == 0)
        cx_stmt_bind_text(stmt, 1, table);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        const char *name = cx_stmt_text(stmt, 0);
        cx_buf_printf(all, "%s\"%s\"", all->len ? "," : "", name);
        if (cx_stmt_int(stmt, 1) > 0)
            cx_buf_printf(key, "%s\"%s\"", key->len ? "||' '||" : "", name);
        rc = 0;
    }
    cx_stmt_free(stmt);
    return rc;
}

/* A statement over a table's rows: those of which `of_row` says so, with their keys; or without
 * `is_search` all, counted. */
static int open_stmt(struct cx_stmt **stmt, struct pass *pass, struct cx_db *db, bool is_search,
                     struct cx_err *err)
{
    struct cx_buf all = {0}, key = {0}, sql = {0};
    const char *table = pass->table->name;
    int rc = name_columns(&all, &key, db, table, err);
    if (is_search)
        cx_buf_printf(&sql, "SELECT %s FROM main.\"%s\" NOT INDEXED WHERE of_row(%s)",
                      cx_buf_str(&key), table, cx_buf_str(&all));
    else
        cx_buf_printf(&sql, "SELECT count(of_row(%s)) FROM main.\"%s\" NOT INDEXED",
                      cx_buf_str(&all), table);
    if (rc == 0 && sqlite3_create_function(db->handle, "of_row", -1, SQLITE_UTF8, pass,
                                           is_search ? has_key : add_row, NULL, NULL) != SQLITE_OK)
        rc = cx_db_fail(db, NULL, err);
    if (rc == 0)
        rc = cx_stmt_new(stmt, db, cx_buf_str(&sql), err);
    cx_buf_fini(&all);
    cx_buf_fini(&key);
    cx_buf_fini(&sql);
    return rc;
}

static void close_stmt(struct cx_stmt *stmt, struct pass *pass, struct cx_db *db)
{
    cx_stmt_free(stmt);
    sqlite3_create_function(db->handle, "of_row", -1, SQLITE_UTF8, NULL, NULL, NULL, NULL);
    cx_buf_fini(&pass->scratch);
}

int trail_add_up(struct rowsum *sum, struct cx_db *db, const struct trail_table *table,
                 struct cx_err *err)
{
    struct pass pass = {.table = table, .sum = sum};
    struct cx_stmt *stmt = NULL;
    *sum = (struct rowsum){0};
    int rc = open_stmt(&stmt, &pass, db, false, err);
    if (rc == 0)
        rc = cx_stmt_run(stmt, err);
    close_stmt(stmt, &pass, db);
    return rc;
}

int trail_found(struct cx_db *db, struct cx_err *err)
{
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < db->trail->count; i++) {
        const struct trail_table *table = &db->trail->tables[i];
        struct rowsum sum;
        rc = trail_add_up(&sum, db, table, err);
        if (rc == 0 && sum.rows > 0)
            rc = trail_put(db, table->name, &sum, err);
    }
    return rc;
}

/* Finds the row whose key by rowsum.h is `key`. *is_found: at least one row has it; text is then
 * the key of the last one, as text. 0 or negative. */
static int find_row(bool *is_found, char text[CX_ID_MAX + 1], struct cx_db *db,
                    const struct trail_table *table, int64_t key, struct cx_err *err)
{
    struct pass pass = {.table = table, .key = key};
    struct cx_stmt *stmt = NULL;
    int found = 0, rc = open_stmt(&stmt, &pass, db, true, err);
    for (; rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1; rc = 0) {
        found++;
        const char *words = cx_stmt_text(stmt, 0);
        snprintf(text, CX_ID_MAX + 1, "%.*s", CX_ID_MAX, words ? words : "");
    }
    close_stmt(stmt, &pass, db);
    *is_found = found > 0;
    return rc;
}

/* "the row E1", as well as that can be said. */
static void name_row(char text[CX_ID_MAX + 1], struct cx_db *db, const struct trail_table *table,
                     int64_t key)
{
    if (table->is_id && cx_id_text(text, db, key) && *text)
        return;
    if (table->is_id)
        snprintf(text, CX_ID_MAX + 1, "%lld", (long long)key);
}

static int say_rows(const struct trail_table *table, const struct rowsum *there,
                    const struct rowsum *told, struct cx_err *err)
{
    if (there->rows == told->rows)
        return cx_err_set(err, CX_EDATA, "table %s: rows were changed by something other than cx",
                          table->name);
    return cx_err_set(err, CX_EDATA,
                      "table %s: rows were added or taken away by something other than cx: there "
                      "are %lld, and cx left %lld",
                      table->name, (long long)there->rows, (long long)told->rows);
}

/* A number that no row has by chance. */
#define KEY_MAX (INT64_C(1) << 52)

static int say_difference(struct cx_db *db, const struct trail_table *table,
                          const struct rowsum *there, const struct rowsum *told, struct cx_err *err)
{
    struct rowsum difference = *there;
    char row[CX_ID_MAX + 1] = "";
    bool is_found = false;
    rowsum_subtract(&difference, told);
    int64_t key = rowsum_key(&difference);
    int rc = find_row(&is_found, row, db, table, key, err);
    if (rc < 0)
        return rc;
    name_row(row, db, table, key);
    if (difference.rows == 0 && is_found)
        return cx_err_set(err, CX_EDATA,
                          "table %s: the row %s was changed by something other than cx",
                          table->name, row);
    if (difference.rows == 1 && is_found)
        return cx_err_set(err, CX_EDATA,
                          "table %s: the row %s was added by something other than cx", table->name,
                          row);
    if (difference.rows == -1 && table->is_id && key > -KEY_MAX && key < KEY_MAX)
        return cx_err_set(err, CX_EDATA,
                          "table %s: the row %s was taken away by something other than cx",
                          table->name, row);
    return say_rows(table, there, told, err);
}

void trail_told_init(struct trail_told *told, const struct cx_db *db)
{
    *told = (struct trail_told){.sums = cx_alloc((db->trail->count + 1) * sizeof *told->sums)};
}

void trail_told_fini(struct trail_told *told)
{
    free(told->sums);
    *told = (struct trail_told){0};
}

/* A line: name, rows, digits. A table of an earlier cx that is no longer there is passed over. */
static bool take_line(struct trail_told *told, const struct cx_db *db, const char *line, size_t n)
{
    char name[64], digits[ROWSUM_TEXT + 1], text[256];
    long long rows;
    struct rowsum sum;
    if (n >= sizeof text)
        return false;
    memcpy(text, line, n);
    text[n] = '\0';
    if (sscanf(text, "%63s %lld %81s", name, &rows, digits) != 3 ||
        !rowsum_parse(&sum, rows, digits))
        return false;
    for (size_t i = 0; i < db->trail->count; i++) {
        if (strcmp(db->trail->tables[i].name, name) == 0)
            told->sums[i] = sum;
    }
    told->is_any = true;
    return true;
}

bool trail_told_take(struct trail_told *told, const struct cx_db *db, const char *lines)
{
    bool good = true;
    while (good && *lines) {
        size_t n = strcspn(lines, "\n");
        good = take_line(told, db, lines, n);
        lines += n + (lines[n] == '\n');
    }
    return good;
}

/* What is wrong with a table whose rows are there, in row_sums kept, and in the audit log wanted.
 */
static int judge(struct cx_db *db, const struct trail_table *table, const struct rowsum *there,
                 const struct rowsum *kept, const struct rowsum *wanted, struct cx_err *err)
{
    if (rowsum_same(there, wanted) && rowsum_same(kept, wanted))
        return 0;
    if (rowsum_same(there, wanted) || (rowsum_is_none(kept) && !table->is_told && there->rows > 1))
        return cx_err_set(err, CX_EDATA,
                          "table row_sums: its row %s was changed by something other than cx",
                          table->name);
    if (rowsum_same(there, kept))
        return cx_err_set(err, CX_EDATA,
                          "table %s: the audit log tells of other rows: its end was cut off, or "
                          "something other than cx changed both rows and row_sums",
                          table->name);
    return say_difference(db, table, there, wanted, err);
}

/* row_sums has rows of no other tables. */
static int check_names(struct cx_db *db, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, "SELECT name FROM main.row_sums", err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        const char *name = cx_stmt_text(stmt, 0);
        bool is_known = false;
        for (size_t i = 0; i < db->trail->count; i++)
            is_known = is_known || strcmp(db->trail->tables[i].name, name) == 0;
        rc = is_known ? 0
                      : cx_err_set(err, CX_EDATA,
                                   "table row_sums: its row %s was added by something other than "
                                   "cx",
                                   name);
    }
    cx_stmt_free(stmt);
    return rc;
}

int trail_verify(struct cx_db *db, const struct trail_told *told, struct cx_err *err)
{
    int rc = check_names(db, err);
    for (size_t i = 0; rc == 0 && i < db->trail->count; i++) {
        const struct trail_table *table = &db->trail->tables[i];
        struct rowsum there, kept;
        bool is_told = table->is_told && told->is_any;
        rc = trail_kept(&kept, db, table->name, err);
        if (rc == 0)
            rc = trail_add_up(&there, db, table, err);
        if (rc == 0)
            rc = judge(db, table, &there, &kept, is_told ? &told->sums[i] : &kept, err);
    }
    return rc;
}
