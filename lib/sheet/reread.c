/* A sealed sheet as tables, by the columns that it was computed with. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/decimal.h"
#include "base/mem.h"
#include "sheet/columns.h"
#include "sheet/reread.h"
#include "sheet/told.h"

const char *const view_texts[CX_BONUS_VIEWS] = {[CX_BONUS_POSTS] = TEXT_SHEET,
                                                [CX_BONUS_PEOPLE] = TEXT_PEOPLE,
                                                [CX_BONUS_LINES] = TEXT_LINES,
                                                [CX_BONUS_TEAMS] = TEXT_BY_TEAM,
                                                [CX_BONUS_PAY] = TEXT_PAY};

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

int reread_pairs(struct cx_buf *pairs, struct cx_db *db, struct cx_seal *seal, const char *name,
                 struct cx_err *err)
{
    struct cx_buf text = {0};
    struct reading reading;
    int rc = text_get(&text, db, seal, name, err);
    if (rc == 0 && text.len > 0) {
        rc = reading_open(&reading, &text, "words that are sealed", err);
        while (rc == 0 && (rc = reading_next(&reading, err)) == 1) {
            rc = 0;
            for (int i = 0; i < 2; i++)
                cx_buf_add(pairs, reading_cell(&reading, i), strlen(reading_cell(&reading, i)) + 1);
        }
        reading_close(&reading);
    }
    cx_buf_fini(&text);
    return rc < 0 ? rc : 0;
}

const char *reread_pair(const struct cx_buf *pairs, const char *name)
{
    const char *other = NULL; /* in another case */
    for (size_t at = 0; at < pairs->len;) {
        const char *is = pairs->data + at, *words = is + strlen(is) + 1;
        if (strcmp(is, name) == 0)
            return words;
        other = strcasecmp(is, name) == 0 ? words : other;
        at = (size_t)(words + strlen(words) + 1 - pairs->data);
    }
    return other;
}

/* The columns of a sealed text, from its header; title and all as they were computed with. */
static void add_columns(struct cx_table *out, const struct reading *reading,
                        const struct cx_buf *titles, enum cx_bonus_view view)
{
    size_t count = reading->header->count;
    for (size_t i = 0; i < count; i++) {
        const char *name = reading->header->fields[i].s;
        const struct cx_column *known = find_column(view, i, count, name);
        const char *title = known ? NULL : reread_pair(titles, name);
        const struct cx_column column = {name, title && *title ? title : NULL, CX_CELL_MONEY, 2,
                                         true};
        cx_table_column(out, known ? known : &column);
    }
}

/* A cell that has the type of its column again; a number keeps its decimals. */
static int read_cell(struct cx_cell *cell, struct cx_buf *told, const struct cx_column *column,
                     const struct reading *reading, int at, struct cx_err *err)
{
    const char *text = reading_cell(reading, at);
    const char *point = strchr(text, '.');
    size_t n = strlen(text);
    cx_date date;
    *cell = told_cell(told, column->name, text);
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

/* People read a rule's title in the place of its id; what is no rule's has no place in their order.
 */
static void title_rule(struct cx_cell *cells, const struct cx_table *table,
                       const struct cx_buf *titles)
{
    struct cx_cell *rule = NULL;
    const struct cx_cell *seq = NULL;
    for (size_t i = 0; i < table->column_count; i++) {
        if (strcmp(table->columns[i].name, "rule_id") == 0)
            rule = &cells[i];
        else if (strcmp(table->columns[i].name, "seq") == 0)
            seq = &cells[i];
    }
    const char *title =
        rule && rule->text && seq && !seq->null ? reread_pair(titles, rule->text) : NULL;
    if (title && *title)
        *rule = cx_cell_titled(rule->text, title);
}

static int add_rows(struct cx_table *out, struct reading *reading, const struct cx_buf *titles,
                    struct cx_err *err)
{
    size_t count = reading->header->count;
    struct cx_cell *cells = cx_alloc((count + 1) * sizeof *cells);
    struct cx_buf note = {0};
    int rc = 0;
    while (rc == 0 && (rc = reading_next(reading, err)) == 1) {
        rc = 0;
        for (size_t i = 0; rc == 0 && i < count; i++)
            rc = read_cell(&cells[i], &note, &out->columns[i], reading, (int)i, err);
        if (rc == 0) {
            title_rule(cells, out, titles);
            rc = cx_table_row(out, cells, err);
        }
    }
    cx_buf_fini(&note);
    free(cells);
    return rc;
}

int reread_table(struct cx_table *out, const struct sealed_sheet *sheet, const struct cx_seal *seal,
                 enum cx_bonus_view view, struct cx_err *err)
{
    struct reading reading;
    if (sheet->views[view].len == 0)
        return cx_err_set(err, CX_EDATA, "the seal of %s is not whole: cx-bonus --verify says more",
                          seal->period);
    if (view == CX_BONUS_POSTS || view == CX_BONUS_PEOPLE) {
        out->keys = KEY_COLUMNS;
        out->kept = SHEET_KEPT;
    }
    int rc = reading_open(&reading, &sheet->views[view], "sheet that is sealed", err);
    if (rc == 0)
        add_columns(out, &reading, &sheet->titles, view);
    if (rc == 0)
        rc = add_rows(out, &reading, &sheet->titles, err);
    reading_close(&reading);
    return rc;
}

int reread_load(struct sealed_sheet **out, struct cx_db *db, struct cx_seal *seal,
                struct cx_err *err)
{
    struct sealed_sheet *sheet = cx_alloc(sizeof *sheet);
    int rc = reread_pairs(&sheet->titles, db, seal, TEXT_TITLES, err);
    for (size_t i = 0; rc == 0 && i < CX_BONUS_VIEWS; i++)
        rc = text_get(&sheet->views[i], db, seal, view_texts[i], err);
    if (rc < 0) {
        reread_free(sheet);
        return rc;
    }
    *out = sheet;
    return 0;
}

void reread_free(struct sealed_sheet *sheet)
{
    if (!sheet)
        return;
    for (size_t i = 0; i < CX_BONUS_VIEWS; i++)
        cx_buf_fini(&sheet->views[i]);
    cx_buf_fini(&sheet->titles);
    free(sheet);
}
