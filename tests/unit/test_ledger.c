/* report/ledger: balances before and after, due dates as extended. */
#include "report/ledger.h"
#include "reporting.h"
#include "unit.h"

START_TEST(accounts)
{
    struct ledger *ledger = NULL;
    struct cx_period october = period_of("2026-10");
    company_load(&c, "accounts.csv",
                 "account_id,due_on,amount,placed_on,closed_on\nL1,2026-01-01,100,2026-01-05,\n"
                 "L2,2026-01-01,100,2026-11-01,\nL3,2026-01-01,100,2026-01-05,2026-10-01\n"
                 "L4,2026-01-01,100,2026-01-05,2026-10-02\n"
                 "L5,2026-01-01,100,2026-10-05,2026-10-05\n"
                 "L6,2026-01-01,100,2026-01-05,2026-09-30\n");
    company_load(&c, "payments.csv",
                 PAYMENTS "P1,L1,2026-09-30 23:59:59,1\nP2,L1,2026-10-01,2\n"
                          "P3,L1,2026-10-31 23:59:59,4\nP4,L1,2026-11-01,8\n");
    company_load(&c, "arrangements.csv",
                 "arrangement_id,account_id,kind,agreed_on,amount,due_on\n"
                 "R1,L1,waiver,2026-09-30,16,\nR2,L1,waiver,2026-10-31,32,\n"
                 "R3,L1,extension,2026-09-30,,2026-02-01\nR4,L1,extension,2026-10-31,,2026-03-01\n"
                 "R5,L1,extension,2026-11-01,,2026-04-01\n");
    int rc = _i == 1 ? ledger_load(&ledger, c.db, &october, NULL, &c.err)
                     : ledger_load_customers(&ledger, c.db, &october, &c.err);
    ck_assert_int_eq(rc, 0);
    struct ledger_account account, l1 = {0};
    int count = 0, closed = 0;
    for (size_t i = 0; i < ledger->archive->count; i++) {
        if (!ledger_account(&account, ledger, i))
            continue;
        count++;
        closed += account.is_closed;
        if (account.before < 100000 && !account.is_closed)
            l1 = account;
    }
    ck_assert_int_eq(count, 7);  /* A1 to A4, L1, L3 and L4: of the others there is no day */
    ck_assert_int_eq(closed, 2); /* L3 and L4, which were there on the day before */
    ck_assert_int_eq(l1.before, 10000 - 100 - 1600);
    ck_assert_int_eq(l1.after, l1.before - 200 - 400 - 3200);
    ck_assert_int_eq(l1.paid, 600);
    ck_assert_int_eq(l1.waived, 3200);
    ck_assert(!l1.is_new);
    cx_date before = cx_past_due_on(&l1.past, october.from - 1),
            after = cx_past_due_on(&l1.past, october.to - 1);
    ck_assert_int_eq(after - before, 28); /* 1 February to 1 March */
    ledger_free(ledger);
    ledger_free(NULL);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, staff_open, staff_close);
    tcase_add_loop_test(tc, accounts, 0, 2); /* with customers and without */
}

UNIT_MAIN("ledger")
