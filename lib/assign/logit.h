/* Private to assign/: logistic regression, by LIBLINEAR (L2-regularised, C = 1, no penalty to speak
 * of with thousands of rows). */
#ifndef CX_ASSIGN_LOGIT_H
#define CX_ASSIGN_LOGIT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/* Rows of a sparse matrix, and what came of each. */
struct design {
    struct design_cell {
        int term; /* from 0, ascending within a row */
        double value;
    } * cells;
    size_t cell_count, cell_cap;
    size_t *first; /* first[i]: where row i begins; its end is the next one's beginning */
    size_t first_cap;
    bool *came;
    size_t came_cap;
    size_t row_count;
};

void design_fini(struct design *design);
/* Begins a row; its cells are added until the next. */
void design_begin(struct design *design, bool came);
void design_put(struct design *design, int term, double value); /* 0 is left out */

/* Standardises one term: its mean and standard deviation over all rows (1 where it doesn't vary).
 */
void design_scale(double *mean, double *sd, const struct design *design, int term);

/* coefficients: of the terms, then the intercept. CX_EDATA where all rows came to the same. */
int logit_fit(double *coefficients, const struct design *design, int term_count,
              struct cx_err *err);
double logit_chance(double score);

#endif
