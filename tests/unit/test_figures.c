/* report/figures: shares, and whose figures are taken. */
#include "report/reports.h"
#include "reporting.h"
#include "unit.h"

/* 2.50 / 1.000000 with 4 decimals; 1 / 3 is rounded; nothing is divided by 0 or by nothing. */
START_TEST(shares)
{
    ck_assert_int_eq(report_share(250, 2, 1000000, 6, 4), 25000);
    ck_assert_int_eq(report_share(1, 0, 3, 0, 6), 333333);
    ck_assert_int_eq(report_share(2000000, 6, 100, 2, 0), 2);
    ck_assert(report_share(1, 0, 0, 0, 6) == CX_NO_VALUE);
    ck_assert(report_share(CX_NO_VALUE, 0, 1, 0, 6) == CX_NO_VALUE);
    ck_assert(report_share(1, 0, CX_NO_VALUE, 0, 6) == CX_NO_VALUE);
}
END_TEST

START_TEST(main_post)
{
    staff_add_mover();
    struct cx_scores *scores = scored("2026-10");
    const struct cx_post_score *post = report_main_post(scores, 4);
    ck_assert_int_eq(post->days, 21); /* not the ten of the first team */
    cx_scores_free(scores);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, staff_open, staff_close);
    tcase_add_test(tc, shares);
    tcase_add_test(tc, main_post);
}

UNIT_MAIN("figures")
