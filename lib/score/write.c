/* Scores as tables: cx_scores_write. */
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/mem.h"
#include "score/cards.h"

/* Metrics come before measures, each in the plan's order. */
static int nth_quantity(const struct cx_plan *plan, size_t n)
{
    size_t metrics = plan->quantity_count - plan->measure_count;
    return (int)(n < metrics ? plan->measure_count + n : n - metrics);
}

static struct cx_column *make_columns(const struct cx_plan *plan, const struct cx_column *fixed,
                                      size_t fixed_count)
{
    struct cx_column *columns = cx_alloc((fixed_count + plan->quantity_count) * sizeof *columns);
    memcpy(columns, fixed, fixed_count * sizeof *columns);
    for (size_t i = 0; i < plan->quantity_count; i++) {
        const struct cx_quantity *quantity = &plan->quantities[nth_quantity(plan, i)];
        columns[fixed_count + i] = (struct cx_column){
            .name = quantity->name,
            .title = quantity->title,
            .type = quantity->decimals == 2 ? CX_CELL_MONEY : CX_CELL_NUMBER,
            .decimals = quantity->decimals,
        };
    }
    return columns;
}

static struct cx_cell cell_or_null(int64_t value)
{
    return value == CX_NO_VALUE ? CX_NULL_CELL : cx_cell_n(value);
}

static void fill_quantities(struct cx_cell *cells, const struct cx_scores *scores, size_t subject)
{
    for (size_t i = 0; i < scores->plan->quantity_count; i++)
        cells[i] = cell_or_null(cx_scores_value(scores, subject, nth_quantity(scores->plan, i)));
}

static const struct cx_column post_columns[] = {
    {"period", "Period", CX_CELL_TEXT, 0, false},
    {"employee_id", "Employee", CX_CELL_TEXT, 0, false},
    {"name", "Name", CX_CELL_TEXT, 0, false},
    {"team_id", "Team", CX_CELL_TEXT, 0, false},
    {"role", "Role", CX_CELL_TEXT, 0, false},
    {"since", "Since", CX_CELL_DATE, 0, false},
    {"scorecard", "Scorecard", CX_CELL_TEXT, 0, false},
    {"days", "Days", CX_CELL_NUMBER, 0, false},
    {"score", "Score", CX_CELL_NUMBER, CX_SCORE_DECIMALS, false},
    {"rank", "Rank", CX_CELL_NUMBER, 0, false},
    {"grade", "Grade", CX_CELL_TEXT, 0, false},
};
enum { POST_COLUMNS = sizeof post_columns / sizeof *post_columns };

/* The columns that say which post a row is of. */
static void fill_post(struct cx_cell *cells, const struct cx_scores *scores,
                      const struct cx_post_score *of)
{
    const struct cx_org *org = scores->org;
    const struct cx_post *post = &org->posts[of->post];
    cells[0] = cx_cell_text(scores->period.name);
    cells[1] = cx_cell_text(org->people[post->person].key);
    cells[2] = cx_cell_text(org->people[post->person].name);
    cells[3] = cx_cell_text(org->teams[post->team].key);
    cells[4] = cx_cell_text(post->role);
    cells[5] = cx_cell_n(post->since);
    cells[6] = cx_cell_text(of->card);
}

static int write_posts(struct cx_render *render, const struct cx_scores *scores,
                       struct cx_cell *cells, struct cx_err *err)
{
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < scores->post_count; i++) {
        const struct cx_post_score *of = &scores->posts[i];
        fill_post(cells, scores, of);
        cells[7] = cx_cell_n(of->days);
        cells[8] = cell_or_null(of->score);
        cells[9] = of->rank ? cx_cell_n(of->rank) : CX_NULL_CELL;
        cells[10] = cx_cell_text(of->grade);
        fill_quantities(cells + POST_COLUMNS, scores, (size_t)of->post);
        rc = cx_render_row(render, cells, err);
    }
    return rc;
}

static const struct cx_column line_columns[] = {
    {"period", "Period", CX_CELL_TEXT, 0, false},
    {"employee_id", "Employee", CX_CELL_TEXT, 0, false},
    {"name", "Name", CX_CELL_TEXT, 0, false},
    {"team_id", "Team", CX_CELL_TEXT, 0, false},
    {"role", "Role", CX_CELL_TEXT, 0, false},
    {"since", "Since", CX_CELL_DATE, 0, false},
    {"scorecard", "Scorecard", CX_CELL_TEXT, 0, false},
    {"metric", "Metric", CX_CELL_TEXT, 0, false},
    {"value", "Value", CX_CELL_NUMBER, 6, false},
    {"target", "Target", CX_CELL_NUMBER, 6, false},
    {"attainment", "Attainment", CX_CELL_NUMBER, 6, false},
    {"weight", "Weight", CX_CELL_NUMBER, 2, false},
    {"points", "Points", CX_CELL_NUMBER, 4, false},
};
enum { LINE_COLUMNS = sizeof line_columns / sizeof *line_columns };

int64_t line_points(const struct cx_post_score *of, const struct cx_score_line *line)
{
    double weights = 0;
    int64_t out;
    for (size_t i = 0; i < of->line_count; i++)
        weights +=
            of->lines[i].has_attainment ? cx_dec_to_real(of->lines[i].line->weight_ppm, 6) : 0;
    double part = cx_dec_to_real(line->line->weight_ppm, 6) * line->attainment / weights * 100;
    return line->has_attainment && of->is_scored && cx_dec_from_real(&out, part, 4) ? out
                                                                                    : CX_NO_VALUE;
}

static int write_lines(struct cx_render *render, const struct cx_scores *scores,
                       struct cx_cell *cells, struct cx_err *err)
{
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < scores->post_count; i++) {
        const struct cx_post_score *of = &scores->posts[i];
        for (size_t k = 0; rc == 0 && k < of->line_count; k++) {
            const struct cx_score_line *line = &of->lines[k];
            const struct cx_quantity *quantity = &scores->plan->quantities[line->line->quantity];
            int64_t attainment = 0, weight = 0;
            fill_post(cells, scores, of);
            cells[7] = cx_cell_text(quantity->name);
            cells[8] = cell_or_null(line->value);
            cells[8].decimals = quantity->decimals;
            cells[9] = cell_or_null(line->target);
            cells[10] = line->has_attainment && cx_dec_from_real(&attainment, line->attainment, 6)
                            ? cx_cell_n(attainment)
                            : CX_NULL_CELL;
            cx_dec_divide(&weight, line->line->weight_ppm, 10000);
            cells[11] = cx_cell_n(weight);
            cells[12] = cell_or_null(line_points(of, line));
            rc = cx_render_row(render, cells, err);
        }
    }
    return rc;
}

static const struct cx_column team_columns[] = {
    {"period", "Period", CX_CELL_TEXT, 0, false},
    {"team_id", "Team", CX_CELL_TEXT, 0, false},
    {"name", "Name", CX_CELL_TEXT, 0, false},
};
enum { TEAM_COLUMNS = sizeof team_columns / sizeof *team_columns };

static int write_teams(struct cx_render *render, const struct cx_scores *scores,
                       struct cx_cell *cells, struct cx_err *err)
{
    int rc = 0;
    for (int i = 0; rc == 0 && i < scores->org->team_count; i++) {
        cells[0] = cx_cell_text(scores->period.name);
        cells[1] = cx_cell_text(scores->org->teams[i].key);
        cells[2] = cx_cell_text(scores->org->teams[i].name);
        fill_quantities(cells + TEAM_COLUMNS, scores, cx_subject_of_team(scores->org, i));
        rc = cx_render_row(render, cells, err);
    }
    return rc;
}

static int write_company(struct cx_render *render, const struct cx_scores *scores,
                         struct cx_cell *cells, struct cx_err *err)
{
    cells[0] = cx_cell_text(scores->period.name);
    cells[1] = CX_NULL_CELL;
    cells[2] = CX_NULL_CELL;
    fill_quantities(cells + TEAM_COLUMNS, scores, cx_subject_of_company(scores->org));
    return cx_render_row(render, cells, err);
}

int cx_scores_write(const struct cx_scores *scores, enum cx_score_view view, FILE *stream,
                    enum cx_format format, const struct cx_render_options *options,
                    struct cx_err *err)
{
    static const struct {
        const struct cx_column *fixed;
        size_t count;
        bool has_quantities;
        int (*write)(struct cx_render *, const struct cx_scores *, struct cx_cell *,
                     struct cx_err *);
    } views[] = {
        [CX_VIEW_POSTS] = {post_columns, POST_COLUMNS, true, write_posts},
        [CX_VIEW_LINES] = {line_columns, LINE_COLUMNS, false, write_lines},
        [CX_VIEW_TEAMS] = {team_columns, TEAM_COLUMNS, true, write_teams},
        [CX_VIEW_COMPANY] = {team_columns, TEAM_COLUMNS, true, write_company},
    };
    struct cx_render *render = NULL;
    size_t count =
        views[view].count + (views[view].has_quantities ? scores->plan->quantity_count : 0);
    struct cx_column *columns = make_columns(scores->plan, views[view].fixed, views[view].count);
    struct cx_cell *cells = cx_alloc(count * sizeof *cells);
    int rc = cx_render_open(&render, stream, format, columns, count, options, err);
    if (rc == 0) {
        rc = views[view].write(render, scores, cells, err);
        int closed = cx_render_close(render, err);
        rc = rc < 0 ? rc : closed;
    }
    free(columns);
    free(cells);
    return rc;
}
