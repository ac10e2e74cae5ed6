#include "report/ledger.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/mem.h"
#include "report/ledger.sql.h"

#define DAY 86400

/* Runs a statement and hands each row to add. */
static int each(struct ledger *ledger, struct cx_db *db, const char *sql,
                void (*add)(struct ledger *, struct cx_stmt *), struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, sql, err);
    if (rc < 0)
        return rc;
    while ((rc = cx_stmt_step(stmt, err)) == 1)
        add(ledger, stmt);
    cx_stmt_free(stmt);
    return rc;
}

static void add_account(struct ledger *ledger, struct cx_stmt *row)
{
    cx_date placed_on = (cx_date)cx_stmt_int(row, 2), due_on = (cx_date)cx_stmt_int(row, 3);
    int64_t amount = cx_stmt_int(row, 4);
    if (placed_on >= ledger->period.to)
        return;
    CX_GROW(ledger->accounts, ledger->count, ledger->cap);
    cx_map_put(ledger->by_id, cx_stmt_int(row, 0), (int64_t)ledger->count);
    ledger->accounts[ledger->count++] = (struct ledger_account){.id = cx_stmt_int(row, 0),
                                                                .customer = cx_stmt_int(row, 1),
                                                                .placed_on = placed_on,
                                                                .due_before = due_on,
                                                                .due_after = due_on,
                                                                .before = amount,
                                                                .after = amount};
}

static struct ledger_account *find(const struct ledger *ledger, int64_t id)
{
    const int64_t *at = cx_map_get(ledger->by_id, id);
    return at ? &ledger->accounts[*at] : NULL;
}

static void add_payment(struct ledger *ledger, struct cx_stmt *row)
{
    cx_time at = cx_stmt_int(row, 1);
    int64_t cents = cx_stmt_int(row, 2);
    struct ledger_account *account =
        at < (cx_time)ledger->period.to * DAY ? find(ledger, cx_stmt_int(row, 0)) : NULL;
    if (!account)
        return;
    account->after -= cents;
    if (at < (cx_time)ledger->period.from * DAY)
        account->before -= cents;
    else
        account->paid += cents;
}

static void add_arrangement(struct ledger *ledger, struct cx_stmt *row)
{
    bool is_waiver = cx_stmt_int(row, 1) == CX_WAIVER;
    cx_date on = (cx_date)cx_stmt_int(row, 2);
    bool is_before = on < ledger->period.from;
    struct ledger_account *account =
        on < ledger->period.to ? find(ledger, cx_stmt_int(row, 0)) : NULL;
    if (!account || cx_stmt_is_null(row, is_waiver ? 3 : 4))
        return;
    if (is_waiver) {
        account->after -= cx_stmt_int(row, 3);
        *(is_before ? &account->before : &account->waived) +=
            is_before ? -cx_stmt_int(row, 3) : cx_stmt_int(row, 3);
    } else {
        account->due_after = (cx_date)cx_stmt_int(row, 4);
        if (is_before)
            account->due_before = account->due_after;
    }
}

int ledger_load(struct ledger **out, struct cx_db *db, const struct cx_period *period,
                struct cx_err *err)
{
    struct ledger *ledger = cx_alloc(sizeof *ledger);
    ledger->period = *period;
    ledger->by_id = cx_map_new();
    int rc = each(ledger, db, SQL_ledger_accounts, add_account, err);
    if (rc == 0)
        rc = each(ledger, db, SQL_ledger_payments, add_payment, err);
    if (rc == 0)
        rc = each(ledger, db, SQL_ledger_arrangements, add_arrangement, err);
    if (rc < 0) {
        ledger_free(ledger);
        return rc;
    }
    *out = ledger;
    return 0;
}

void ledger_free(struct ledger *ledger)
{
    if (!ledger)
        return;
    cx_map_free(ledger->by_id);
    free(ledger->accounts);
    free(ledger);
}
