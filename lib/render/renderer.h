/* What one format is made of, and what they share. Private to render/. */
#ifndef CX_RENDER_RENDERER_H
#define CX_RENDER_RENDERER_H

#include "base/buf.h"
#include "render/cell.h"
#include "render/render.h"

/* A column's sum, kept for columns with `total`. */
struct cx_render_sum {
    bool any, lost; /* a value was there; the sum left int64 or the decimals their range */
    int64_t n;
    int decimals;
};

struct cx_render {
    FILE *stream;
    const struct cx_renderer *renderer;
    struct cx_column *columns; /* names and titles owned; titles never NULL */
    size_t count;
    char *title; /* may be NULL */
    int width;
    size_t keys;
    bool colour;
    int64_t rows; /* given so far, without the one in hand */
    struct cx_render_sum *sums;
    bool failed;        /* a row was refused: close() frees and writes nothing */
    struct cx_buf line; /* for a renderer to build in */
    void *state;        /* the renderer's own, freed by its close */
};

/* Any may be NULL but row. close is called once after open was, also where open or a row failed. */
struct cx_renderer {
    int (*open)(struct cx_render *render, struct cx_err *err);
    int (*row)(struct cx_render *render, const struct cx_cell *cells, struct cx_err *err);
    int (*close)(struct cx_render *render, struct cx_err *err);
};

extern const struct cx_renderer cx_render_csv, cx_render_tsv, cx_render_json, cx_render_jsonl,
    cx_render_table, cx_render_md, cx_render_html, cx_render_xlsx;

/* Adds a row to the sums. */
void cx_render_sum_row(struct cx_render *render, const struct cx_cell *cells);
/* Cells of the total row: sums, and the word for it in the first text column. False where no
 * column has a total. */
bool cx_render_totals(const struct cx_render *render, struct cx_cell *cells);
/* Appends s with what is no UTF-8 replaced by U+FFFD, for formats that must be well-formed. */
void cx_render_valid(struct cx_buf *out, const char *s);
/* HTML of a page: a row of cells (without the column `hidden`; -1: all), and the class of a cell.
 */
void cx_page_cells(struct cx_buf *page, const struct cx_column *columns, size_t count,
                   const struct cx_cell *cells, int hidden);
const char *cx_page_class(const struct cx_column *column);
/* Writes render->line and empties it. */
void cx_render_flush(struct cx_render *render);

#endif
