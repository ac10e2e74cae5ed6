/* Reports as CSV, for the tests of report/. */
#ifndef CX_UNIT_REPORTING_H
#define CX_UNIT_REPORTING_H

#include "files.h"
#include "render/render.h"
#include "report/report.h"
#include "staff.h"

/* Runs a report with these options; the caller frees what it says: of a workbook the sheets one
 * after the other. */
static inline int reported_with(char **text, const char *name, struct cx_report_options *options,
                                enum cx_format format)
{
    const struct cx_report *report = cx_report_find(name);
    struct cx_table *table = cx_table_new(NULL);
    struct cx_tables sheets = {0};
    struct cx_buf out = {0};
    ck_assert_ptr_nonnull(report);
    c.err = (struct cx_err){0};
    int rc = cx_report_begin(c.db, options, &c.err);
    if (rc == 0)
        rc = report->page       ? report->page(&out, c.db, options, &c.err)
             : report->workbook ? report->workbook(&sheets, c.db, options, &c.err)
                                : report->table(table, c.db, options, &c.err);
    if (rc == 0 && report->table)
        rc = cx_table_put(&out, table, format, &c.err);
    for (size_t i = 0; rc == 0 && i < sheets.count; i++)
        rc = cx_table_put(&out, sheets.list[i], format, &c.err);
    *text = strdup(cx_buf_str(&out));
    cx_table_free(table);
    cx_tables_fini(&sheets);
    cx_buf_fini(&out);
    return rc;
}

/* As the command line would have them. */
static inline struct cx_report_options options_of(const char *period)
{
    return (struct cx_report_options){.period = period_of(period),
                                      .has_period = true,
                                      .now = c.options.now,
                                      .until = c.options.now,
                                      .periods = 3,
                                      .fail_on = -1};
}

static inline int reported(char **text, const char *name, const char *period, const char *by,
                           int top)
{
    struct cx_report_options options = options_of(period);
    options.by = by;
    options.top = top;
    return reported_with(text, name, &options, CX_FORMAT_CSV);
}

/* With more options than that. */
static inline void ck_reported(const char *name, struct cx_report_options options,
                               const char *wanted)
{
    char *text;
    ck_assert_msg(reported_with(&text, name, &options, CX_FORMAT_CSV) == 0, "%s", c.err.text);
    ck_assert_str_eq(text, wanted);
    free(text);
}

static inline void ck_report(const char *name, const char *period, const char *by, int top,
                             const char *wanted)
{
    char *text;
    ck_assert_msg(reported(&text, name, period, by, top) == 0, "%s", c.err.text);
    ck_assert_str_eq(text, wanted);
    free(text);
}

/* A page holds these words. */
static inline void ck_holds(const char *page, const char *wanted)
{
    ck_assert_msg(strstr(page, wanted) != NULL, "no %s in %.3000s", wanted, page);
}

/* --by names nothing of the plan. */
static inline void ck_no_metric(const char *name)
{
    char *text;
    ck_assert_int_eq(reported(&text, name, "2026-10", "nonsense", 0), CX_EUSAGE);
    ck_assert_str_eq(text, "");
    ck_assert_str_eq(c.err.text, "the plan has no metric or measure \"nonsense\"");
    free(text);
}

#endif
