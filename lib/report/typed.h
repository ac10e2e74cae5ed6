/* Private to report/: columns typed by their names and looks. */
#ifndef CX_REPORT_TYPED_H
#define CX_REPORT_TYPED_H

#include "render/table.h"

/* Makes numbers, days and times of the columns of texts in which all rows look so, but for those
 * that are text in the kinds that have a column of that name: ids, periods. Numbers keep the
 * decimals with which they were written. Money known by its name gets a sum. */
void typed_columns(struct cx_table *table);
#endif
