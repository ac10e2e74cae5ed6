/* Tables that are the rows of one statement of SQL. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "report/reports.h"

/* Columns of the library's own statements that hold its own words. */
static bool has_words(const char *column)
{
    static const char *const columns[] = {"channel",  "outcome", "found_by", "rule",
                                          "severity", "state",   "what"};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        if (strcmp(columns[i], column) == 0)
            return true;
    }
    return false;
}

static struct cx_cell cell_of(struct cx_stmt *stmt, int column, const struct cx_column *of)
{
    if (cx_stmt_is_null(stmt, column))
        return CX_NULL_CELL;
    if (of->type != CX_CELL_TEXT)
        return cx_cell_n(cx_stmt_int(stmt, column));
    const char *text = cx_stmt_text(stmt, column);
    return has_words(of->name) ? cx_cell_word(text) : cx_cell_text(text);
}

int report_sql(struct cx_table *out, struct cx_db *db, const char *title, const char *sql,
               const struct cx_column *columns, size_t count,
               const struct cx_report_options *options, struct cx_err *err)
{
    return report_sql_of(out, db, title, sql, columns, count, options, 0, false, err);
}

int report_sql_of(struct cx_table *out, struct cx_db *db, const char *title, const char *sql,
                  const struct cx_column *columns, size_t count,
                  const struct cx_report_options *options, int64_t subject, bool of_customer,
                  struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    struct cx_cell *cells = cx_alloc(count * sizeof *cells);
    int rc = cx_stmt_new(&stmt, db, sql, err);
    cx_table_title(out, title);
    cx_table_columns(out, columns, count);
    if (rc == 0) {
        cx_stmt_bind_int(stmt, 1, options->period.from);
        cx_stmt_bind_int(stmt, 2, options->period.to);
        cx_stmt_bind_int(stmt, 3, options->now);
        cx_stmt_bind_int(stmt, 4, subject);
        cx_stmt_bind_int(stmt, 5, of_customer);
    }
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        for (size_t i = 0; i < count; i++)
            cells[i] = cell_of(stmt, (int)i, &columns[i]);
        cx_table_keep(out, cells);
        rc = 0;
    }
    cx_stmt_free(stmt);
    free(cells);
    return rc;
}
