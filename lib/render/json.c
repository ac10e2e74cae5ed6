/* json: an array with an object a line; jsonl: the objects alone. */
#include <string.h>

#include "base/hidden.h"
#include "render/renderer.h"
#include "text/utf8.h"

static void put_hidden(struct cx_buf *out, unsigned point)
{
    static const char plain[] = "\b\f\n\r\t", letters[] = "bfnrt";
    const char *at = point > 0 && point < ' ' ? strchr(plain, (int)point) : NULL;

    if (at)
        cx_buf_printf(out, "\\%c", letters[at - plain]);
    else
        cx_buf_printf(out, "\\u%04x", point);
}

static void put_string(struct cx_buf *out, const char *s)
{
    struct cx_buf valid = {0};
    unsigned point;
    size_t hidden = 1;

    if (cx_utf8_invalid_at(s, strlen(s)) < strlen(s)) {
        put_valid(&valid, s);
        s = valid.data;
    }
    cx_buf_putc(out, '"');
    while (hidden > 0) {
        const char *end = s + cx_hidden_at(s, &point, &hidden);
        for (; s < end; s++) {
            if (*s == '"' || *s == '\\')
                cx_buf_putc(out, '\\');
            cx_buf_putc(out, *s);
        }
        if (hidden > 0)
            put_hidden(out, point);
        s += hidden;
    }
    cx_buf_putc(out, '"');
    cx_buf_fini(&valid);
}

static void put_object(struct rendering *to, const struct cx_cell *cells)
{
    struct cx_buf *line = &to->line;
    char buf[CX_CELL_PLAIN];

    cx_buf_putc(line, '{');
    for (size_t i = 0; i < to->table->column_count; i++) {
        const struct cx_column *column = &to->table->columns[i];
        if (i > 0)
            cx_buf_putc(line, ',');
        put_string(line, column->name);
        cx_buf_putc(line, ':');
        const char *s = cx_cell_plain(buf, column, &cells[i]);
        if (cx_cell_empty(column, &cells[i]))
            cx_buf_puts(line, "null");
        else if (cx_column_is_number(column))
            cx_buf_puts(line, s); /* as published: 12.50 stays 12.50 */
        else
            put_string(line, s);
    }
    cx_buf_putc(line, '}');
}

static int json_row(struct rendering *to, const struct cx_cell *cells, struct cx_err *err)
{
    (void)err;
    cx_buf_puts(&to->line, to->rows ? ",\n" : "[\n");
    put_object(to, cells);
    rendering_flush(to);
    return 0;
}

static int json_close(struct rendering *to, struct cx_err *err)
{
    (void)err;
    if (!to->failed)
        cx_buf_puts(&to->line, to->rows ? "\n]\n" : "[]\n");
    rendering_flush(to);
    return 0;
}

static int jsonl_row(struct rendering *to, const struct cx_cell *cells, struct cx_err *err)
{
    (void)err;
    put_object(to, cells);
    cx_buf_putc(&to->line, '\n');
    rendering_flush(to);
    return 0;
}

const struct renderer json_renderer = {.row = json_row, .close = json_close};
const struct renderer jsonl_renderer = {.row = jsonl_row};
