/* score/values: what was before, and targets. */
#include "staff.h"
#include "unit.h"

static const char *before_of(const struct cx_scores *scores, size_t subject, const char *name)
{
    int quantity = quantity_of(scores, name);
    return shown(cx_scores_before(scores, subject, quantity),
                 scores->plan->quantities[quantity].decimals);
}

/* E5 was in T1 in September and has two posts in October: prev_ of both is what they did before,
 * over all their posts. */
START_TEST(before)
{
    staff_add_mover();
    company_load(&c, "payments.csv",
                 PAYMENTS "P1,A1,2026-09-30,100\nP2,A1,2026-10-01,250\n"
                          "P5,A5,2026-09-30,400\nP6,A5,2026-10-10,500\nP7,A5,2026-10-11,700\n");
    struct cx_scores *scores = scored("2026-10");
    ck_assert_str_eq(value_of(scores, post_of(scores, "E1"), "growth"), "1.500000");
    ck_assert_str_eq(value_of(scores, nth_post(scores, "E5", 0), "growth"),
                     "0.250000"); /* 500/400 */
    ck_assert_str_eq(value_of(scores, nth_post(scores, "E5", 1), "growth"),
                     "0.750000");                                            /* 700/400 */
    ck_assert_str_eq(value_of(scores, post_of(scores, "E2"), "growth"), ""); /* x / 0 */
    const struct cx_org *org = scores->org;
    ck_assert_str_eq(before_of(scores, cx_subject_of_team(org, 1), "recovered"), "500.00");
    ck_assert_str_eq(before_of(scores, cx_subject_of_team(org, 2), "recovered"), "0.00");
    ck_assert_str_eq(before_of(scores, cx_subject_of_company(org), "recovered"), "500.00");
    cx_scores_free(scores);
    scores = scored("2026-11"); /* before: both posts together */
    ck_assert_str_eq(before_of(scores, (size_t)post_of(scores, "E5")->post, "income"), "1200.00");
    cx_scores_free(scores);
}
END_TEST

/* Nobody was there in December 2025: what was before is null, not 0. */
START_TEST(before_the_first_post)
{
    struct cx_scores *scores = scored("2026-01");
    size_t post = (size_t)post_of(scores, "E1")->post;
    ck_assert_str_eq(before_of(scores, post, "recovered"), "");
    ck_assert_str_eq(before_of(scores, cx_subject_of_team(scores->org, 1), "recovered"), "");
    ck_assert_str_eq(before_of(scores, cx_subject_of_company(scores->org), "recovered"), "0.00");
    cx_scores_free(scores);
    scores = scored("2026-02");
    ck_assert_str_eq(before_of(scores, (size_t)post_of(scores, "E1")->post, "recovered"), "0.00");
    cx_scores_free(scores);
}
END_TEST

/* prev_growth is September's growth, in which prev_recovered is null, though E1 was there in
 * August; October's own growth is 300 / 200 - 1. */
START_TEST(before_before)
{
    company_load(&c, "metrics.csv",
                 "metric_id,formula\nrise,\"growth - coalesce(prev_growth, -1)\"\n");
    company_load(&c, "payments.csv",
                 PAYMENTS "P1,A1,2026-08-05,100\nP2,A1,2026-09-05,200\n"
                          "P3,A1,2026-10-05,300\n");
    struct cx_scores *scores = scored("2026-10");
    ck_assert_str_eq(value_of(scores, post_of(scores, "E1"), "rise"), "1.500000");
    cx_scores_free(scores);
}
END_TEST

/* Before ten days: the ten days before them. */
START_TEST(before_a_range)
{
    company_load(&c, "payments.csv",
                 PAYMENTS "P1,A1,2026-09-21,7\nP2,A1,2026-09-20,5\n"
                          "P3,A1,2026-10-10,9\nP4,A1,2026-10-11,11\n");
    struct cx_scores *scores = scored("2026-10-01..2026-10-10");
    ck_assert_str_eq(value_of(scores, post_of(scores, "E1"), "recovered"), "9.00");
    ck_assert_str_eq(before_of(scores, (size_t)post_of(scores, "E1")->post, "recovered"), "7.00");
    cx_scores_free(scores);
}
END_TEST

START_TEST(targets)
{
    company_load(&c, "targets.csv",
                 TARGETS "employee,E1,share,2026-10,0.1\nteam,T1,share,2026-10,0.2\n"
                         "company,,share,2026-10,0.3\ncompany,,income,2026-Q4,9\n");
    struct cx_scores *scores = scored("2026-10");
    int share = quantity_of(scores, "share"), income = quantity_of(scores, "income");
    int64_t e1 = scores->org->people[0].id, t1 = scores->org->teams[1].id;
    ck_assert_int_eq(cx_scores_target(scores, CX_SCOPE_EMPLOYEE, e1, share), 100000);
    ck_assert_int_eq(cx_scores_target(scores, CX_SCOPE_TEAM, t1, share), 200000);
    ck_assert_int_eq(cx_scores_target(scores, CX_SCOPE_COMPANY, 0, share), 300000);
    ck_assert(cx_scores_target(scores, CX_SCOPE_TEAM, e1, share) == CX_NO_VALUE);
    ck_assert(cx_scores_target(scores, CX_SCOPE_COMPANY, 0, income) == CX_NO_VALUE); /* Q4's */
    cx_scores_free(scores);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, staff_open, staff_close);
    tcase_add_test(tc, before);
    tcase_add_test(tc, before_the_first_post);
    tcase_add_test(tc, before_before);
    tcase_add_test(tc, before_a_range);
    tcase_add_test(tc, targets);
}

UNIT_MAIN("values")
