#include "past/lookup.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/mem.h"
#include "store/store.h"

#define SHAPE_BITS 9 /* ids of one shape differ in the bits above these */
#define SPARSE     4 /* so many times as large as the ids' number a table may be */

static int64_t id_at(const int64_t *ids, size_t stride, size_t i)
{
    return *(const int64_t *)((const char *)ids + i * stride);
}

static bool same_shape(int64_t a, int64_t b)
{
    return ((a ^ b) & ((1 << SHAPE_BITS) - 1)) == 0;
}

/* All are of one shape. */
static bool are_alike(const int64_t *ids, size_t stride, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        if (!same_shape(id_at(ids, stride, i), id_at(ids, stride, 0)))
            return false;
    }
    return true;
}

void cx_lookup_init(struct cx_lookup *lookup, const int64_t *ids, size_t stride, size_t count)
{
    *lookup = (struct cx_lookup){.map = cx_map_new()};
    if (count == 0)
        return;
    lookup->low = id_at(ids, stride, 0);
    int64_t span = ((id_at(ids, stride, count - 1) - lookup->low) >> SHAPE_BITS) + 1;
    lookup->is_dense = span == (int64_t)count && are_alike(ids, stride, count);
    if (lookup->is_dense || span <= SPARSE * (int64_t)count)
        lookup->span = span;
    if (lookup->is_dense)
        return;
    lookup->places = cx_realloc(NULL, (size_t)lookup->span + 1, sizeof *lookup->places);
    for (int64_t i = 0; i < lookup->span; i++)
        lookup->places[i] = -1;
    for (size_t i = 0; i < count; i++) {
        int64_t id = id_at(ids, stride, i);
        if (lookup->span > 0 && same_shape(id, lookup->low))
            lookup->places[(id - lookup->low) >> SHAPE_BITS] = (int32_t)i;
        else
            cx_map_put(lookup->map, id, (int64_t)i);
    }
}

void cx_lookup_fini(struct cx_lookup *lookup)
{
    free(lookup->places);
    cx_map_free(lookup->map);
    *lookup = (struct cx_lookup){0};
}

int32_t cx_lookup_find(const struct cx_lookup *lookup, int64_t id)
{
    if (same_shape(id, lookup->low)) {
        int64_t at = (id - lookup->low) >> SHAPE_BITS;
        if (at >= 0 && at < lookup->span)
            return lookup->is_dense ? (int32_t)at : lookup->places[at];
    }
    const int64_t *place = cx_map_get(lookup->map, id);
    return place ? (int32_t)*place : -1;
}

int32_t cx_lookup_row(const struct cx_lookup *lookup, struct cx_stmt *row, int column)
{
    int32_t place = cx_lookup_find(lookup, cx_stmt_int(row, column));
    if (place < 0)
        cx_stmt_blame(row, column);
    return place;
}
