/* The shape of a table: how many columns its header has, and which of them have a name. Rows are
 * held against it. */
#ifndef CX_CSV_SHAPE_H
#define CX_CSV_SHAPE_H

#include "base/buf.h"
#include "csv/reader.h"

/* A cell without the blanks around it, also the wide ones that spreadsheets bring. */
struct cx_csv_field cx_shape_name(struct cx_csv_field field);

/* What the columns of a file of rejects are called that stand in front: the row's line, why it was
 * rejected, and perhaps its number among the rows. */
#define CX_SHAPE_LINE   "line"
#define CX_SHAPE_REASON "reason"
#define CX_SHAPE_NUMBER "{#}"
/* How many of them a header begins with: 2 or 3; 0: it is of another file. */
size_t cx_shape_front(const struct cx_csv_row *header);

struct cx_shape {
    size_t width;    /* columns of the file; 0: the header is not known yet */
    size_t *named;   /* which of them have a name; NULL: all */
    size_t count;    /* how many have */
    char delimiter;  /* of CSV; 0: its cells are not written one behind the other */
    bool is_open;    /* rows end in a delimiter: one did that no amount was parted in */
    bool may_repeat; /* columns may have one name */
};

/* Takes the header: its names (fields, of header->count, which are changed) are trimmed, columns
 * without one are left out. CX_EDATA, with name:line: there are none, or two of one name where
 * none may_repeat. */
int cx_shape_take(struct cx_shape *shape, struct cx_csv_row *header, struct cx_csv_field *fields,
                  const char *name, struct cx_err *err);
void cx_shape_fini(struct cx_shape *shape);
/* CX_EDATA, as of cx_shape_take, where another column of the header has the name of this one. */
int cx_shape_check_name(const struct cx_shape *shape, const struct cx_csv_row *header,
                        size_t column, const char *name, struct cx_err *err);
/* A column's number in the file, from 1. */
size_t cx_shape_number(const struct cx_shape *shape, size_t column);
/* Whether all cells of a row are empty, and they are more than one, or should be. */
bool cx_shape_is_blank(const struct cx_shape *shape, const struct cx_csv_field *fields,
                       size_t count);
/* Whether a cell and the next are "1" and "200.00", which an amount without quotes falls into. */
bool cx_shape_is_parted(const struct cx_csv_field *field);
/* Leaves empty cells beyond the header, and those of columns without a name, out of a row without
 * a fault; its fault is set, and all of its cells stay, where they are not empty, or their number
 * is another than the header's, or where a comma without quotes seems to have made two cells of an
 * amount, or a quote that is none a cell of rows. kinds: of the cells; NULL: they have none. */
void cx_shape_fit(struct cx_shape *shape, struct cx_csv_field *fields, unsigned char *kinds,
                  size_t *count, struct cx_buf *fault);

#endif
