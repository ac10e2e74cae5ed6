/* Reports: each one .sql or .c file beside this, and one line in the table of report.c. */
#ifndef CX_REPORT_REPORT_H
#define CX_REPORT_REPORT_H

#include "base/period.h"
#include "kind/words.h"
#include "render/render.h"
#include "store/store.h"

struct cx_report_options {
    struct cx_period period;
    bool has_period; /* it was asked for; else it is the day of now */
    cx_time now;
    const char *by;      /* a metric, where the report takes one; NULL: its own choice */
    const char *per;     /* team, employee or company, where a report takes it; NULL: its choice */
    const char *subject; /* what it is about: an account, a course; NULL: nothing */
    int top;             /* rows of a ranking; 0: all */
    int periods;         /* of a trend */
    bool unmask;         /* personal data of debtors is shown */
    int fail_on;         /* index in cx_alert_severities; -1: never */
    bool has_fired;      /* set: an alert at or above fail_on */
};

struct cx_report {
    const char *name, *help;
    bool needs_period;   /* else it is of the day of --as-of where none is given */
    const char *subject; /* what the second operand is called; NULL: it has none */
    bool needs_subject;
    /* The report as a table; or */
    int (*make)(struct cx_table **out, struct cx_db *db, struct cx_report_options *options,
                struct cx_err *err);
    /* as a file of its own kind, in the format that it has. */
    int (*write)(struct cx_db *db, struct cx_report_options *options, FILE *stream,
                 struct cx_err *err);
    enum cx_format format;
};

const struct cx_report *cx_reports(size_t *count);
const struct cx_report *cx_report_find(const char *name); /* NULL: none */
int cx_report_run(const struct cx_report *report, struct cx_db *db,
                  struct cx_report_options *options, FILE *stream, enum cx_format format,
                  const struct cx_render_options *render, struct cx_err *err);

/* A query of the user, with :from, :to (days since 1970-01-01, to exclusive) and :as_of (seconds)
 * bound. name is for messages. */
int cx_report_query(struct cx_db *db, const char *sql, const char *name,
                    const struct cx_report_options *options, FILE *stream, enum cx_format format,
                    const struct cx_render_options *render, struct cx_err *err);
/* Any CSV, from a descriptor, with columns typed by their names and looks. */
int cx_report_stream(int fd, const char *name, FILE *stream, enum cx_format format,
                     const struct cx_render_options *render, struct cx_err *err);
/* The evidence of a period's violations as a folder, or as a ZIP file where path ends with .zip;
 * *count: how many there are. */
int cx_report_bundle(int64_t *count, struct cx_db *db, const struct cx_report_options *options,
                     const char *path, struct cx_err *err);

#endif
