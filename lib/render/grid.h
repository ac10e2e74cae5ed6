/* A table kept in memory, with what its picture is: rows that are shown in any format, as a section
 * of a page, or as a sheet of a workbook. */
#ifndef CX_RENDER_GRID_H
#define CX_RENDER_GRID_H

#include "render/render.h"

enum cx_chart_kind {
    CX_CHART_NONE,
    CX_CHART_BARS,  /* a bar a row: its label and the first value; a mark at the second, if any */
    CX_CHART_LINES, /* a line a row: the values are its points, their columns' titles the axis */
    CX_CHART_STACK, /* a bar a row, of one part a value */
};

struct cx_chart {
    enum cx_chart_kind kind;
    const char *title;   /* what is seen, in words: see cx_grid_say */
    size_t label;        /* the column that names a row */
    size_t first, count; /* the values: columns that stand together */
    const char *mark;    /* what the second value of bars is called; NULL: the bars have no mark */
    bool is_share;       /* values are parts of 1, shown as percents */
    size_t rows;         /* so many rows at most; 0: all */
};

struct cx_grid {
    char *title, *note;        /* note: a sentence below the title; may be NULL */
    struct cx_column *columns; /* names and titles owned */
    size_t column_count;
    struct cx_cell *cells; /* row by row; texts are the grid's */
    size_t row_count, row_cap;
    struct cx_pool *texts;
    struct cx_chart chart;
};

struct cx_grid *cx_grid_new(const char *title);
void cx_grid_free(struct cx_grid *grid); /* NULL is fine */
/* Columns are copied; all are there before the first row. */
void cx_grid_column(struct cx_grid *grid, const struct cx_column *column);
void cx_grid_columns(struct cx_grid *grid, const struct cx_column *columns, size_t count);
void cx_grid_row(struct cx_grid *grid, const struct cx_cell *cells); /* texts are copied */
void cx_grid_note(struct cx_grid *grid, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* The chart's title, in words that say what is seen. */
void cx_grid_say(struct cx_grid *grid, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
const struct cx_cell *cx_grid_cell(const struct cx_grid *grid, size_t row, size_t column);
/* The row with this text in a column; -1: none. */
int cx_grid_find(const struct cx_grid *grid, size_t column, const char *text);
/* A number of a cell as a real, for pictures; false where it is empty. */
bool cx_grid_real(double *value, const struct cx_grid *grid, size_t row, size_t column);

/* Writes it: a table on a terminal has its shares as bars and its trends as small lines, html and
 * xlsx have its chart. */
int cx_grid_write(const struct cx_grid *grid, FILE *stream, enum cx_format format,
                  const struct cx_render_options *options, struct cx_err *err);

#endif
