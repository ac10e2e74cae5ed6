#include "render/layout.h"

#include <stdlib.h>
#include <string.h>

#include "base/hidden.h"
#include "base/mem.h"
#include "text/utf8.h"

/* Characters that would break the line or upset the terminal are not passed on. */
static void put_shown(struct cx_buf *out, const char *s, const char *escaped)
{
    struct cx_buf line = {0}, shown = {0};

    for (; *s; s++) {
        if (strchr(escaped, *s))
            cx_buf_putc(&line, '\\');
        cx_buf_putc(&line, strchr("\t\n\r", *s) ? ' ' : *s);
    }
    cx_hidden_show(&shown, cx_buf_str(&line), "");
    cx_utf8_excerpt(out, cx_buf_str(&shown), shown.len, SIZE_MAX); /* what is no UTF-8 */
    cx_buf_fini(&line);
    cx_buf_fini(&shown);
}

static void add_cell(struct layout *layout, size_t column, const char *s)
{
    size_t start = layout->bytes.len;

    CX_GROW(layout->starts, layout->count, layout->cap);
    layout->starts[layout->count++] = start;
    put_shown(&layout->bytes, s, layout->escaped);
    int width = cx_utf8_width(layout->bytes.data ? layout->bytes.data + start : "",
                              layout->bytes.len - start);
    if (width > layout->widths[column])
        layout->widths[column] = width;
    cx_buf_putc(&layout->bytes, '\0');
}

struct layout *layout_new(const struct cx_table *table, const char *escaped)
{
    struct layout *layout = cx_alloc(sizeof *layout);
    size_t count = table->column_count;

    layout->table = table;
    layout->escaped = escaped;
    layout->widths = cx_alloc((count + 1) * sizeof *layout->widths);
    layout->is_left_out = cx_alloc((count + 1) * sizeof *layout->is_left_out);
    layout->is_pruned = cx_alloc((count + 1) * sizeof *layout->is_pruned);
    layout->parts = cx_alloc((count + 1) * sizeof *layout->parts);
    layout->part_count = layout->header_lines = 1;
    for (size_t i = 0; i < count; i++)
        add_cell(layout, i, table->columns[i].title);
    return layout;
}

void layout_free(struct layout *layout)
{
    cx_buf_fini(&layout->bytes);
    free(layout->starts);
    free(layout->widths);
    free(layout->is_left_out);
    free(layout->is_pruned);
    free(layout->parts);
    free(layout);
}

static void add_cells(struct layout *layout, const struct cx_cell *cells)
{
    char buf[CX_CELL_PLAIN];

    for (size_t i = 0; i < layout->table->column_count; i++)
        add_cell(
            layout, i,
            cx_cell_read(buf, &layout->table->columns[i], &cells[i], layout->table->is_grouped));
}

void layout_row(struct layout *layout, const struct cx_cell *cells)
{
    add_cells(layout, cells);
    layout->rows++;
}

void layout_totals(struct layout *layout, const struct column_sum *sums)
{
    struct cx_cell *cells = sums_row(sums, layout->table);

    layout->has_totals = cells != NULL;
    if (cells)
        add_cells(layout, cells);
    free(cells);
}

static void put_blanks(struct cx_buf *out, int n)
{
    while (n-- > 0)
        cx_buf_putc(out, ' ');
}

void layout_put_text(struct cx_buf *out, const struct layout *layout, size_t column, const char *s,
                     size_t n, bool is_cut)
{
    int rest = layout->widths[column] - cx_utf8_width(s, n) - is_cut;
    bool is_right = cx_column_is_right(&layout->table->columns[column]);

    if (is_right)
        put_blanks(out, rest);
    cx_buf_add(out, s, n);
    if (is_cut)
        cx_buf_puts(out, "\xE2\x80\xA6");
    if (!is_right)
        put_blanks(out, rest);
}

void layout_put_cell(struct cx_buf *out, const struct layout *layout, size_t row, size_t column)
{
    const char *s = layout_cell(layout, row, column);
    size_t n = strlen(s);
    int room = layout->widths[column];
    bool is_cut = cx_utf8_width(s, n) > room;

    layout_put_text(out, layout, column, s, is_cut ? cx_utf8_fit(s, n, room - 1) : n, is_cut);
}

int layout_width(const struct layout *layout)
{
    int total = -GAP;
    for (size_t i = 0; i < layout->table->column_count; i++)
        total += layout->is_left_out[i] ? 0 : layout->widths[i] + GAP;
    return total;
}
