/* Ranks with ties: 1 2 2 4. */
#ifndef CX_BASE_RANK_H
#define CX_BASE_RANK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CX_UNRANKED INT64_MIN /* a value that takes no part */

struct cx_rank {
    int rank;  /* one more than how many of its group are better; 0: it takes no part */
    int equal; /* how many of its group have this rank, itself included */
    int count; /* how many of its group take part */
};

/* Ranks each value among those of its group; groups NULL: all are one. The highest comes first, or
 * the lowest. */
void cx_rank(struct cx_rank *ranks, const int64_t *values, const int64_t *groups, size_t count,
             bool low_first);

#endif
