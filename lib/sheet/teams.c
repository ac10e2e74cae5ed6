/* What each team costs. */
#include <stdlib.h>

#include "base/mem.h"
#include "sheet/columns.h"

const struct cx_column team_first_columns[TEAM_FIRST_COLUMNS] = {
    {"period", "Period", CX_CELL_TEXT, 0, false},   {"team_id", "Team", CX_CELL_TEXT, 0, false},
    {"name", "Team name", CX_CELL_TEXT, 0, false},  {"posts", "Posts", CX_CELL_NUMBER, 0, true},
    {"people", "People", CX_CELL_NUMBER, 0, false},
};
enum { PERIOD, TEAM, NAME, POSTS, PEOPLE };
const struct cx_column team_last_columns[TEAM_LAST_COLUMNS] = {
    {"retro", "Retro", CX_CELL_MONEY, 2, true},
    {"adjustment", "Adjustment", CX_CELL_MONEY, 2, true},
    {"total", "Total", CX_CELL_MONEY, 2, true},
    {"with_child_teams", "With child teams", CX_CELL_MONEY, 2, false},
};
enum { TEAM_RETRO, TEAM_ADJUSTMENT, TEAM_TOTAL, WITH_CHILDREN };

void add_rule_columns(struct cx_table *out, const struct cx_plan *plan)
{
    for (size_t i = 0; i < plan->rule_count; i++) {
        const struct cx_column column = {plan->rules[i].id, plan->rules[i].title, CX_CELL_MONEY, 2,
                                         true};
        cx_table_column(out, &column);
    }
}

/* Sums by team; people without a post in the period come last, as a team of their own. */
struct sums {
    const struct cx_bonus *bonus;
    size_t rules, width; /* of a team's cells: rules, then team_last_columns */
    int64_t *cells;
    bool *any; /* by cell: there was a line */
    int *posts, *people;
};

static int team_of(const struct cx_bonus *bonus, const struct cx_bonus_row *row)
{
    const struct cx_org *org = bonus->scores->org;
    return row->post < 0 ? org->team_count : org->posts[bonus->scores->posts[row->post].post].team;
}

static bool add(struct sums *sums, int team, size_t column, int64_t amount)
{
    size_t at = (size_t)team * sums->width + column;
    sums->any[at] = true;
    return !__builtin_add_overflow(sums->cells[at], amount, &sums->cells[at]);
}

static bool add_line(struct sums *sums, const struct cx_bonus_line *line)
{
    const struct cx_org *org = sums->bonus->scores->org;
    int team = team_of(sums->bonus, &sums->bonus->rows[line->row]);
    size_t column = line->rule >= 0                    ? (size_t)line->rule
                    : line->rule == CX_LINE_ADJUSTMENT ? sums->rules + TEAM_ADJUSTMENT
                                                       : sums->rules + TEAM_RETRO;
    bool fits = add(sums, team, column, line->amount) &&
                add(sums, team, sums->rules + TEAM_TOTAL, line->amount);
    cx_date last = sums->bonus->scores->period.to - 1;
    for (int up = team, steps = 0; fits && up >= 0;
         up = up < org->team_count ? cx_org_up(org, up, last, &steps) : -1)
        fits = add(sums, up, sums->rules + WITH_CHILDREN, line->amount);
    return fits;
}

/* Rows stand by person, so a person's posts in one team need not stand together. */
static bool is_counted(const struct cx_bonus *bonus, size_t row)
{
    for (size_t i = row; i > 0 && bonus->rows[i - 1].person == bonus->rows[row].person; i--) {
        if (team_of(bonus, &bonus->rows[i - 1]) == team_of(bonus, &bonus->rows[row]))
            return true;
    }
    return false;
}

static int add_up(struct sums *sums, struct cx_err *err)
{
    const struct cx_bonus *bonus = sums->bonus;
    for (size_t i = 0; i < bonus->row_count; i++) {
        int team = team_of(bonus, &bonus->rows[i]);
        sums->posts[team] += bonus->rows[i].post >= 0;
        sums->people[team] += !is_counted(bonus, i);
    }
    for (size_t i = 0; i < bonus->line_count; i++) {
        if (!add_line(sums, &bonus->lines[i]))
            return cx_err_set(err, CX_EDATA, "rule %s: the sum of a team is too large",
                              bonus->lines[i].rule_id);
    }
    return 0;
}

static int add_team(struct cx_table *out, const struct sums *sums, int team, struct cx_cell *cells,
                    struct cx_err *err)
{
    const struct cx_org *org = sums->bonus->scores->org;
    bool is_team = team < org->team_count;
    cells[PERIOD] = cx_cell_text(sums->bonus->scores->period.name);
    cells[TEAM] = cx_cell_text(is_team ? org->teams[team].key : NULL);
    cells[NAME] = cx_cell_text(is_team && *org->teams[team].name ? org->teams[team].name : NULL);
    cells[POSTS] = cx_cell_n(sums->posts[team]);
    cells[PEOPLE] = cx_cell_n(sums->people[team]);
    for (size_t i = 0; i < sums->width; i++) {
        size_t at = (size_t)team * sums->width + i;
        bool is_sum = i >= sums->rules + TEAM_TOTAL;
        cells[TEAM_FIRST_COLUMNS + i] =
            sums->any[at] || is_sum ? cx_cell_n(sums->cells[at]) : CX_NULL_CELL;
    }
    return cx_table_row(out, cells, err);
}

static int fill(struct cx_table *out, const struct sums *sums, struct cx_err *err)
{
    int teams = sums->bonus->scores->org->team_count;
    struct cx_cell *cells = cx_alloc((TEAM_FIRST_COLUMNS + sums->width) * sizeof *cells);
    int rc = 0;
    cx_table_columns(out, team_first_columns, TEAM_FIRST_COLUMNS);
    add_rule_columns(out, sums->bonus->scores->plan);
    cx_table_columns(out, team_last_columns, TEAM_LAST_COLUMNS);
    for (int i = 0; rc == 0 && i <= teams; i++) {
        if (i < teams || sums->people[i] > 0)
            rc = add_team(out, sums, i, cells, err);
    }
    free(cells);
    return rc;
}

int teams_table(struct cx_table *out, const struct cx_bonus *bonus, struct cx_err *err)
{
    size_t teams = (size_t)bonus->scores->org->team_count + 1;
    size_t rules = bonus->scores->plan->rule_count, width = rules + TEAM_LAST_COLUMNS;
    struct sums sums = {
        .bonus = bonus,
        .rules = rules,
        .width = width,
        .cells = cx_alloc(teams * width * sizeof *sums.cells),
        .any = cx_alloc(teams * width * sizeof *sums.any),
        .posts = cx_alloc(teams * sizeof *sums.posts),
        .people = cx_alloc(teams * sizeof *sums.people),
    };
    int rc = add_up(&sums, err);
    if (rc == 0)
        rc = fill(out, &sums, err);
    free(sums.cells);
    free(sums.any);
    free(sums.posts);
    free(sums.people);
    return rc;
}
