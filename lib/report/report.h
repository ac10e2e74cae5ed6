/* Reports: each one .sql or .c file beside this, and one line in the table of report.c. */
#ifndef CX_REPORT_REPORT_H
#define CX_REPORT_REPORT_H

#include "base/period.h"
#include "render/render.h"
#include "store/store.h"

struct cx_report_options {
    struct cx_period period;
    cx_time now;
    const char *by; /* a metric, where the report takes one; NULL: its own choice */
    int top;        /* rows of a ranking; 0: all */
};

struct cx_report {
    const char *name, *help;
    bool needs_period; /* else it is of the day of --as-of where none is given */
    int (*run)(struct cx_db *db, const struct cx_report_options *options, FILE *stream,
               enum cx_format format, const struct cx_render_options *render, struct cx_err *err);
};

const struct cx_report *cx_reports(size_t *count);
const struct cx_report *cx_report_find(const char *name); /* NULL: none */

#endif
