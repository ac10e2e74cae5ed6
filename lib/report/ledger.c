#include "report/ledger.h"

#include <stdlib.h>

#include "base/mem.h"

static int give(struct ledger **out, struct ledger *ledger, int rc)
{
    if (rc < 0)
        ledger_free(ledger);
    else
        *out = ledger;
    return rc;
}

int ledger_load(struct ledger **out, struct cx_db *db, const struct cx_period *period,
                const struct cx_plan *plan, struct cx_err *err)
{
    struct ledger *ledger = cx_alloc(sizeof *ledger);
    ledger->period = *period;
    return give(out, ledger,
                cx_archive_balances(
                    &ledger->archive, db, period->from, period->to - 1,
                    plan && plan->settings.instalments_stop_ageing ? CX_ARCHIVE_INSTALMENTS : 0,
                    err));
}

int ledger_load_customers(struct ledger **out, struct cx_db *db, const struct cx_period *period,
                          struct cx_err *err)
{
    struct ledger *ledger = cx_alloc(sizeof *ledger);
    ledger->period = *period;
    return give(out, ledger, cx_archive_open(&ledger->archive, db, NULL, period->to - 1, 0, err));
}

void ledger_free(struct ledger *ledger)
{
    if (!ledger)
        return;
    cx_archive_close(ledger->archive);
    free(ledger);
}

bool ledger_account(struct ledger_account *out, const struct ledger *ledger, size_t place)
{
    const struct cx_past past = cx_archive_past(ledger->archive, place);
    cx_date before = ledger->period.from - 1, last = ledger->period.to - 1;
    cx_date placed_on = past.debt->placed_on, closed_on = past.debt->closed_on;
    if (placed_on > last || closed_on <= before || closed_on <= placed_on)
        return false;
    *out = (struct ledger_account){
        .customer = past.debtor ? past.debtor->id : 0,
        .is_new = placed_on > before,
        .is_closed = closed_on <= last,
        .before = cx_past_balance(&past, before),
        .after = cx_past_balance(&past, last),
        .paid = cx_past_paid(&past, before, last),
        .waived = cx_past_waived(&past, before, last),
        .past = past,
    };
    return true;
}
