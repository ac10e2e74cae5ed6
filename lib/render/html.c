/* html: one page that needs nothing but itself, on a screen by day or night and on paper. */
#include <stdlib.h>

#include "base/mem.h"
#include "render/renderer.h"

static const char style[] =
    "<style>\n"
    ":root{color-scheme:light dark;--ink:#1b1f24;--paper:#fff;--line:#d0d7de;--head:#f3f5f8}\n"
    "@media(prefers-color-scheme:dark){"
    ":root{--ink:#e6e9ee;--paper:#15181c;--line:#3a4149;--head:#20252b}}\n"
    "body{font:15px/1.45 system-ui,sans-serif;margin:2rem;color:var(--ink);"
    "background:var(--paper)}\n"
    "h1{font-size:1.3rem;margin:0 0 1rem}\n"
    "table{border-collapse:collapse}\n"
    "th,td{padding:.3rem .7rem;border-bottom:1px solid var(--line);text-align:left;"
    "vertical-align:top}\n"
    "td{white-space:pre-line}\n"
    "thead th{background:var(--head);position:sticky;top:0}\n"
    ".n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}\n"
    ".d{white-space:nowrap}\n"
    "tbody tr:hover{background:var(--head)}\n"
    "tfoot td{font-weight:bold;border-top:2px solid var(--line)}\n"
    "@media print{:root{--ink:#000;--paper:#fff;--line:#999;--head:#eee}"
    "body{margin:0;font-size:10pt}thead{display:table-header-group}"
    "thead th{position:static}tr{break-inside:avoid}}\n"
    "</style>\n";

static void put_escaped(struct cx_buf *out, const char *s)
{
    struct cx_buf valid = {0};

    cx_render_valid(&valid, s);
    for (const char *c = cx_buf_str(&valid); *c; c++) {
        switch (*c) {
        case '&': cx_buf_puts(out, "&amp;"); break;
        case '<': cx_buf_puts(out, "&lt;"); break;
        case '>': cx_buf_puts(out, "&gt;"); break;
        case '"': cx_buf_puts(out, "&quot;"); break;
        case '\'': cx_buf_puts(out, "&#39;"); break;
        default:
            if ((unsigned char)*c >= ' ' || *c == '\n' || *c == '\t')
                cx_buf_putc(out, *c);
        }
    }
    cx_buf_fini(&valid);
}

static const char *class_of(const struct cx_column *column)
{
    if (cx_column_is_number(column))
        return " class=\"n\"";
    return column->type == CX_CELL_TEXT ? "" : " class=\"d\"";
}

static void put_row(struct cx_render *render, const struct cx_cell *cells)
{
    char buf[CX_CELL_PLAIN];

    cx_buf_puts(&render->line, "<tr>");
    for (size_t i = 0; i < render->count; i++) {
        const struct cx_column *column = &render->columns[i];
        cx_buf_printf(&render->line, "<td%s>", class_of(column));
        put_escaped(&render->line, cx_cell_plain(buf, column, &cells[i]));
        cx_buf_puts(&render->line, "</td>");
    }
    cx_buf_puts(&render->line, "</tr>\n");
    cx_render_flush(render);
}

static int html_open(struct cx_render *render, struct cx_err *err)
{
    struct cx_buf *line = &render->line;

    (void)err;
    cx_buf_puts(line, "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n"
                      "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
                      "<title>");
    put_escaped(line, render->title ? render->title : "cx");
    cx_buf_puts(line, "</title>\n");
    cx_buf_puts(line, style);
    cx_buf_puts(line, "</head>\n<body>\n");
    if (render->title) {
        cx_buf_puts(line, "<h1>");
        put_escaped(line, render->title);
        cx_buf_puts(line, "</h1>\n");
    }
    cx_buf_puts(line, "<table>\n<thead>\n<tr>");
    for (size_t i = 0; i < render->count; i++) {
        cx_buf_printf(line, "<th scope=\"col\"%s>", class_of(&render->columns[i]));
        put_escaped(line, render->columns[i].title);
        cx_buf_puts(line, "</th>");
    }
    cx_buf_puts(line, "</tr>\n</thead>\n<tbody>\n");
    cx_render_flush(render);
    return 0;
}

static int html_row(struct cx_render *render, const struct cx_cell *cells, struct cx_err *err)
{
    (void)err;
    put_row(render, cells);
    return 0;
}

static int html_close(struct cx_render *render, struct cx_err *err)
{
    struct cx_cell *cells;

    (void)err;
    if (render->failed)
        return 0;
    cells = cx_alloc((render->count ? render->count : 1) * sizeof *cells);
    cx_buf_puts(&render->line, "</tbody>\n");
    if (cx_render_totals(render, cells)) {
        cx_buf_puts(&render->line, "<tfoot>\n");
        put_row(render, cells);
        cx_buf_puts(&render->line, "</tfoot>\n");
    }
    cx_buf_puts(&render->line, "</table>\n</body>\n</html>\n");
    cx_render_flush(render);
    free(cells);
    return 0;
}

const struct cx_renderer cx_render_html = {html_open, html_row, html_close};
