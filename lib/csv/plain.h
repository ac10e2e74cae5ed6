/* Private to csv/: splits lines without quotes, which do not need libcsv. */
#ifndef CX_CSV_PLAIN_H
#define CX_CSV_PLAIN_H

#include <stdbool.h>

#include "csv/reader.h"

/* The offset at which the line in s[0..n) ends (with LF or CRLF); 0 if it needs libcsv, because it
 * is empty, begins with a blank, contains a quote, a NUL or a lone CR, or does not end here. */
size_t plain_end(const char *s, size_t n, bool *is_ascii);
/* Splits the line s[0..end) in place: delimiters and the end of the line become NULs, and blanks
 * around fields are dropped, as by libcsv. Returns the number of fields; if there are more than
 * cap, returns 0 and changes nothing. */
size_t plain_split(struct cx_csv_field *fields, size_t cap, char *s, size_t end, char delimiter);

/* Excel's way to keep a number a text, ="00123", becomes a field in quotes, in place: in a piece of
 * text that begins outside quotes, with line ends. */
void plain_unwrap(char *s, size_t n, char delimiter);

#endif
