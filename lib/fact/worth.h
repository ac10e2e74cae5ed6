/* Private to fact/: what a row is worth to a measure. */
#ifndef CX_FACT_WORTH_H
#define CX_FACT_WORTH_H

#include "expr/code.h"
#include "plan/names.h"
#include "plan/plan.h"

/* A measure with its expressions compiled over its fact's columns. */
struct worth {
    const struct cx_quantity *measure; /* borrowed */
    struct cx_code *value, *where;     /* where NULL: every row counts */
};

/* On failure it is the caller's to finish all the same. */
int worth_init(struct worth *worth, const struct cx_quantity *measure, struct cx_err *err);
void worth_fini(struct worth *worth);
/* What a row adds to the measure, with the measure's decimals; 0 where it doesn't count, or its
 * value is null. */
int worth_of(int64_t *value, const struct worth *worth, const struct cx_scalar *cells,
             struct cx_err *err);

/* Marks the columns of its fact that a measure looks at. What can't be compiled fails where it is
 * added up. */
void worth_columns(bool used[CX_FACT_COLUMNS_MAX], const struct cx_quantity *measure);

#endif
