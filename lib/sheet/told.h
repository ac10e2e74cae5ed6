/* Private to sheet/: cells of a sheet's rows and lines as people read them. */
#ifndef CX_SHEET_TOLD_H
#define CX_SHEET_TOLD_H

#include "base/buf.h"
#include "render/table.h"

/* A text of the column called so: roles and kinds by their names, notes in the output's language.
 * It may stand in told, and is borrowed. NULL: an empty cell. */
struct cx_cell told_cell(struct cx_buf *told, const char *column, const char *text);

#endif
