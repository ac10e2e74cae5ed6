/* What workbooks, lookups and databases leave in a cell where a value should be. */
#ifndef CX_KIND_LEFTOVER_H
#define CX_KIND_LEFTOVER_H

#include "kind/kind.h"

/* Of a cell that can't be read: what is said of one that stands for nothing, or is what Excel shows
 * instead of a value, into why, which is empty. False: it is none. */
bool cx_leftover_say(struct cx_buf *why, const struct cx_field *field, const char *s, size_t n);
/* Of any text: whether it is none, as \N and an error of a formula are; cx_leftover_say says why.
 */
bool cx_leftover_in_text(const char *s, size_t n);
/* Whether a text is a word by which programs say that there is none, though people may mean it. */
bool cx_leftover_is_null(const char *s, size_t n);
/* Of any id: why it is none, N_; NULL: it may be one. */
const char *cx_leftover_in_id(const struct cx_field *field, const char *s, size_t n);

#endif
