/* Reports as CSV, for the tests of report/. */
#ifndef CX_UNIT_REPORTING_H
#define CX_UNIT_REPORTING_H

#include "files.h"
#include "report/report.h"
#include "staff.h"

/* Runs a report; the caller frees what it wrote. */
static inline int reported(char **text, const char *name, const char *period, const char *by,
                           int top)
{
    static const struct cx_render_options plain = {0};
    const struct cx_report *report = cx_report_find(name);
    struct cx_report_options options = {
        .period = period_of(period), .now = c.options.now, .by = by, .top = top};
    FILE *stream = tmpfile();
    size_t n;
    ck_assert_ptr_nonnull(report);
    ck_assert_ptr_nonnull(stream);
    c.err = (struct cx_err){0};
    int rc = report->run(c.db, &options, stream, CX_FORMAT_CSV, &plain, &c.err);
    *text = bytes_of(stream, &n);
    fclose(stream);
    return rc;
}

static inline void ck_report(const char *name, const char *period, const char *by, int top,
                             const char *wanted)
{
    char *text;
    ck_assert_msg(reported(&text, name, period, by, top) == 0, "%s", c.err.text);
    ck_assert_str_eq(text, wanted);
    free(text);
}

/* --by names nothing of the plan. */
static inline void ck_no_metric(const char *name)
{
    char *text;
    ck_assert_int_eq(reported(&text, name, "2026-10", "nonsense", 0), CX_EUSAGE);
    ck_assert_str_eq(text, "");
    ck_assert_str_eq(c.err.text, "--by: the plan has no metric \"nonsense\"");
    free(text);
}

#endif
