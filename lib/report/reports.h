/* Private to report/: what the reports are made of. */
#ifndef CX_REPORT_REPORTS_H
#define CX_REPORT_REPORTS_H

#include "report/report.h"

#define REPORT(name)                                                                               \
    int name(struct cx_db *db, const struct cx_report_options *options, FILE *stream,              \
             enum cx_format format, const struct cx_render_options *render, struct cx_err *err)

REPORT(report_aging);
REPORT(report_ranking);
REPORT(report_team);

/* Runs one statement, bound to ?1 the period's first day, ?2 the day after its last and ?3 now, and
 * renders its rows as columns say. */
int report_sql(struct cx_db *db, const char *sql, const struct cx_column *columns, size_t count,
               const struct cx_report_options *options, FILE *stream, enum cx_format format,
               const struct cx_render_options *render, struct cx_err *err);

#endif
