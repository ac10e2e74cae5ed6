/* The views of a computed bonus: cx_bonus_table. */
#include <stdlib.h>

#include "base/buf.h"
#include "base/decimal.h"
#include "base/mem.h"
#include "sheet/columns.h"
#include "sheet/told.h"

static struct cx_cell cell_or_null(int64_t value, int decimals)
{
    struct cx_cell cell = value == CX_NO_VALUE ? CX_NULL_CELL : cx_cell_n(value);
    cell.decimals = decimals;
    return cell;
}

/* Nobody's name is nothing, also where it was read from a text that can't say so. */
static struct cx_cell name_cell(const struct cx_org *org, int person)
{
    const char *name = org->people[person].name;
    return cx_cell_text(*name ? name : NULL);
}

/* What a row's post says of team, role and since; a person without a post has none. */
static const struct cx_post *post_of(const struct cx_bonus *bonus, const struct cx_bonus_row *row)
{
    return row->post < 0 ? NULL : &bonus->scores->org->posts[bonus->scores->posts[row->post].post];
}

const struct cx_column line_columns[LINE_COLUMNS] = {
    {"period", "Period", CX_CELL_TEXT, 0, false},
    {"employee_id", "Employee", CX_CELL_TEXT, 0, false},
    {"team_id", "Team", CX_CELL_TEXT, 0, false},
    {"since", "Since", CX_CELL_DATE, 0, false},
    {"seq", "Seq", CX_CELL_NUMBER, 0, false},
    {"rule_id", "Rule", CX_CELL_TEXT, 0, false},
    {"kind", "Kind", CX_CELL_TEXT, 0, false},
    {"basis", "Basis", CX_CELL_NUMBER, 6, false},
    {"rate", "Rate", CX_CELL_NUMBER, 6, false},
    {"factor", "Factor", CX_CELL_NUMBER, 6, false},
    {"amount", "Amount", CX_CELL_MONEY, 2, true},
    {"note", "Note", CX_CELL_TEXT, 0, false},
};

static int lines_table(struct cx_table *out, const struct cx_bonus *bonus, struct cx_err *err)
{
    const struct cx_org *org = bonus->scores->org;
    int rc = 0;
    struct cx_buf note = {0};
    cx_table_columns(out, line_columns, LINE_COLUMNS);
    for (size_t i = 0; rc == 0 && i < bonus->line_count; i++) {
        const struct cx_bonus_line *line = &bonus->lines[i];
        const struct cx_bonus_row *row = &bonus->rows[line->row];
        const struct cx_post *post = post_of(bonus, row);
        int64_t factor = 0;
        cx_dec_divide(&factor, (__int128)line->days * 1000000, line->period_days);
        struct cx_cell cells[LINE_COLUMNS] = {
            cx_cell_text(bonus->scores->period.name),
            cx_cell_text(org->people[row->person].key),
            cx_cell_text(post ? org->teams[post->team].key : NULL),
            post ? cx_cell_n(post->since) : CX_NULL_CELL,
            line->rule < 0 ? CX_NULL_CELL : cx_cell_n(line->seq),
            cx_cell_titled(line->rule_id,
                           line->rule < 0 ? NULL : bonus->scores->plan->rules[line->rule].title),
            cx_cell_word(line->kind),
            cell_or_null(line->basis, line->basis_decimals),
            cell_or_null(line->rate, line->rate_decimals),
            cx_cell_n(factor),
            cx_cell_n(line->amount),
            told_cell(&note, "note", line->note),
        };
        rc = cx_table_row(out, cells, err);
    }
    cx_buf_fini(&note);
    return rc;
}

const struct cx_column sheet_columns[SHEET_COLUMNS] = {
    {"period", "Period", CX_CELL_TEXT, 0, false},
    {"employee_id", "Employee", CX_CELL_TEXT, 0, false},
    {"name", "Name", CX_CELL_TEXT, 0, false},
    {"team_id", "Team", CX_CELL_TEXT, 0, false},
    {"role", "Role", CX_CELL_TEXT, 0, false},
    {"since", "Since", CX_CELL_DATE, 0, false},
    {"score", "Score", CX_CELL_NUMBER, CX_SCORE_DECIMALS, false},
};
const struct cx_column end_columns[END_COLUMNS] = {
    {"retro", "Retro", CX_CELL_MONEY, 2, true},
    {"adjustment", "Adjustment", CX_CELL_MONEY, 2, true},
    {"awards", "Awards", CX_CELL_TEXT, 0, false},
    {"total", "Total", CX_CELL_MONEY, 2, true},
};
const struct cx_column pay_columns[PAY_COLUMNS] = {
    {"employee_id", "Employee", CX_CELL_TEXT, 0, false},
    {"name", "Name", CX_CELL_TEXT, 0, false},
    {"amount", "Amount", CX_CELL_MONEY, 2, true},
};

/* A row of the sheet while it is put together. */
struct sheet_row {
    struct cx_cell *cells;
    size_t rules;
    int64_t total;
    struct cx_buf awards;
};

static void start_row(struct sheet_row *row, const struct cx_bonus *bonus,
                      const struct cx_bonus_row *of)
{
    const struct cx_org *org = bonus->scores->org;
    const struct cx_post *post = post_of(bonus, of);
    struct cx_cell *cells = row->cells;
    cells[0] = cx_cell_text(bonus->scores->period.name);
    cells[1] = cx_cell_text(org->people[of->person].key);
    cells[2] = name_cell(org, of->person);
    cells[3] = cx_cell_text(post ? org->teams[post->team].key : NULL);
    cells[4] = cx_cell_word(post ? post->role : NULL);
    cells[5] = post ? cx_cell_n(post->since) : CX_NULL_CELL;
    cells[6] = cell_or_null(post ? bonus->scores->posts[of->post].score : CX_NO_VALUE, -1);
}

static void clear_sums(struct sheet_row *row)
{
    for (size_t i = 0; i < row->rules; i++)
        row->cells[SHEET_COLUMNS + i] = CX_NULL_CELL;
    struct cx_cell *end = row->cells + SHEET_COLUMNS + row->rules;
    end[RETRO] = CX_NULL_CELL;
    end[ADJUSTMENT] = CX_NULL_CELL;
    row->total = 0;
    cx_buf_clear(&row->awards);
}

static void add_line(struct sheet_row *row, const struct cx_bonus_line *line)
{
    size_t at = line->rule >= 0                    ? (size_t)line->rule
                : line->rule == CX_LINE_ADJUSTMENT ? row->rules + ADJUSTMENT
                                                   : row->rules + RETRO;
    struct cx_cell *cell = &row->cells[SHEET_COLUMNS + at];
    *cell = cx_cell_n((cell->null ? 0 : cell->n) + line->amount);
    row->total += line->amount;
    if (line->award)
        cx_buf_printf(&row->awards, "%s%s", row->awards.len ? "; " : "", line->award);
}

static int end_row(struct cx_table *out, struct sheet_row *row, struct cx_err *err)
{
    struct cx_cell *end = row->cells + SHEET_COLUMNS + row->rules;
    end[AWARDS] = cx_cell_text(row->awards.len ? cx_buf_str(&row->awards) : NULL);
    end[TOTAL] = cx_cell_n(row->total);
    return cx_table_row(out, row->cells, err);
}

static int add_rows(struct cx_table *out, struct sheet_row *row, const struct cx_bonus *bonus,
                    bool by_person, struct cx_err *err)
{
    size_t line = 0;
    int rc = 0;
    clear_sums(row);
    for (size_t i = 0; rc == 0 && i < bonus->row_count; i++) {
        const struct cx_bonus_row *of = &bonus->rows[i];
        for (; line < bonus->line_count && bonus->lines[line].row == (int)i; line++)
            add_line(row, &bonus->lines[line]);
        if (by_person && i + 1 < bonus->row_count && of[1].person == of->person)
            continue;
        start_row(row, bonus, of);
        rc = end_row(out, row, err);
        clear_sums(row);
    }
    return rc;
}

static int sheet_table(struct cx_table *out, const struct cx_bonus *bonus, bool by_person,
                       struct cx_err *err)
{
    const struct cx_plan *plan = bonus->scores->plan;
    size_t count = SHEET_COLUMNS + plan->rule_count + END_COLUMNS;
    struct sheet_row row = {.cells = cx_alloc(count * sizeof *row.cells),
                            .rules = plan->rule_count};
    out->keys = KEY_COLUMNS;
    out->kept = SHEET_KEPT;
    cx_table_columns(out, sheet_columns, SHEET_COLUMNS);
    add_rule_columns(out, plan);
    cx_table_columns(out, end_columns, END_COLUMNS);
    int rc = add_rows(out, &row, bonus, by_person, err);
    cx_buf_fini(&row.awards);
    free(row.cells);
    return rc;
}

/* By person: rows of people without a post stand behind all others. */
static int64_t *add_people(const struct cx_bonus *bonus, bool *is_there)
{
    int64_t *totals = cx_alloc(((size_t)bonus->scores->org->person_count + 1) * sizeof *totals);
    for (size_t i = 0; i < bonus->row_count; i++) {
        is_there[bonus->rows[i].person] = true;
        totals[bonus->rows[i].person] += bonus->rows[i].total;
    }
    return totals;
}

static int pay_table(struct cx_table *out, const struct cx_bonus *bonus, struct cx_err *err)
{
    const struct cx_org *org = bonus->scores->org;
    bool *is_there = cx_alloc((size_t)org->person_count + 1);
    int64_t *totals = add_people(bonus, is_there);
    int rc = 0;
    cx_table_columns(out, pay_columns, PAY_COLUMNS);
    for (int i = 0; rc == 0 && i < org->person_count; i++) {
        struct cx_cell cells[PAY_COLUMNS] = {cx_cell_text(org->people[i].key), name_cell(org, i),
                                             cx_cell_n(totals[i] > 0 ? totals[i] : 0)};
        if (is_there[i])
            rc = cx_table_row(out, cells, err);
    }
    free(is_there);
    free(totals);
    return rc;
}

int cx_bonus_table(struct cx_table *out, const struct cx_bonus *bonus, enum cx_bonus_view view,
                   struct cx_err *err)
{
    switch (view) {
    case CX_BONUS_LINES: return lines_table(out, bonus, err);
    case CX_BONUS_TEAMS: return teams_table(out, bonus, err);
    case CX_BONUS_PAY: return pay_table(out, bonus, err);
    default: return sheet_table(out, bonus, view == CX_BONUS_PEOPLE, err);
    }
}
