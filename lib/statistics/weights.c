#include "statistics/weights.h"

#include <stdlib.h>

#include "base/decimal.h"
#include "base/mem.h"

/* Gives the minimum to those whose proportion of the rest is below it, and makes their parts 0;
 * true if there was one. */
static bool give_least(int64_t *points, int64_t *parts, size_t count, int64_t *left)
{
    __int128 sum = 0;
    int64_t all = *left;
    bool any = false;
    for (size_t i = 0; i < count; i++)
        sum += parts[i];
    for (size_t i = 0; i < count; i++) {
        if (points[i] > 0 || parts[i] * (__int128)all >= LEAST_WEIGHT * sum)
            continue;
        points[i] = LEAST_WEIGHT;
        parts[i] = 0;
        *left -= LEAST_WEIGHT;
        any = true;
    }
    return any;
}

bool share_out(int64_t *points, const double *shares, size_t count, int64_t total)
{
    const int decimals = 9;
    int64_t *parts = cx_alloc((2 * count + 1) * sizeof *parts), *out = parts + count;
    bool any = false, is_fine = true;
    for (size_t i = 0; i < count; i++) {
        points[i] = 0;
        is_fine = is_fine && cx_dec_from_real(&parts[i], shares[i], decimals);
        any = any || parts[i] > 0;
    }
    is_fine = is_fine && any && total >= LEAST_WEIGHT * (int64_t)count;
    if (is_fine) {
        while (give_least(points, parts, count, &total))
            ;
        is_fine = cx_dec_split(out, total, parts, count);
    }
    for (size_t i = 0; is_fine && i < count; i++)
        points[i] += out[i];
    free(parts);
    return is_fine;
}

int64_t raise_one(int64_t *points, size_t count, size_t one, int64_t by, const bool *is_fixed)
{
    int64_t *spare = cx_alloc((2 * count + 1) * sizeof *spare), *given = spare + count, all = 0;
    for (size_t i = 0; i < count; i++) {
        bool gives = i != one && !(is_fixed && is_fixed[i]) && points[i] > LEAST_WEIGHT;
        spare[i] = gives ? points[i] - LEAST_WEIGHT : 0;
        all += spare[i];
    }
    by = by < all ? by : all;
    if (by <= 0 || !cx_dec_split(given, by, spare, count))
        by = 0;
    for (size_t i = 0; by > 0 && i < count; i++)
        points[i] -= given[i];
    points[one] += by;
    free(spare);
    return by;
}
