/* A cell's value, and as what it is read. */
#ifndef CX_RENDER_CELL_H
#define CX_RENDER_CELL_H

#include "render/table.h"

#define CX_CELL_PLAIN 64 /* bytes that hold any formatted cell but a text */

/* A cell as plain text: buf, or the cell's own text. "" for a cell without a value. */
const char *cx_cell_plain(char buf[CX_CELL_PLAIN], const struct cx_column *column,
                          const struct cx_cell *cell);
bool cx_cell_empty(const struct cx_column *column, const struct cx_cell *cell);
int cx_cell_decimals(const struct cx_column *column, const struct cx_cell *cell);
bool cx_column_is_number(const struct cx_column *column); /* a number or money */
/* Whether people read it as percents. */
bool cx_cell_is_share(const struct cx_column *column, const struct cx_cell *cell);
/* A cell as people read it in a text: nothing is lost, but shares are percents, and thousands may
 * stand apart. */
const char *cx_cell_read(char buf[CX_CELL_PLAIN], const struct cx_column *column,
                         const struct cx_cell *cell, bool is_grouped);
/* A cell as people read it on a page: thousands apart, shares as percents. */
const char *cx_cell_shown(char buf[CX_CELL_PLAIN], const struct cx_column *column,
                          const struct cx_cell *cell);
bool cx_column_is_words(const struct cx_column *column); /* a text, or figures as one */
bool cx_column_is_right(const struct cx_column *column); /* stands to the right in its column */

#endif
