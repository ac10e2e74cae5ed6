/* Private to render/: a workbook in the making. xlsx.c has sheets and files, xlsx_cells.c what is
 * in cells, xlsx_charts.c charts. What fails is libxlsxwriter's own code. */
#ifndef CX_RENDER_XLSX_H
#define CX_RENDER_XLSX_H

#include <xlsxwriter.h>

#include "render/renderer.h"

#define XLSX_DECIMALS 18    /* at most */
#define XLSX_TEXT     32767 /* UTF-16 units in a cell */
#define XLSX_A4       9

struct book {
    char path[512];
    lxw_workbook *workbook;
    lxw_worksheet *sheet;
    lxw_format *head_right, *right;
    struct left_formats { /* of what stands to the left */
        lxw_format *head, *text, *date, *time, *bold;
    } left, indented; /* indented: behind figures, which stand to the right */
    lxw_format *decimals[XLSX_DECIMALS + 1], *sums[XLSX_DECIMALS + 1], *shares[2],
        *rounded;       /* made when needed */
    bool is_rounded;    /* the table in hand */
    const char *title;  /* of the workbook, for the head of each page; borrowed */
    bool hides_empty;   /* columns without a value, or with 0 in all rows */
    int *widths;        /* of the sheet in hand */
    size_t first_right; /* its first column that stands to the right */
    bool *says_nothing; /* its columns */
    size_t sheets;
    size_t cut;          /* texts that are longer than a cell holds */
    struct cx_buf first; /* the place of the first of them, as Sheet!B7 */
    struct placed {      /* charts to be put somewhere when all sheets are there */
        lxw_chart *chart;
        lxw_col_t beside; /* the column behind its table */
        bool is_tall;
    } * charts;
    size_t chart_count, chart_cap;
};

void xlsx_make_formats(struct book *book);
/* Headers that are alike are numbered: a filter or a pivot needs to tell them apart. */
lxw_error xlsx_header(struct book *book, const struct cx_table *table, size_t column);
lxw_error xlsx_cell(struct book *book, lxw_row_t row, size_t column, const struct cx_column *type,
                    const struct cx_cell *cell);
/* Below so many rows: sums are formulas over those that a filter shows; their value for all rows is
 * kept beside. */
lxw_error xlsx_sum(struct book *book, const struct cx_table *table, int64_t rows, size_t column,
                   const struct cx_cell *cell);

/* The chart of the sheet in hand, to be placed when all sheets are there. */
void xlsx_add_chart(struct book *book, const struct cx_table *table);

#endif
