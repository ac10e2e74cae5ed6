/* Typed columns and rows → csv tsv json jsonl table md html xlsx.
 *
 * Renderers know nothing of reports: whoever has something to show names its columns with their
 * types and gives rows of cells. csv, tsv, json and jsonl stream; the others keep the rows. */
#ifndef CX_RENDER_RENDER_H
#define CX_RENDER_RENDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/error.h"

enum cx_format {
    CX_FORMAT_CSV,
    CX_FORMAT_TSV,
    CX_FORMAT_JSON,
    CX_FORMAT_JSONL,
    CX_FORMAT_TABLE,
    CX_FORMAT_MD,
    CX_FORMAT_HTML,
    CX_FORMAT_XLSX
};

enum cx_cell_type {
    CX_CELL_TEXT,
    CX_CELL_NUMBER, /* a decimal: n with `decimals` decimals; 0 decimals: a whole number */
    CX_CELL_MONEY,  /* a decimal of 2 decimals */
    CX_CELL_DATE,   /* n is a cx_date */
    CX_CELL_TIME,   /* n is a cx_time */
};

struct cx_column {
    const char *name;  /* machine name: csv, tsv, json and jsonl headers */
    const char *title; /* words for people: table, md, html, xlsx; NULL: the name */
    enum cx_cell_type type;
    int decimals; /* of CX_CELL_NUMBER */
    bool total;   /* table, md, html and xlsx show the column's sum in a last row */
};

struct cx_cell {
    bool null;        /* empty in csv, null in json */
    int64_t n;        /* number, money, date, time */
    int decimals;     /* -1: the column's; else this cell's own number of decimals */
    const char *text; /* of a text cell; borrowed during cx_render_row */
};

#define CX_NULL_CELL ((struct cx_cell){.null = true, .decimals = -1})
static inline struct cx_cell cx_cell_n(int64_t n)
{
    return (struct cx_cell){.n = n, .decimals = -1};
}
static inline struct cx_cell cx_cell_text(const char *text)
{
    return (struct cx_cell){.null = text == NULL, .text = text, .decimals = -1};
}

struct cx_render_options {
    const char *title; /* of a page or sheet; may be NULL */
    int width;         /* columns of the terminal; 0: no limit. A table that is wider leaves columns
                          out that say nothing or always the same, folds its headers, cuts texts with
                          …, and at last comes in parts */
    size_t keys;       /* its first columns that stand in each part; 0: one does */
    bool colour;
};

struct cx_render;

/* format from -f NAME, or from the ending of path when name is NULL; where neither says,
 * `fallback`. CX_EUSAGE for an unknown name, with the list. */
int cx_format_choose(enum cx_format *format, const char *name, const char *path,
                     enum cx_format fallback, struct cx_err *err);

/* Columns are copied. The stream is borrowed; close() writes the rest but doesn't flush or close
 * it. Write errors stay in the stream's error flag, for cx_outfile_commit. */
int cx_render_open(struct cx_render **out, FILE *stream, enum cx_format format,
                   const struct cx_column *columns, size_t count,
                   const struct cx_render_options *options, struct cx_err *err);
int cx_render_row(struct cx_render *render, const struct cx_cell *cells, struct cx_err *err);
int cx_render_close(struct cx_render *render, struct cx_err *err); /* frees, also on failure */

#endif
