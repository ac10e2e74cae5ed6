/* Private to csv/: lines that hold no quote, split without libcsv. */
#ifndef CX_CSV_PLAIN_H
#define CX_CSV_PLAIN_H

#include <stdbool.h>

#include "csv/reader.h"

/* Where the line at s[0..n) ends (at LF or CRLF); 0 where libcsv has to look at it: it is empty,
 * begins with a blank, holds a quote, a NUL or a CR alone, or its end isn't there. */
size_t plain_end(const char *s, size_t n, bool *is_ascii);
/* Splits the line s[0..end) in place: delimiters and the line's end become NULs, blanks around
 * fields are left out, as libcsv leaves them out. Returns the number of fields, or 0, having
 * changed nothing, where there are more than cap. */
size_t plain_split(struct cx_csv_field *fields, size_t cap, char *s, size_t end, char delimiter);

#endif
