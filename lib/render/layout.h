/* Private to render/: the cells of a table as texts, kept until all widths are known. */
#ifndef CX_RENDER_LAYOUT_H
#define CX_RENDER_LAYOUT_H

#include "base/buf.h"
#include "render/renderer.h"

#define GAP 2 /* blanks between columns */

/* Cells as they will be shown, one after the other, row by row: the header, the rows, the total. */
struct layout {
    const struct cx_table *table; /* borrowed */
    const char *escaped;          /* characters that get a \ in front */
    struct cx_buf bytes;
    size_t *starts; /* of each cell in bytes */
    size_t count, cap;
    int *widths;
    size_t rows; /* without header and total */
    bool has_totals;
    /* How a table is shown that is too wide for the terminal (wide.c). */
    bool *is_left_out; /* by column */
    bool *is_pruned;   /* … for lack of room */
    int *parts;        /* by column: the part of the table it stands in; -1: in each */
    int part_count, header_lines;
};

struct layout *layout_new(const struct cx_table *table, const char *escaped); /* with its header */
void layout_free(struct layout *layout);
void layout_row(struct layout *layout, const struct cx_cell *cells);
void layout_totals(struct layout *layout, const struct column_sum *sums); /* where there are any */
/* The text of a cell; row 0 is the header. */
static inline const char *layout_cell(const struct layout *layout, size_t row, size_t column)
{
    return layout->bytes.data + layout->starts[row * layout->table->column_count + column];
}
/* Appends n bytes of text at the column's width, with … behind them where they were cut. */
void layout_put_text(struct cx_buf *out, const struct layout *layout, size_t column, const char *s,
                     size_t n, bool is_cut);
/* Appends a cell at its column's width, cut where it is wider. */
void layout_put_cell(struct cx_buf *out, const struct layout *layout, size_t row, size_t column);
/* Columns of the terminal that it takes, without those left out. */
int layout_width(const struct layout *layout);

/* wide.c. Makes a table fit a terminal so wide, as far as that goes, in this order: columns that
 * say nothing, or the same in all rows, are left out; those that the table can do without, too;
 * headers and texts take several lines; the table comes in parts, with its first columns in each.
 * One that fits stays as it is. */
void layout_fit(struct layout *layout, int width);
/* Appends what all rows say alike in columns left out ("Period: 2026-10"), which of those say
 * nothing ("Empty or 0 in all rows: Retro"), and which there was no room for; no line wider than
 * the terminal, no newline at the end. */
void layout_left_out(struct cx_buf *alike, struct cx_buf *nothing, struct cx_buf *pruned,
                     const struct layout *layout, int width);
/* How many lines a row takes; they are those of cx_wrap_within. */
int layout_lines(const struct layout *layout, size_t row);

#endif
