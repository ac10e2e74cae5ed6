/* table and md: rows are kept until all widths are known. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "render/renderer.h"
#include "text/utf8.h"

#define GAP       2 /* blanks between columns */
#define NARROWEST 6 /* columns of a text that is cut: a few characters and the … */
#define BOLD      "\033[1m"
#define NORMAL    "\033[0m"

/* Cells as they will be shown, one after the other, row by row; the first row is the header. */
struct sheet {
    struct cx_buf bytes;
    size_t *starts; /* of each cell in bytes */
    size_t count, cap;
    int *widths;
};

/* What would break the line or the terminal doesn't reach it. */
static void put_shown(struct cx_buf *out, const char *s, bool md)
{
    struct cx_buf line = {0};

    for (; *s; s++) {
        if (md && strchr("\\|`*<[", *s))
            cx_buf_putc(&line, '\\');
        cx_buf_putc(&line, strchr("\t\n\r", *s) ? ' ' : *s);
    }
    cx_utf8_excerpt(out, cx_buf_str(&line), line.len, SIZE_MAX);
    cx_buf_fini(&line);
}

static void add_cell(struct cx_render *render, size_t column, const char *s, bool md)
{
    struct sheet *sheet = render->state;
    size_t start = sheet->bytes.len;

    CX_GROW(sheet->starts, sheet->count, sheet->cap);
    sheet->starts[sheet->count++] = start;
    put_shown(&sheet->bytes, s, md);
    int width =
        cx_utf8_width(sheet->bytes.data ? sheet->bytes.data + start : "", sheet->bytes.len - start);
    if (width > sheet->widths[column])
        sheet->widths[column] = width;
    cx_buf_putc(&sheet->bytes, '\0');
}

static void add_header(struct cx_render *render, bool md)
{
    struct sheet *sheet = cx_alloc(sizeof *sheet);

    render->state = sheet;
    sheet->widths = cx_alloc((render->count ? render->count : 1) * sizeof *sheet->widths);
    for (size_t i = 0; i < render->count; i++)
        add_cell(render, i, render->columns[i].title, md);
}

static void add_row(struct cx_render *render, const struct cx_cell *cells, bool md)
{
    char buf[CX_CELL_PLAIN];

    for (size_t i = 0; i < render->count; i++)
        add_cell(render, i, cx_cell_plain(buf, &render->columns[i], &cells[i]), md);
}

/* Adds the total row, if there is to be one. */
static bool add_totals(struct cx_render *render, bool md)
{
    struct cx_cell *cells = cx_alloc((render->count ? render->count : 1) * sizeof *cells);
    bool any = cx_render_totals(render, cells);

    if (any)
        add_row(render, cells, md);
    free(cells);
    return any;
}

/* Takes columns from the widest text until the table fits, or nothing is left to take. */
static void narrow(const struct cx_render *render)
{
    struct sheet *sheet = render->state;
    int total = -GAP;

    for (size_t i = 0; i < render->count; i++)
        total += sheet->widths[i] + GAP;
    for (; render->width > 0 && total > render->width; total--) {
        int *widest = NULL;
        for (size_t i = 0; i < render->count; i++)
            if (render->columns[i].type == CX_CELL_TEXT && sheet->widths[i] > NARROWEST &&
                (!widest || sheet->widths[i] > *widest))
                widest = &sheet->widths[i];
        if (!widest)
            return;
        --*widest;
    }
}

static void put_blanks(struct cx_buf *out, int n)
{
    while (n-- > 0)
        cx_buf_putc(out, ' ');
}

/* One cell at its column's width, cut with … where it is wider. */
static void put_cell(struct cx_render *render, size_t row, size_t column, bool pad)
{
    const struct sheet *sheet = render->state;
    const char *s = sheet->bytes.data + sheet->starts[row * render->count + column];
    size_t n = strlen(s);
    int room = sheet->widths[column], width = cx_utf8_width(s, n);
    bool cut = width > room;

    if (cut) {
        n = cx_utf8_fit(s, n, room - 1);
        width = cx_utf8_width(s, n) + 1;
    }
    bool right = cx_column_is_number(&render->columns[column]);
    if (right)
        put_blanks(&render->line, room - width);
    cx_buf_add(&render->line, s, n);
    if (cut)
        cx_buf_puts(&render->line, "\xE2\x80\xA6");
    if (!right && pad)
        put_blanks(&render->line, room - width);
}

static void table_line(struct cx_render *render, size_t row, bool bold)
{
    if (bold)
        cx_buf_puts(&render->line, BOLD);
    for (size_t i = 0; i < render->count; i++) {
        if (i > 0)
            put_blanks(&render->line, GAP);
        put_cell(render, row, i, i + 1 < render->count);
    }
    if (bold)
        cx_buf_puts(&render->line, NORMAL);
    else
        while (render->line.len > 0 && render->line.data[render->line.len - 1] == ' ')
            render->line.data[--render->line.len] = '\0';
    cx_buf_putc(&render->line, '\n');
    cx_render_flush(render);
}

static void table_rule(struct cx_render *render)
{
    const struct sheet *sheet = render->state;

    for (size_t i = 0; i < render->count; i++) {
        if (i > 0)
            put_blanks(&render->line, GAP);
        for (int n = 0; n < sheet->widths[i]; n++)
            cx_buf_putc(&render->line, '-');
    }
    cx_buf_putc(&render->line, '\n');
    cx_render_flush(render);
}

static void md_line(struct cx_render *render, size_t row)
{
    for (size_t i = 0; i < render->count; i++) {
        cx_buf_puts(&render->line, i ? " | " : "| ");
        put_cell(render, row, i, true);
    }
    cx_buf_puts(&render->line, " |\n");
    cx_render_flush(render);
}

static void md_rule(struct cx_render *render)
{
    const struct sheet *sheet = render->state;

    for (size_t i = 0; i < render->count; i++) {
        bool right = cx_column_is_number(&render->columns[i]);
        cx_buf_puts(&render->line, "|-");
        for (int n = 0; n < sheet->widths[i]; n++)
            cx_buf_putc(&render->line, '-');
        cx_buf_putc(&render->line, right ? ':' : '-');
    }
    cx_buf_puts(&render->line, "|\n");
    cx_render_flush(render);
}

static void sheet_free(struct cx_render *render)
{
    struct sheet *sheet = render->state;

    cx_buf_fini(&sheet->bytes);
    free(sheet->starts);
    free(sheet->widths);
    free(sheet);
}

static int table_open(struct cx_render *render, struct cx_err *err)
{
    (void)err;
    add_header(render, false);
    return 0;
}

static int table_row(struct cx_render *render, const struct cx_cell *cells, struct cx_err *err)
{
    (void)err;
    add_row(render, cells, false);
    return 0;
}

static int table_close(struct cx_render *render, struct cx_err *err)
{
    size_t rows = (size_t)render->rows;

    (void)err;
    if (!render->failed) {
        bool totals = add_totals(render, false);
        narrow(render);
        table_line(render, 0, render->colour);
        table_rule(render);
        for (size_t i = 1; i <= rows; i++)
            table_line(render, i, false);
        if (totals) {
            table_rule(render);
            table_line(render, rows + 1, render->colour);
        }
    }
    sheet_free(render);
    return 0;
}

static int md_open(struct cx_render *render, struct cx_err *err)
{
    (void)err;
    add_header(render, true);
    return 0;
}

static int md_row(struct cx_render *render, const struct cx_cell *cells, struct cx_err *err)
{
    (void)err;
    add_row(render, cells, true);
    return 0;
}

static int md_close(struct cx_render *render, struct cx_err *err)
{
    (void)err;
    if (!render->failed) {
        size_t rows = (size_t)render->rows + add_totals(render, true);
        md_line(render, 0);
        md_rule(render);
        for (size_t i = 1; i <= rows; i++)
            md_line(render, i);
    }
    sheet_free(render);
    return 0;
}

const struct cx_renderer cx_render_table = {table_open, table_row, table_close};
const struct cx_renderer cx_render_md = {md_open, md_row, md_close};
