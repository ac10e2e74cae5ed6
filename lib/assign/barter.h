/* Private to assign/: makes a market's solution and its prices better where lots are of several
 * accounts or segments, which the classes of market.c see only on average. */
#ifndef CX_ASSIGN_BARTER_H
#define CX_ASSIGN_BARTER_H

#include "assign/market.h"

/* Two buyers exchange lots, as many accounts for as many, or take what there is room for, as long
 * as they gain by it together; what nobody has is exchanged likewise. Then the bound is lowered by
 * a subgradient method on the prices (Held, Wolfe and Crowder, 1974). A market of lots of one
 * account each is left as it is. */
void barter(struct market *market);

#endif
