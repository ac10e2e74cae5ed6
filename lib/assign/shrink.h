/* Private to assign/: how far the rate of few cases is drawn towards the rate of all: the
 * nonparametric empirical Bayes estimate of Bühlmann and Straub (1970), as in Klugman, Panjer and
 * Willmot, Loss Models, 4th ed., section 19.2. */
#ifndef CX_ASSIGN_SHRINK_H
#define CX_ASSIGN_SHRINK_H

#include <stddef.h>
#include <stdint.h>

/* Cases of one kind, case j having a weight w and a rate x: the sums over them. */
struct cell {
    int group;     /* cells of one group are drawn towards the group's mean */
    int64_t count; /* of cases */
    double weight; /* Σ w */
    double got;    /* Σ w x */
    double square; /* Σ w x² */
};

void cell_add(struct cell *cell, double weight, double rate);
/* k, in the unit of weights: INFINITY where cells don't differ by more than chance. */
double shrink_constant(const struct cell *cells, size_t count, int group_count);
/* (got + k × mean) / (weight + k) */
double shrink(const struct cell *cell, double mean, double k);

#endif
