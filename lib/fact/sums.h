/* Measures: sums over facts, for every subject and some periods.
 *
 * Sums are int64: cents where the measure's unit is money, else millionths; each row is rounded on
 * its own, so that the same rows give the same sums in any order. */
#ifndef CX_FACT_SUMS_H
#define CX_FACT_SUMS_H

#include "base/period.h"
#include "fact/subject.h"
#include "plan/plan.h"

struct cx_sums {
    size_t period_count, subject_count, measure_count;
    int64_t *values; /* [period][subject][measure] */
};

/* Sums that are all 0. */
struct cx_sums *cx_sums_new(const struct cx_plan *plan, const struct cx_org *org, size_t periods);
/* Adds up all measures of the plan over the periods. */
int cx_sums_compute(struct cx_sums **out, struct cx_db *db, const struct cx_plan *plan,
                    const struct cx_org *org, const struct cx_period *periods, size_t count,
                    struct cx_err *err);
/* Forgets what was added up beside the database under a laid plan: code that lays other violations
 * must call it. */
int cx_sums_forget_laid(struct cx_db *db, struct cx_err *err);
/* Puts what was made so far into the database at once, if it can be written to: before its sums are
 * put aside (store/shadow.h), and lost. */
int cx_sums_hand_over(struct cx_db *db, struct cx_err *err);
/* Forgets all that is kept, and keeps every day and month of which the database has contacts or
 * payments, and the month before, which the first is compared with. In the open transaction, which
 * writes. */
int cx_sums_rebuild(struct cx_db *db, const struct cx_plan *plan, const struct cx_org *org,
                    struct cx_err *err);
void cx_sums_free(struct cx_sums *sums);
int64_t cx_sums_get(const struct cx_sums *sums, size_t period, size_t subject, size_t measure);

#endif
