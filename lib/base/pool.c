#include "base/pool.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"

#define BLOCK_BYTES 65536

struct block {
    struct block *next;
    size_t used, size;
    char bytes[];
};

struct entry {
    const char *s;
    size_t n;
    uint64_t hash;
};

/* Strings live in blocks that are never moved; slots is an open-addressed table of number + 1, 0
 * being free. */
struct cx_pool {
    struct block *blocks; /* the newest first */
    struct entry *entries;
    int count, cap;
    uint32_t *slots;
    size_t slot_cap; /* 0 or a power of two */
};

struct cx_pool *cx_pool_new(void)
{
    return cx_alloc(sizeof(struct cx_pool));
}

void cx_pool_free(struct cx_pool *pool)
{
    if (!pool)
        return;
    for (struct block *block = pool->blocks; block;) {
        struct block *next = block->next;
        free(block);
        block = next;
    }
    free(pool->entries);
    free(pool->slots);
    free(pool);
}

static const char *keep(struct cx_pool *pool, const char *s, size_t n)
{
    struct block *block = pool->blocks;

    if (!block || block->size - block->used <= n) {
        size_t size = n < BLOCK_BYTES ? BLOCK_BYTES : n + 1;
        block = cx_realloc(NULL, sizeof *block + size, 1);
        *block = (struct block){.next = pool->blocks, .size = size};
        pool->blocks = block;
    }
    char *copy = block->bytes + block->used;
    if (n > 0)
        memcpy(copy, s, n);
    copy[n] = '\0';
    block->used += n + 1;
    return copy;
}

static void grow_slots(struct cx_pool *pool)
{
    free(pool->slots);
    pool->slot_cap = pool->slot_cap ? 2 * pool->slot_cap : 64;
    pool->slots = cx_alloc(pool->slot_cap * sizeof *pool->slots);
    for (int number = 0; number < pool->count; number++) {
        size_t i = pool->entries[number].hash & (pool->slot_cap - 1);
        while (pool->slots[i] != 0)
            i = (i + 1) & (pool->slot_cap - 1);
        pool->slots[i] = (uint32_t)number + 1;
    }
}

/* The slot of the string, or the free one where it belongs; the table has a free slot. */
static uint32_t *find(const struct cx_pool *pool, const char *s, size_t n, uint64_t hash)
{
    size_t i = hash & (pool->slot_cap - 1);

    while (pool->slots[i] != 0) {
        const struct entry *entry = &pool->entries[pool->slots[i] - 1];
        if (entry->hash == hash && entry->n == n && (n == 0 || memcmp(entry->s, s, n) == 0))
            break;
        i = (i + 1) & (pool->slot_cap - 1);
    }
    return &pool->slots[i];
}

int cx_pool_put(struct cx_pool *pool, const char *s, size_t n)
{
    uint64_t hash = cx_map_hash(s, n, 0);

    if ((size_t)pool->count >= pool->slot_cap / 4 * 3)
        grow_slots(pool);
    uint32_t *slot = find(pool, s, n, hash);
    if (*slot != 0)
        return (int)(*slot - 1);
    CX_GROW(pool->entries, pool->count, pool->cap);
    pool->entries[pool->count] = (struct entry){keep(pool, s, n), n, hash};
    pool->count++;
    *slot = (uint32_t)pool->count;
    return pool->count - 1;
}

int cx_pool_find(const struct cx_pool *pool, const char *s, size_t n)
{
    if (pool->slot_cap == 0)
        return -1;
    return (int)*find(pool, s, n, cx_map_hash(s, n, 0)) - 1;
}

const char *cx_pool_get(const struct cx_pool *pool, int number)
{
    return number >= 0 && number < pool->count ? pool->entries[number].s : NULL;
}

int cx_pool_count(const struct cx_pool *pool)
{
    return pool->count;
}
