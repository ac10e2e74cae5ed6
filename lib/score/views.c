/* Scores as tables: of one period, and of a trend. */
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

struct viewer {
    enum cx_score_view view;
    int *quantities; /* the columns after the others; of lines: which lines */
    size_t quantity_count;
    bool is_all;
    struct cx_table *table;
    struct cx_cell *cells;
};

static struct cx_cell cell_or_null(int64_t value)
{
    return value == CX_NO_VALUE ? CX_NULL_CELL : cx_cell_n(value);
}

static void fill_quantities(struct viewer *viewer, size_t first, const struct cx_scores *scores,
                            size_t subject)
{
    for (size_t i = 0; i < viewer->quantity_count; i++)
        viewer->cells[first + i] =
            cell_or_null(cx_scores_value(scores, subject, viewer->quantities[i]));
}

/* The columns that say which post a row is of. */
static const struct cx_column post_columns[] = {
    {"period", "Period", CX_CELL_TEXT, 0, false},
    {"employee_id", "Employee", CX_CELL_TEXT, 0, false},
    {"name", "Name", CX_CELL_TEXT, 0, false},
    {"team_id", "Team", CX_CELL_TEXT, 0, false},
    {"role", "Role", CX_CELL_TEXT, 0, false},
    {"since", "Since", CX_CELL_DATE, 0, false},
    {"scorecard", "Scorecard", CX_CELL_TEXT, 0, false},
};
enum { POST_COLUMNS = sizeof post_columns / sizeof *post_columns };

static const struct cx_column score_columns[] = {
    {"days", "Days", CX_CELL_NUMBER, 0, false},
    {"score", "Score", CX_CELL_NUMBER, CX_SCORE_DECIMALS, false},
    {"rank", "Rank", CX_CELL_NUMBER, 0, false},
    {"grade", "Grade", CX_CELL_TEXT, 0, false},
};
enum { SCORE_COLUMNS = sizeof score_columns / sizeof *score_columns };

static void fill_post(struct cx_cell *cells, const struct cx_scores *scores,
                      const struct cx_post_score *of)
{
    const struct cx_org *org = scores->org;
    const struct cx_post *post = &org->posts[of->post];
    cells[0] = cx_cell_text(scores->period.name);
    cells[1] = cx_cell_text(org->people[post->person].key);
    cells[2] = cx_cell_text(org->people[post->person].name);
    cells[3] = cx_cell_text(org->teams[post->team].key);
    cells[4] = cx_cell_word(post->role);
    cells[5] = cx_cell_n(post->since);
    cells[6] = cx_cell_text(of->card);
}

static int show_posts(struct viewer *viewer, const struct cx_scores *scores, struct cx_err *err)
{
    struct cx_cell *cells = viewer->cells;
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < scores->post_count; i++) {
        const struct cx_post_score *of = &scores->posts[i];
        fill_post(cells, scores, of);
        cells[7] = cx_cell_n(of->days);
        cells[8] = cell_or_null(of->score);
        cells[9] = of->rank ? cx_cell_n(of->rank) : CX_NULL_CELL;
        cells[10] = cx_cell_text(of->grade);
        fill_quantities(viewer, POST_COLUMNS + SCORE_COLUMNS, scores, (size_t)of->post);
        rc = cx_table_row(viewer->table, cells, err);
    }
    return rc;
}

static const struct cx_column line_columns[] = {
    {"metric", "Metric", CX_CELL_TEXT, 0, false},
    {"value", "Value", CX_CELL_NUMBER, 6, false},
    {"target", "Target", CX_CELL_NUMBER, 6, false},
    {"attainment", "Attainment", CX_CELL_NUMBER, 6, false},
    {"weight", "Weight", CX_CELL_NUMBER, 2, false},
    {"points", "Points", CX_CELL_NUMBER, 4, false},
};
enum { LINE_COLUMNS = sizeof line_columns / sizeof *line_columns };

static bool is_chosen(const struct viewer *viewer, int quantity)
{
    for (size_t i = 0; !viewer->is_all && i < viewer->quantity_count; i++) {
        if (viewer->quantities[i] == quantity)
            return true;
    }
    return viewer->is_all;
}

static void fill_line(struct cx_cell *cells, const struct cx_scores *scores,
                      const struct cx_post_score *of, const struct cx_score_line *line)
{
    const struct cx_quantity *quantity = &scores->plan->quantities[line->line->quantity];
    int64_t attainment = 0, weight = 0;
    fill_post(cells, scores, of);
    cells[7] = cx_cell_titled(quantity->name, quantity->title);
    cells[8] = cell_or_null(line->value);
    cells[8].decimals = quantity->decimals;
    cells[9] = cell_or_null(line->target);
    cells[8].is_share = cells[9].is_share = quantity->unit == CX_UNIT_RATIO;
    cells[10] = line->has_attainment && cx_num_to_dec(&attainment, line->attainment, 6)
                    ? cx_cell_n(attainment)
                    : CX_NULL_CELL;
    cx_dec_divide(&weight, line->line->weight_ppm, 10000);
    cells[11] = cx_cell_n(weight);
    cells[12] = cell_or_null(of->is_scored ? cx_scores_points(of, line) : CX_NO_VALUE);
}

static int show_lines(struct viewer *viewer, const struct cx_scores *scores, struct cx_err *err)
{
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < scores->post_count; i++) {
        const struct cx_post_score *of = &scores->posts[i];
        for (size_t k = 0; rc == 0 && k < of->line_count; k++) {
            if (!is_chosen(viewer, of->lines[k].line->quantity))
                continue;
            fill_line(viewer->cells, scores, of, &of->lines[k]);
            rc = cx_table_row(viewer->table, viewer->cells, err);
        }
    }
    return rc;
}

static const struct cx_column team_columns[] = {
    {"period", "Period", CX_CELL_TEXT, 0, false},
    {"team_id", "Team", CX_CELL_TEXT, 0, false},
    {"name", "Team name", CX_CELL_TEXT, 0, false},
};
enum { TEAM_COLUMNS = sizeof team_columns / sizeof *team_columns };

static int show_teams(struct viewer *viewer, const struct cx_scores *scores, struct cx_err *err)
{
    struct cx_cell *cells = viewer->cells;
    int rc = 0;
    for (int i = 0; rc == 0 && i < scores->org->team_count; i++) {
        cells[0] = cx_cell_text(scores->period.name);
        cells[1] = cx_cell_text(scores->org->teams[i].key);
        cells[2] = cx_cell_text(scores->org->teams[i].name);
        fill_quantities(viewer, TEAM_COLUMNS, scores, cx_subject_of_team(scores->org, i));
        rc = cx_table_row(viewer->table, cells, err);
    }
    return rc;
}

static int show_company(struct viewer *viewer, const struct cx_scores *scores, struct cx_err *err)
{
    struct cx_cell *cells = viewer->cells;
    cells[0] = cx_cell_text(scores->period.name);
    cells[1] = CX_NULL_CELL;
    cells[2] = CX_NULL_CELL;
    fill_quantities(viewer, TEAM_COLUMNS, scores, cx_subject_of_company(scores->org));
    return cx_table_row(viewer->table, cells, err);
}

static const struct {
    const struct cx_column *of; /* whom a row is of */
    size_t of_count;
    const struct cx_column *own; /* what it says of them, before quantities */
    size_t own_count;
    bool has_quantities;
    int (*show)(struct viewer *, const struct cx_scores *, struct cx_err *);
} views[] = {
    [CX_VIEW_POSTS] = {post_columns, POST_COLUMNS, score_columns, SCORE_COLUMNS, true, show_posts},
    [CX_VIEW_LINES] = {post_columns, POST_COLUMNS, line_columns, LINE_COLUMNS, false, show_lines},
    [CX_VIEW_TEAMS] = {team_columns, TEAM_COLUMNS, NULL, 0, true, show_teams},
    [CX_VIEW_COMPANY] = {team_columns, TEAM_COLUMNS, NULL, 0, true, show_company},
};

/* Which quantities are shown, in which order. */
static int choose_quantities(struct viewer *viewer, const struct cx_plan *plan, const char *names,
                             struct cx_err *err)
{
    size_t cap = 0;
    viewer->is_all = names == NULL;
    for (size_t i = 0; !names && i < plan->quantity_count; i++) {
        CX_GROW(viewer->quantities, viewer->quantity_count, cap);
        viewer->quantities[viewer->quantity_count++] = nth_quantity(plan, i);
    }
    while (names) {
        size_t n = strcspn(names, ",");
        int quantity;
        int rc = cx_plan_find_quantity(&quantity, plan, names, n, err);
        if (rc < 0)
            return rc;
        if (is_chosen(viewer, quantity))
            return cx_err_set(err, CX_EUSAGE, "%.*s is named twice", (int)n, names);
        CX_GROW(viewer->quantities, viewer->quantity_count, cap);
        viewer->quantities[viewer->quantity_count++] = quantity;
        names = names[n] ? names + n + 1 : NULL;
    }
    return 0;
}

static void add_columns(const struct viewer *viewer, const struct cx_plan *plan)
{
    cx_table_columns(viewer->table, views[viewer->view].of, views[viewer->view].of_count);
    cx_table_columns(viewer->table, views[viewer->view].own, views[viewer->view].own_count);
    for (size_t i = 0; views[viewer->view].has_quantities && i < viewer->quantity_count; i++) {
        const struct cx_quantity *quantity = &plan->quantities[viewer->quantities[i]];
        const struct cx_column column = {
            .name = quantity->name,
            .title = quantity->title,
            .type = quantity->unit == CX_UNIT_RATIO ? CX_CELL_SHARE
                    : quantity->decimals == 2       ? CX_CELL_MONEY
                                                    : CX_CELL_NUMBER,
            .decimals = quantity->decimals,
        };
        cx_table_column(viewer->table, &column);
    }
}

static void viewer_fini(struct viewer *viewer)
{
    free(viewer->quantities);
    free(viewer->cells);
}

static int viewer_init(struct viewer *viewer, struct cx_table *table, const struct cx_plan *plan,
                       const struct cx_score_choice *choice, struct cx_err *err)
{
    *viewer = (struct viewer){.view = choice->view, .table = table};
    int rc = choose_quantities(viewer, plan, choice->quantities, err);
    if (rc < 0) {
        viewer_fini(viewer);
        return rc;
    }
    add_columns(viewer, plan);
    viewer->cells = cx_alloc(table->column_count * sizeof *viewer->cells);
    return 0;
}

int cx_scores_table(struct cx_table *out, const struct cx_scores *scores, enum cx_score_view view,
                    struct cx_err *err)
{
    const struct cx_score_choice choice = {.view = view};
    struct viewer viewer;
    int rc = viewer_init(&viewer, out, scores->plan, &choice, err);
    if (rc < 0)
        return rc;
    rc = views[view].show(&viewer, scores, err);
    viewer_fini(&viewer);
    return rc;
}

/* The rows of all periods. */
static int show_trend(struct viewer *viewer, const struct cx_trend *trend, struct cx_err *err)
{
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < cx_trend_count(trend); i++) {
        struct cx_scores *scores = NULL;
        rc = cx_trend_scores(&scores, trend, i, cx_trend_period(trend, i)->to - 1, err);
        if (rc == 0)
            rc = views[viewer->view].show(viewer, scores, err);
        cx_scores_free(scores);
    }
    return rc;
}

int cx_trend_table(struct cx_table *out, const struct cx_trend *trend,
                   const struct cx_score_choice *choice, struct cx_err *err)
{
    /* A formula may fail in a later period, after rows of the first would have been printed. */
    struct cx_table *kept = cx_table_new(out->title);
    struct viewer viewer;
    int rc = viewer_init(&viewer, kept, cx_trend_plan(trend), choice, err);
    if (rc == 0) {
        rc = show_trend(&viewer, trend, err);
        viewer_fini(&viewer);
    }
    if (rc == 0) {
        cx_trend_end(trend);
        rc = cx_table_copy(out, kept, err);
    }
    cx_table_free(kept);
    return rc;
}
