/* The bonus as tables: cx_bonus_write. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/decimal.h"
#include "base/mem.h"
#include "sheet/columns.h"

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

static int write_lines(const struct cx_bonus *bonus, FILE *stream, enum cx_format format,
                       const struct cx_render_options *options, struct cx_err *err)
{
    const struct cx_org *org = bonus->scores->org;
    struct cx_render *render = NULL;
    int rc = cx_render_open(&render, stream, format, line_columns, LINE_COLUMNS, options, err);
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
            cx_cell_text(line->rule_id),
            cx_cell_text(line->kind),
            cell_or_null(line->basis, line->basis_decimals),
            cell_or_null(line->rate, line->rate_decimals),
            cx_cell_n(factor),
            cx_cell_n(line->amount),
            cx_cell_text(line->note && *line->note ? line->note : NULL),
        };
        rc = cx_render_row(render, cells, err);
    }
    int closed = render ? cx_render_close(render, err) : 0;
    return rc < 0 ? rc : closed;
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

static void start_row(struct sheet_row *out, const struct cx_bonus *bonus,
                      const struct cx_bonus_row *row)
{
    const struct cx_org *org = bonus->scores->org;
    const struct cx_post *post = post_of(bonus, row);
    struct cx_cell *cells = out->cells;
    cells[0] = cx_cell_text(bonus->scores->period.name);
    cells[1] = cx_cell_text(org->people[row->person].key);
    cells[2] = name_cell(org, row->person);
    cells[3] = cx_cell_text(post ? org->teams[post->team].key : NULL);
    cells[4] = cx_cell_text(post ? post->role : NULL);
    cells[5] = post ? cx_cell_n(post->since) : CX_NULL_CELL;
    cells[6] = cell_or_null(post ? bonus->scores->posts[row->post].score : CX_NO_VALUE, -1);
}

static void clear_sums(struct sheet_row *out)
{
    for (size_t i = 0; i < out->rules; i++)
        out->cells[SHEET_COLUMNS + i] = CX_NULL_CELL;
    struct cx_cell *end = out->cells + SHEET_COLUMNS + out->rules;
    end[RETRO] = CX_NULL_CELL;
    end[ADJUSTMENT] = CX_NULL_CELL;
    out->total = 0;
    cx_buf_clear(&out->awards);
}

static void add_line(struct sheet_row *out, const struct cx_bonus_line *line)
{
    size_t at = line->rule >= 0                    ? (size_t)line->rule
                : line->rule == CX_LINE_ADJUSTMENT ? out->rules + ADJUSTMENT
                                                   : out->rules + RETRO;
    struct cx_cell *cell = &out->cells[SHEET_COLUMNS + at];
    *cell = cx_cell_n((cell->null ? 0 : cell->n) + line->amount);
    out->total += line->amount;
    if (line->award)
        cx_buf_printf(&out->awards, "%s%s", out->awards.len ? "; " : "", line->award);
}

static int end_row(struct sheet_row *out, struct cx_render *render, struct cx_err *err)
{
    struct cx_cell *end = out->cells + SHEET_COLUMNS + out->rules;
    end[AWARDS] = cx_cell_text(out->awards.len ? cx_buf_str(&out->awards) : NULL);
    end[TOTAL] = cx_cell_n(out->total);
    return cx_render_row(render, out->cells, err);
}

static int write_rows(struct sheet_row *out, const struct cx_bonus *bonus, bool by_person,
                      struct cx_render *render, struct cx_err *err)
{
    size_t line = 0;
    int rc = 0;
    clear_sums(out);
    for (size_t i = 0; rc == 0 && i < bonus->row_count; i++) {
        const struct cx_bonus_row *row = &bonus->rows[i];
        for (; line < bonus->line_count && bonus->lines[line].row == (int)i; line++)
            add_line(out, &bonus->lines[line]);
        if (by_person && i + 1 < bonus->row_count && row[1].person == row->person)
            continue;
        start_row(out, bonus, row);
        rc = end_row(out, render, err);
        clear_sums(out);
    }
    return rc;
}

static int write_sheet(const struct cx_bonus *bonus, bool by_person, FILE *stream,
                       enum cx_format format, const struct cx_render_options *options,
                       struct cx_err *err)
{
    const struct cx_plan *plan = bonus->scores->plan;
    size_t count = SHEET_COLUMNS + plan->rule_count + END_COLUMNS;
    struct cx_column *columns = cx_alloc(count * sizeof *columns);
    struct sheet_row row = {.cells = cx_alloc(count * sizeof *row.cells),
                            .rules = plan->rule_count};
    struct cx_render *render = NULL;
    struct cx_render_options shown = *options;
    shown.keys = KEY_COLUMNS;
    memcpy(columns, sheet_columns, sizeof sheet_columns);
    for (size_t i = 0; i < plan->rule_count; i++)
        columns[SHEET_COLUMNS + i] =
            (struct cx_column){plan->rules[i].id, plan->rules[i].title, CX_CELL_MONEY, 2, true};
    memcpy(columns + SHEET_COLUMNS + plan->rule_count, end_columns, sizeof end_columns);
    int rc = cx_render_open(&render, stream, format, columns, count, &shown, err);
    if (rc == 0) {
        rc = write_rows(&row, bonus, by_person, render, err);
        int closed = cx_render_close(render, err);
        rc = rc < 0 ? rc : closed;
    }
    cx_buf_fini(&row.awards);
    free(row.cells);
    free(columns);
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

static int write_pay(const struct cx_bonus *bonus, FILE *stream, enum cx_format format,
                     const struct cx_render_options *options, struct cx_err *err)
{
    const struct cx_org *org = bonus->scores->org;
    bool *is_there = cx_alloc((size_t)org->person_count + 1);
    int64_t *totals = add_people(bonus, is_there);
    struct cx_render *render = NULL;
    int rc = cx_render_open(&render, stream, format, pay_columns, PAY_COLUMNS, options, err);
    for (int i = 0; rc == 0 && i < org->person_count; i++) {
        struct cx_cell cells[PAY_COLUMNS] = {cx_cell_text(org->people[i].key), name_cell(org, i),
                                             cx_cell_n(totals[i] > 0 ? totals[i] : 0)};
        if (is_there[i])
            rc = cx_render_row(render, cells, err);
    }
    int closed = render ? cx_render_close(render, err) : 0;
    free(is_there);
    free(totals);
    return rc < 0 ? rc : closed;
}

int cx_bonus_write(const struct cx_bonus *bonus, enum cx_bonus_view view, FILE *stream,
                   enum cx_format format, const struct cx_render_options *options,
                   struct cx_err *err)
{
    if (view == CX_BONUS_LINES)
        return write_lines(bonus, stream, format, options, err);
    if (view == CX_BONUS_TEAMS)
        return cx_bonus_write_teams(bonus, stream, format, options, err);
    if (view == CX_BONUS_PAY)
        return write_pay(bonus, stream, format, options, err);
    return write_sheet(bonus, view == CX_BONUS_PEOPLE, stream, format, options, err);
}
