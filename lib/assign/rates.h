/* Private to assign/: the chance of a payment where no model was fitted: what was paid in the last
 * windows, by stage and rating. */
#ifndef CX_ASSIGN_RATES_H
#define CX_ASSIGN_RATES_H

#include "assign/windows.h"

struct rates {
    int64_t *ppm; /* [stage][rating + 1] */
    int ratings;  /* with the one for none */
};

void rates_init(struct rates *rates, const struct book *book);
void rates_fini(struct rates *rates);
int64_t rates_ppm(const struct rates *rates, int stage, int rating); /* 0 for no stage */

#endif
