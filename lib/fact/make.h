/* Private to fact/: adds up what is not kept yet, and keeps it. */
#ifndef CX_FACT_MAKE_H
#define CX_FACT_MAKE_H

#include "fact/fact.h"
#include "fact/kept.h"
#include "fact/pass.h"

/* What is to be made: some days of some facts, some periods of others. */
struct need {
    cx_date first, end;
    bool *days[CX_FACTS]; /* by day - first; NULL: none */
    const struct cx_period *periods;
    size_t period_count;
    bool *of_periods[CX_FACTS]; /* NULL: none */
};

/* All days and periods of the facts that have measures; the periods are borrowed. */
void need_init(struct need *need, const struct kept *kept, const struct cx_period *periods,
               size_t count);
void need_fini(struct need *need);

/* After kept_open. */
int make_sums(const struct kept *kept, const struct need *need, struct cx_err *err);
/* Days whose sums fit into the memory of a pass; PASSES: of all facts that have any. */
cx_date days_at_once(const struct kept *kept, const struct need *need, enum pass pass);

/* Gives all rows of the periods to a sink, whatever is kept. */
int make_rows(struct cx_db *db, const struct cx_plan *plan, const struct cx_org *org,
              const struct cx_period *periods, size_t count, const struct sink *sink,
              struct cx_err *err);

#endif
