/* csv and tsv: what other programs, cx's own among them, read. */
#include <string.h>

#include "csv/writer.h"
#include "render/renderer.h"

/* A line of nothing would be skipped by readers: in a table of one column an empty cell is "". */
static void end_line(struct cx_render *render)
{
    if (render->count == 1 && render->line.len == 0)
        cx_buf_puts(&render->line, "\"\"");
    cx_buf_putc(&render->line, '\n');
    cx_render_flush(render);
}

static void put_text(struct cx_render *render, const char *s, char delimiter)
{
    struct cx_buf plain = {0};
    size_t n = strlen(s);

    if (n > 0 && (cx_csv_is_formula(s, n) || (delimiter == '\t' && s[strcspn(s, "\t\r\n")]))) {
        if (cx_csv_is_formula(s, n))
            cx_buf_putc(&plain, '\'');
        for (const char *c = s; *c; c++)
            cx_buf_putc(&plain, delimiter == '\t' && strchr("\t\r\n", *c) ? ' ' : *c);
        s = plain.data;
        n = plain.len;
    }
    cx_csv_put(&render->line, s, n, delimiter);
    cx_buf_fini(&plain);
}

static int put_header(struct cx_render *render, char delimiter)
{
    for (size_t i = 0; i < render->count; i++) {
        if (i > 0)
            cx_buf_putc(&render->line, delimiter);
        put_text(render, render->columns[i].name, delimiter);
    }
    end_line(render);
    return 0;
}

static int put_row(struct cx_render *render, const struct cx_cell *cells, char delimiter)
{
    char buf[CX_CELL_PLAIN];

    for (size_t i = 0; i < render->count; i++) {
        const char *s = cx_cell_plain(buf, &render->columns[i], &cells[i]);
        if (i > 0)
            cx_buf_putc(&render->line, delimiter);
        if (render->columns[i].type == CX_CELL_TEXT)
            put_text(render, s, delimiter);
        else
            cx_buf_puts(&render->line, s);
    }
    end_line(render);
    return 0;
}

static int csv_open(struct cx_render *render, struct cx_err *err)
{
    (void)err;
    return put_header(render, ',');
}

static int csv_row(struct cx_render *render, const struct cx_cell *cells, struct cx_err *err)
{
    (void)err;
    return put_row(render, cells, ',');
}

static int tsv_open(struct cx_render *render, struct cx_err *err)
{
    (void)err;
    return put_header(render, '\t');
}

static int tsv_row(struct cx_render *render, const struct cx_cell *cells, struct cx_err *err)
{
    (void)err;
    return put_row(render, cells, '\t');
}

const struct cx_renderer cx_render_csv = {.open = csv_open, .row = csv_row};
const struct cx_renderer cx_render_tsv = {.open = tsv_open, .row = tsv_row};
