/* Private to render/: some columns of a table in place of all. */
#ifndef CX_RENDER_CHOSEN_H
#define CX_RENDER_CHOSEN_H

#include "render/table.h"

struct chosen {
    struct cx_table *table; /* has the columns that were chosen, without a chart */
    size_t *columns;        /* where each stands in the whole table */
    struct cx_cell *row;    /* for chosen_row */
};

/* wanted: names or titles with commas between, in the order in which they are to stand; or with a -
 * in front of each those to leave out. CX_EUSAGE where there is no such column, or none is left. */
int chosen_new(struct chosen *chosen, const struct cx_table *whole, const char *wanted,
               struct cx_err *err);
void chosen_free(struct chosen *chosen);
/* A row of the whole table as one of those columns; borrowed until the next. */
const struct cx_cell *chosen_row(const struct chosen *chosen, const struct cx_cell *cells);

#endif
