/* table and md: rows are kept until all widths are known. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "render/sheet.h"
#include "text/utf8.h"

#define BOLD   "\033[1m"
#define NORMAL "\033[0m"

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
    sheet->widths = cx_alloc((render->count + 1) * sizeof *sheet->widths);
    sheet->is_left_out = cx_alloc((render->count + 1) * sizeof *sheet->is_left_out);
    sheet->parts = cx_alloc((render->count + 1) * sizeof *sheet->parts);
    sheet->part_count = sheet->header_lines = 1;
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

static void put_blanks(struct cx_buf *out, int n)
{
    while (n-- > 0)
        cx_buf_putc(out, ' ');
}

/* n bytes of text at the column's width, with … where they were cut. */
static void put_text(struct cx_render *render, size_t column, const char *s, size_t n, bool is_cut,
                     bool pad)
{
    const struct sheet *sheet = render->state;
    int rest = sheet->widths[column] - cx_utf8_width(s, n) - is_cut;
    bool right = cx_column_is_number(&render->columns[column]);

    if (right)
        put_blanks(&render->line, rest);
    cx_buf_add(&render->line, s, n);
    if (is_cut)
        cx_buf_puts(&render->line, "\xE2\x80\xA6");
    if (!right && pad)
        put_blanks(&render->line, rest);
}

/* One cell at its column's width, cut where it is wider. */
static void put_cell(struct cx_render *render, size_t row, size_t column, bool pad)
{
    const struct sheet *sheet = render->state;
    const char *s = sheet_cell(render, sheet, row, column);
    size_t n = strlen(s);
    int room = sheet->widths[column];
    bool is_cut = cx_utf8_width(s, n) > room;

    put_text(render, column, s, is_cut ? cx_utf8_fit(s, n, room - 1) : n, is_cut, pad);
}

/* Whether a column stands in a part of the table. */
static bool is_in(const struct sheet *sheet, size_t column, int part)
{
    return !sheet->is_left_out[column] &&
           (sheet->parts[column] == part || sheet->parts[column] < 0);
}

static void end_line(struct cx_render *render, bool bold)
{
    while (render->line.len > 0 && render->line.data[render->line.len - 1] == ' ')
        render->line.data[--render->line.len] = '\0';
    if (bold)
        cx_buf_puts(&render->line, NORMAL);
    cx_buf_putc(&render->line, '\n');
    cx_render_flush(render);
}

static void table_line(struct cx_render *render, size_t row, int part, bool bold)
{
    const struct sheet *sheet = render->state;
    const char *gap = bold ? BOLD : "";

    for (size_t i = 0; i < render->count; i++) {
        if (!is_in(sheet, i, part))
            continue;
        cx_buf_puts(&render->line, gap);
        gap = "  ";
        put_cell(render, row, i, true);
    }
    end_line(render, bold);
}

/* The header, in as many lines as it takes. */
static void table_header(struct cx_render *render, int part)
{
    const struct sheet *sheet = render->state;

    for (int line = 0; line < sheet->header_lines; line++) {
        const char *gap = render->colour ? BOLD : "";
        bool any = line == 0;
        for (size_t i = 0; i < render->count; i++) {
            const char *s;
            bool is_cut;
            if (!is_in(sheet, i, part))
                continue;
            size_t n = sheet_header(&s, sheet, sheet_cell(render, sheet, 0, i), sheet->widths[i],
                                    line, &is_cut);
            any = any || n > 0;
            cx_buf_puts(&render->line, gap);
            gap = "  ";
            put_text(render, i, s, n, is_cut, true);
        }
        if (any)
            end_line(render, render->colour);
        cx_buf_clear(&render->line);
    }
}

static void table_rule(struct cx_render *render, int part)
{
    const struct sheet *sheet = render->state;
    const char *gap = "";

    for (size_t i = 0; i < render->count; i++) {
        if (!is_in(sheet, i, part))
            continue;
        cx_buf_puts(&render->line, gap);
        gap = "  ";
        for (int n = 0; n < sheet->widths[i]; n++)
            cx_buf_putc(&render->line, '-');
    }
    cx_buf_putc(&render->line, '\n');
    cx_render_flush(render);
}

static void table_part(struct cx_render *render, int part)
{
    const struct sheet *sheet = render->state;

    table_header(render, part);
    table_rule(render, part);
    for (size_t i = 1; i <= sheet->rows; i++)
        table_line(render, i, part, false);
    if (sheet->has_totals) {
        table_rule(render, part);
        table_line(render, sheet->rows + 1, part, render->colour);
    }
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
    free(sheet->is_left_out);
    free(sheet->parts);
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
    struct sheet *sheet = render->state;
    struct cx_buf alike = {0}, nothing = {0};

    (void)err;
    if (!render->failed) {
        sheet->rows = (size_t)render->rows;
        sheet->has_totals = add_totals(render, false);
        sheet_fit(render, sheet);
        sheet_left_out(&alike, &nothing, render, sheet);
        if (alike.len > 0)
            fprintf(render->stream, "%s\n\n", cx_buf_str(&alike));
        for (int part = 0; part < sheet->part_count; part++) {
            if (part > 0)
                fputc('\n', render->stream);
            table_part(render, part);
        }
        if (nothing.len > 0)
            fprintf(render->stream, "\n%s\n", cx_buf_str(&nothing));
    }
    cx_buf_fini(&alike);
    cx_buf_fini(&nothing);
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
