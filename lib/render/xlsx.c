/* xlsx: a workbook of one sheet, whose rows are written as they come. */
#include "render/renderer.h"
#include "render/sheets.h"

static int xlsx_open(struct cx_render *render, struct cx_err *err)
{
    struct cx_book *book = NULL;
    int rc = cx_book_new(&book, render->title, err);
    render->state = book;
    return rc < 0 ? rc : cx_book_sheet(book, render->title, render->columns, render->count, err);
}

static int xlsx_row(struct cx_render *render, const struct cx_cell *cells, struct cx_err *err)
{
    return cx_book_row(render->state, render->columns, render->count, render->rows, cells, err);
}

static int xlsx_close(struct cx_render *render, struct cx_err *err)
{
    struct cx_book *book = render->state;
    int rc = 0;

    if (!render->failed) {
        rc = cx_book_end(book, render, err);
        if (rc == 0)
            rc = cx_book_write(book, render->stream, err);
    }
    cx_book_free(book);
    return rc;
}

const struct cx_renderer cx_render_xlsx = {xlsx_open, xlsx_row, xlsx_close};
