/* Writes CSV: RFC 4180 with LF, quotes only where needed, and formulas defused. */
#ifndef CX_CSV_WRITER_H
#define CX_CSV_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/buf.h"

/* Appends s as one CSV field, quoted if it contains the delimiter, a quote, CR or LF, or begins or
 * ends with a blank. */
void cx_csv_put(struct cx_buf *out, const char *s, size_t n, char delimiter);
/* True if s must be written with an additional leading apostrophe: if a spreadsheet would run it as
 * a formula (it starts with = + - @ tab or CR, and is not a number), or if it starts with
 * apostrophes before such a character. */
bool cx_csv_is_formula(const char *s, size_t n);
/* The reverse: true if s starts with an apostrophe that was added because of cx_csv_is_formula. */
bool cx_csv_was_defused(const char *s, size_t n);

#endif
