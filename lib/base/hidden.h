/* Characters that are not seen and do something: control characters, those that begin a terminal's
 * sequences among them, and what turns the direction of writing. In a name they would let a cell
 * draw over others, or read otherwise than it is. */
#ifndef CX_BASE_HIDDEN_H
#define CX_BASE_HIDDEN_H

#include <stdbool.h>
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

/* What is not seen and only keeps texts from being the same: marks of byte order and direction,
 * blanks of no width, a hyphen that is not shown. The bytes of the one that s begins with; 0: it
 * begins with none. */
size_t cx_unseen_at(const char *s, size_t n);
/* Whether one stands within. */
bool cx_holds_unseen(const char *s, size_t n);
/* Whether U+FFFD does, which programs write for what they couldn't read. */
bool cx_holds_lost(const char *s, size_t n);

#endif
