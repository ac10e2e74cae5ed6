/* assign/best: the highest sum of expected recovery, and moves that are worth it. */
#include "base/mem.h"
#include "past.h"
#include "unit.h"

static void tear_down(void)
{
    company_close(&c);
}

/* P1 is twice as good as P2 and has room for one more: the larger of two is P1's. Who has no
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

/* Two people who recover the same, and room for all with either: twelve accounts of six values
 * become six each, of the same value. */
START_TEST(equal_value_is_spread)
{
    struct cx_assign_options options = deal_options();
    struct cx_dealing *dealing = NULL;
    struct cx_buf accounts = {0};
    cx_buf_puts(&accounts, ACCOUNTS);
    for (int n = 0; n < 12; n++)
        cx_buf_printf(&accounts, "B%02d,,2026-10-01,%d,open,\n", n, 100 * (1 + n / 2));
    ck_assert_int_eq(cx_db_exec(c.db, "DELETE FROM payments", &c.err), 0);
    company_load(&c, "accounts.csv", cx_buf_str(&accounts));
    company_load(&c, "employees.csv",
                 PERSONNEL "P1,2026-01-01,TP,collector,2026-01-01,,150\n"
                           "P2,2026-01-01,TP,collector,2026-01-01,,150\n");
    ck_assert_int_eq(cx_assign_deal(&dealing, c.db, &options, &c.err), 0);
    cx_dealing_free(dealing);
    ck_assert_str_eq(company_ask(&c,
                                 "SELECT group_concat(n || ' ' || s, ', ') FROM (SELECT count(*) "
                                 "AS n, sum(amount) / 100 AS s FROM assignments JOIN accounts "
                                 "USING (account_id) WHERE \"from\" = 20757 GROUP BY "
                                 "employee_id)"),
                     "6 2100, 6 2100");
    cx_buf_fini(&accounts);
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

/* What is expected of all accounts in the hands that a policy deals them to; cents. Everybody's
 * past holdings ended yesterday; four people of any capacity, not always enough for all, and
 * payments that make them differ by region. */
static int64_t dealt_by(enum cx_assign_policy policy, unsigned seed)
{
    struct cx_assign_options options = deal_options();
    struct cx_buf staff = {0}, held = {0}, accounts = {0}, payments = {0};
    struct cx_dealing *dealing = NULL;
    static struct desk desk;
    int64_t sum = 0;
    cx_buf_puts(&staff, PERSONNEL);
    cx_buf_puts(&held, HELD);
    cx_buf_puts(&accounts, ACCOUNTS);
    cx_buf_puts(&payments, PAYMENTS);
    for (int p = 1; p <= 4; p++)
        cx_buf_printf(&staff, "P%d,2026-01-01,TP,collector,2026-01-01,,%d\n", p,
                      40 + rand_r(&seed) % 60);
    for (int a = 1; a <= 200; a++) {
        cx_buf_printf(&held, "A%03d,P%d,2026-05-01,2026-10-31\n", a, 1 + rand_r(&seed) % 4);
        if (rand_r(&seed) % 3 == 0)
            cx_buf_printf(&payments, "Z%03d,A%03d,2026-10-%02d,%d\n", a, a, 1 + rand_r(&seed) % 30,
                          1 + rand_r(&seed) % 20);
    }
    for (int n = 1; n <= 60; n++)
        cx_buf_printf(&accounts, "N%03d,C%d,2026-09-%02d,%d,open,\n", n, 1 + rand_r(&seed) % 3,
                      1 + rand_r(&seed) % 30, 1 + rand_r(&seed) % 5000);
    company_load(&c, "employees.csv", cx_buf_str(&staff));
    company_load(&c, "assignments.csv", cx_buf_str(&held));
    company_load(&c, "accounts.csv", cx_buf_str(&accounts));
    company_load(&c, "payments.csv", cx_buf_str(&payments));
    options.policy = policy;
    options.min_gain_cents = policy == CX_POLICY_EXPECTED ? 0 : -1;
    ck_assert_msg(cx_assign_deal(&dealing, c.db, &options, &c.err) == 0, "%s", c.err.text);
    ck_assert_int_gt(cx_dealing_sums(dealing).moves, 150);
    cx_dealing_free(dealing);
    ck_assert_int_eq(desk_open(&desk, c.db, TODAY, 0, &c.err), 0);
    ck_assert_int_eq(desk_measure(&desk, c.db, &c.err), 0);
    int64_t *cents = cx_alloc((desk.book->count + 1) * sizeof *cents);
    bool *wanted = cx_alloc(desk.book->count + 1);
    for (size_t i = 0; i < desk.book->count; i++)
        wanted[i] = book_held(desk.book, i, TODAY) != NULL;
    ck_assert_int_eq(desk_expect(cents, &desk, wanted, &c.err), 0);
    for (size_t i = 0; i < desk.book->count; i++)
        sum += wanted[i] ? cents[i] : 0;
    desk_close(&desk);
    free(cents);
    free(wanted);
    cx_buf_fini(&staff);
    cx_buf_fini(&held);
    cx_buf_fini(&accounts);
    cx_buf_fini(&payments);
    return sum;
}

START_TEST(never_worse_than_balanced)
{
    int64_t best, even;
    best = dealt_by(CX_POLICY_EXPECTED, (unsigned)_i + 1);
    tear_down();
    past_open();
    even = dealt_by(CX_POLICY_BALANCED, (unsigned)_i + 1);
    ck_assert_int_gt(even, 0);
    ck_assert_int_ge(best, even);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, past_open, tear_down);
    tcase_add_test(tc, larger_to_the_better);
    tcase_add_test(tc, equal_value_is_spread);
    tcase_add_test(tc, min_gain);
    tcase_add_loop_test(tc, never_worse_than_balanced, 0, 8);
}
UNIT_MAIN("best")
