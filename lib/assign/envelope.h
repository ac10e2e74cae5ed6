/* Private to assign/: the best of many offers, each slope × value - price, for any value. */
#ifndef CX_ASSIGN_ENVELOPE_H
#define CX_ASSIGN_ENVELOPE_H

#include <stddef.h>

struct offer {
    double slope, price;
};

struct envelope {
    struct offer *offers; /* those that are best somewhere, by slope */
    double *from;         /* the value from which each is the best */
    size_t count;
};

void envelope_init(struct envelope *envelope, const struct offer *offers, size_t count);
void envelope_fini(struct envelope *envelope);
/* The best offer for a value, not below 0: 0 is to take none. */
double envelope_best(const struct envelope *envelope, double value);

#endif
