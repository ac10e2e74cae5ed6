/* html: a page of one table, written as the rows come. */
#include <stdlib.h>

#include "base/mem.h"
#include "render/renderer.h"
#include "render/webpage.h"

static int html_open(struct cx_render *render, struct cx_err *err)
{
    struct cx_buf *line = &render->line;

    (void)err;
    cx_page_open(line, render->title);
    cx_buf_puts(line, "<div class=\"scroll\"><table>\n<thead>\n<tr>");
    for (size_t i = 0; i < render->count; i++) {
        cx_buf_printf(line, "<th scope=\"col\"%s>", cx_page_class(&render->columns[i]));
        cx_page_text(line, render->columns[i].title);
        cx_buf_puts(line, "</th>");
    }
    cx_buf_puts(line, "</tr>\n</thead>\n<tbody>\n");
    cx_render_flush(render);
    return 0;
}

static int html_row(struct cx_render *render, const struct cx_cell *cells, struct cx_err *err)
{
    (void)err;
    cx_page_cells(&render->line, render->columns, render->count, cells, -1);
    cx_render_flush(render);
    return 0;
}

static int html_close(struct cx_render *render, struct cx_err *err)
{
    struct cx_cell *cells = cx_alloc((render->count ? render->count : 1) * sizeof *cells);

    (void)err;
    if (!render->failed) {
        cx_buf_puts(&render->line, "</tbody>\n");
        if (cx_render_totals(render, cells)) {
            cx_buf_puts(&render->line, "<tfoot>\n");
            cx_page_cells(&render->line, render->columns, render->count, cells, -1);
            cx_buf_puts(&render->line, "</tfoot>\n");
        }
        cx_buf_puts(&render->line, "</table></div>\n");
        cx_page_close(&render->line);
        cx_render_flush(render);
    }
    free(cells);
    return 0;
}

const struct cx_renderer cx_render_html = {html_open, html_row, html_close};
