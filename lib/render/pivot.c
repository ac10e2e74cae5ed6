#include "render/pivot.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* The first row that has the same text in a column. */
static size_t first_like(const struct cx_table *table, size_t column, size_t row)
{
    const char *text = cx_table_cell(table, row, column)->text;
    int first = text ? cx_table_find(table, column, text) : -1;
    return first < 0 ? row : (size_t)first;
}

static const char *title_of(const struct cx_table *table, size_t row)
{
    const char *title = cx_table_cell(table, row, table->pivot.title)->text;
    return title && *title ? title : cx_table_cell(table, row, table->pivot.key)->text;
}

/* A column for each key, in the order of rows. */
static void add_columns(struct cx_table *out, const struct cx_table *table)
{
    const struct cx_pivot *pivot = &table->pivot;
    struct cx_column value = table->columns[pivot->value];
    cx_table_add_shown(out, &table->columns[pivot->row]);
    for (size_t i = 0; i < table->row_count; i++) {
        if (first_like(table, pivot->key, i) != i)
            continue;
        value.name = cx_table_cell(table, i, pivot->key)->text;
        value.title = title_of(table, i);
        cx_table_add_shown(out, &value);
    }
    cx_table_add_shown(out, &table->columns[pivot->also]);
}

static size_t column_of(const struct cx_table *out, const char *key)
{
    size_t column = 1;
    while (strcmp(out->columns[column].name, key) != 0)
        column++;
    return column;
}

static void add_row(struct cx_table *out, const struct cx_table *table, size_t first)
{
    const struct cx_pivot *pivot = &table->pivot;
    struct cx_cell *cells = cx_alloc(out->column_count * sizeof *cells);
    for (size_t i = 1; i < out->column_count; i++)
        cells[i] = CX_NULL_CELL;
    cells[0] = *cx_table_cell(table, first, pivot->row);
    cells[out->column_count - 1] = *cx_table_cell(table, first, pivot->also);
    for (size_t i = first; i < table->row_count; i++) {
        if (first_like(table, pivot->row, i) == first)
            cells[column_of(out, cx_table_cell(table, i, pivot->key)->text)] =
                *cx_table_cell(table, i, pivot->value);
    }
    cx_table_keep(out, cells);
    free(cells);
}

struct cx_table *pivoted(const struct cx_table *table)
{
    struct cx_table *out = cx_table_new(NULL);
    out->title = cx_strdup(table->title);
    add_columns(out, table);
    for (size_t i = 0; i < table->row_count; i++) {
        if (first_like(table, table->pivot.row, i) == i)
            add_row(out, table, i);
    }
    return out;
}
