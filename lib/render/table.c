/* A table's columns and rows. */
#include "render/table.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/decimal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/pool.h"
#include "render/cell.h"

struct cx_table *cx_table_new(const char *title)
{
    struct cx_table *table = cx_alloc(sizeof *table);
    table->title = title ? cx_strdup(cx_shown(title)) : NULL;
    table->texts = cx_pool_new();
    return table;
}

void cx_table_free(struct cx_table *table)
{
    if (!table)
        return;
    for (size_t i = 0; i < table->column_count; i++) {
        free((char *)table->columns[i].name);
        free((char *)table->columns[i].title);
    }
    if (table->sink)
        table->sink->free(table->sink);
    free(table->columns);
    free(table->cells);
    free(table->title);
    free(table->note);
    free(table->nothing);
    free(table->proviso);
    cx_pool_free(table->texts);
    free(table);
}

void cx_table_title(struct cx_table *table, const char *title)
{
    struct cx_buf text = {0};
    free(table->title);
    title = title ? cx_shown(title) : NULL;
    if (title && table->proviso)
        cx_buf_printf(&text, "%s%s", title, table->proviso);
    table->title = text.data ? text.data : cx_strdup(title);
}

void cx_table_proviso(struct cx_table *table, const char *proviso)
{
    free(table->proviso);
    table->proviso = cx_strdup(proviso);
}

void cx_table_column(struct cx_table *table, const struct cx_column *column)
{
    CX_GROW(table->columns, table->column_count, table->column_cap);
    struct cx_column *added = &table->columns[table->column_count++];
    *added = *column;
    added->name = cx_strdup(column->name);
    added->title = cx_strdup(column->title ? cx_shown(column->title) : column->name);
}

void cx_table_add_shown(struct cx_table *table, const struct cx_column *column)
{
    CX_GROW(table->columns, table->column_count, table->column_cap);
    struct cx_column *added = &table->columns[table->column_count++];
    *added = *column;
    added->name = cx_strdup(column->name);
    added->title = cx_strdup(column->title);
}

void cx_table_columns(struct cx_table *table, const struct cx_column *columns, size_t count)
{
    for (size_t i = 0; i < count; i++)
        cx_table_column(table, &columns[i]);
}

static const char *put_text(struct cx_table *table, const char *text)
{
    return cx_pool_get(table->texts, cx_pool_put(table->texts, text, strlen(text)));
}

void cx_table_keep(struct cx_table *table, const struct cx_cell *cells)
{
    if (table->row_count == table->row_cap) {
        table->row_cap = table->row_cap ? 2 * table->row_cap : 64;
        table->cells =
            cx_realloc(table->cells, table->row_cap * table->column_count, sizeof *table->cells);
    }
    struct cx_cell *row = &table->cells[table->row_count++ * table->column_count];
    for (size_t i = 0; i < table->column_count; i++) {
        row[i] = cells[i];
        if (cells[i].text)
            row[i].text = put_text(table, cells[i].text);
        if (cells[i].link)
            row[i].link = put_text(table, cells[i].link);
    }
}

int cx_table_row(struct cx_table *table, const struct cx_cell *cells, struct cx_err *err)
{
    if (table->sink)
        return table->sink->row(table, cells, err);
    cx_table_keep(table, cells);
    return 0;
}

int cx_table_copy(struct cx_table *to, const struct cx_table *from, struct cx_err *err)
{
    int rc = 0;
    cx_table_title(to, from->title);
    for (size_t i = 0; i < from->column_count; i++)
        cx_table_add_shown(to, &from->columns[i]);
    free(to->note);
    to->note = cx_strdup(from->note);
    to->keys = from->keys;
    to->kept = from->kept;
    to->pivot = from->pivot;
    to->is_rounded = from->is_rounded;
    to->is_grouped = from->is_grouped;
    to->chart = from->chart;
    if (from->chart.title)
        to->chart.title = put_text(to, from->chart.title);
    for (size_t i = 0; rc == 0 && i < from->row_count; i++)
        rc = cx_table_row(to, cx_table_cell(from, i, 0), err);
    return rc;
}

void cx_table_note(struct cx_table *table, const char *format, ...)
{
    char text[1000];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, cx_shown(format), arguments);
    va_end(arguments);
    free(table->note);
    table->note = cx_strdup(text);
}

void cx_table_nothing(struct cx_table *table, const char *sentence)
{
    free(table->nothing);
    table->nothing = cx_strdup(sentence);
}

void cx_table_say(struct cx_table *table, const char *format, ...)
{
    char text[300];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, cx_shown(format), arguments);
    va_end(arguments);
    table->chart.title = put_text(table, text);
}

const struct cx_cell *cx_table_cell(const struct cx_table *table, size_t row, size_t column)
{
    return &table->cells[row * table->column_count + column];
}

int cx_table_find(const struct cx_table *table, size_t column, const char *text)
{
    for (size_t i = 0; i < table->row_count; i++) {
        const struct cx_cell *cell = cx_table_cell(table, i, column);
        if (!cell->null && cell->text && strcmp(cell->text, text) == 0)
            return (int)i;
    }
    return -1;
}

bool cx_table_real(double *value, const struct cx_table *table, size_t row, size_t column)
{
    const struct cx_cell *cell = cx_table_cell(table, row, column);
    const struct cx_column *type = &table->columns[column];
    if (cell->null || !cx_column_is_number(type))
        return false;
    *value = cx_dec_to_real(cell->n, cx_cell_decimals(type, cell));
    return true;
}

struct cx_table *cx_tables_add(struct cx_tables *tables, const char *title)
{
    CX_GROW(tables->list, tables->count, tables->cap);
    return tables->list[tables->count++] = cx_table_new(title);
}

void cx_tables_move(struct cx_tables *to, struct cx_tables *from)
{
    for (size_t i = 0; i < from->count; i++) {
        CX_GROW(to->list, to->count, to->cap);
        to->list[to->count++] = from->list[i];
    }
    from->count = 0;
}

void cx_tables_fini(struct cx_tables *tables)
{
    for (size_t i = 0; i < tables->count; i++)
        cx_table_free(tables->list[i]);
    free(tables->list);
    free(tables->title);
    *tables = (struct cx_tables){0};
}
