/* import/doubts: payments that may be right but make no sense. */
#include "company.h"
#include "unit.h"

#define PAYMENTS "payment_id,account_id,paid_at,amount,reverses\n"

static struct company c;

static void set_up(void)
{
    company_open(&c);
    c.options.note = company_hear;
    company_load(&c, "accounts.csv",
                 "account_id,due_on,amount\nA1,2026-09-01,100\nA2,2026-09-01,100\n");
    company_load(&c, "payments.csv", PAYMENTS "P1,A1,2026-09-10 09:00,60,\n");
    ck_assert_str_eq(cx_buf_str(&c.said), "");
}

static void tear_down(void)
{
    company_close(&c);
}

START_TEST(overpaid)
{
    company_load(&c, "payments.csv", PAYMENTS "P2,A1,2026-09-11,50.01,\nP3,A2,2026-09-11,100,\n");
    ck_assert_str_eq(cx_buf_str(&c.said), "1 account is paid more than it owes: A1 by 10.01\n");
    company_load(&c, "arrangements.csv",
                 "arrangement_id,account_id,kind,agreed_on,amount\nW,A2,waiver,2026-09-02,1\n");
    company_load(&c, "payments.csv", PAYMENTS "P4,A1,2026-09-12,1,\nP5,A2,2026-09-12,1,\n");
    ck_assert_str_eq(cx_buf_str(&c.said),
                     "2 accounts are paid more than they owe, the first A1 by 11.01\n");
}
END_TEST

/* The same account, day and amount, whatever the hour; what was taken back is no second one. */
START_TEST(twice)
{
    company_load(&c, "payments.csv", PAYMENTS "P2,A2,2026-09-10,60,\nP3,A2,2026-09-11,20,\n");
    ck_assert_str_eq(cx_buf_str(&c.said), "");
    company_load(&c, "payments.csv", PAYMENTS "P4,A2,2026-09-11 18:00,20,\n");
    ck_assert_str_eq(cx_buf_str(&c.said),
                     "1 payment is of the account, day and amount of another: P4 as P3\n");
    company_load(&c, "payments.csv", PAYMENTS "P5,A2,2026-09-12,-20,P4\n");
    ck_assert_str_eq(cx_buf_str(&c.said), "");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, overpaid);
    tcase_add_test(tc, twice);
}
UNIT_MAIN("doubts")
