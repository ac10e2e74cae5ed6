/* A set of ids (store/id.h), as roaring bitmaps: consecutive ids take a bit each, so ten million
 * fit into a few megabytes; scattered ones take about ten bytes each. */
#ifndef CX_BASE_IDSET_H
#define CX_BASE_IDSET_H

#include <stdbool.h>
#include <stdint.h>

struct cx_idset;

struct cx_idset *cx_idset_new(void);
void cx_idset_free(struct cx_idset *set);            /* NULL is fine */
bool cx_idset_add(struct cx_idset *set, int64_t id); /* true if it was new */
/* Compacts the set: worthwhile before many look-ups and few additions. */
void cx_idset_settle(struct cx_idset *set);
bool cx_idset_has(const struct cx_idset *set, int64_t id);

#endif
