/* The metrics' formulas, compiled, in an order in which each comes after those it names. */
#ifndef CX_PLAN_FORMULA_H
#define CX_PLAN_FORMULA_H

#include "plan/expr.h"

struct cx_formulas {
    struct cx_expr **exprs; /* by quantity; NULL for measures */
    int *order;             /* quantities of the metrics, dependencies first */
    size_t count;           /* metrics */
    size_t quantity_count;
};

/* CX_EDATA, with *bad the metric at fault, where a formula is not allowed or metrics form a ring
 * (which the message names). prev_M makes no ring: inside it, prev_ is null. */
int cx_formulas_new(struct cx_formulas **out, const struct cx_plan *plan, int *bad,
                    struct cx_err *err);
void cx_formulas_free(struct cx_formulas *formulas);

/* Whether a quantity is a sum, so that its parts, by team or by person, make up the whole. A mean
 * is none, though it be of money: it doesn't accrue, and divides by a quantity or comes from one
 * that does. What doesn't accrue can be a sum as well: what is owed. */
bool cx_plan_is_sum(const struct cx_plan *plan, int quantity);

#endif
