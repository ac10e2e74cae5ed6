/* Private to import/: what is told of a file as it was read: rows that were hidden or left out, odd
 * days, times with zones, ids that are nearly those of others, what a spreadsheet spoilt. */
#ifndef CX_IMPORT_REMARKS_H
#define CX_IMPORT_REMARKS_H

#include <stddef.h>

#include "base/buf.h"

struct file;

/* Appends a line for each such thing of files[i]; files: all of the command. */
void remarks_on(struct cx_buf *text, const struct file *files, size_t i);

#endif
