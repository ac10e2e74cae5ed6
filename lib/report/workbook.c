/* workbook: all that is needed at the end of a month: summary, ranking, bonus sheet, its lines,
 * teams, channels, stages, trend; a head's has no channels and stages, which are counted from
 * events. */
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "report/tables.h"
#include "sheet/sheet.h"
#include "store/part.h"

struct work {
    struct cx_db *db;
    const struct cx_report_options *options;
    struct cx_err *err;
    struct cx_tables *out;
    struct cx_tables later; /* made early: people and metrics, teams, trend */
    struct cx_plan *plan;   /* and org, reached: of a head there are none */
    struct cx_org *org;
    struct reached *reached;
};

/* A view of the sheet, as it is read: who, the total, then how it is made up. */
static int add_sheet(struct work *work, const struct cx_sheet *sheet, enum cx_bonus_view view,
                     const char *title)
{
    static const char *const first[] = {"employee_id", "name", "total"};
    struct cx_table *out = cx_tables_add(work->out, title), *whole = cx_table_new(NULL);
    struct cx_buf names = {0};
    int rc = cx_sheet_fill(whole, sheet, view, work->err);
    for (size_t i = 0; i < 3; i++)
        cx_buf_printf(&names, "%s%s", i ? "," : "", first[i]);
    for (size_t i = 0; i < whole->column_count; i++) {
        bool is_first = strcmp(whole->columns[i].name, "period") == 0; /* the page's head has it */
        for (size_t k = 0; k < 3; k++)
            is_first = is_first || strcmp(whole->columns[i].name, first[k]) == 0;
        if (!is_first)
            cx_buf_printf(&names, ",%s", whole->columns[i].name);
    }
    if (rc == 0)
        cx_table_pick(out, whole, cx_buf_str(&names));
    out->keys = 2;
    cx_buf_fini(&names);
    cx_table_free(whole);
    return rc;
}

static int add_bonuses(struct work *work)
{
    struct cx_sheet *sheet = NULL;
    int rc = cx_sheet_load(&sheet, work->db, &work->options->period, work->err);
    if (rc == 0)
        rc = add_sheet(work, sheet, CX_BONUS_POSTS, "Sheet");
    if (rc == 0)
        rc = add_sheet(work, sheet, CX_BONUS_PEOPLE, "Per person");
    if (rc == 0)
        rc = cx_sheet_fill(cx_tables_add(work->out, "Lines"), sheet, CX_BONUS_LINES, work->err);
    cx_sheet_free(sheet);
    return rc;
}

static int add_summary(struct work *work)
{
    struct cx_table *summary = cx_tables_add(work->out, NULL);
    struct cx_scores *whole = NULL;
    struct todate *todate = NULL;
    struct daily *daily = NULL;
    int rc =
        todate_load(&todate, work->db, &work->options->period, work->options->until, work->err);
    if (rc == 0)
        rc = progress_daily(&daily, work->db, todate, work->err);
    cx_table_proviso(summary, work->options->proviso);
    if (rc == 0)
        rc = make_summary(summary, todate, daily, true, work->err);
    if (rc == 0 && todate_is_part(todate))
        rc = cx_scores_compute(&whole, work->db, &todate->whole, work->err);
    if (rc == 0)
        make_attained(cx_tables_add(&work->later, NULL), whole ? whole : todate->scores);
    cx_scores_free(whole);
    daily_free(daily);
    todate_free(todate);
    return rc;
}

static int add_report(struct cx_tables *out, const struct work *work,
                      int (*report)(struct cx_table *, struct cx_db *, struct cx_report_options *,
                                    struct cx_err *),
                      const char *by)
{
    struct cx_report_options of = *work->options;
    of.by = by;
    of.top = 0;
    return report(cx_tables_add(out, NULL), work->db, &of, work->err);
}

/* The teams by the metric that the plan names first. */
static int make_team_pages(struct work *work)
{
    struct cx_plan *plan = NULL;
    int metric, rc = cx_plan_load(&plan, work->db, work->options->period.to - 1, work->err);
    bool is_any = rc == 0 && summary_metrics(&metric, 1, plan) == 1;
    const char *by = is_any ? plan->quantities[metric].name : NULL;
    if (rc == 0)
        rc = add_report(&work->later, work, report_team, by);
    if (rc == 0 && is_any)
        rc = add_report(&work->later, work, report_trend, by);
    cx_plan_free(plan);
    return rc;
}

/* When the sums are there, whose making takes memory, what takes longest begins. */
static int begin_accounts(struct work *work)
{
    const struct cx_report_options *of = work->options;
    struct cx_period part;
    int rc = todate_cut(&part, &of->period, cx_date_of(of->until), work->err);
    if (rc == 0)
        rc = cx_plan_load(&work->plan, work->db, part.to - 1, work->err);
    if (rc == 0)
        rc = cx_org_load(&work->org, work->db, work->err);
    return rc < 0 ? rc
                  : reached_begin(&work->reached, work->db, work->plan, work->org, &part, NULL,
                                  work->err);
}

/* Channels and stages, of the same accounts. */
static int add_accounts(struct work *work)
{
    int rc = reached_end(work->reached, work->err);
    if (rc == 0)
        rc = make_channels(cx_tables_add(work->out, NULL), work->db, work->plan, work->org,
                           work->reached, work->err);
    if (rc == 0)
        make_aging(cx_tables_add(work->out, NULL), work->reached->aging);
    return rc;
}

/* Whether the month is sealed, for the head of each page. */
static int put_title(struct work *work)
{
    const struct cx_report_options *of = work->options;
    struct cx_buf title = {0};
    int rc = cx_bonus_is_sealed(NULL, work->db, &of->period, work->err);
    cx_buf_show(&title,
                of->proviso ? "%s%s"
                : rc == 1   ? "%s%s, sealed"
                            : "%s%s, not sealed",
                of->period.name, of->proviso ? of->proviso : "");
    work->out->title = title.data;
    return rc < 0 ? rc : 0;
}

int report_workbook(struct cx_tables *out, struct cx_db *db, struct cx_report_options *options,
                    struct cx_err *err)
{
    struct work work = {.db = db, .options = options, .err = err, .out = out};
    int is_head = cx_part_is_head(db, err);
    int rc = is_head < 0 ? is_head : put_title(&work);
    if (rc == 0)
        rc = add_summary(&work);
    if (rc == 0)
        rc = make_team_pages(&work);
    if (rc == 0 && !is_head)
        rc = begin_accounts(&work);
    if (rc == 0)
        rc = add_report(out, &work, report_ranking, NULL);
    if (rc == 0)
        rc = add_bonuses(&work);
    if (rc == 0)
        cx_tables_move(out, &work.later);
    if (rc == 0 && !is_head)
        rc = add_accounts(&work);
    if (rc == 0 && work.reached)
        reached_keep(work.reached, db);
    cx_tables_fini(&work.later);
    reached_free(work.reached);
    cx_org_free(work.org);
    cx_plan_free(work.plan);
    return rc;
}
