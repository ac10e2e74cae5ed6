/* assign/best: the highest sum of expected recovery, and moves that are worth it. */
#include "past.h"
#include "unit.h"

static void tear_down(void)
{
    company_close(&c);
}

/* P1 is twice as good as P2 and has room for one more: the larger of two is his. Who has no
 * capacity gets no more than an even share. */
START_TEST(larger_to_the_better)
{
    struct cx_assign_options options = deal_options();
    struct cx_dealing *dealing = NULL;
    company_load(&c, "employees.csv",
                 PERSONNEL "P1,2026-01-01,TP,collector,2026-01-01,,101\n"
                           "P2,2026-01-01,TP,collector,2026-01-01,,110\n");
    company_load(&c, "accounts.csv",
                 ACCOUNTS "B1,C1,2026-10-01,500,open,\nB2,C1,2026-10-01,700,open,\n"
                          "B3,C1,2026-10-01,600,open,\n");
    ck_assert_int_eq(cx_assign_deal(&dealing, c.db, &options, &c.err), 0);
    ck_assert_double_le(cx_dealing_sums(dealing).gap, 1e-9);
    ck_assert_int_eq(cx_dealing_sums(dealing).moves, 3);
    cx_dealing_free(dealing);
    ck_episodes("B1", "P2 2026-10-31..");
    ck_episodes("B2", "P1 2026-10-31..");
    ck_episodes("B3", "P2 2026-10-31..");
    ck_dealt(&options, "");
}
END_TEST

/* P2 holds a large account that P1 would do better with: it moves for one cent, not for a fortune,
 * and only once. */
START_TEST(min_gain)
{
    struct cx_assign_options options = deal_options();
    company_load(&c, "employees.csv",
                 PERSONNEL "P1,2026-01-01,TP,collector,2026-01-01,,101\n"
                           "P2,2026-01-01,TP,collector,2026-01-01,,110\n");
    company_load(&c, "accounts.csv", ACCOUNTS "B1,C1,2026-10-01,90000,open,\n");
    company_load(&c, "assignments.csv", HELD "B1,P2,2026-10-30,\n");
    ck_dealt(&options, "");
    options.min_gain_cents = 100000000;
    ck_dealt(&options, "");
    options.min_gain_cents = 100000;
    options.dry_run = false;
    struct cx_dealing *dealing = NULL;
    ck_assert_int_eq(cx_assign_deal(&dealing, c.db, &options, &c.err), 0);
    ck_assert_int_eq(cx_dealing_sums(dealing).moves, 1);
    cx_dealing_free(dealing);
    ck_episodes("B1", "P2 2026-10-30..2026-10-31, P1 2026-10-31..");
    ck_dealt(&options, "");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, past_open, tear_down);
    tcase_add_test(tc, larger_to_the_better);
    tcase_add_test(tc, min_gain);
}
UNIT_MAIN("best")
