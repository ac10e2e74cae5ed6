/* Private to assign/: accounts of one kind of team and the people who may have them, for the
 * highest sum of value × skill. Accounts of a segment and alike in value are one source of the
 * transportation problem; within, the largest goes to the most skilled. */
#ifndef CX_ASSIGN_MARKET_H
#define CX_ASSIGN_MARKET_H

#include <stddef.h>
#include <stdint.h>

struct lot { /* an account */
    uint32_t account;
    int32_t segment;
    double value; /* cents in average hands */
    int buyer;    /* who has it; -1: nobody */
};

struct market {
    struct lot *lots;
    size_t lot_count;
    int buyers, segments;
    const double *skill; /* [buyer][segment] */
    int64_t *room;       /* [buyer] */
    double *price;       /* [buyer]: found by market_solve */
};

/* Sets every lot's buyer and the prices; sorts the lots. */
void market_solve(struct market *market);
/* What no way to deal the lots can exceed, by these prices: the dual's value, by which the gap to
 * the optimum is proven. */
double market_bound(const struct market *market);
/* What the buyers make of the lots they have. */
double market_value(const struct market *market);

#endif
