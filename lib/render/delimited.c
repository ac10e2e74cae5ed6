/* csv and tsv: what other programs, cx's own among them, read. */
#include <string.h>

#include "base/hidden.h"
#include "csv/writer.h"
#include "render/renderer.h"

/* A line of nothing would be skipped by readers: in a table of one column an empty cell is "". */
static void end_line(struct rendering *to)
{
    if (to->table->column_count == 1 && to->line.len == 0)
        cx_buf_puts(&to->line, "\"\"");
    cx_buf_putc(&to->line, '\n');
    rendering_flush(to);
}

static void put_text(struct rendering *to, const char *s, char delimiter)
{
    struct cx_buf plain = {0}, shown = {0};
    unsigned point;
    size_t n;

    cx_hidden_at(s, &point, &n);
    if (n > 0) { /* a cell may have lines, but may not move a cursor */
        cx_hidden_show(&shown, s, "\t\n\r");
        s = shown.data;
    }
    n = strlen(s);

    if (n > 0 && (cx_csv_is_formula(s, n) || (delimiter == '\t' && s[strcspn(s, "\t\r\n")]))) {
        if (cx_csv_is_formula(s, n))
            cx_buf_putc(&plain, '\'');
        for (const char *c = s; *c; c++)
            cx_buf_putc(&plain, delimiter == '\t' && strchr("\t\r\n", *c) ? ' ' : *c);
        s = plain.data;
        n = plain.len;
    }
    cx_csv_put(&to->line, s, n, delimiter);
    cx_buf_fini(&plain);
    cx_buf_fini(&shown);
}

static int put_header(struct rendering *to, char delimiter)
{
    for (size_t i = 0; i < to->table->column_count; i++) {
        if (i > 0)
            cx_buf_putc(&to->line, delimiter);
        put_text(to, to->table->columns[i].name, delimiter);
    }
    end_line(to);
    return 0;
}

static int put_row(struct rendering *to, const struct cx_cell *cells, char delimiter)
{
    char buf[CX_CELL_PLAIN];

    for (size_t i = 0; i < to->table->column_count; i++) {
        const char *s = cx_cell_plain(buf, &to->table->columns[i], &cells[i]);
        if (i > 0)
            cx_buf_putc(&to->line, delimiter);
        if (cx_column_is_words(&to->table->columns[i]))
            put_text(to, s, delimiter);
        else
            cx_buf_puts(&to->line, s);
    }
    end_line(to);
    return 0;
}

static int csv_open(struct rendering *to, struct cx_err *err)
{
    (void)err;
    return put_header(to, ',');
}

static int csv_row(struct rendering *to, const struct cx_cell *cells, struct cx_err *err)
{
    (void)err;
    return put_row(to, cells, ',');
}

static int tsv_open(struct rendering *to, struct cx_err *err)
{
    (void)err;
    return put_header(to, '\t');
}

static int tsv_row(struct rendering *to, const struct cx_cell *cells, struct cx_err *err)
{
    (void)err;
    return put_row(to, cells, '\t');
}

const struct renderer csv_renderer = {.open = csv_open, .row = csv_row};
const struct renderer tsv_renderer = {.open = tsv_open, .row = tsv_row};
