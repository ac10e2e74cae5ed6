/* The company's figures in short, and its teams' and people's: of the metrics that the plan's
 * setting `dashboard` names, or where it has none of them, of its own first ones. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "plan/formula.h"
#include "report/anchors.h"
#include "report/tables.h"

/* The plan's first metrics, of money or of others. */
static void add_own(int *metrics, size_t *count, size_t most, const struct cx_plan *plan,
                    bool is_money)
{
    enum { OWN = 4 };
    for (size_t i = plan->measure_count; i < plan->quantity_count; i++) {
        if (*count < most && *count < OWN &&
            (plan->quantities[i].unit == CX_UNIT_MONEY) == is_money)
            metrics[(*count)++] = (int)i;
    }
}

size_t summary_metrics(int *metrics, size_t most, const struct cx_plan *plan)
{
    size_t count = 0;
    for (const char *s = plan->settings.dashboard; *s && count < most; s += strspn(s, " ,;")) {
        size_t n = strcspn(s, " ,;");
        int metric = n > 0 ? cx_plan_quantity(plan, s, n) : -1;
        if (metric >= 0)
            metrics[count++] = metric;
        s += n;
    }
    if (count == 0) {
        add_own(metrics, &count, most, plan, true);
        add_own(metrics, &count, most, plan, false);
    }
    return count;
}

/* Whether the team, or one above it, has a target of its own. */
static bool is_targeted(const struct todate *todate, int team, int metric)
{
    const struct cx_org *org = todate->scores->org;
    cx_date last = todate->scores->period.to - 1;
    int steps = 0;
    for (; team >= 0; team = cx_org_up(org, team, last, &steps)) {
        if (todate_target(todate, CX_SCOPE_TEAM, org->teams[team].id, metric) != CX_NO_VALUE)
            return true;
    }
    return false;
}

/* Whether somebody brought some of the sum whose team is not targeted: then the targets of the
 * teams are not what the company has to bring. */
static bool is_partly_targeted(const struct todate *todate, int metric)
{
    const struct cx_scores *scores = todate->scores;
    for (size_t i = 0; i < scores->post_count; i++) {
        int post = scores->posts[i].post;
        int64_t value = cx_scores_value(scores, (size_t)post, metric);
        if (value != CX_NO_VALUE && value != 0 &&
            !is_targeted(todate, scores->org->posts[post].team, metric))
            return true;
    }
    return false;
}

/* The company's target; of a sum, where there is none, the sum of what its teams have to bring:
 * of those that are part of no team with a target of its own. */
int64_t summary_target(const struct todate *todate, int metric)
{
    const struct cx_org *org = todate->scores->org;
    cx_date last = todate->scores->period.to - 1;
    int64_t target = todate_target(todate, CX_SCOPE_COMPANY, 0, metric);
    if (target != CX_NO_VALUE || !cx_plan_is_sum(todate->scores->plan, metric) ||
        is_partly_targeted(todate, metric))
        return target;
    for (int i = 0; i < org->team_count; i++) {
        int64_t own = todate_target(todate, CX_SCOPE_TEAM, org->teams[i].id, metric);
        if (own == CX_NO_VALUE || is_targeted(todate, cx_org_parent(org, i, last), metric))
            continue;
        if (__builtin_add_overflow(target == CX_NO_VALUE ? 0 : target, own, &target))
            return CX_NO_VALUE;
    }
    return target;
}

static int add_metric(struct cx_table *table, const struct todate *todate, struct daily *daily,
                      int metric, struct cx_err *err)
{
    const struct cx_scores *scores = todate->scores;
    const struct cx_quantity *of = &scores->plan->quantities[metric];
    size_t company = cx_subject_of_company(scores->org);
    int64_t value = cx_scores_value(scores, company, metric);
    int64_t target = summary_target(todate, metric), due = todate_due(todate, metric, target);
    struct forecast end;
    int rc = progress_forecast(&end, todate, daily, company, metric, err);
    const struct cx_cell cells[] = {
        cx_cell_text(of->name),
        cx_cell_text(of->title),
        report_value(value, of),
        report_millionths(target, of),
        report_percent(report_share(value, of->decimals, target, 6, 4), -1),
        report_millionths(due, of),
        report_value(end.end, of),
        report_value(end.low, of),
        report_value(end.high, of),
        report_value(cx_scores_known_before(scores, company, metric), of),
    };
    cx_table_keep(table, cells);
    return rc;
}

/* Before the days so far are as many days, which are not the period before. */
static void add_before(struct cx_table *table, const struct todate *todate)
{
    struct cx_buf title = {0};
    if (todate_is_part(todate))
        cx_buf_show(&title, "Before: %s", todate->scores->before.name);
    const struct cx_column column = {"before", title.data ? title.data : "Period before",
                                     CX_CELL_NUMBER, 6, false};
    cx_table_column(table, &column);
    cx_buf_fini(&title);
}

int make_summary(struct cx_table *out, const struct todate *todate, struct daily *daily,
                 bool is_whole, struct cx_err *err)
{
    static const struct cx_column columns[] = {
        {"metric", "Metric", CX_CELL_TEXT, 0, false},
        {"title", "Title", CX_CELL_TEXT, 0, false},
        {"value", "Value", CX_CELL_NUMBER, 6, false},
        {"target", "Target", CX_CELL_NUMBER, 6, false},
        {"of_target", "Of target", CX_CELL_NUMBER, 4, false},
        {"expected", "Expected by now", CX_CELL_NUMBER, 6, false},
        {"forecast", "Forecast", CX_CELL_NUMBER, 6, false},
        {"low", "Forecast, low", CX_CELL_NUMBER, 6, false},
        {"high", "Forecast, high", CX_CELL_NUMBER, 6, false},
    };
    const struct cx_plan *plan = todate->scores->plan;
    int metrics[SUMMARY_METRICS], rc = 0;
    size_t count = summary_metrics(metrics, SUMMARY_METRICS, plan);
    cx_table_title(out, "Summary");
    out->is_rounded = true;
    cx_table_columns(out, columns, sizeof columns / sizeof *columns);
    add_before(out, todate);
    for (size_t i = 0; rc == 0 && i < count; i++)
        rc = add_metric(out, todate, daily, metrics[i], err);
    for (int i = (int)plan->measure_count; rc == 0 && is_whole && i < (int)plan->quantity_count;
         i++) {
        bool is_there = false;
        for (size_t k = 0; k < count; k++)
            is_there = is_there || metrics[k] == i;
        if (!is_there)
            rc = add_metric(out, todate, daily, i, err);
    }
    return rc;
}

static void add_metric_columns(struct cx_table *table, const struct cx_plan *plan,
                               const int *metrics, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct cx_quantity *of = &plan->quantities[metrics[i]];
        const struct cx_column column = {of->name, of->title, report_type(of), of->decimals, false};
        cx_table_column(table, &column);
    }
}

void make_people(struct cx_table *out, const struct cx_scores *scores, bool is_linked)
{
    static const struct cx_column columns[] = {
        {"team_id", "Team", CX_CELL_TEXT, 0, false},
        {"employee_id", "Employee", CX_CELL_TEXT, 0, false},
        {"name", "Name", CX_CELL_TEXT, 0, false},
        {"role", "Role", CX_CELL_TEXT, 0, false},
        {"days", "Days", CX_CELL_NUMBER, 0, false},
        {"score", "Score", CX_CELL_NUMBER, CX_SCORE_DECIMALS, false},
        {"rank", "Rank", CX_CELL_NUMBER, 0, false},
        {"grade", "Grade", CX_CELL_TEXT, 0, false},
    };
    enum { FIXED = sizeof columns / sizeof *columns };
    const struct cx_org *org = scores->org;
    int metrics[SUMMARY_METRICS];
    size_t count = summary_metrics(metrics, SUMMARY_METRICS, scores->plan);
    cx_table_title(out, "People");
    cx_table_columns(out, columns, FIXED);
    add_metric_columns(out, scores->plan, metrics, count);
    for (size_t i = 0; i < scores->post_count; i++) {
        const struct cx_post_score *of = &scores->posts[i];
        const struct cx_post *post = &org->posts[of->post];
        struct cx_buf place = {0};
        if (is_linked)
            anchor_post(&place, scores, of->post);
        struct cx_cell cells[FIXED + SUMMARY_METRICS] = {
            cx_cell_text(org->teams[post->team].key),
            cx_cell_text(org->people[post->person].key),
            cx_cell_link(org->people[post->person].name, is_linked ? cx_buf_str(&place) : NULL),
            cx_cell_word(post->role),
            cx_cell_n(of->days),
            report_cell(of->score, -1),
            of->rank ? cx_cell_n(of->rank) : CX_NULL_CELL,
            cx_cell_text(of->grade),
        };
        for (size_t k = 0; k < count; k++)
            cells[FIXED + k] =
                report_cell(cx_scores_value(scores, (size_t)of->post, metrics[k]), -1);
        cx_table_keep(out, cells);
        cx_buf_fini(&place);
    }
}
