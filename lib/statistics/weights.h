/* Private to statistics/: whole points of weight. */
#ifndef CX_STATISTICS_WEIGHTS_H
#define CX_STATISTICS_WEIGHTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LEAST_WEIGHT 5 /* what no line of a suggested scorecard has less of */

/* Shares total out in proportion to shares (>= 0), LEAST_WEIGHT at least each: where a proportion
 * gives less, the others share what is left. Whole points by largest remainder. False: total is
 * too little, or all shares are 0. */
bool share_out(int64_t *points, const double *shares, size_t count, int64_t total);
/* Raises one by so many points, or by as many as the others have above the least; these give them
 * in proportion to what they have. is_fixed (may be NULL): who gives nothing. Returns by how many
 * it was raised. */
int64_t raise_one(int64_t *points, size_t count, size_t one, int64_t by, const bool *is_fixed);

#endif
