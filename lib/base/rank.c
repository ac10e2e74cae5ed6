#include "base/rank.h"

#include <stdlib.h>

#include "base/mem.h"

struct place {
    int64_t group, value;
    size_t index;
};

static int compare(const struct place *left, const struct place *right)
{
    if (left->group != right->group)
        return left->group < right->group ? -1 : 1;
    return (left->value > right->value) - (left->value < right->value);
}

static int lowest_first(const void *a, const void *b)
{
    return compare(a, b);
}

static int highest_first(const void *a, const void *b)
{
    const struct place *left = a, *right = b;
    return left->group != right->group ? compare(left, right) : compare(right, left);
}

/* The end of those from `first` on that are of its group and, with `equal`, of its value. */
static size_t end_of(const struct place *places, size_t first, size_t count, bool equal)
{
    size_t end = first;
    while (end < count && places[end].group == places[first].group &&
           (!equal || places[end].value == places[first].value))
        end++;
    return end;
}

static void rank_group(struct cx_rank *ranks, const struct place *places, size_t count)
{
    for (size_t first = 0, end; first < count; first = end) {
        end = end_of(places, first, count, true);
        for (size_t i = first; i < end; i++)
            ranks[places[i].index] =
                (struct cx_rank){(int)first + 1, (int)(end - first), (int)count};
    }
}

void cx_rank(struct cx_rank *ranks, const int64_t *values, const int64_t *groups, size_t count,
             bool low_first)
{
    struct place *places = cx_alloc((count + 1) * sizeof *places);
    size_t ranked = 0;
    for (size_t i = 0; i < count; i++) {
        ranks[i] = (struct cx_rank){0};
        if (values[i] != CX_UNRANKED)
            places[ranked++] = (struct place){groups ? groups[i] : 0, values[i], i};
    }
    if (ranked > 0)
        qsort(places, ranked, sizeof *places, low_first ? lowest_first : highest_first);
    for (size_t first = 0, end; first < ranked; first = end) {
        end = end_of(places, first, ranked, false);
        rank_group(ranks, places + first, end - first);
    }
    free(places);
}
