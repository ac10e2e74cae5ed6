/* Private to past/: rows of up to eight numbers of 64 bits, dealt to bins in any order and given
 * back bin by bin. What memory is not to hold stands in a temporary file until then. */
#ifndef CX_PAST_DEALT_H
#define CX_PAST_DEALT_H

#include <stddef.h>

#include "base/error.h"

struct dealt;
/* size: of a row, in bytes; memory: bytes of rows as they are kept, beside a block of each bin. */
struct dealt *dealt_new(size_t size, size_t bins, size_t memory);
void dealt_free(struct dealt *dealt); /* NULL is fine */
int dealt_put(struct dealt *dealt, size_t bin, const void *row, struct cx_err *err);
size_t dealt_count(const struct dealt *dealt, size_t bin); /* rows */
/* Gives the rows of a bin, some at a time, in the order in which they came, and frees their memory.
 * Threads may do so at the same time, each with other bins, when all rows are in. */
int dealt_take(struct dealt *dealt, size_t bin,
               int (*take)(void *context, const void *rows, size_t count, struct cx_err *err),
               void *context, struct cx_err *err);

#endif
