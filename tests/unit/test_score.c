/* score/score: values as published, prev_, scores, ranks, grades. */
#include "score/score.h"

#include "csv/reader.h"
#include "files.h"
#include "staff.h"
#include "unit.h"

#define LINES "scorecard_id,metric_id,weight,target,method,cap,missing\n"

static void ck_score(const struct cx_scores *scores, const char *employee, const char *score,
                     int rank, const char *grade)
{
    const struct cx_post_score *post = post_of(scores, employee);
    ck_assert_str_eq(shown(post->score, CX_SCORE_DECIMALS), score);
    ck_assert_int_eq(post->rank, rank);
    ck_assert_str_eq(post->grade ? post->grade : "", grade);
}

START_TEST(nobody)
{
    ck_assert_int_eq(cx_db_exec(c.db, "DELETE FROM assignments; DELETE FROM employees", &c.err), 0);
    struct cx_scores *scores = scored("2026-10");
    ck_assert_uint_eq(scores->post_count, 0);
    cx_scores_free(scores);
}
END_TEST

/* E4 has no faults known: their score is that of their share alone. E3 has neither. */
START_TEST(weights)
{
    company_load(&c, "feedback.csv",
                 FEEDBACK "F1,customer,E1,2026-10-05,30\n"
                          "F2,customer,E2,2026-10-05,60\n"
                          "F3,customer,E4,2026-10-05,10\n"
                          "F4,sales,E1,2026-10-05,8\nF5,sales,E2,2026-10-05,4\n");
    staff_replan("scorecards",
                 LINES "c,share,62.5,0.4,target,,\nc,fault_rate,37.5,0.05,target,1.2,\n");
    struct cx_scores *scores = scored("2026-10");
    ck_score(scores, "E1", "70.3125", 2,
             ""); /* 62.5 × 0.3/0.4 + 37.5 × 0.05/0.08 = 46.875 + 23.4375 */
    ck_score(scores, "E2", "107.5000", 1,
             "");                      /* 62.5 × 1 + 37.5 × 1.2: 0.05/0.04 is over the cap */
    ck_score(scores, "E3", "", 0, ""); /* all skipped: no score */
    ck_score(scores, "E4", "25.0000", 3, ""); /* 62.5 × 0.25 / 62.5 */
    cx_scores_free(scores);
    staff_replan("scorecards",
                 LINES "c,share,62.5,0.4,target,,zero\nc,fault_rate,37.5,0.05,target,,full\n");
    scores = scored("2026-10");
    ck_score(scores, "E3", "37.5000", 4, ""); /* 62.5 × 0 + 37.5 × 1 */
    ck_score(scores, "E4", "53.1250", 3, ""); /* 62.5 × 0.25 + 37.5 */
    cx_scores_free(scores);
}
END_TEST

/* 1 2 2 4, each card for itself. */
START_TEST(competition_rank)
{
    company_load(&c, "feedback.csv",
                 FEEDBACK "F1,customer,E1,2026-10-05,50\n"
                          "F2,customer,E2,2026-10-05,60\n"
                          "F3,customer,E3,2026-10-05,50\n"
                          "F4,customer,E4,2026-10-05,40\n");
    staff_replan("scorecards", LINES "c,share,100,,direct,,\n");
    struct cx_scores *scores = scored("2026-10");
    ck_score(scores, "E2", "60.0000", 1, "");
    ck_score(scores, "E1", "50.0000", 2, "");
    ck_score(scores, "E3", "50.0000", 2, "");
    ck_score(scores, "E4", "40.0000", 4, "");
    cx_scores_free(scores);
    staff_replan("scorecards", "scorecard_id,metric_id,weight,method,for_team\n"
                               "c,share,100,direct,T1\nd,share,100,direct,T2\n");
    scores = scored("2026-10");
    ck_score(scores, "E3", "50.0000", 2, "");
    ck_score(scores, "E4", "40.0000", 1, "");
    cx_scores_free(scores);
}
END_TEST

START_TEST(grades)
{
    company_load(&c, "grades.csv",
                 "grade,min_score,coefficient\nA,90,1.2\nB,60.00005,1\nC,59.9999,\n");
    company_load(&c, "feedback.csv",
                 FEEDBACK "F1,customer,E1,2026-10-05,90\n"
                          "F2,customer,E2,2026-10-05,89.99994\n"
                          "F3,customer,E3,2026-10-05,60\n"
                          "F4,customer,E4,2026-10-05,59.99984\n");
    staff_replan("scorecards", LINES "c,sat,100,,direct,,\n");
    struct cx_scores *scores = scored("2026-10");
    ck_score(scores, "E1", "90.0000", 1, "A"); /* at the bound */
    ck_score(scores, "E2", "89.9999", 2, "B"); /* as printed */
    ck_score(scores, "E3", "60.0000", 3, "C");
    ck_score(scores, "E4", "59.9998", 4, ""); /* below the lowest */
    cx_scores_free(scores);
}
END_TEST

/* E5's ten days in T1 are too few, their 21 in T2 are enough; E1 has what is required, E2 hasn't,
 * and E3's is null. */
START_TEST(who_is_scored)
{
    staff_add_mover();
    company_load(&c, "feedback.csv",
                 FEEDBACK "F1,customer,E1,2026-10-05,90\n"
                          "F2,customer,E2,2026-10-05,50\n");
    staff_replan("scorecards", "scorecard_id,metric_id,weight,method,min_days,require,for_team\n"
                               "c,income,50,direct,,share > 0.5,T1\nc,recovered,50,direct,11,,T1\n"
                               "d,income,100,direct,21,prev_votes is null or 1,T2\n");
    struct cx_scores *scores = scored("2026-10");
    ck_score(scores, "E1", "0.0000", 1, "");
    ck_score(scores, "E2", "", 0, "");
    ck_score(scores, "E3", "", 0, "");
    ck_assert_str_eq(shown(nth_post(scores, "E5", 0)->score, 4), "");
    ck_assert_str_eq(shown(nth_post(scores, "E5", 1)->score, 4), "0.0000");
    cx_scores_free(scores);
}
END_TEST

/* Money is published with 2 decimals, all else with 6, half away from zero, and goes on as
 * published: 1/128 is 0.0078125, and 100 times what is published 0.7813. */
START_TEST(published)
{
    company_load(&c, "feedback.csv", FEEDBACK "F1,customer,E1,2026-10-05,1\n");
    company_add(&c, "metrics.csv",
                "metric_id,unit,formula\n"
                "part,ratio,votes / 128.0\nminus,number,0 - votes / 128.0\n"
                "parts,number,part * 100\ncent,money,votes * 0.005\n"
                "debt,money,0 - votes * 0.005\ncents,number,cent * 10\n"
                "many,hours,stars / 3\nnone,days,1.0 / (votes - 1)\n");
    ck_assert_int_eq(company_import(&c), 0);
    static const char *const wanted[][2] = {
        {"part", "0.007813"}, {"minus", "-0.007813"}, {"parts", "0.781300"}, {"cent", "0.01"},
        {"debt", "-0.01"},    {"cents", "0.100000"},  {"many", "0.333333"},  {"none", ""}};
    struct cx_scores *scores = scored("2026-10");
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        ck_assert_str_eq(value_of(scores, post_of(scores, "E1"), wanted[i][0]), wanted[i][1]);
    cx_scores_free(scores);
}
END_TEST

START_TEST(text_is_no_metric)
{
    struct cx_scores *scores = NULL;
    struct cx_period period = period_of("2026-10");
    company_load(&c, "metrics.csv", "metric_id,formula\nword,\"iif(votes = 0, 'none', 1)\"\n");
    ck_assert_int_eq(cx_scores_compute(&scores, c.db, &period, &c.err), CX_EDATA);
    ck_assert_str_eq(c.err.text, "metric word: its value is text, not a number");
}
END_TEST

/* The two halves of "30;70". */
static void halves(char first[16], char second[16], const char *cell)
{
    ck_assert_int_eq(sscanf(cell, "%15[^;];%15s", first, second), 2);
}

/* A line's part of a score of 5, as the cases print it. */
static void ck_earned(const struct cx_score_line *line, const char *wanted)
{
    int64_t earned, expected;
    struct cx_bigs *bigs = cx_bigs_new();
    struct cx_num part;
    ck_assert(cx_num_mul(&part, cx_num_dec(line->line->weight_ppm * 5, 8), line->attainment, bigs));
    ck_assert(cx_num_to_dec(&earned, part, 6));
    cx_bigs_free(bigs);
    ck_assert_int_eq(cx_dec_parse(&expected, wanted, strlen(wanted), 6), CX_DEC_OK);
    ck_assert_int_eq(earned, expected);
}

/* A row of tests/golden/cases/weighted_score_cases.csv: scores of 5, so the target is 5 and the
 * score, of 100, is 20 times the case's. */
static void ck_case(const struct cx_csv_field *f)
{
    char percent[2][16], values[2][16], earned[2][16], text[256];
    int64_t total;
    halves(percent[0], percent[1], f[2].s);
    halves(values[0], values[1], f[3].s);
    snprintf(text, sizeof text, "%sF1,customer,E1,2026-10-05,%s\nF2,sales,E1,2026-10-05,%s\n",
             FEEDBACK, values[0], values[1]);
    company_load(&c, "feedback.csv", text);
    snprintf(text, sizeof text, "%sc,sat,%s,5,,,\nc,faults,%s,5,,,\n", LINES, percent[0],
             percent[1]);
    staff_replan("scorecards", text);
    struct cx_scores *scores = scored("2026-10");
    ck_assert_int_eq(cx_dec_parse(&total, f[5].s, f[5].n, CX_SCORE_DECIMALS), CX_DEC_OK);
    ck_assert_msg(post_of(scores, "E1")->score == 20 * total, "%s: %s", f[0].s,
                  score_of(scores, "E1"));
    if (f[4].n > 0) {
        halves(earned[0], earned[1], f[4].s);
        const struct cx_post_score *post = post_of(scores, "E1");
        ck_earned(cx_scores_line(post, quantity_of(scores, "sat")), earned[0]);
        ck_earned(cx_scores_line(post, quantity_of(scores, "faults")), earned[1]);
    }
    cx_scores_free(scores);
}

START_TEST(published_cases)
{
    struct cx_csv_reader *reader = NULL;
    struct cx_csv_row row;
    int cases = 0;
    int fd =
        open(CX_SOURCE_DIR "/tests/golden/cases/weighted_score_cases.csv", O_RDONLY | O_CLOEXEC);
    ck_assert_int_ge(fd, 0);
    company_load(&c, "metrics.csv",
                 "metric_id,unit,better,formula\nfaults,score,high,flaws / checks\n");
    ck_assert_int_eq(cx_csv_open(&reader, fd, "weighted_score_cases.csv", NULL, &c.err), 0);
    for (; cx_csv_next(reader, &row, &c.err) == 1; cases++)
        ck_case(row.fields);
    ck_assert_int_eq(cases, 3);
    cx_csv_free(reader);
    close(fd);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, staff_open, staff_close);
    tcase_add_test(tc, nobody);
    tcase_add_test(tc, weights);
    tcase_add_test(tc, competition_rank);
    tcase_add_test(tc, grades);
    tcase_add_test(tc, who_is_scored);
    tcase_add_test(tc, published);
    tcase_add_test(tc, text_is_no_metric);
    tcase_add_test(tc, published_cases);
}

UNIT_MAIN("score")
