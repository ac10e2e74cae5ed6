/* assign/rates: the share that paid, by stage and rating. */
#include "assign/rates.h"

#include "past.h"
#include "unit.h"

static struct desk *desk;

static void tear_down(void)
{
    desk_close(desk);
    company_close(&c);
}

/* The share of an owner's accounts that paid in the last three windows. */
static double share(int odd)
{
    int paid = 0;
    for (int a = 1; a <= 200; a++) {
        for (int w = 1; w <= 3; w++)
            paid += a % 2 == odd && past_pays(a, w);
    }
    return paid / 300.0;
}

/* 300 cases say nearly all by themselves, and are drawn a little towards the mean. */
START_TEST(by_rating)
{
    desk = desk_now(0);
    struct rates rates;
    rates_init(&rates, desk->book);
    double aaa = (double)rates_ppm(&rates, 0, 0) / 1e6, b = (double)rates_ppm(&rates, 0, 5) / 1e6;
    ck_assert_double_eq_tol(aaa, share(0), 0.01);
    ck_assert_double_eq_tol(b, share(1), 0.01);
    ck_assert_double_lt(aaa, share(0));
    ck_assert_double_gt(b, share(1));
    /* no case: the mean of all */
    ck_assert_double_eq_tol((double)rates_ppm(&rates, 0, 3) / 1e6, (share(0) + share(1)) / 2, 0.01);
    ck_assert_int_eq(rates_ppm(&rates, -1, 0), 0);
    rates_fini(&rates);
}
END_TEST

/* Nothing is known: one of two, by Laplace. */
START_TEST(without_past)
{
    ck_assert_int_eq(cx_db_exec(c.db, "DELETE FROM payments", &c.err), 0);
    desk = desk_now(0);
    struct rates rates;
    rates_init(&rates, desk->book);
    ck_assert_int_le(rates_ppm(&rates, 0, 0), 500000);
    rates_fini(&rates);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, past_open, tear_down);
    tcase_add_test(tc, by_rating);
    tcase_add_test(tc, without_past);
}
UNIT_MAIN("rates")
