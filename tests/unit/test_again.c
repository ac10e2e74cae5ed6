/* score/again: scores under another plan. */
#include "staff.h"
#include "unit.h"

static void set_up(void)
{
    staff_open();
    company_load(&c, "payments.csv", PAYMENTS "P1,A1,2026-10-05,1000\nP2,A1,2026-09-05,400\n");
    company_load(&c, "targets.csv", TARGETS "employee,E1,income,2026-10,2000\n");
    staff_replan("scorecards", "scorecard_id,metric_id,weight\nall,income,100\n");
}

static struct cx_scores *again(const struct cx_scores *like)
{
    struct cx_scores *scores = NULL;
    ck_assert_msg(cx_scores_again(&scores, c.db, like, &c.err) == 0, "%s", c.err.text);
    return scores;
}

/* A value that the database wouldn't give shows where values are from. */
START_TEST(values_are_taken)
{
    struct cx_scores *like = scored("2026-10");
    size_t post = (size_t)post_of(like, "E1")->post;
    like->values[post * like->plan->quantity_count + (size_t)quantity_of(like, "income")] = 160000;
    staff_replan("scorecards", "scorecard_id,metric_id,weight,cap\nnew,income,100,0.7\n");
    struct cx_scores *scores = again(like);
    ck_assert_str_eq(value_of(scores, post_of(scores, "E1"), "income"), "1600.00");
    ck_assert_str_eq(post_of(scores, "E1")->card, "new");
    ck_assert_str_eq(score_of(scores, "E1"), "70.0000"); /* 1600 of 2000, at most 0.7 */
    cx_scores_free(like);
    cx_scores_free(scores);
}
END_TEST

/* The same as computed from the beginning. */
START_TEST(like_a_new_one)
{
    struct cx_scores *like = scored("2026-10"), *scores = again(like), *fresh = scored("2026-10");
    ck_assert_uint_eq(scores->post_count, fresh->post_count);
    for (size_t i = 0; i < scores->post_count; i++) {
        ck_assert_int_eq(scores->posts[i].score, fresh->posts[i].score);
        ck_assert_int_eq(scores->posts[i].rank, fresh->posts[i].rank);
    }
    int growth = quantity_of(scores, "growth");
    size_t post = (size_t)post_of(scores, "E1")->post;
    ck_assert_int_eq(cx_scores_value(scores, post, growth), 1500000); /* 1000 / 400 − 1 */
    ck_assert_int_eq(cx_scores_before(scores, post, quantity_of(scores, "income")), 40000);
    cx_scores_free(like);
    cx_scores_free(scores);
    cx_scores_free(fresh);
}
END_TEST

/* Whatever a value hangs on: then all is added up again. */
START_TEST(other_values)
{
    static const struct {
        const char *kind, *text;
    } changes[] = {
        {"measures", "measure_id,fact,unit,value,where\nrecovered,payment,money,amount,dpd > 0\n"},
        {"measures", "measure_id,fact,unit,value,where\nvotes,feedback,number,1,\n"},
        {"metrics", "metric_id,formula\nincome,recovered * 1.0\n"},
        {"metrics", "metric_id,formula\nanother,recovered\n"},
        {"settings", "name,value\ncontact_window_days,7\n"},
        {"stages", "stage,from_dpd,to_dpd,team_kind\nlate,30,,phone\n"},
    };
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        char file[32];
        struct cx_scores *like = scored("2026-10");
        like->values[(size_t)post_of(like, "E1")->post * like->plan->quantity_count] = 160000;
        snprintf(file, sizeof file, "%s.csv", changes[i].kind);
        company_load(&c, file, changes[i].text);
        struct cx_scores *scores = again(like);
        ck_assert_msg(strcmp(value_of(scores, post_of(scores, "E1"), "recovered"), "1000.00") == 0,
                      "%s", changes[i].text);
        cx_scores_free(like);
        cx_scores_free(scores);
    }
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, values_are_taken);
    tcase_add_test(tc, like_a_new_one);
    tcase_add_test(tc, other_values);
}

UNIT_MAIN("again")
