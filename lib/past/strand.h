/* What happened to each of many owners, in the order of time, in one array. */
#ifndef CX_PAST_STRAND_H
#define CX_PAST_STRAND_H

#include <stddef.h>
#include <stdint.h>

/* Every item begins with its int64_t time (seconds or days). The items of owner i are those from
 * first[i] to first[i + 1]. */
struct cx_strand {
    char *items;
    size_t size;     /* of an item */
    uint32_t *first; /* NULL: there are no items */
    size_t count, cap;
    uint32_t *owners; /* until cx_strand_link; then NULL */
};

void cx_strand_init(struct cx_strand *strand, size_t size);
void cx_strand_fini(struct cx_strand *strand);
/* Room for one more item of an owner, which the caller fills; -1: of nobody, gone once all are
 * linked. */
void *cx_strand_add(struct cx_strand *strand, int64_t owner);
/* Puts the items in the order of owners (0 to owner_count - 1), then time, then as they came. */
void cx_strand_link(struct cx_strand *strand, size_t owner_count);

/* Where an owner's items begin, once all are linked. */
static inline size_t cx_strand_at(const struct cx_strand *strand, size_t owner)
{
    return strand->first ? strand->first[owner] : 0;
}
static inline size_t cx_strand_count(const struct cx_strand *strand, size_t owner)
{
    return cx_strand_at(strand, owner + 1) - cx_strand_at(strand, owner);
}

/* The items of one owner: `for (const struct order *o = CX_STRAND_FIRST(...); o <
 * CX_STRAND_END(...))`.
 */
#define CX_STRAND_FIRST(type, strand, owner)                                                       \
    ((const type *)(strand).items + cx_strand_at(&(strand), (size_t)(owner)))
#define CX_STRAND_END(type, strand, owner) CX_STRAND_FIRST(type, strand, (owner) + 1)

#endif
