/* Private to render/: pictures of a row in one line of text. */
#ifndef CX_RENDER_SPARK_H
#define CX_RENDER_SPARK_H

#include "base/buf.h"
#include "render/table.h"

/* Appends the picture of a row, as the table's chart says: a bar by the first value against the
 * largest of all rows, at most so wide, in eighths of a character; or the values as a line of
 * blocks, low to high. A value that is missing is a blank. */
void cx_spark(struct cx_buf *out, const struct cx_table *table, size_t row, int width);

#endif
