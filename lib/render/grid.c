#include "render/grid.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/mem.h"
#include "base/pool.h"
#include "render/renderer.h"
#include "render/sheets.h"
#include "render/spark.h"
#include "render/webpage.h"

struct cx_grid *cx_grid_new(const char *title)
{
    struct cx_grid *grid = cx_alloc(sizeof *grid);
    grid->title = cx_strdup(title);
    grid->texts = cx_pool_new();
    return grid;
}

void cx_grid_free(struct cx_grid *grid)
{
    if (!grid)
        return;
    for (size_t i = 0; i < grid->column_count; i++) {
        free((char *)grid->columns[i].name);
        free((char *)grid->columns[i].title);
    }
    free(grid->columns);
    free(grid->cells);
    free(grid->title);
    free(grid->note);
    cx_pool_free(grid->texts);
    free(grid);
}

void cx_grid_column(struct cx_grid *grid, const struct cx_column *column)
{
    grid->columns = cx_realloc(grid->columns, grid->column_count + 1, sizeof *grid->columns);
    grid->columns[grid->column_count] = *column;
    grid->columns[grid->column_count].name = cx_strdup(column->name);
    grid->columns[grid->column_count].title =
        cx_strdup(column->title ? column->title : column->name);
    grid->column_count++;
}

void cx_grid_columns(struct cx_grid *grid, const struct cx_column *columns, size_t count)
{
    for (size_t i = 0; i < count; i++)
        cx_grid_column(grid, &columns[i]);
}

void cx_grid_row(struct cx_grid *grid, const struct cx_cell *cells)
{
    if (grid->row_count == grid->row_cap) {
        grid->row_cap = grid->row_cap ? 2 * grid->row_cap : 64;
        grid->cells =
            cx_realloc(grid->cells, grid->row_cap * grid->column_count, sizeof *grid->cells);
    }
    struct cx_cell *row = &grid->cells[grid->row_count++ * grid->column_count];
    for (size_t i = 0; i < grid->column_count; i++) {
        row[i] = cells[i];
        if (cells[i].text)
            row[i].text = cx_pool_get(
                grid->texts, cx_pool_put(grid->texts, cells[i].text, strlen(cells[i].text)));
    }
}

void cx_grid_note(struct cx_grid *grid, const char *format, ...)
{
    char text[1000];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    free(grid->note);
    grid->note = cx_strdup(text);
}

void cx_grid_say(struct cx_grid *grid, const char *format, ...)
{
    char text[300];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    grid->chart.title = cx_pool_get(grid->texts, cx_pool_put(grid->texts, text, strlen(text)));
}

const struct cx_cell *cx_grid_cell(const struct cx_grid *grid, size_t row, size_t column)
{
    return &grid->cells[row * grid->column_count + column];
}

int cx_grid_find(const struct cx_grid *grid, size_t column, const char *text)
{
    for (size_t i = 0; i < grid->row_count; i++) {
        const struct cx_cell *cell = cx_grid_cell(grid, i, column);
        if (!cell->null && cell->text && strcmp(cell->text, text) == 0)
            return (int)i;
    }
    return -1;
}

bool cx_grid_real(double *value, const struct cx_grid *grid, size_t row, size_t column)
{
    const struct cx_cell *cell = cx_grid_cell(grid, row, column);
    const struct cx_column *type = &grid->columns[column];
    if (cell->null || !cx_column_is_number(type))
        return false;
    *value = cx_dec_to_real(cell->n, cx_cell_decimals(type, cell));
    return true;
}

/* The rows as they are. */
static int write_plain(const struct cx_grid *grid, FILE *stream, enum cx_format format,
                       const struct cx_render_options *options, struct cx_err *err)
{
    struct cx_render *render = NULL;
    int rc =
        cx_render_open(&render, stream, format, grid->columns, grid->column_count, options, err);
    for (size_t i = 0; rc == 0 && i < grid->row_count; i++)
        rc = cx_render_row(render, cx_grid_cell(grid, i, 0), err);
    int closed = render ? cx_render_close(render, err) : 0;
    return rc < 0 ? rc : closed;
}

#define PICTURE_MOST  16 /* columns of a bar on a terminal */
#define PICTURE_LEAST 4

/* Columns that a terminal has left for a picture beside the table: 0 where there is no room. */
static int room_for_picture(const struct cx_grid *grid, const struct cx_render_options *options)
{
    static const struct cx_render_options plain = {0};
    struct cx_err ignored = {0};
    char *bytes = NULL;
    size_t n = 0;
    int width = PICTURE_MOST;
    FILE *stream = options && options->width > 0 ? open_memstream(&bytes, &n) : NULL;
    if (!stream)
        return width;
    int rc = write_plain(grid, stream, CX_FORMAT_TABLE, &plain, &ignored);
    fclose(stream);
    const char *rule = rc == 0 && bytes ? strchr(bytes, '\n') : NULL; /* the second line: dashes */
    if (rule)
        width = options->width - (int)strcspn(rule + 1, "\n") - 2;
    free(bytes);
    return width < PICTURE_LEAST ? 0 : width > PICTURE_MOST ? PICTURE_MOST : width;
}

/* On a terminal the picture is one more column. */
static int write_table(const struct cx_grid *grid, FILE *stream,
                       const struct cx_render_options *options, struct cx_err *err)
{
    bool has_chart = grid->row_count > 0 &&
                     (grid->chart.kind == CX_CHART_BARS || grid->chart.kind == CX_CHART_LINES);
    int width = has_chart ? room_for_picture(grid, options) : 0;
    if (width == 0 || (grid->chart.kind == CX_CHART_LINES && options && options->width > 0 &&
                       width < (int)grid->chart.count && width < PICTURE_MOST))
        return write_plain(grid, stream, CX_FORMAT_TABLE, options, err);
    struct cx_grid *shown = cx_grid_new(grid->title);
    struct cx_cell *cells = cx_alloc((grid->column_count + 1) * sizeof *cells);
    const struct cx_column picture = {
        "picture", grid->chart.kind == CX_CHART_LINES ? "Trend" : "Bar", CX_CELL_TEXT, 0, false};
    cx_grid_columns(shown, grid->columns, grid->column_count);
    cx_grid_column(shown, &picture);
    for (size_t i = 0; i < grid->row_count; i++) {
        struct cx_buf text = {0};
        cx_spark(&text, grid, i, width);
        memcpy(cells, cx_grid_cell(grid, i, 0), grid->column_count * sizeof *cells);
        cells[grid->column_count] = cx_cell_text(cx_buf_str(&text));
        cx_grid_row(shown, cells);
        cx_buf_fini(&text);
    }
    int rc = write_plain(shown, stream, CX_FORMAT_TABLE, options, err);
    free(cells);
    cx_grid_free(shown);
    return rc;
}

static int write_html(const struct cx_grid *grid, FILE *stream)
{
    struct cx_buf page = {0};
    cx_page_open(&page, grid->title);
    cx_page_grid(&page, grid);
    cx_page_close(&page);
    fwrite(page.data, 1, page.len, stream);
    cx_buf_fini(&page);
    return 0; /* the stream's error flag tells */
}

static int write_xlsx(const struct cx_grid *grid, FILE *stream, struct cx_err *err)
{
    struct cx_book *book = NULL;
    int rc = cx_book_new(&book, grid->title, err);
    if (rc == 0)
        rc = cx_book_add(book, grid, err);
    if (rc == 0)
        rc = cx_book_write(book, stream, err);
    cx_book_free(book);
    return rc;
}

int cx_grid_write(const struct cx_grid *grid, FILE *stream, enum cx_format format,
                  const struct cx_render_options *options, struct cx_err *err)
{
    switch (format) {
    case CX_FORMAT_TABLE: return write_table(grid, stream, options, err);
    case CX_FORMAT_HTML: return write_html(grid, stream);
    case CX_FORMAT_XLSX: return write_xlsx(grid, stream, err);
    default: return write_plain(grid, stream, format, options, err);
    }
}
