/* Private to report/: sums over facts that the plan has no measures for. */
#ifndef CX_REPORT_ADHOC_H
#define CX_REPORT_ADHOC_H

#include "fact/sums.h"

struct adhoc_measure {
    enum cx_fact fact;
    enum cx_unit unit;
    const char *value, *where; /* expressions as in the plan's measures; where NULL: all rows */
};

/* Like cx_sums_compute, for measures that are not the plan's own; the kept sums of those that are
 * stay as they are. */
int adhoc_compute(struct cx_sums **out, struct cx_db *db, const struct cx_plan *plan,
                  const struct cx_org *org, const struct cx_period *periods, size_t count,
                  struct cx_err *err);

/* Adds measures up like the plan's own, with its settings and stages. */
int adhoc_sums(struct cx_sums **out, struct cx_db *db, const struct cx_plan *plan,
               const struct cx_org *org, const struct cx_period *periods, size_t period_count,
               const struct adhoc_measure *measures, size_t count, struct cx_err *err);

#endif
