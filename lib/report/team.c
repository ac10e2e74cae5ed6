/* team: each team's metrics, against its target and the company. */
#include <string.h>

#include "base/decimal.h"
#include "report/reports.h"
#include "score/score.h"

static struct cx_cell cell(int64_t value, int decimals)
{
    struct cx_cell out = value == CX_NO_VALUE ? CX_NULL_CELL : cx_cell_n(value);
    out.decimals = decimals;
    return out;
}

/* value / target with 4 decimals; CX_NO_VALUE where there is no target. */
static int64_t share(int64_t value, int decimals, int64_t target)
{
    int64_t out;
    if (value == CX_NO_VALUE || target == CX_NO_VALUE ||
        !cx_dec_divide(&out, (__int128)value * cx_dec_pow10(10 - decimals), target))
        return CX_NO_VALUE;
    return out;
}

static int write_row(struct cx_render *out, const struct cx_scores *scores, int team, int metric,
                     struct cx_err *err)
{
    const struct cx_quantity *quantity = &scores->plan->quantities[metric];
    const struct cx_org *org = scores->org;
    int64_t value = cx_scores_value(scores, cx_subject_of_team(org, team), metric);
    int64_t company = cx_scores_value(scores, cx_subject_of_company(org), metric);
    int64_t target = cx_scores_target(scores, CX_SCOPE_TEAM, org->teams[team].id, metric);
    int64_t before = cx_scores_before(scores, cx_subject_of_team(org, team), metric);
    struct cx_cell cells[] = {
        cx_cell_text(org->teams[team].key),
        cx_cell_text(org->teams[team].name),
        cx_cell_text(quantity->name),
        cell(value, quantity->decimals),
        cell(target, -1),
        cell(share(value, quantity->decimals, target), -1),
        cell(company, quantity->decimals),
        cell(before, quantity->decimals),
    };
    return cx_render_row(out, cells, err);
}

static int write_teams(const struct cx_scores *scores, const struct cx_report_options *options,
                       FILE *stream, enum cx_format format, const struct cx_render_options *render,
                       struct cx_err *err)
{
    static const struct cx_column columns[] = {
        {"team_id", "Team", CX_CELL_TEXT, 0, false},
        {"name", "Name", CX_CELL_TEXT, 0, false},
        {"metric", "Metric", CX_CELL_TEXT, 0, false},
        {"value", "Value", CX_CELL_NUMBER, 6, false},
        {"target", "Target", CX_CELL_NUMBER, 6, false},
        {"of_target", "Of target", CX_CELL_NUMBER, 4, false},
        {"company", "Company", CX_CELL_NUMBER, 6, false},
        {"before", "Period before", CX_CELL_NUMBER, 6, false},
    };
    const struct cx_plan *plan = scores->plan;
    struct cx_render *out = NULL;
    int only = options->by ? cx_plan_quantity(plan, options->by, strlen(options->by)) : -1;
    if (options->by && only < 0)
        return cx_err_set(err, CX_EUSAGE, "--by: the plan has no metric \"%s\"", options->by);
    int rc = cx_render_open(&out, stream, format, columns, sizeof columns / sizeof *columns, render,
                            err);
    for (int team = 0; rc == 0 && team < scores->org->team_count; team++) {
        for (int i = 0; rc == 0 && i < (int)plan->quantity_count; i++) {
            if (only >= 0 ? i == only : plan->quantities[i].is_metric)
                rc = write_row(out, scores, team, i, err);
        }
    }
    int closed = out ? cx_render_close(out, err) : 0;
    return rc < 0 ? rc : closed;
}

REPORT(report_team)
{
    struct cx_scores *scores = NULL;
    int rc = cx_scores_compute(&scores, db, &options->period, err);
    if (rc == 0)
        rc = write_teams(scores, options, stream, format, render, err);
    cx_scores_free(scores);
    return rc;
}
