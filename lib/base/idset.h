/* A set of ids (store/id.h), as roaring bitmaps: consecutive ids take a bit each, so ten million
 * fit into a few megabytes; scattered ones take about ten bytes each. */
#ifndef CX_BASE_IDSET_H
#define CX_BASE_IDSET_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

struct cx_idset;

struct cx_idset *cx_idset_new(void);
void cx_idset_free(struct cx_idset *set);            /* NULL is fine */
bool cx_idset_add(struct cx_idset *set, int64_t id); /* true if it was new */
/* Compacts the set: worthwhile before many look-ups and few additions. */
void cx_idset_settle(struct cx_idset *set);
bool cx_idset_has(const struct cx_idset *set, int64_t id);
bool cx_idset_remove(struct cx_idset *set, int64_t id); /* true if it was there */
uint64_t cx_idset_count(const struct cx_idset *set);
/* Calls `each` for all ids, in no order, until it is false; false: it was. */
bool cx_idset_each(const struct cx_idset *set, bool (*each)(void *context, int64_t id),
                   void *context);
/* The set as bytes, which read alike on every machine, and adding such a set to another; false: the
 * bytes are no set. */
void cx_idset_write(const struct cx_idset *set, struct cx_buf *out);
bool cx_idset_read(struct cx_idset *set, const void *bytes, size_t n);

#endif
