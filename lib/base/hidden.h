/* Characters that are not seen and do something: control characters, those that begin a terminal's
 * sequences among them, and what turns the direction of writing. In a name they would let a cell
 * draw over others, or read otherwise than it is. */
#ifndef CX_BASE_HIDDEN_H
#define CX_BASE_HIDDEN_H

#include <stddef.h>

#include "base/buf.h"

/* Offset of the first of them in s, or its length; *point is its code, *n its bytes (0: none). A
 * byte that is no UTF-8 is none of them. */
size_t cx_hidden_at(const char *s, unsigned *point, size_t *n);

/* Appends s with each of them, but for those in `kept` (ASCII), as what C writes for it: \n, \x1b,
 * \u202e. */
void cx_hidden_show(struct cx_buf *out, const char *s, const char *kept);
/* The same with each left out. */
void cx_hidden_drop(struct cx_buf *out, const char *s, const char *kept);

#endif
