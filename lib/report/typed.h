/* Private to report/: columns typed by their names and looks. */
#ifndef CX_REPORT_TYPED_H
#define CX_REPORT_TYPED_H

#include "base/error.h"
#include "render/render.h"

/* Makes numbers, days and times of the columns of texts in which all rows look so, but for those
 * that are text in the kinds that have a column of that name: ids, periods. Numbers keep the
 * decimals with which they were written. Money known by its name gets a sum. */
void typed_grid(struct cx_table *table);
/* A CSV stream to its end, typed so. name is for messages. A bad row is CX_EDATA. */
int typed_read(struct cx_table **out, int fd, const char *name, const char *title,
               struct cx_err *err);

#endif
