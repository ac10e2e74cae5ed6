/* md: a table of Markdown, whose rows are kept until all widths are known. */
#include "render/layout.h"

static void put_line(struct rendering *to, size_t row)
{
    for (size_t i = 0; i < to->table->column_count; i++) {
        cx_buf_puts(&to->line, i ? " | " : "| ");
        layout_put_cell(&to->line, to->state, row, i);
    }
    cx_buf_puts(&to->line, " |\n");
    rendering_flush(to);
}

static void put_rule(struct rendering *to)
{
    const struct layout *layout = to->state;

    for (size_t i = 0; i < to->table->column_count; i++) {
        bool is_right = cx_column_is_right(&to->table->columns[i]);
        cx_buf_puts(&to->line, "|-");
        for (int n = 0; n < layout->widths[i]; n++)
            cx_buf_putc(&to->line, '-');
        cx_buf_putc(&to->line, is_right ? ':' : '-');
    }
    cx_buf_puts(&to->line, "|\n");
    rendering_flush(to);
}

static int markdown_open(struct rendering *to, struct cx_err *err)
{
    (void)err;
    to->state = layout_new(to->table, "\\|`*<[");
    return 0;
}

static int markdown_row(struct rendering *to, const struct cx_cell *cells, struct cx_err *err)
{
    (void)err;
    layout_row(to->state, cells);
    return 0;
}

static int markdown_close(struct rendering *to, struct cx_err *err)
{
    struct layout *layout = to->state;

    (void)err;
    if (!to->failed) {
        layout_totals(layout, to->sums);
        put_line(to, 0);
        put_rule(to);
        for (size_t i = 1; i <= layout->rows + layout->has_totals; i++)
            put_line(to, i);
    }
    layout_free(layout);
    return 0;
}

const struct renderer markdown_renderer = {markdown_open, markdown_row, markdown_close, NULL};
