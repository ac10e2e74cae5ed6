#include "assign/chain.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define ITEM_MAX 64 /* bytes of an item */

void chain_init(struct chain *chain, size_t size)
{
    *chain = (struct chain){.size = size};
}

void chain_fini(struct chain *chain)
{
    free(chain->items);
    free(chain->first);
    free(chain->owners);
    *chain = (struct chain){0};
}

void *chain_add(struct chain *chain, size_t owner)
{
    size_t cap = chain->cap;
    CX_GROW(chain->owners, chain->count, chain->cap);
    if (cap != chain->cap)
        chain->items = cx_realloc(chain->items, chain->cap, chain->size);
    chain->owners[chain->count] = (uint32_t)owner;
    return chain->items + chain->count++ * chain->size;
}

static int64_t time_of(const struct chain *chain, size_t i)
{
    int64_t at;
    memcpy(&at, chain->items + i * chain->size, sizeof at);
    return at;
}

/* By insertion: most come in the order of time already, and an owner has few. */
static void sort_owner(struct chain *chain, size_t first, size_t end)
{
    char item[ITEM_MAX];
    for (size_t i = first + 1; i < end; i++) {
        int64_t at = time_of(chain, i);
        size_t k = i;
        while (k > first && time_of(chain, k - 1) > at)
            k--;
        if (k == i)
            continue;
        memcpy(item, chain->items + i * chain->size, chain->size);
        memmove(chain->items + (k + 1) * chain->size, chain->items + k * chain->size,
                (i - k) * chain->size);
        memcpy(chain->items + k * chain->size, item, chain->size);
    }
}

void chain_link(struct chain *chain, size_t owner_count)
{
    char *sorted = cx_realloc(NULL, chain->count + 1, chain->size);
    uint32_t *next = cx_alloc((owner_count + 2) * sizeof *next);
    for (size_t i = 0; i < chain->count; i++)
        next[chain->owners[i] + 2]++;
    for (size_t i = 2; i < owner_count + 2; i++)
        next[i] += next[i - 1];
    for (size_t i = 0; i < chain->count; i++)
        memcpy(sorted + (size_t)next[chain->owners[i] + 1]++ * chain->size,
               chain->items + i * chain->size, chain->size);
    free(chain->items);
    free(chain->owners);
    chain->items = sorted;
    chain->owners = NULL;
    chain->first = next; /* each has moved on to the start of the next owner's */
    for (size_t i = 0; i < owner_count; i++)
        sort_owner(chain, next[i], next[i + 1]);
}
