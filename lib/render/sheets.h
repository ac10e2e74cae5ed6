/* A workbook of several sheets, each a table with its chart. */
#ifndef CX_RENDER_SHEETS_H
#define CX_RENDER_SHEETS_H

#include <stdio.h>

#include "render/table.h"

struct cx_book;

int cx_book_new(struct cx_book **out, const char *title, struct cx_err *err);
/* A sheet with the table's title as its name: typed cells, a header that stays, filters, sums; a
 * table's chart is the spreadsheet's own, made from the cells. */
int cx_book_add(struct cx_book *book, const struct cx_table *table, struct cx_err *err);
int cx_book_write(struct cx_book *book, FILE *stream, struct cx_err *err); /* once, as the last */
void cx_book_free(struct cx_book *book);                                   /* NULL is fine */

/* Private to render/: a sheet whose rows come one by one. */
struct cx_render;
int cx_book_sheet(struct cx_book *book, const char *name, const struct cx_column *columns,
                  size_t count, struct cx_err *err);
int cx_book_row(struct cx_book *book, const struct cx_column *columns, size_t count, int64_t row,
                const struct cx_cell *cells, struct cx_err *err);
int cx_book_end(struct cx_book *book, const struct cx_render *render, struct cx_err *err);

#endif
