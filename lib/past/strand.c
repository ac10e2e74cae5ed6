#include "past/strand.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define ITEM_MAX 64 /* bytes of an item */
#define NOBODY   UINT32_MAX

void cx_strand_init(struct cx_strand *strand, size_t size)
{
    *strand = (struct cx_strand){.size = size};
}

void cx_strand_fini(struct cx_strand *strand)
{
    free(strand->items);
    free(strand->first);
    free(strand->owners);
    *strand = (struct cx_strand){0};
}

void *cx_strand_add(struct cx_strand *strand, int64_t owner)
{
    size_t cap = strand->cap;
    CX_GROW(strand->owners, strand->count, strand->cap);
    if (cap != strand->cap)
        strand->items = cx_realloc(strand->items, strand->cap, strand->size);
    strand->owners[strand->count] = (uint32_t)owner;
    return strand->items + strand->count++ * strand->size;
}

static int64_t time_of(const struct cx_strand *strand, size_t i)
{
    int64_t at;
    memcpy(&at, strand->items + i * strand->size, sizeof at);
    return at;
}

/* By insertion: most come in the order of time already, and an owner has few. */
static void sort_owner(struct cx_strand *strand, size_t first, size_t end)
{
    char item[ITEM_MAX];
    for (size_t i = first + 1; i < end; i++) {
        int64_t at = time_of(strand, i);
        size_t k = i;
        while (k > first && time_of(strand, k - 1) > at)
            k--;
        if (k == i)
            continue;
        memcpy(item, strand->items + i * strand->size, strand->size);
        memmove(strand->items + (k + 1) * strand->size, strand->items + k * strand->size,
                (i - k) * strand->size);
        memcpy(strand->items + k * strand->size, item, strand->size);
    }
}

void cx_strand_link(struct cx_strand *strand, size_t owner_count)
{
    if (strand->count == 0) {
        strand->items = cx_alloc(strand->size);
        return;
    }
    char *sorted = cx_realloc(NULL, strand->count, strand->size);
    uint32_t *next = cx_alloc((owner_count + 2) * sizeof *next);
    for (size_t i = 0; i < strand->count; i++)
        if (strand->owners[i] != NOBODY)
            next[strand->owners[i] + 2]++;
    for (size_t i = 2; i < owner_count + 2; i++)
        next[i] += next[i - 1];
    for (size_t i = 0; i < strand->count; i++)
        if (strand->owners[i] != NOBODY)
            memcpy(sorted + (size_t)next[strand->owners[i] + 1]++ * strand->size,
                   strand->items + i * strand->size, strand->size);
    free(strand->items);
    free(strand->owners);
    strand->items = sorted;
    strand->owners = NULL;
    strand->first = next; /* each has moved on to the start of the next owner's */
    strand->count = next[owner_count];
    for (size_t i = 0; i < owner_count; i++)
        sort_owner(strand, next[i], next[i + 1]);
}
