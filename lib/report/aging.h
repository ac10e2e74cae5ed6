/* Private to report/: accounts by stage, at the end of a period and before it. */
#ifndef CX_REPORT_AGING_H
#define CX_REPORT_AGING_H

#include "plan/plan.h"
#include "render/table.h"
#include "report/ledger.h"

struct aging;
/* The plan outlives it. */
struct aging *aging_new(const struct ledger *ledger, const struct cx_plan *plan);
void aging_free(struct aging *aging); /* NULL is fine */
/* Accounts and balances by stage. */
void make_aging(struct cx_table *out, const struct aging *aging);

#endif
