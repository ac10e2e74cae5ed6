/* Private to report/: every account with its balance and its stage before and after a period. */
#ifndef CX_REPORT_LEDGER_H
#define CX_REPORT_LEDGER_H

#include "base/period.h"
#include "plan/plan.h"
#include "store/store.h"

struct ledger_account {
    int64_t id, customer;          /* customer 0: none */
    cx_date placed_on;             /* where it isn't known: due_on */
    cx_date due_before, due_after; /* as extended by the day before the period, by its last day */
    int64_t before, after;         /* balance at the end of those days; cents */
    int64_t paid, waived;          /* in the period; cents */
};

struct ledger {
    struct ledger_account *accounts; /* by id; those placed by the period's last day */
    size_t count, cap;
    struct cx_map *by_id;
    struct cx_period period;
};

int ledger_load(struct ledger **out, struct cx_db *db, const struct cx_period *period,
                struct cx_err *err);
void ledger_free(struct ledger *ledger); /* NULL is fine */

#endif
