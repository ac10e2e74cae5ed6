/* CSV out: RFC 4180 with LF, quotes only where needed, formulas defused (design 1-product). */
#ifndef CX_CSV_WRITER_H
#define CX_CSV_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/buf.h"

/* Appends s as one CSV field: quoted if it holds the delimiter, a quote, CR or LF, or begins or
 * ends with a blank. */
void cx_csv_put(struct cx_buf *out, const char *s, size_t n, char delimiter);
/* True if a spreadsheet would run s as a formula (starts with = + - @ tab or CR, and is no number),
 * or s starts with apostrophes before such a character: it is to be written with one apostrophe
 * more in front. */
bool cx_csv_is_formula(const char *s, size_t n);
/* The other way: true if s starts with one apostrophe that cx_csv_is_formula put there. */
bool cx_csv_was_defused(const char *s, size_t n);

#endif
