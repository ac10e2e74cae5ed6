/* Proving kept sums: they are made again from the events, and compared.
 *
 * In one transaction: cx_sums_doubt, compute as usual, cx_sums_prove. To keep that transaction
 * short: cx_sums_ask, compute, end; cx_sums_foresee outside of a transaction; then the above, which
 * reuses what is unchanged; at last cx_sums_forget_foreseen. */
#ifndef CX_FACT_PROVE_H
#define CX_FACT_PROVE_H

#include "org/org.h"
#include "plan/plan.h"
#include "store/store.h"

/* proof.c. From now on no kept sums are used: all are made from the events, in TEMP tables. */
int cx_sums_doubt(struct cx_db *db, struct cx_err *err);
/* Compares those with what is kept (CX_EWORLD: it is not the same), keeps what was missing if the
 * database can be written, and ends this. */
int cx_sums_prove(struct cx_db *db, struct cx_err *err);

/* foresee.c. From now on it is noted of which periods sums are asked for. */
int cx_sums_ask(struct cx_db *db, struct cx_err *err);
/* Makes those again from the events, while others may commit (store/rest.c), and notes which of
 * those that are kept are the same: they count as made from the events in the next cx_sums_doubt,
 * as far as they are still what was noted. */
int cx_sums_foresee(struct cx_db *db, const struct cx_plan *plan, const struct cx_org *org,
                    struct cx_err *err);
/* 1: all are still what was noted; 0: some were changed meanwhile. */
int cx_sums_is_foreseen(struct cx_db *db, struct cx_err *err);
int cx_sums_forget_foreseen(struct cx_db *db, struct cx_err *err);

#endif
