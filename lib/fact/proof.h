/* Private to fact/: what is asked for while the sums that will be needed are foreseen (prove.h). */
#ifndef CX_FACT_PROOF_H
#define CX_FACT_PROOF_H

#include "base/period.h"
#include "store/store.h"

/* Notes the periods, after cx_sums_ask; before: does nothing. */
int proof_note(struct cx_db *db, const struct cx_period *periods, size_t count, struct cx_err *err);

#endif
