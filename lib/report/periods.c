/* The report trend: a metric over periods: a row a team, a person or the company, a column a
 * period. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "report/tables.h"

enum per { TEAMS, EMPLOYEES, COMPANY, LEAVES }; /* leaves: teams that have no child teams */

/* The subjects of a row: of a team and a person the same in every period, as org is. */
static size_t subject_of(const struct cx_org *org, enum per per, int index)
{
    return per == COMPANY     ? cx_subject_of_company(org)
           : per == EMPLOYEES ? cx_subject_of_person(org, index)
                              : cx_subject_of_team(org, index);
}

static int subjects(const struct cx_org *org, enum per per)
{
    return per == COMPANY ? 1 : per == EMPLOYEES ? org->person_count : org->team_count;
}

static bool has_children(const struct cx_scores *scores, int team)
{
    const struct cx_org *org = scores->org;
    for (int i = 0; i < org->team_count; i++) {
        if (cx_org_parent(org, i, scores->period.to - 1) == team)
            return true;
    }
    return false;
}

/* Whether the subject was present: a person had a post, or somebody had one in the team. */
static bool was_there(const struct cx_scores *scores, enum per per, int index)
{
    const struct cx_org *org = scores->org;
    for (size_t i = 0; per != COMPANY && i < scores->post_count; i++) {
        const struct cx_post *post = &org->posts[scores->posts[i].post];
        if (per == EMPLOYEES ? post->person == index
                             : cx_org_is_within(org, post->team, index, scores->period.to - 1))
            return true;
    }
    return per == COMPANY;
}

static int64_t value_of(const struct cx_scores *scores, enum per per, int index, int quantity)
{
    if (!was_there(scores, per, index))
        return CX_NO_VALUE;
    return quantity < 0 && cx_scores_is_unknown(scores, &scores->period) ? CX_NO_VALUE
           : quantity < 0 ? report_main_post(scores, index)->score
                          : cx_scores_known(scores, subject_of(scores->org, per, index), quantity);
}

static void add_row(struct cx_table *table, struct cx_scores *const *scores, size_t count,
                    enum per per, int index, int quantity)
{
    const struct cx_org *org = scores[count - 1]->org;
    struct cx_cell *cells = cx_alloc(table->column_count * sizeof *cells);
    bool is_any = false;
    cells[0] = per == COMPANY ? CX_NULL_CELL
                              : cx_cell_text(per == EMPLOYEES ? org->people[index].key
                                                              : org->teams[index].key);
    cells[1] = per == COMPANY ? cx_cell_word("company")
                              : cx_cell_text(per == EMPLOYEES ? org->people[index].name
                                                              : org->teams[index].name);
    for (size_t i = 0; i < count; i++) {
        int64_t value = value_of(scores[i], per, index, quantity);
        cells[2 + i] = report_cell(value, -1);
        is_any = is_any || value != CX_NO_VALUE;
    }
    const struct cx_cell *last = &cells[1 + count], *before = &cells[count];
    cells[2 + count] =
        count > 1 && !last->null && !before->null ? cx_cell_n(last->n - before->n) : CX_NULL_CELL;
    if (is_any)
        cx_table_keep(table, cells);
    free(cells);
}

/* Periods at the start in which nobody has a value, since the data begins later. The chart leaves
 * them out. */
static size_t leading_empty(const struct cx_table *table, size_t count)
{
    for (size_t i = 0; i + 1 < count; i++) {
        for (size_t row = 0; row < table->row_count; row++) {
            double value;
            if (cx_table_real(&value, table, row, 2 + i))
                return i;
        }
    }
    return count > 1 ? count - 2 : 0;
}

/* Who gained most since the period before. */
static void say(struct cx_table *table, const char *title, bool is_low)
{
    size_t change = table->column_count - 1, best = 0;
    double most = 0, value;
    for (size_t row = 0; row < table->row_count; row++) {
        if (!cx_table_real(&value, table, row, change))
            continue;
        value = is_low ? -value : value;
        best = value > most ? row : best;
        most = value > most ? value : most;
    }
    if (most > 0 && table->row_count > 1)
        cx_table_say(table, "%s: %s gained most since the period before", title,
                     cx_table_cell(table, best, 1)->text);
    else
        cx_table_say(table, "%s from period to period", title);
}

static void make(struct cx_table *out, struct cx_scores *const *scores, size_t count, enum per per,
                 int quantity)
{
    const struct cx_plan *plan = scores[count - 1]->plan;
    const struct cx_quantity *by = quantity < 0 ? NULL : &plan->quantities[quantity];
    int decimals = by ? by->decimals : CX_SCORE_DECIMALS;
    enum cx_cell_type type = decimals == 2 ? CX_CELL_MONEY : CX_CELL_NUMBER;
    const char *title = by ? by->title : cx_shown("Score");
    const struct cx_column id = {per == EMPLOYEES ? "employee_id" : "team_id",
                                 per == EMPLOYEES ? "Employee" : "Team", CX_CELL_TEXT, 0, false};
    const struct cx_column name = {"name", per == EMPLOYEES ? "Name" : "Team name", CX_CELL_TEXT, 0,
                                   false};
    const struct cx_column change = {"change", "Change", type, decimals, false};
    cx_table_title(out, "Trend");
    cx_table_column(out, &id);
    cx_table_column(out, &name);
    for (size_t i = 0; i < count; i++) {
        const struct cx_column column = {scores[i]->period.name, NULL, type, decimals, false};
        cx_table_column(out, &column);
    }
    cx_table_column(out, &change);
    for (int i = 0; i < subjects(scores[count - 1]->org, per); i++) {
        if (per != LEAVES || !has_children(scores[count - 1], i))
            add_row(out, scores, count, per, i, quantity);
    }
    cx_table_note(out, "%s, %s to %s", title, scores[0]->period.name,
                  scores[count - 1]->period.name);
    size_t empty = leading_empty(out, count);
    out->chart = (struct cx_chart){.kind = CX_CHART_LINES,
                                   .label = 1,
                                   .first = 2 + empty,
                                   .count = count - empty,
                                   .is_share = by && by->unit == CX_UNIT_RATIO};
    say(out, title, by && by->better == CX_BETTER_LOW);
}

static int compute(struct cx_scores **scores, const struct cx_trend *trend, enum per per,
                   struct cx_err *err)
{
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < cx_trend_count(trend); i++)
        rc = (per == EMPLOYEES ? cx_trend_scores : cx_trend_values)(
            &scores[i], trend, i, cx_trend_period(trend, i)->to - 1, err);
    return rc;
}

static int fill(struct cx_table *out, const struct cx_trend *trend, enum per per,
                const struct cx_report_options *options, struct cx_err *err)
{
    const char *by = options->by;
    size_t count = cx_trend_count(trend);
    struct cx_scores **scores = cx_alloc(count * sizeof *scores);
    int quantity = -1, rc = compute(scores, trend, per, err);
    bool is_score = by && strcmp(by, "score") == 0;
    if (rc == 0 && !is_score) {
        const struct cx_plan *plan = scores[count - 1]->plan;
        size_t first = plan->measure_count < plan->quantity_count ? plan->measure_count : 0;
        rc = plan->quantity_count == 0 ? cx_err_set(err, CX_EDATA, "the plan has no metric")
                                       : report_by(&quantity, plan, options, (int)first, err);
    } else if (rc == 0 && per != EMPLOYEES) {
        rc = cx_err_set(err, CX_EUSAGE, "--by=score: only people have scores: add --per=employee");
    }
    if (rc == 0)
        make(out, scores, count, per, quantity);
    for (size_t i = 0; i < count; i++)
        cx_scores_free(scores[i]);
    free(scores);
    return rc;
}

int make_trend(struct cx_table *out, const struct cx_trend *trend,
               const struct cx_report_options *options, struct cx_err *err)
{
    return fill(out, trend, LEAVES, options, err);
}

REPORT(report_trend)
{
    static const char *const words[] = {"team", "employee", "company", NULL};
    const char *word = options->per ? options->per : "team";
    struct cx_trend *trend = NULL;
    int per = cx_word_find(words, word, strlen(word));
    if (per < 0)
        return cx_err_set(err, CX_EUSAGE, "--per must be team, employee or company");
    int rc = cx_trend_new(&trend, db, &options->period, (size_t)options->periods, err);
    if (rc == 0)
        rc = fill(out, trend, (enum per)per, options, err);
    cx_trend_free(trend);
    return rc;
}
