/* team: each team's metrics, against its target and the company. */
#include "base/lang.h"
#include "report/reports.h"
#include "report/tables.h"

static void add_row(struct cx_table *table, const struct cx_scores *scores, int team, int metric)
{
    const struct cx_quantity *quantity = &scores->plan->quantities[metric];
    const struct cx_org *org = scores->org;
    int64_t value = cx_scores_value(scores, cx_subject_of_team(org, team), metric);
    int64_t company = cx_scores_value(scores, cx_subject_of_company(org), metric);
    int64_t target = cx_scores_target(scores, CX_SCOPE_TEAM, org->teams[team].id, metric);
    int64_t before = cx_scores_known_before(scores, cx_subject_of_team(org, team), metric);
    const struct cx_cell cells[] = {
        cx_cell_text(org->teams[team].key),
        cx_cell_text(org->teams[team].name),
        cx_cell_titled(quantity->name, quantity->title),
        report_value(value, quantity),
        report_millionths(target, quantity),
        report_percent(report_share(value, quantity->decimals, target, 6, 4), -1),
        report_value(company, quantity),
        report_value(before, quantity),
    };
    cx_table_keep(table, cells);
}

void make_teams(struct cx_table *out, const struct cx_scores *scores, int only)
{
    static const struct cx_column columns[] = {
        {"team_id", "Team", CX_CELL_TEXT, 0, false},
        {"name", "Team name", CX_CELL_TEXT, 0, false},
        {"metric", "Metric", CX_CELL_TEXT, 0, false},
        {"value", "Value", CX_CELL_NUMBER, 6, false},
        {"target", "Target", CX_CELL_NUMBER, 6, false},
        {"of_target", "Of target", CX_CELL_NUMBER, 4, false},
        {"company", "Company", CX_CELL_NUMBER, 6, false},
        {"before", "Period before", CX_CELL_NUMBER, 6, false},
    };
    const struct cx_plan *plan = scores->plan;
    cx_table_title(out, "Teams");
    cx_table_columns(out, columns, sizeof columns / sizeof *columns);
    for (int team = 0; team < scores->org->team_count; team++) {
        for (int i = 0; i < (int)plan->quantity_count; i++) {
            if (only >= 0 ? i == only : plan->quantities[i].is_metric)
                add_row(out, scores, team, i);
        }
    }
    if (only < 0) {
        out->pivot = (struct cx_pivot){.key = 0, .title = 1, .row = 2, .value = 3, .also = 6};
    } else { /* one metric: the teams can stand beside one another */
        out->chart = (struct cx_chart){.kind = CX_CHART_BARS,
                                       .label = 1,
                                       .first = 3,
                                       .count = 2,
                                       .mark = cx_shown("target"),
                                       .is_share = plan->quantities[only].unit == CX_UNIT_RATIO};
        cx_table_say(out, "%s of the teams", plan->quantities[only].title);
    }
}

REPORT(report_team)
{
    struct cx_scores *scores = NULL;
    int only = -1;
    int rc = cx_scores_compute(&scores, db, &options->period, err);
    if (rc == 0)
        rc = report_by(&only, scores->plan, options, -1, err);
    if (rc == 0)
        make_teams(out, scores, only);
    cx_scores_free(scores);
    return rc;
}
