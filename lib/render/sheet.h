/* Private to render/: the rows of a table that is kept until all widths are known. */
#ifndef CX_RENDER_SHEET_H
#define CX_RENDER_SHEET_H

#include "render/renderer.h"

#define GAP 2 /* blanks between columns */

/* Cells as they will be shown, one after the other, row by row: the header, the rows, the total. */
struct sheet {
    struct cx_buf bytes;
    size_t *starts; /* of each cell in bytes */
    size_t count, cap;
    int *widths;
    size_t rows; /* without header and total */
    bool has_totals;
    /* How a table is shown that is too wide for the terminal (wide.c). */
    bool *is_left_out; /* by column */
    int *parts;        /* by column: the part of the table it stands in; -1: in each */
    int part_count, header_lines;
};

/* The text of a cell; row 0 is the header. */
static inline const char *sheet_cell(const struct cx_render *render, const struct sheet *sheet,
                                     size_t row, size_t column)
{
    return sheet->bytes.data + sheet->starts[row * render->count + column];
}

/* Makes a table fit the terminal, as far as that goes, in this order: columns that say nothing, or
 * the same in all rows, are left out; headers take up to three lines; texts are cut; the table
 * comes in parts, with its first columns in each. One that fits stays as it is. */
void sheet_fit(struct cx_render *render, struct sheet *sheet);
/* Appends what all rows say alike in columns left out ("Period: 2026-10"), and which of those say
 * nothing ("Empty or 0 in all rows: Retro"); no line wider than the terminal, no newline at the
 * end. */
void sheet_left_out(struct cx_buf *alike, struct cx_buf *nothing, const struct cx_render *render,
                    const struct sheet *sheet);
/* Line `line` of a header in a column of so many columns: its first byte and, returned, its length;
 * *is_cut where more of it doesn't fit. */
size_t sheet_header(const char **first, const struct sheet *sheet, const char *header, int width,
                    int line, bool *is_cut);

#endif
