/* long: a block for each row, a line for each column, for rows that are wider than any terminal. */
#include <string.h>

#include "render/layout.h"
#include "text/utf8.h"
#include "text/wrap.h"

enum { NARROWEST = 20 }; /* columns of a value, however narrow the terminal is */

static int long_open(struct rendering *to, struct cx_err *err)
{
    (void)err;
    to->state = layout_new(to->table, "");
    return 0;
}

static int long_row(struct rendering *to, const struct cx_cell *cells, struct cx_err *err)
{
    (void)err;
    layout_row(to->state, cells);
    return 0;
}

static void put_padded(struct cx_buf *out, const char *s, int width)
{
    cx_buf_printf(out, "%s%*s", s, width - cx_utf8_width(s, strlen(s)), "");
}

/* The lines of a value stand below one another. */
static void put_value(struct cx_buf *out, const char *s, int column, int width)
{
    int room = width > column + NARROWEST ? width - column : width > 0 ? NARROWEST : INT16_MAX;
    for (const char *rest = s; *rest;) {
        const char *line = rest;
        size_t n = cx_wrap(&rest, line, room);
        cx_buf_add(out, line, n);
        cx_buf_putc(out, '\n');
        if (*rest)
            cx_buf_printf(out, "%*s", column, "");
    }
}

static void put_block(struct rendering *to, size_t row, int titles)
{
    const struct layout *layout = to->state;
    cx_buf_printf(&to->line, row > 1 ? "\n-[ %zu ]-----------\n" : "-[ %zu ]-----------\n", row);
    for (size_t i = 0; i < to->table->column_count; i++) {
        const char *value = layout_cell(layout, row, i);
        if (!*value)
            continue;
        put_padded(&to->line, layout_cell(layout, 0, i), titles);
        cx_buf_printf(&to->line, "%*s", GAP, "");
        put_value(&to->line, value, titles + GAP, to->width);
    }
    rendering_flush(to);
}

static int long_close(struct rendering *to, struct cx_err *err)
{
    struct layout *layout = to->state;
    int titles = 0;
    (void)err;
    for (size_t i = 0; i < to->table->column_count; i++) {
        const char *title = layout_cell(layout, 0, i);
        int width = cx_utf8_width(title, strlen(title));
        titles = width > titles ? width : titles;
    }
    for (size_t row = 1; !to->failed && row <= layout->rows; row++)
        put_block(to, row, titles);
    layout_free(layout);
    return 0;
}

const struct renderer long_renderer = {long_open, long_row, long_close, NULL};
