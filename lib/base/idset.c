#include "base/idset.h"

#include <roaring/roaring.h>
#include <stdlib.h>

#include "base/map.h"
#include "base/mem.h"

#define SHAPE_BITS 9 /* of a packed id: rotated to the top, so that numbers are neighbours */

struct cx_idset {
    struct cx_map *parts; /* upper 32 bits → index in bitmaps */
    roaring_bitmap_t **bitmaps;
    uint32_t *uppers; /* by bitmap: the upper bits of its ids */
    size_t count, cap;
    uint32_t last; /* the part that was asked for last */
    roaring_bitmap_t *last_bitmap;
};

struct cx_idset *cx_idset_new(void)
{
    struct cx_idset *set = cx_alloc(sizeof *set);
    set->parts = cx_map_new();
    return set;
}

void cx_idset_free(struct cx_idset *set)
{
    if (!set)
        return;
    for (size_t i = 0; i < set->count; i++)
        roaring_bitmap_free(set->bitmaps[i]);
    free(set->bitmaps);
    free(set->uppers);
    cx_map_free(set->parts);
    free(set);
}

static uint64_t rotate(int64_t id)
{
    return (uint64_t)id >> SHAPE_BITS | (uint64_t)id << (64 - SHAPE_BITS);
}

static int64_t rotate_back(uint64_t key)
{
    return (int64_t)(key << SHAPE_BITS | key >> (64 - SHAPE_BITS));
}

/* The bitmap of these upper bits, which is made if there is none. */
static roaring_bitmap_t *part_of(struct cx_idset *set, uint32_t upper)
{
    const int64_t *known = cx_map_get(set->parts, upper);
    if (known)
        return set->bitmaps[*known];
    if (set->count == set->cap) {
        set->cap = set->cap ? 2 * set->cap : 8;
        set->bitmaps = cx_realloc(set->bitmaps, set->cap, sizeof *set->bitmaps);
        set->uppers = cx_realloc(set->uppers, set->cap, sizeof *set->uppers);
    }
    cx_map_put(set->parts, upper, (int64_t)set->count);
    set->uppers[set->count] = upper;
    return set->bitmaps[set->count++] = roaring_bitmap_create();
}

bool cx_idset_add(struct cx_idset *set, int64_t id)
{
    uint64_t key = rotate(id);
    uint32_t part = (uint32_t)(key >> 32);
    if (!set->last_bitmap || set->last != part) {
        set->last_bitmap = part_of(set, part);
        set->last = part;
    }
    return roaring_bitmap_add_checked(set->last_bitmap, (uint32_t)key);
}

void cx_idset_settle(struct cx_idset *set)
{
    for (size_t i = 0; i < set->count; i++)
        roaring_bitmap_run_optimize(set->bitmaps[i]);
}

bool cx_idset_has(const struct cx_idset *set, int64_t id)
{
    uint64_t key = rotate(id);
    uint32_t part = (uint32_t)(key >> 32);
    if (set->last_bitmap && set->last == part)
        return roaring_bitmap_contains(set->last_bitmap, (uint32_t)key);
    const int64_t *known = cx_map_get(set->parts, part);
    return known && roaring_bitmap_contains(set->bitmaps[*known], (uint32_t)key);
}

bool cx_idset_remove(struct cx_idset *set, int64_t id)
{
    uint64_t key = rotate(id);
    const int64_t *known = cx_map_get(set->parts, (uint32_t)(key >> 32));
    return known && roaring_bitmap_remove_checked(set->bitmaps[*known], (uint32_t)key);
}

uint64_t cx_idset_count(const struct cx_idset *set)
{
    uint64_t count = 0;
    for (size_t i = 0; i < set->count; i++)
        count += roaring_bitmap_get_cardinality(set->bitmaps[i]);
    return count;
}

struct walk {
    uint64_t upper;
    bool (*each)(void *context, int64_t id);
    void *context;
};

static bool visit(uint32_t lower, void *context)
{
    const struct walk *walk = context;
    return walk->each(walk->context, rotate_back(walk->upper | lower));
}

bool cx_idset_each(const struct cx_idset *set, bool (*each)(void *context, int64_t id),
                   void *context)
{
    bool goes_on = true;
    for (size_t i = 0; goes_on && i < set->count; i++) {
        struct walk walk = {(uint64_t)set->uppers[i] << 32, each, context};
        goes_on = roaring_iterate(set->bitmaps[i], visit, &walk);
    }
    return goes_on;
}

/* A number of four bytes, the lowest first. */
static void put_number(struct cx_buf *out, uint32_t n)
{
    for (int i = 0; i < 4; i++)
        cx_buf_putc(out, (char)(n >> 8 * i & 0xff));
}

static uint32_t number_at(const unsigned char *s)
{
    return s[0] | (uint32_t)s[1] << 8 | (uint32_t)s[2] << 16 | (uint32_t)s[3] << 24;
}

void cx_idset_write(const struct cx_idset *set, struct cx_buf *out)
{
    for (size_t i = 0; i < set->count; i++) {
        size_t n = roaring_bitmap_portable_size_in_bytes(set->bitmaps[i]);
        char *bytes = cx_alloc(n);
        roaring_bitmap_portable_serialize(set->bitmaps[i], bytes);
        put_number(out, set->uppers[i]);
        put_number(out, (uint32_t)n);
        cx_buf_add(out, bytes, n);
        free(bytes);
    }
}

bool cx_idset_read(struct cx_idset *set, const void *bytes, size_t n)
{
    const unsigned char *s = bytes;
    while (n > 0) {
        uint32_t size = n >= 8 ? number_at(s + 4) : 0;
        if (n < 8 || size > n - 8)
            return false;
        roaring_bitmap_t *part =
            roaring_bitmap_portable_deserialize_safe((const char *)s + 8, size);
        if (!part)
            return false;
        roaring_bitmap_or_inplace(part_of(set, number_at(s)), part);
        roaring_bitmap_free(part);
        s += 8 + size;
        n -= 8 + size;
    }
    return true;
}
