/* workbook: all that is needed at the end of a month: summary, ranking, bonus sheet, its lines,
 * teams, channels, stages, trend. */
#include "base/mem.h"
#include "report/tables.h"
#include "sheet/sheet.h"

struct work {
    struct cx_db *db;
    const struct cx_report_options *options;
    struct cx_err *err;
    struct cx_tables *out;
};

static int add_bonuses(struct work *work)
{
    struct cx_sheet *sheet = NULL;
    int rc = cx_sheet_load(&sheet, work->db, &work->options->period, work->err);
    if (rc == 0)
        rc = cx_sheet_fill(cx_tables_add(work->out, "Sheet"), sheet, CX_BONUS_POSTS, work->err);
    if (rc == 0)
        rc = cx_sheet_fill(cx_tables_add(work->out, "Lines"), sheet, CX_BONUS_LINES, work->err);
    cx_sheet_free(sheet);
    return rc;
}

static int add_summary(struct work *work)
{
    struct cx_table *summary = cx_tables_add(work->out, NULL);
    struct todate *todate = NULL;
    struct daily *daily = NULL;
    int rc = todate_load(&todate, work->db, &work->options->period, work->options->now, work->err);
    if (rc == 0)
        rc = progress_daily(&daily, work->db, todate, work->err);
    cx_table_proviso(summary, work->options->proviso);
    if (rc == 0)
        rc = make_summary(summary, todate, daily, true, work->err);
    daily_free(daily);
    todate_free(todate);
    return rc;
}

static int add_report(struct work *work,
                      int (*report)(struct cx_table *, struct cx_db *, struct cx_report_options *,
                                    struct cx_err *),
                      const char *by)
{
    struct cx_report_options of = *work->options;
    of.by = by;
    of.top = 0;
    return report(cx_tables_add(work->out, NULL), work->db, &of, work->err);
}

/* The teams by the metric that the plan names first. */
static int add_teams(struct work *work)
{
    struct cx_plan *plan = NULL;
    int metric, rc = cx_plan_load(&plan, work->db, work->options->period.to - 1, work->err);
    bool is_any = rc == 0 && summary_metrics(&metric, 1, plan) == 1;
    const char *by = is_any ? plan->quantities[metric].name : NULL;
    if (rc == 0)
        rc = add_report(work, report_team, by);
    if (rc == 0 && is_any)
        rc = add_report(work, report_trend, by);
    cx_plan_free(plan);
    return rc;
}

int report_workbook(struct cx_tables *out, struct cx_db *db, struct cx_report_options *options,
                    struct cx_err *err)
{
    struct work work = {.db = db, .options = options, .err = err, .out = out};
    struct cx_buf title = {0};
    cx_buf_printf(&title, "%s%s", options->period.name, options->proviso ? options->proviso : "");
    out->title = title.data;
    int rc = add_summary(&work);
    if (rc == 0)
        rc = add_report(&work, report_ranking, NULL);
    if (rc == 0)
        rc = add_bonuses(&work);
    if (rc == 0)
        rc = add_teams(&work);
    if (rc == 0)
        rc = add_report(&work, report_channel, NULL);
    if (rc == 0)
        rc = add_report(&work, report_aging, NULL);
    return rc;
}
