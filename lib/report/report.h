/* Reports: each one .sql or .c file beside this, and one line in the table of report.c. */
#ifndef CX_REPORT_REPORT_H
#define CX_REPORT_REPORT_H

#include "access/rights.h"
#include "base/buf.h"
#include "base/period.h"
#include "kind/words.h"
#include "render/table.h"
#include "store/store.h"

struct cx_report_options {
    struct cx_period period;
    bool has_period;     /* it was asked for; else it is the day of now */
    cx_time now, until;  /* until: the last second of now, which may be a whole day */
    const char *proviso; /* follows titles, as in ", provisional, to 2026-10-16"; NULL: nothing */
    const char *by;      /* a metric, where the report takes one; NULL: its own choice */
    const char *per;     /* team, employee, company or scorecard, where a report takes it; NULL: its
                            choice */
    const char *subject; /* what it is about: an account, a course; NULL: nothing */
    const char *team, *employee; /* the only ones that progress shows; NULL: all */
    int top;                     /* rows of a ranking; 0: all */
    int periods;                 /* of a trend */
    bool unmask;                 /* customers' personal data is shown */
    bool without_pay;            /* no bonuses are shown */
    int fail_on;                 /* index in cx_alert_severities; -1: never */
    bool has_fired;              /* set: an alert at or above fail_on */
};

/* Options that mean something to some reports only. */
enum cx_report_takes {
    CX_TAKES_BY = 1,
    CX_TAKES_TOP = 2,
    CX_TAKES_PER = 4,
    CX_TAKES_PERIODS = 8, /* it also shows periods before */
    CX_TAKES_SUBJECTS = 16,
    CX_TAKES_FAIL_ON = 32,
    CX_TAKES_BUNDLE = 64,
    CX_TAKES_UNMASK = 128,
};

struct cx_report {
    const char *name, *help;
    bool needs_period;   /* else it is of the day of --as-of where none is given */
    unsigned takes;      /* of cx_report_takes */
    const char *subject; /* what the second operand is called; NULL: it has none */
    bool needs_subject;
    bool needs_events; /* accounts, payments or contacts themselves, which a head has not */
    bool is_of_account, is_of_customer; /* the subject, which not everybody may see; it has all of
                                           time, and no period */
    unsigned needs;                     /* rights beside that to see reports (access/rights.h) */
    /* Exactly one is not NULL: it makes a table that is kept, a page of HTML, or the sheets of a
     * workbook. */
    int (*table)(struct cx_table *out, struct cx_db *db, struct cx_report_options *options,
                 struct cx_err *err);
    int (*page)(struct cx_buf *out, struct cx_db *db, struct cx_report_options *options,
                struct cx_err *err);
    int (*workbook)(struct cx_tables *out, struct cx_db *db, struct cx_report_options *options,
                    struct cx_err *err);
};

const struct cx_report *cx_reports(size_t *count);
const struct cx_report *cx_report_find(const char *name); /* NULL: none */
/* Must be called before a report's own functions: registers the functions that its SQL may call. */
int cx_report_begin(struct cx_db *db, const struct cx_report_options *options, struct cx_err *err);

/* A query of the user, with :from, :to (days since 1970-01-01, to exclusive) and :as_of (seconds)
 * bound, into a table that is kept. name is for messages. */
int cx_report_query(struct cx_table *out, struct cx_db *db, const char *sql, const char *name,
                    const struct cx_report_options *options, struct cx_err *err);
/* Any CSV, from a descriptor, with columns typed by their names and looks. */
int cx_report_stream(struct cx_table *out, int fd, const char *name, struct cx_err *err);
/* The evidence of a period's violations as a folder, or as a ZIP file where path ends with .zip;
 * *count: how many there are. */
int cx_report_bundle(int64_t *count, struct cx_db *db, const struct cx_report_options *options,
                     const char *path, struct cx_err *err);

#endif
