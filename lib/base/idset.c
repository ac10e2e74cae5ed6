#include "base/idset.h"

#include <roaring/roaring.h>
#include <stdlib.h>

#include "base/map.h"
#include "base/mem.h"

#define SHAPE_BITS 9 /* of a packed id: rotated to the top, so that numbers are neighbours */

struct cx_idset {
    struct cx_map *parts; /* upper 32 bits → index in bitmaps */
    roaring_bitmap_t **bitmaps;
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
    cx_map_free(set->parts);
    free(set);
}

static uint64_t rotate(int64_t id)
{
    return (uint64_t)id >> SHAPE_BITS | (uint64_t)id << (64 - SHAPE_BITS);
}

bool cx_idset_add(struct cx_idset *set, int64_t id)
{
    uint64_t key = rotate(id);
    uint32_t part = (uint32_t)(key >> 32);
    if (!set->last_bitmap || set->last != part) {
        const int64_t *known = cx_map_get(set->parts, part);
        if (!known) {
            CX_GROW(set->bitmaps, set->count, set->cap);
            set->bitmaps[set->count] = roaring_bitmap_create();
            cx_map_put(set->parts, part, (int64_t)set->count++);
            known = cx_map_get(set->parts, part);
        }
        set->last = part;
        set->last_bitmap = set->bitmaps[*known];
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
