#include "assign/envelope.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

/* By slope; of equal ones the cheaper comes last, and wins. */
static int compare_offers(const void *a, const void *b)
{
    const struct offer *left = a, *right = b;
    if (left->slope != right->slope)
        return left->slope < right->slope ? -1 : 1;
    return (left->price < right->price) - (left->price > right->price);
}

static double meeting(const struct offer *a, const struct offer *b)
{
    return (b->price - a->price) / (b->slope - a->slope);
}

void envelope_init(struct envelope *envelope, const struct offer *offers, size_t count)
{
    struct offer *kept = cx_realloc(NULL, count + 1, sizeof *kept);
    double *from = cx_realloc(NULL, count + 1, sizeof *from);
    size_t n = 0;
    for (size_t i = 0; i < count; i++)
        kept[i] = offers[i];
    if (count > 0)
        qsort(kept, count, sizeof *kept, compare_offers);
    for (size_t i = 0; i < count; i++) {
        struct offer offer = kept[i];
        if (n > 0 && kept[n - 1].slope == offer.slope)
            n--;
        while (n > 0 && meeting(&kept[n - 1], &offer) <= from[n - 1])
            n--;
        from[n] = n > 0 ? meeting(&kept[n - 1], &offer) : -INFINITY;
        kept[n++] = offer;
    }
    *envelope = (struct envelope){kept, from, n};
}

void envelope_fini(struct envelope *envelope)
{
    free(envelope->offers);
    free(envelope->from);
    *envelope = (struct envelope){0};
}

double envelope_best(const struct envelope *envelope, double value)
{
    size_t low = 0, high = envelope->count;
    if (high == 0)
        return 0;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (envelope->from[middle] <= value)
            low = middle;
        else
            high = middle;
    }
    double best = envelope->offers[low].slope * value - envelope->offers[low].price;
    return best > 0 ? best : 0;
}
