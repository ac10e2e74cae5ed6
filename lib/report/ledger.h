/* Private to report/: every account with its balance and its due date before and after a period. */
#ifndef CX_REPORT_LEDGER_H
#define CX_REPORT_LEDGER_H

#include "base/period.h"
#include "past/archive.h"

struct ledger_account {
    int64_t customer;      /* 0: not known */
    bool is_new;           /* placed in the period */
    bool is_closed;        /* by its last day */
    int64_t before, after; /* balance at the end of those days; cents */
    int64_t paid, waived;  /* in the period; cents */
    struct cx_past past;   /* what it points to is the archive's */
};

struct ledger {
    struct cx_archive *archive;
    struct cx_period period;
};

/* Nobody asks whose accounts they are. plan: by which they age; NULL: nobody asks how old they are.
 */
int ledger_load(struct ledger **out, struct cx_db *db, const struct cx_period *period,
                const struct cx_plan *plan, struct cx_err *err);
int ledger_load_customers(struct ledger **out, struct cx_db *db, const struct cx_period *period,
                          struct cx_err *err);
void ledger_free(struct ledger *ledger); /* NULL is fine */
/* The account at a place in the archive; false: it was with us on no day of the period. */
bool ledger_account(struct ledger_account *out, const struct ledger *ledger, size_t place);

#endif
