/* score/trend: several periods from one pass are each what the period is alone. */
#include "score/score.h"
#include "staff.h"
#include "unit.h"
#include "views.h"

/* E1 recovered 100, 200, 300 in August, September, October; the card's target was 400 until the end
 * of September and is 600 since. */
static void set_up(void)
{
    staff_open();
    company_load(&c, "payments.csv",
                 PAYMENTS "P1,A1,2026-08-05,100\nP2,A1,2026-09-05,200\nP3,A1,2026-10-05,300\n");
    staff_replan("scorecards", "scorecard_id,metric_id,weight,target,valid_from,valid_to\n"
                               "c,income,100,400,2026-01-01,2026-10-01\n"
                               "c,income,100,600,2026-10-01,\n");
}

static struct cx_trend *trend_of(const char *last, size_t count)
{
    struct cx_trend *trend = NULL;
    struct cx_period period = period_of(last);
    ck_assert_msg(cx_trend_new(&trend, c.db, &period, count, &c.err) == 0, "%s", c.err.text);
    return trend;
}

static struct cx_scores *scores_in(const struct cx_trend *trend, size_t i, const char *plan_on)
{
    struct cx_scores *scores = NULL;
    ck_assert_msg(cx_trend_scores(&scores, trend, i, period_of(plan_on).from, &c.err) == 0, "%s",
                  c.err.text);
    return scores;
}

/* 100/400, 200/400, 300/600; the growth of each is against the one before: none, 1, 0.5. */
START_TEST(each_period)
{
    static const struct {
        const char *name, *day, *income, *score, *growth;
    } wanted[] = {{"2026-08", "2026-08-31", "100.00", "25.0000", ""},
                  {"2026-09", "2026-09-30", "200.00", "50.0000", "1.000000"},
                  {"2026-10", "2026-10-31", "300.00", "50.0000", "0.500000"}};
    struct cx_trend *trend = trend_of("2026-10", 3);
    ck_assert_uint_eq(cx_trend_count(trend), 3);
    ck_assert_uint_eq(cx_trend_plan(trend)->measure_count, 5);
    for (size_t i = 0; i < 3; i++) {
        struct cx_scores *scores = scores_in(trend, i, wanted[i].day);
        const struct cx_post_score *post = post_of(scores, "E1");
        ck_assert_str_eq(cx_trend_period(trend, i)->name, wanted[i].name);
        ck_assert_str_eq(scores->period.name, wanted[i].name);
        ck_assert_str_eq(value_of(scores, post, "income"), wanted[i].income);
        ck_assert_str_eq(value_of(scores, post, "growth"), wanted[i].growth);
        ck_assert_str_eq(score_of(scores, "E1"), wanted[i].score);
        cx_scores_free(scores);
    }
    cx_trend_free(trend);
}
END_TEST

/* Teams and the company have the same values; who was there is known, but not what they did. */
START_TEST(values_of_teams)
{
    struct cx_trend *trend = trend_of("2026-10", 2);
    for (size_t i = 0; i < 2; i++) {
        struct cx_scores *all = scores_in(trend, i, "2026-10-31"), *teams = NULL;
        ck_assert_int_eq(cx_trend_values(&teams, trend, i, period_of("2026-10-31").from, &c.err),
                         0);
        const struct cx_org *org = all->org;
        for (size_t at = cx_subject_of_team(org, 0); at <= cx_subject_of_company(org); at++) {
            for (int q = 0; q < (int)all->plan->quantity_count; q++) {
                ck_assert_int_eq(cx_scores_value(teams, at, q), cx_scores_value(all, at, q));
                ck_assert_int_eq(cx_scores_before(teams, at, q), cx_scores_before(all, at, q));
            }
        }
        ck_assert_uint_eq(teams->post_count, all->post_count);
        ck_assert_str_eq(value_of(all, post_of(all, "E1"), "income"), i ? "300.00" : "200.00");
        ck_assert_str_eq(value_of(teams, post_of(teams, "E1"), "income"), "0.00");
        ck_assert_ptr_null(post_of(teams, "E1")->card);
        cx_scores_free(all);
        cx_scores_free(teams);
    }
    cx_trend_free(trend);
}
END_TEST

/* September by October's card: 200 / 600. */
START_TEST(plan_of_another_day)
{
    struct cx_trend *trend = trend_of("2026-09", 1);
    struct cx_scores *scores = scores_in(trend, 0, "2026-10-01");
    ck_assert_str_eq(score_of(scores, "E1"), "33.3333");
    cx_scores_free(scores);
    cx_trend_free(trend);
}
END_TEST

/* With a plan and posts that are there nothing of them is loaded again, but for days on which the
 * plan was another: September's. */
START_TEST(with_what_is_there)
{
    struct cx_period october = period_of("2026-10");
    struct cx_plan *plan = NULL;
    struct cx_org *org = NULL;
    struct cx_trend *trend = NULL;
    ck_assert_int_eq(cx_plan_load(&plan, c.db, october.to - 1, &c.err), 0);
    ck_assert_int_eq(cx_org_load(&org, c.db, &c.err), 0);
    ck_assert_int_eq(cx_trend_with(&trend, c.db, plan, org, &october, 2, &c.err), 0);
    struct cx_scores *before = scores_in(trend, 0, "2026-09-30");
    struct cx_scores *now = scores_in(trend, 1, "2026-10-31");
    ck_assert_ptr_eq(now->plan, plan);
    ck_assert_ptr_ne(before->plan, plan);
    ck_assert_ptr_eq(now->org, org);
    ck_assert_str_eq(score_of(before, "E1"), "50.0000");
    ck_assert_str_eq(score_of(now, "E1"), "50.0000");
    cx_scores_free(before);
    cx_scores_free(now);
    cx_trend_free(trend);
    cx_org_free(org);
    cx_plan_free(plan);
}
END_TEST

/* Ranges of five days go back by five days. */
START_TEST(ranges)
{
    struct cx_trend *trend = trend_of("2026-10-01..2026-10-05", 3);
    struct cx_scores *scores = scores_in(trend, 2, "2026-10-05");
    ck_assert_str_eq(cx_trend_period(trend, 0)->name, "2026-09-21..2026-09-25");
    ck_assert_str_eq(cx_trend_period(trend, 1)->name, "2026-09-26..2026-09-30");
    ck_assert_str_eq(value_of(scores, post_of(scores, "E1"), "income"), "300.00");
    cx_scores_free(scores);
    cx_trend_free(trend);
}
END_TEST

static int written(struct cx_buf *text, size_t count)
{
    static const struct cx_score_choice choice = {CX_VIEW_POSTS, "growth,income"};
    struct cx_trend *trend = trend_of("2026-10", count);
    struct cx_table *out = cx_table_into(text, CX_FORMAT_CSV);
    int rc = view_end(out, cx_trend_table(out, trend, &choice, &c.err));
    cx_trend_free(trend);
    return rc;
}

START_TEST(table)
{
    struct cx_buf text = {0};
    ck_assert_int_eq(cx_db_exec(c.db, "DELETE FROM assignments; DELETE FROM employees", &c.err), 0);
    company_load(&c, "employees.csv", EMPLOYEES "E1,,Ann,T1,collector,2026-01-01,,10000\n");
    company_load(&c, "assignments.csv", "account_id,employee_id,from\nA1,E1,2026-01-01\n");
    ck_assert_int_eq(written(&text, 2), 0);
    ck_assert_str_eq(cx_buf_str(&text),
                     "period,employee_id,name,team_id,role,since,scorecard,days,score,rank,grade,"
                     "growth,income\n"
                     "2026-09,E1,Ann,T1,collector,2026-01-01,c,30,50.0000,1,,1.000000,200.00\n"
                     "2026-10,E1,Ann,T1,collector,2026-01-01,c,31,50.0000,1,,0.500000,300.00\n");
    cx_buf_fini(&text);
}
END_TEST

/* The formula is text in October alone: nothing of September is written. */
START_TEST(nothing_is_written_where_a_later_period_fails)
{
    struct cx_buf text = {0};
    company_load(&c, "metrics.csv", "metric_id,formula\nword,\"iif(recovered = 300, 'x', 1)\"\n");
    ck_assert_int_eq(written(&text, 2), CX_EDATA);
    ck_assert_str_eq(c.err.text, "metric word: its value is text, not a number");
    ck_assert_uint_eq(text.len, 0);
    cx_buf_fini(&text);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, each_period);
    tcase_add_test(tc, values_of_teams);
    tcase_add_test(tc, plan_of_another_day);
    tcase_add_test(tc, with_what_is_there);
    tcase_add_test(tc, ranges);
    tcase_add_test(tc, table);
    tcase_add_test(tc, nothing_is_written_where_a_later_period_fails);
}

UNIT_MAIN("trend")
