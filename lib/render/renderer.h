/* Private to render/: what one format is made of, and what formats share. */
#ifndef CX_RENDER_RENDERER_H
#define CX_RENDER_RENDERER_H

#include "render/cell.h"
#include "render/render.h"

/* A column's sum, kept for columns with `total`. */
struct column_sum {
    bool any, lost; /* a value was there; the sum left int64 or the decimals their range */
    int64_t n;
    int decimals;
};

/* A table on its way into a format. */
struct rendering {
    FILE *stream;                 /* borrowed */
    const struct cx_table *table; /* borrowed; its rows come one by one */
    int width;
    bool colour;
    struct cx_buf *notes; /* borrowed; may be NULL */
    int64_t rows;         /* given so far, without the one in hand */
    struct column_sum *sums;
    bool failed;        /* a row was refused: close() frees and writes nothing */
    struct cx_buf line; /* for a renderer to build in */
    void *state;        /* the renderer's own, freed by its close */
};

/* All but row may be NULL. close is called once after open, even if open or a row failed. */
struct renderer {
    int (*open)(struct rendering *to, struct cx_err *err);
    int (*row)(struct rendering *to, const struct cx_cell *cells, struct cx_err *err);
    int (*close)(struct rendering *to, struct cx_err *err);
    /* Writes a kept table with its note and its chart, instead of the others; NULL: the format
     * shows neither. */
    int (*draw)(struct rendering *to, struct cx_err *err);
};

extern const struct renderer csv_renderer, tsv_renderer, json_renderer, jsonl_renderer,
    terminal_renderer, long_renderer, markdown_renderer, webpage_renderer, xlsx_renderer;

/* Renders a table row by row. close frees; call it once after open, even if open failed. */
int rendering_open(struct rendering *to, const struct renderer *renderer, struct cx_err *err);
int rendering_row(struct rendering *to, const struct renderer *renderer,
                  const struct cx_cell *cells, struct cx_err *err);
int rendering_close(struct rendering *to, const struct renderer *renderer, struct cx_err *err);
/* All of a kept table, without note and chart. */
int rendering_rows(struct rendering *to, const struct renderer *renderer, struct cx_err *err);
/* Writes to->line and empties it. */
void rendering_flush(struct rendering *to);

/* A sum a column, 0 at first; the caller frees. */
struct column_sum *sums_new(const struct cx_table *table);
void sums_add(struct column_sum *sums, const struct cx_table *table, const struct cx_cell *cells);
/* The total row: sums, and the word for it in the first text column; NULL where no column has a
 * total. The caller frees. */
struct cx_cell *sums_row(const struct column_sum *sums, const struct cx_table *table);
/* Appends s with invalid UTF-8 replaced by U+FFFD, for formats that must be well-formed. */
void put_valid(struct cx_buf *out, const char *s);

#endif
