/* assign/even: even counts and balances. */
#include "centre.h"
#include "unit.h"

static void tear_down(void)
{
    company_close(&c);
}

/* By hand: P1 holds one of 10. 90 to P2, who has none; then each has one, P1 the less money: 60 to
 * P1, 50 to P2; 20 to P1, who has 70 against 140. Now 90 against 140: 90 for 60 makes 120 against
 * 110. */
START_TEST(by_hand)
{
    struct cx_assign_options options = deal_options();
    options.policy = CX_POLICY_BALANCED;
    company_load(&c, "accounts.csv",
                 ACCOUNTS
                 "A0,,2026-09-21,10,open,\nA1,,2026-09-21,20,open,\nA2,,2026-09-21,50,open,\n"
                 "A3,,2026-09-21,60,open,\nA4,,2026-09-21,90,open,\n");
    company_load(&c, "assignments.csv", HELD "A0,P1,2026-10-01,\n");
    ck_dealt(&options, "A1,phone,,P1,new,10.00\nA2,phone,,P2,new,25.00\nA3,phone,,P2,new,30.00\n"
                       "A4,phone,,P1,new,45.00\n");
    ck_dealt(&options, "");
    ck_episodes("A4", "P1 2026-10-31..");
}
END_TEST

/* 600 random balances on two people: counts the same, sums within 5 % of their mean. */
START_TEST(many)
{
    struct cx_assign_options options = deal_options();
    struct cx_buf accounts = {0};
    unsigned seed = 5;
    options.policy = CX_POLICY_BALANCED;
    company_load(&c, "employees.csv",
                 PERSONNEL "P1,2026-01-01,TP,collector,2026-01-01,,500\n"
                           "P2,2026-01-01,TP,collector,2026-01-01,,500\n");
    cx_buf_puts(&accounts, ACCOUNTS);
    for (int i = 0; i < 600; i++)
        cx_buf_printf(&accounts, "N%d,,2026-09-21,%d,open,\n", i, 1 + rand_r(&seed) % 10000);
    company_load(&c, "accounts.csv", cx_buf_str(&accounts));
    cx_buf_fini(&accounts);
    struct cx_dealing *dealing = NULL;
    ck_assert_int_eq(cx_assign_deal(&dealing, c.db, &options, &c.err), 0);
    ck_assert_int_eq(cx_dealing_sums(dealing).unplaced, 0);
    cx_dealing_free(dealing);
    ck_assert_str_eq(company_ask(&c, "SELECT group_concat(n) FROM (SELECT count(*) AS n FROM "
                                     "assignments GROUP BY employee_id)"),
                     "300,300");
    ck_assert_str_eq(company_ask(&c,
                                 "SELECT max(s) < 1.05 * avg(s) AND min(s) > 0.95 * avg(s) FROM "
                                 "(SELECT sum(amount) AS s FROM assignments JOIN accounts USING "
                                 "(account_id) GROUP BY employee_id)"),
                     "1");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, centre_open, tear_down);
    tcase_add_test(tc, by_hand);
    tcase_add_test(tc, many);
}
UNIT_MAIN("even")
