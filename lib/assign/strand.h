/* Private to assign/: what happened to each of many owners, in the order of time, in one array. */
#ifndef CX_ASSIGN_STRAND_H
#define CX_ASSIGN_STRAND_H

#include <stddef.h>
#include <stdint.h>

/* Every item begins with its int64_t time (seconds or days). The items of owner i are those from
 * first[i] to first[i + 1]. */
struct strand {
    char *items;
    size_t size; /* of an item */
    uint32_t *first;
    size_t count, cap;
    uint32_t *owners; /* until strand_link; then NULL */
};

void strand_init(struct strand *strand, size_t size);
void strand_fini(struct strand *strand);
/* Room for one more item of an owner; the caller fills it. */
void *strand_add(struct strand *strand, size_t owner);
/* Puts the items in the order of owners (0 to owner_count - 1), then time, then as they came. */
void strand_link(struct strand *strand, size_t owner_count);

/* The items of one owner: `for (const struct payment *p = STRAND_FIRST(...); p < STRAND_END(...))`.
 */
#define STRAND_FIRST(type, strand, owner) ((const type *)(strand).items + (strand).first[owner])
#define STRAND_END(type, strand, owner)   ((const type *)(strand).items + (strand).first[(owner) + 1])

#endif
