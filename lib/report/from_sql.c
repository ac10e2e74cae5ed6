/* Tables that are the rows of one statement of SQL. */
#include <stdlib.h>

#include "base/mem.h"
#include "report/reports.h"

int report_sql(struct cx_table *out, struct cx_db *db, const char *title, const char *sql,
               const struct cx_column *columns, size_t count,
               const struct cx_report_options *options, struct cx_err *err)
{
    return report_sql_of(out, db, title, sql, columns, count, options, 0, err);
}

int report_sql_of(struct cx_table *out, struct cx_db *db, const char *title, const char *sql,
                  const struct cx_column *columns, size_t count,
                  const struct cx_report_options *options, int64_t subject, struct cx_err *err)
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
    }
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        for (size_t i = 0; i < count; i++) {
            int column = (int)i;
            cells[i] = cx_stmt_is_null(stmt, column)     ? CX_NULL_CELL
                       : columns[i].type == CX_CELL_TEXT ? cx_cell_text(cx_stmt_text(stmt, column))
                                                         : cx_cell_n(cx_stmt_int(stmt, column));
        }
        cx_table_keep(out, cells);
        rc = 0;
    }
    cx_stmt_free(stmt);
    free(cells);
    return rc;
}
