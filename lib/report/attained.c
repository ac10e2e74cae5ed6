/* People and metrics: what each scorecard line measured, its target, and what was attained of it.
 */
#include <stdlib.h>

#include "base/lang.h"
#include "base/mem.h"
#include "report/tables.h"

static const struct cx_column fixed[] = {
    {"employee_id", "Employee", CX_CELL_TEXT, 0, false},
    {"name", "Name", CX_CELL_TEXT, 0, false},
    {"team", "Team", CX_CELL_TEXT, 0, false},
    {"role", "Role", CX_CELL_TEXT, 0, false},
    {"score", "Score", CX_CELL_NUMBER, CX_SCORE_DECIMALS, false},
    {"grade", "Grade", CX_CELL_TEXT, 0, false},
};
enum { FIXED = sizeof fixed / sizeof *fixed, PER_METRIC = 3 };

/* The columns of one metric. */
static void add_columns(struct cx_table *out, const struct cx_quantity *of)
{
    enum cx_cell_type type = report_type(of);
    struct cx_buf name = {0}, title = {0};
    cx_table_column(out, &(struct cx_column){of->name, of->title, type, of->decimals, false});
    cx_buf_printf(&name, "target_%s", of->name);
    cx_buf_show(&title, "%s, target", of->title);
    cx_table_column(
        out, &(struct cx_column){cx_buf_str(&name), cx_buf_str(&title), type, of->decimals, false});
    cx_buf_clear(&name);
    cx_buf_clear(&title);
    cx_buf_printf(&name, "attainment_%s", of->name);
    cx_buf_show(&title, "%s, attained", of->title);
    cx_table_column(
        out, &(struct cx_column){cx_buf_str(&name), cx_buf_str(&title), CX_CELL_SHARE, 6, false});
    cx_buf_fini(&name);
    cx_buf_fini(&title);
}

static void fill_metric(struct cx_cell *cells, const struct cx_scores *scores,
                        const struct cx_score_line *line)
{
    const struct cx_quantity *of = &scores->plan->quantities[line->line->quantity];
    int64_t attained;
    cells[0] = report_cell(line->value, of->decimals);
    cells[1] = report_millionths(line->target, of);
    if (line->has_attainment && cx_num_to_dec(&attained, line->attainment, 6))
        cells[2] = report_cell(attained, 6);
}

static void add_row(struct cx_table *out, const struct cx_scores *scores,
                    const struct cx_post_score *of, const int *places)
{
    const struct cx_org *org = scores->org;
    const struct cx_post *post = &org->posts[of->post];
    struct cx_cell *cells = cx_alloc(out->column_count * sizeof *cells);
    for (size_t i = 0; i < out->column_count; i++)
        cells[i] = CX_NULL_CELL;
    cells[0] = cx_cell_text(org->people[post->person].key);
    cells[1] = cx_cell_text(org->people[post->person].name);
    cells[2] = cx_cell_text(cx_team_title(&org->teams[post->team]));
    cells[3] = cx_cell_word(post->role);
    cells[4] = report_cell(of->score, -1);
    cells[5] = cx_cell_text(of->grade);
    for (size_t i = 0; i < of->line_count; i++)
        fill_metric(cells + FIXED + PER_METRIC * places[of->lines[i].line->quantity], scores,
                    &of->lines[i]);
    cx_table_keep(out, cells);
    free(cells);
}

void make_attained(struct cx_table *out, const struct cx_scores *scores)
{
    const struct cx_plan *plan = scores->plan;
    int *places = cx_alloc((plan->quantity_count + 1) * sizeof *places), count = 0;
    bool *is_there = cx_alloc(plan->quantity_count + 1);
    for (size_t i = 0; i < scores->post_count; i++) {
        for (size_t k = 0; k < scores->posts[i].line_count; k++)
            is_there[scores->posts[i].lines[k].line->quantity] = true;
    }
    cx_table_title(out, "Metrics");
    cx_table_columns(out, fixed, FIXED);
    for (size_t i = 0; i < plan->quantity_count; i++) {
        places[i] = count;
        if (is_there[i])
            add_columns(out, &plan->quantities[i]);
        count += is_there[i];
    }
    out->keys = 2;
    for (size_t i = 0; i < scores->post_count; i++)
        add_row(out, scores, &scores->posts[i], places);
    free(places);
    free(is_there);
}
