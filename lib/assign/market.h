/* Private to assign/: lots, each of one or more accounts, for one kind of team, and the people who
 * may have them, for the highest sum of value × skill. Lots of a segment and alike in value are one
 * source of the transportation problem; within, the largest goes to the most skilled. */
#ifndef CX_ASSIGN_MARKET_H
#define CX_ASSIGN_MARKET_H

#include <stddef.h>
#include <stdint.h>

/* What a lot has in one segment. */
struct share {
    int32_t segment;
    double value; /* cents in average hands */
};

struct lot {
    size_t party;           /* whose it is: the caller's */
    int32_t segment;        /* in which most of its value is */
    int32_t size;           /* how much room it takes: accounts */
    double value;           /* of all shares */
    uint32_t first, shares; /* in the market's shares, where there is more than one; else 0 */
    int buyer;              /* who has it; -1: nobody */
};

struct market {
    struct lot *lots;
    size_t lot_count;
    int buyers, segments;
    const double *skill; /* [buyer][segment] */
    int64_t *room;       /* [buyer]: for so many accounts */
    double *price;       /* [buyer]: of room for one; found by market_solve */
    const struct share *shares;
};

/* What a buyer makes of a cent in average hands. */
static inline double market_skill(const struct market *market, int buyer, int32_t segment)
{
    return market->skill[(size_t)buyer * (size_t)market->segments + (size_t)segment];
}

/* Sets every lot's buyer and the prices; sorts the lots. */
void market_solve(struct market *market);
/* What no way to deal the lots can exceed, by these prices: the dual's value, by which the gap to
 * the optimum is proven. */
double market_bound(const struct market *market);
/* What the buyers make of the lots they have. */
double market_value(const struct market *market);
/* What a buyer makes of a lot. */
double market_worth(const struct market *market, const struct lot *lot, int buyer);
/* What each of the lots brings at best at these prices, but not below 0. */
void market_bids(double *bids, const struct market *market);

#endif
