/* score/cards: which card a post gets, targets, attainments. */
#include "score/cards.h"

#include "staff.h"
#include "unit.h"

#define LINE "scorecard_id,metric_id,weight,target,prorate,method,floor,cap,missing\n"
#define WHOM "scorecard_id,metric_id,weight,method,for_role,for_team,for_employee\n"

/* share: E1 0.3, E2 and E3 0.6, E4 none. fault_rate: E1 0.08, E2 0.04, E3 none, E4 0. income: E1
 * 12000, E2 6000, E3 and E4 0. */
static void set_up(void)
{
    staff_open();
    company_load(&c, "feedback.csv",
                 FEEDBACK "F1,customer,E1,2026-10-05,30\n"
                          "F2,customer,E2,2026-10-05,60\n"
                          "F3,customer,E3,2026-10-05,60\n"
                          "F4,sales,E1,2026-10-05,8\n"
                          "F5,sales,E2,2026-10-05,4\n"
                          "F6,sales,E4,2026-10-05,0\n");
    company_load(&c, "payments.csv", PAYMENTS "P1,A1,2026-10-05,12000\nP2,A2,2026-10-06,6000\n");
    company_load(&c, "tiers.csv",
                 "tier_id,from,to,rate\nst,0,0.3,0.5\nst,0.3,0.6,0.8\nst,0.6,,1.1\n"
                 "hi,0.5,,1\nmoney,0,6000,0.25\nmoney,6000,12000.01,0.75\n");
}

/* The attainments of E1 to E4 on their cards' first line, blanks between; - where there is none. */
static const char *attained(void)
{
    static char text[128];
    static const char *const people[] = {"E1", "E2", "E3", "E4"};
    struct cx_scores *scores = scored("2026-10");
    text[0] = '\0';
    for (size_t i = 0; i < 4; i++) {
        const struct cx_score_line *line = post_of(scores, people[i])->lines;
        int64_t n = 0;
        if (line->has_attainment)
            ck_assert(cx_num_to_dec(&n, line->attainment, 6));
        strcat(text, i ? " " : "");
        strcat(text, line->has_attainment ? shown(n, 6) : "-");
    }
    cx_scores_free(scores);
    return text;
}

static void ck_attained(const char *line, const char *wanted)
{
    char text[256];
    snprintf(text, sizeof text, "%sc,%s\n", LINE, line);
    staff_replan("scorecards", text);
    const char *got = attained();
    ck_assert_msg(strcmp(got, wanted) == 0, "%s: %s, not %s", line, got, wanted);
}

START_TEST(value_over_target)
{
    /* 0.3 / 0.4 = 0.75; 0.6 / 0.4 = 1.5, above the cap of 1 */
    ck_attained("share,100,0.4,,target,,,", "0.750000 1.000000 1.000000 -");
    ck_attained("share,100,0.4,,target,,1.2,", "0.750000 1.200000 1.200000 -");
    ck_attained("share,100,0.4,,target,0.8,2,", "0.800000 1.500000 1.500000 -");
    ck_attained("share,100,0.4,,,,,", "0.750000 1.000000 1.000000 -"); /* the method is target */
    ck_attained("income,100,8000,,target,,2,", "1.500000 0.750000 0.000000 0.000000");
    ck_attained("share,100,,,target,,,", "- - - -");  /* no target */
    ck_attained("share,100,0,,target,,,", "- - - -"); /* x / 0 is null */
}
END_TEST

/* target / value: 0.04 / 0.08, 0.04 / 0.04; E4's 0 gets the cap, as nothing is better. */
START_TEST(low_is_better)
{
    ck_attained("fault_rate,100,0.04,,target,,1.5,", "0.500000 1.000000 - 1.500000");
    ck_attained("fault_rate,100,0.06,,target,,1.2,", "0.750000 1.200000 - 1.200000");
}
END_TEST

START_TEST(direct)
{
    ck_attained("share,100,,,direct,,,", "0.300000 0.600000 0.600000 -");
    ck_attained("sat,100,,,direct,,,", "0.300000 0.600000 0.600000 -"); /* 30 / 100 */
    ck_attained("share,100,,,direct,0.4,0.5,", "0.400000 0.500000 0.500000 -");
}
END_TEST

/* 1 − (rank − 1) / (n − 1). Of the shares n is 3, E2 and E3 tie at 1.5: 1 − 0.5/2. Of the incomes n
 * is 4, E2 is second: 1 − 1/3, E3 and E4 tie at 3.5: 1 − 2.5/3. */
START_TEST(rank)
{
    ck_attained("share,100,,,rank,,,", "0.000000 0.750000 0.750000 -");
    ck_attained("income,100,,,rank,,,", "1.000000 0.666667 0.166667 0.166667");
    ck_attained("fault_rate,100,,,rank,,,", "0.000000 0.500000 - 1.000000"); /* low is better */
}
END_TEST

START_TEST(rank_within_the_card)
{
    staff_replan("scorecards", WHOM "a,share,100,rank,,,E1\nb,share,100,rank,,T1,\n"
                                    "d,share,100,rank,,T2,\n");
    /* E1 is alone; E2 and E3 tie at rank 1.5 of 2 */
    ck_assert_str_eq(attained(), "1.000000 0.500000 0.500000 -");
}
END_TEST

/* Whoever is to have no score is no rival: the card's require leaves E2 out. */
START_TEST(rank_among_the_scored)
{
    staff_replan("scorecards", "scorecard_id,metric_id,weight,method,require\n"
                               "c,share,100,rank,recovered <> 6000\n");
    struct cx_scores *scores = scored("2026-10");
    /* E1 and E3 are left: second and first of 2 */
    ck_assert_str_eq(score_of(scores, "E1"), "0.0000");
    ck_assert_str_eq(score_of(scores, "E2"), "");
    ck_assert(!post_of(scores, "E2")->lines[0].has_attainment);
    ck_assert_str_eq(score_of(scores, "E3"), "100.0000");
    cx_scores_free(scores);
}
END_TEST

/* A bound belongs to the upper step; below the first there is nothing; what has an end ends. */
START_TEST(steps)
{
    ck_attained("share,100,st,,steps,,1.2,", "0.800000 1.100000 1.100000 -");
    ck_attained("share,100,st,,steps,,,", "0.800000 1.000000 1.000000 -");
    ck_attained("share,100,hi,,steps,,,", "0.000000 1.000000 1.000000 -");
    ck_attained("income,100,money,,steps,,,", "0.750000 0.750000 0.250000 0.250000");
}
END_TEST

START_TEST(missing)
{
    ck_attained("share,100,0.4,,target,,,skip", "0.750000 1.000000 1.000000 -");
    ck_attained("share,100,0.4,,target,,,zero", "0.750000 1.000000 1.000000 0.000000");
    ck_attained("share,100,0.4,,target,,,full", "0.750000 1.000000 1.000000 1.000000");
}
END_TEST

/* E5's ten days: 6200 × 10/31 = 2000 and 21 days: 4200. Of them 1000 and 2100 were reached. */
START_TEST(prorated_target)
{
    staff_add_mover();
    company_load(&c, "payments.csv", PAYMENTS "P5,A5,2026-10-10,1000\nP6,A5,2026-10-11,2100\n");
    staff_replan("scorecards", LINE "c,income,100,6200,yes,target,,,\n");
    struct cx_scores *scores = scored("2026-10");
    for (int nth = 0; nth < 2; nth++) {
        const struct cx_post_score *post = nth_post(scores, "E5", nth);
        ck_assert_int_eq(post->days, nth ? 21 : 10);
        ck_assert_str_eq(shown(post->lines[0].target, 6), nth ? "4200.000000" : "2000.000000");
        ck_assert_str_eq(shown(post->score, 4), "50.0000");
    }
    cx_scores_free(scores);
}
END_TEST

static void ck_targets(const char *line, const char *wanted)
{
    static const char *const people[] = {"E1", "E2", "E4"};
    char text[256];
    struct cx_buf got = {0};
    snprintf(text, sizeof text, "scorecard_id,metric_id,weight,target,subject\nc,%s\n", line);
    staff_replan("scorecards", text);
    struct cx_scores *scores = scored("2026-10");
    for (size_t i = 0; i < 3; i++)
        cx_buf_printf(&got, "%s%s", i ? " " : "",
                      shown(post_of(scores, people[i])->lines[0].target, 6));
    ck_assert_msg(strcmp(cx_buf_str(&got), wanted) == 0, "%s: %s", line, cx_buf_str(&got));
    cx_buf_fini(&got);
    cx_scores_free(scores);
}

/* E1 has a row, their team has one, the company has one, and the card has one. What is an amount is
 * not taken from a whole team's row. */
START_TEST(sources_of_targets)
{
    company_load(&c, "targets.csv",
                 TARGETS "employee,E1,share,2026-10,0.1\n"
                         "team,T1,share,2026-10,0.2\n"
                         "company,,share,2026-10,0.3\n"
                         "employee,E1,income,2026-10,100\n"
                         "team,T1,income,2026-10,200\n"
                         "company,,income,2026-10,300\n"
                         "team,T1,sat,2026-10,80\n"
                         "team,T1,votes,2026-10,7\n"
                         "employee,E2,share,2026-09,0.9\n");
    ck_targets("share,100,0.4,post", "0.100000 0.200000 0.300000");
    ck_targets("income,100,400,post", "100.000000 400.000000 400.000000");
    ck_targets("sat,100,70,post", "80.000000 80.000000 70.000000");
    ck_targets("votes,100,5,post", "5.000000 5.000000 5.000000");
    ck_targets("votes,100,,post", "  ");
    /* a line of the team takes the team's row, or the card's figure */
    ck_targets("share,100,0.4,team", "0.200000 0.200000 0.400000");
    ck_targets("income,100,400,team", "200.000000 200.000000 400.000000");
}
END_TEST

START_TEST(value_of_the_team)
{
    staff_replan("scorecards", "scorecard_id,metric_id,weight,target,subject\n"
                               "c,income,100,36000,team\n");
    struct cx_scores *scores = scored("2026-10");
    /* T1 has 12000 + 6000 */
    ck_assert_str_eq(shown(post_of(scores, "E3")->lines[0].value, 2), "18000.00");
    ck_assert_str_eq(score_of(scores, "E3"), "50.0000");
    ck_assert_str_eq(score_of(scores, "E4"), "0.0000");
    cx_scores_free(scores);
}
END_TEST

static const char *card_of(const struct cx_scores *scores, const char *employee)
{
    const char *card = post_of(scores, employee)->card;
    return card ? card : "";
}

static void ck_cards(const char *cards, const char *e1, const char *e2, const char *e4)
{
    staff_replan("scorecards", cards);
    struct cx_scores *scores = scored("2026-10");
    ck_assert_str_eq(card_of(scores, "E1"), e1);
    ck_assert_str_eq(card_of(scores, "E2"), e2);
    ck_assert_str_eq(card_of(scores, "E4"), e4);
    cx_scores_free(scores);
}

#define ALL "share,100,direct,"
START_TEST(most_specific_card)
{
    ck_cards(WHOM "all," ALL ",,\n", "all", "all", "all");
    ck_cards(WHOM "all," ALL ",,\nrole," ALL "Collector,,\nm," ALL "manager,,\n", "role", "role",
             "role");
    ck_cards(WHOM "role," ALL "collector,,\ncentre," ALL ",S,\n", "centre", "centre", "centre");
    ck_cards(WHOM "centre," ALL "collector,S,\none," ALL ",T1,\n", "one", "one", "centre");
    ck_cards(WHOM "one," ALL ",T1,\nboth," ALL "collector,T1,\n", "both", "both", "");
    ck_cards(WHOM "one," ALL "collector,T1,\nann," ALL ",,E1\n", "ann", "one", "");
    ck_cards(WHOM "ann," ALL "manager,,E1\n", "", "", "");
}
END_TEST

START_TEST(card_of_the_last_day)
{
    staff_replan("scorecards", "scorecard_id,metric_id,weight,method,valid_from,valid_to\n"
                               "old,share,100,direct,,2026-10-31\n"
                               "new,share,100,direct,2026-10-31,\n");
    struct cx_scores *scores = scored("2026-10");
    ck_assert_str_eq(card_of(scores, "E1"), "new");
    cx_scores_free(scores);
    scores = scored("2026-10-01..2026-10-30");
    ck_assert_str_eq(card_of(scores, "E1"), "old");
    cx_scores_free(scores);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, value_over_target);
    tcase_add_test(tc, low_is_better);
    tcase_add_test(tc, direct);
    tcase_add_test(tc, rank);
    tcase_add_test(tc, rank_within_the_card);
    tcase_add_test(tc, rank_among_the_scored);
    tcase_add_test(tc, steps);
    tcase_add_test(tc, missing);
    tcase_add_test(tc, prorated_target);
    tcase_add_test(tc, sources_of_targets);
    tcase_add_test(tc, value_of_the_team);
    tcase_add_test(tc, most_specific_card);
    tcase_add_test(tc, card_of_the_last_day);
}

UNIT_MAIN("cards")
