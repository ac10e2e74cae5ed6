/* English that was kept, such as the notes of sealed lines, told in the language of the output. */
#ifndef CX_BASE_RETELL_H
#define CX_BASE_RETELL_H

#include <stddef.h>

#include "base/buf.h"

/* Appends text; where it, or a part of it between "; " or ", ", is what one of the formats gives,
 * it is told by the translation of that format. Formats are literal texts with %s and the like,
 * without %%, and a text stands between any two of their places. */
void cx_retell(struct cx_buf *out, const char *text, const char *const *formats, size_t count);

#endif
