/* A period's sheet as a user asks for it: the sealed text, or the computed sheet. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/mem.h"
#include "base/pool.h"
#include "seal/sealed.h"
#include "sheet/columns.h"

/* The columns of a sealed text, from its header; title and all as they were computed with. */
struct shape {
    struct cx_column *columns;
    size_t count;
    struct cx_pool *titles;
};

static const struct cx_column *find_in(const struct cx_column *columns, size_t count,
                                       const char *name)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(columns[i].name, name) == 0)
            return &columns[i];
    }
    return NULL;
}

/* A column that is no rule's; NULL: it is one. */
static const struct cx_column *find_column(enum cx_bonus_view view, size_t at, size_t count,
                                           const char *name)
{
    if (view == CX_BONUS_LINES)
        return find_in(line_columns, LINE_COLUMNS, name);
    if (view == CX_BONUS_PAY)
        return find_in(pay_columns, PAY_COLUMNS, name);
    bool is_teams = view == CX_BONUS_TEAMS;
    size_t first = is_teams ? TEAM_FIRST_COLUMNS : SHEET_COLUMNS;
    size_t last = is_teams ? TEAM_LAST_COLUMNS : END_COLUMNS;
    if (at < first)
        return find_in(is_teams ? team_first_columns : sheet_columns, first, name);
    if (at + last >= count)
        return find_in(is_teams ? team_last_columns : end_columns, last, name);
    return NULL;
}

/* The sealed title of a rule's column; NULL: it had none. */
static int find_title(const char **title, struct cx_db *db, const struct cx_seal *seal,
                      const char *column, struct cx_pool *titles, struct cx_err *err)
{
    struct reading reading = {.fd = -1};
    struct cx_buf text = {0};
    int rc = text_get(&text, db, seal->seq, TEXT_TITLES, err);
    *title = NULL;
    if (rc == 0)
        rc = reading_open(&reading, &text, "titles that are sealed", err);
    while (rc == 0 && !*title && (rc = reading_next(&reading, err)) == 1) {
        rc = 0;
        const char *words = reading_cell(&reading, 1);
        if (strcmp(reading_cell(&reading, 0), column) == 0 && *words)
            *title = cx_pool_get(titles, cx_pool_put(titles, words, strlen(words)));
    }
    reading_close(&reading);
    cx_buf_fini(&text);
    return rc < 0 ? rc : 0;
}

static int find_shape(struct shape *shape, struct cx_db *db, const struct cx_seal *seal,
                      enum cx_bonus_view view, const struct reading *reading, struct cx_err *err)
{
    size_t count = reading->header->count;
    int rc = 0;
    *shape = (struct shape){cx_alloc((count + 1) * sizeof *shape->columns), count, cx_pool_new()};
    for (size_t i = 0; rc == 0 && i < count; i++) {
        const char *name = reading->header->fields[i].s, *title;
        const struct cx_column *known = find_column(view, i, count, name);
        if (known) {
            shape->columns[i] = *known;
        } else {
            rc = find_title(&title, db, seal, name, shape->titles, err);
            shape->columns[i] = (struct cx_column){name, title, CX_CELL_MONEY, 2, true};
        }
    }
    return rc;
}

/* A cell that has the type of its column again; a number keeps its decimals. */
static int read_cell(struct cx_cell *cell, const struct cx_column *column,
                     const struct reading *reading, int at, struct cx_err *err)
{
    const char *text = reading_cell(reading, at);
    const char *point = strchr(text, '.');
    size_t n = strlen(text);
    cx_date date;
    *cell = *text ? cx_cell_text(text) : CX_NULL_CELL;
    if (!*text || column->type == CX_CELL_TEXT)
        return 0;
    if (column->type == CX_CELL_DATE) {
        if (cx_date_parse(&date, text, n, CX_ORDER_YMD) == CX_DATE_OK) {
            *cell = cx_cell_n(date);
            return 0;
        }
    } else {
        cell->text = NULL;
        cell->decimals = point ? (int)strlen(point + 1) : 0;
        if (cell->decimals <= 9 && cx_dec_parse(&cell->n, text, n, cell->decimals) == CX_DEC_OK)
            return 0;
    }
    return cx_err_set(err, CX_EDATA, "%s:%lld: %s: \"%.40s\" can't be read", reading->name,
                      (long long)reading->row.line, column->name, text);
}

static int render_rows(struct cx_render *render, const struct shape *shape, struct reading *reading,
                       struct cx_err *err)
{
    struct cx_cell *cells = cx_alloc((shape->count + 1) * sizeof *cells);
    int rc;
    while ((rc = reading_next(reading, err)) == 1) {
        rc = 0;
        for (size_t i = 0; rc == 0 && i < shape->count; i++)
            rc = read_cell(&cells[i], &shape->columns[i], reading, (int)i, err);
        if (rc == 0)
            rc = cx_render_row(render, cells, err);
        if (rc < 0)
            break;
    }
    free(cells);
    return rc;
}

static int render_text(struct cx_db *db, const struct cx_seal *seal, const struct cx_buf *text,
                       enum cx_bonus_view view, FILE *stream, enum cx_format format,
                       const struct cx_render_options *options, struct cx_err *err)
{
    struct reading reading;
    struct shape shape = {0};
    struct cx_render *render = NULL;
    struct cx_render_options shown = *options;
    shown.keys = view == CX_BONUS_POSTS || view == CX_BONUS_PEOPLE ? KEY_COLUMNS : options->keys;
    int rc = reading_open(&reading, text, "sheet that is sealed", err);
    if (rc == 0)
        rc = find_shape(&shape, db, seal, view, &reading, err);
    if (rc == 0)
        rc = cx_render_open(&render, stream, format, shape.columns, shape.count, &shown, err);
    if (rc == 0)
        rc = render_rows(render, &shape, &reading, err);
    int closed = render ? cx_render_close(render, err) : 0;
    free(shape.columns);
    cx_pool_free(shape.titles);
    reading_close(&reading);
    return rc < 0 ? rc : closed;
}

static int print_sealed(struct cx_db *db, const struct cx_seal *seal, enum cx_bonus_view view,
                        FILE *stream, enum cx_format format,
                        const struct cx_render_options *options, struct cx_err *err)
{
    static const char *const names[] = {[CX_BONUS_POSTS] = TEXT_SHEET,
                                        [CX_BONUS_PEOPLE] = TEXT_PEOPLE,
                                        [CX_BONUS_LINES] = TEXT_LINES,
                                        [CX_BONUS_TEAMS] = TEXT_BY_TEAM,
                                        [CX_BONUS_PAY] = TEXT_PAY};
    struct cx_buf text = {0};
    int rc = text_get(&text, db, seal->seq, names[view], err);
    if (rc == 0 && text.len == 0)
        rc = cx_err_set(err, CX_EDATA, "the seal of %s is not whole: cx-bonus --verify says more",
                        seal->period);
    if (rc == 0 && format == CX_FORMAT_CSV)
        fwrite(text.data, 1, text.len, stream); /* a failure stays in the stream */
    else if (rc == 0)
        rc = render_text(db, seal, &text, view, stream, format, options, err);
    cx_buf_fini(&text);
    return rc;
}

static int print_open(struct cx_db *db, const struct cx_period *period, enum cx_bonus_view view,
                      FILE *stream, enum cx_format format, const struct cx_render_options *options,
                      struct cx_err *err)
{
    struct cx_scores *scores = NULL;
    struct cx_bonus *bonus = NULL;
    int rc = cx_scores_compute(&scores, db, period, err);
    if (rc == 0)
        rc = cx_bonus_compute(&bonus, db, scores, err);
    if (rc == 0)
        rc = cx_bonus_write(bonus, view, stream, format, options, err);
    cx_bonus_free(bonus);
    return rc;
}

int cx_bonus_print(struct cx_db *db, const struct cx_period *period, enum cx_bonus_view view,
                   FILE *stream, enum cx_format format, const struct cx_render_options *options,
                   struct cx_err *err)
{
    struct chain chain;
    int rc = chain_load(&chain, db, err);
    const struct cx_seal *seal = chain_find(&chain, period->name);
    if (rc == 0)
        rc = seal ? print_sealed(db, seal, view, stream, format, options, err)
                  : print_open(db, period, view, stream, format, options, err);
    chain_fini(&chain);
    return rc;
}
