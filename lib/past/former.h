/* Private to past/: what debts and debtors were before. */
#ifndef CX_PAST_FORMER_H
#define CX_PAST_FORMER_H

#include "base/pool.h"
#include "past/past.h"
#include "store/store.h"

/* The last that were asked for, by since. Begin with {.db = db, .texts = texts}, both borrowed. */
struct former {
    struct cx_db *db;
    struct cx_pool *texts;
    struct cx_past_debt *debts;
    struct cx_past_debtor *debtors;
    size_t debt_count, debt_cap, debtor_count, debtor_cap;
    struct cx_stmt *find_debts, *find_debtors; /* NULL until somebody asks */
};

void former_fini(struct former *former);
/* What the debt was before its since. */
int former_debts(struct former *former, const struct cx_past_debt *now, struct cx_err *err);
int former_debtors(struct former *former, const struct cx_past_debtor *now, struct cx_err *err);

#endif
