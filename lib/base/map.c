#include "base/map.h"

#include <stdlib.h>

#include "base/mem.h"

struct slot {
    int64_t key, value;
};

/* Key 0 marks a free slot, so that zeroed memory is an empty table; the entry of key 0 itself is
 * kept separately. */
struct cx_map {
    struct slot *slots;
    size_t cap, used; /* cap is 0 or a power of two; used is without key 0 */
    bool has_zero;
    int64_t zero;
};

/* The finaliser of splitmix64 (Steele, Lea, Flood 2014), which spreads consecutive keys. */
static uint64_t mix(uint64_t x)
{
    x ^= x >> 30;
    x *= UINT64_C(0xbf58476d1ce4e5b9);
    x ^= x >> 27;
    x *= UINT64_C(0x94d049bb133111eb);
    return x ^ (x >> 31);
}

uint64_t cx_map_hash(const void *bytes, size_t n, uint64_t seed)
{
    const unsigned char *byte = bytes;
    uint64_t hash = UINT64_C(0xcbf29ce484222325) ^ mix(seed); /* mix(0) is 0: plain FNV-1a */

    for (size_t i = 0; i < n; i++)
        hash = (hash ^ byte[i]) * UINT64_C(0x100000001b3);
    return mix(hash);
}

struct cx_map *cx_map_new(void)
{
    return cx_alloc(sizeof(struct cx_map));
}

void cx_map_free(struct cx_map *map)
{
    if (!map)
        return;
    free(map->slots);
    free(map);
}

/* The slot that holds key, or the free one where it belongs. There is always a free one. */
static struct slot *find(const struct cx_map *map, int64_t key)
{
    size_t i = mix((uint64_t)key) & (map->cap - 1);

    while (map->slots[i].key != 0 && map->slots[i].key != key)
        i = (i + 1) & (map->cap - 1);
    return &map->slots[i];
}

static void grow(struct cx_map *map)
{
    struct slot *old = map->slots;
    size_t old_cap = map->cap;

    /* Memory runs out long before the doubled size overflows. */
    map->cap = old_cap ? 2 * old_cap : 16;
    map->slots = cx_alloc(map->cap * sizeof *map->slots);
    for (size_t i = 0; i < old_cap; i++)
        if (old[i].key != 0)
            *find(map, old[i].key) = old[i];
    free(old);
}

bool cx_map_put(struct cx_map *map, int64_t key, int64_t value)
{
    if (key == 0) {
        bool is_new = !map->has_zero;
        map->has_zero = true;
        map->zero = value;
        return is_new;
    }
    if (map->used >= map->cap / 4 * 3)
        grow(map);
    struct slot *slot = find(map, key);
    bool is_new = slot->key == 0;
    *slot = (struct slot){key, value};
    map->used += is_new;
    return is_new;
}

int64_t *cx_map_get(const struct cx_map *map, int64_t key)
{
    if (key == 0) /* the value is the caller's to change, the map's structure is not */
        return map->has_zero ? (int64_t *)&map->zero : NULL;
    if (map->cap == 0)
        return NULL;
    struct slot *slot = find(map, key);
    return slot->key == 0 ? NULL : &slot->value;
}

size_t cx_map_count(const struct cx_map *map)
{
    return map->used + map->has_zero;
}
