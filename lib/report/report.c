#include "report/report.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "report/reports.h"

static const struct cx_report reports[] = {
    {"ranking", "posts by score, or by a metric with --by", true, report_ranking},
    {"team", "teams side by side, against target and company", true, report_team},
    {"aging", "accounts and balances by days past due, at the end of a day", false, report_aging},
};

const struct cx_report *cx_reports(size_t *count)
{
    *count = sizeof reports / sizeof *reports;
    return reports;
}

const struct cx_report *cx_report_find(const char *name)
{
    for (size_t i = 0; i < sizeof reports / sizeof *reports; i++) {
        if (strcmp(reports[i].name, name) == 0)
            return &reports[i];
    }
    return NULL;
}

int report_sql(struct cx_db *db, const char *sql, const struct cx_column *columns, size_t count,
               const struct cx_report_options *options, FILE *stream, enum cx_format format,
               const struct cx_render_options *render, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    struct cx_render *out = NULL;
    struct cx_cell *cells = cx_alloc(count * sizeof *cells);
    int rc = cx_stmt_new(&stmt, db, sql, err);
    if (rc == 0)
        rc = cx_render_open(&out, stream, format, columns, count, render, err);
    if (rc == 0) {
        cx_stmt_bind_int(stmt, 1, options->period.from);
        cx_stmt_bind_int(stmt, 2, options->period.to);
        cx_stmt_bind_int(stmt, 3, options->now);
    }
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        for (size_t i = 0; i < count; i++) {
            int column = (int)i;
            cells[i] = cx_stmt_is_null(stmt, column)     ? CX_NULL_CELL
                       : columns[i].type == CX_CELL_TEXT ? cx_cell_text(cx_stmt_text(stmt, column))
                                                         : cx_cell_n(cx_stmt_int(stmt, column));
        }
        rc = cx_render_row(out, cells, err);
    }
    int closed = out ? cx_render_close(out, err) : 0;
    cx_stmt_free(stmt);
    free(cells);
    return rc < 0 ? rc : closed;
}
