/* Private to assign/: what happened to each of many owners, in the order of time, in one array. */
#ifndef CX_ASSIGN_CHAIN_H
#define CX_ASSIGN_CHAIN_H

#include <stddef.h>
#include <stdint.h>

/* Every item begins with its int64_t time (seconds or days). The items of owner i are those from
 * first[i] to first[i + 1]. */
struct chain {
    char *items;
    size_t size; /* of an item */
    uint32_t *first;
    size_t count, cap;
    uint32_t *owners; /* until chain_link; then NULL */
};

void chain_init(struct chain *chain, size_t size);
void chain_fini(struct chain *chain);
/* Room for one more item of an owner; the caller fills it. */
void *chain_add(struct chain *chain, size_t owner);
/* Puts the items in the order of owners (0 to owner_count - 1), then time, then as they came. */
void chain_link(struct chain *chain, size_t owner_count);

/* The items of one owner: `for (const struct payment *p = CHAIN_FIRST(...); p < CHAIN_END(...))`.
 */
#define CHAIN_FIRST(type, chain, owner) ((const type *)(chain).items + (chain).first[owner])
#define CHAIN_END(type, chain, owner)   ((const type *)(chain).items + (chain).first[(owner) + 1])

#endif
