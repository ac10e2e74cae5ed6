/* score/overlay: scores from a stream win over the database's. */
#include "bonuses.h"
#include "files.h"
#include "unit.h"

/* E1's share is 0.4 of a target of 0.8, E2's 0.2. */
static void set_up(void)
{
    staff_open();
    company_load(&c, "feedback.csv",
                 FEEDBACK "F1,customer,E1,2026-10-05,40\n"
                          "F2,customer,E2,2026-10-05,20\n");
    company_load(&c, "grades.csv", "grade,min_score,coefficient\nA,80,1.5\nB,0,1\n");
    staff_replan("scorecards",
                 "scorecard_id,metric_id,weight,method,target\nc,share,100,target,0.8\n");
}

/* The scores of October with a stream laid over them; NULL where it was refused. */
static struct cx_scores *overlaid(const char *stream)
{
    struct cx_scores *scores = scored("2026-10");
    int fd = file_of(stream, strlen(stream));
    c.err = (struct cx_err){0};
    int rc = cx_scores_overlay(scores, fd, "-", &c.err);
    close(fd);
    if (rc == 0)
        return scores;
    ck_assert_int_eq(rc, CX_EDATA);
    cx_scores_free(scores);
    return NULL;
}

START_TEST(edited_values_win)
{
    struct cx_scores *scores =
        overlaid("period,employee_id,team_id,since,score,rank,grade,share,recovered\n"
                 "2026-10,E1,T1,2026-01-01,12.3456,7,Z,0.6,123.45\n"
                 "2026-10,E3,T1,2026-01-01,,,,,\n");
    const struct cx_post_score *e1 = post_of(scores, "E1"), *e2 = post_of(scores, "E2");
    ck_assert_str_eq(shown(e1->score, 4), "12.3456");
    ck_assert_int_eq(e1->rank, 7);
    ck_assert_str_eq(e1->grade, "Z");
    ck_assert_str_eq(value_of(scores, e1, "share"), "0.600000");
    ck_assert_str_eq(value_of(scores, e1, "recovered"), "123.45");
    ck_assert_str_eq(value_of(scores, e1, "sat"), "40.000000"); /* not in the stream */
    ck_assert_int_eq(cx_num_compare(e1->lines[0].attainment, cx_num_dec(75, 2)), 0); /* 0.6 / 0.8 */
    ck_assert_str_eq(shown(e2->score, 4), "25.0000"); /* no row: as it was */
    ck_assert_int_eq(e2->rank, 2);
    /* an empty cell is null */
    const struct cx_post_score *e3 = post_of(scores, "E3");
    ck_assert_str_eq(value_of(scores, e3, "recovered"), "");
    ck_assert_int_eq(e3->rank, 0);
    ck_assert_ptr_null(e3->grade);
    cx_scores_free(scores);
}
END_TEST

/* What a spreadsheet makes of months and days is taken back. */
START_TEST(as_spreadsheets_write)
{
    struct cx_scores *scores = overlaid("period,employee_id,since,score\n"
                                        "Oct-26,E1,2026/1/1,12.3456\n"
                                        "2026/10,E2,2026-01-01,7\n");
    ck_assert_ptr_nonnull(scores);
    ck_assert_str_eq(shown(post_of(scores, "E1")->score, 4), "12.3456");
    ck_assert_str_eq(shown(post_of(scores, "E2")->score, 4), "7.0000");
    cx_scores_free(scores);
    ck_assert_ptr_null(overlaid("period,employee_id,score\nNov-26,E1,1\n"));
    ck_assert_str_eq(c.err.text, "-:2: period: \"Nov-26\" is not the period asked for");
    ck_assert_ptr_null(overlaid("employee_id,since,score\nE1,2026/1/2,1\n"));
}
END_TEST

/* Columns may be missing and in any order; a score without a grade gets the plan's. */
START_TEST(few_columns)
{
    struct cx_scores *scores = overlaid("score,note,employee_id\n80,well done,E2\n");
    const struct cx_post_score *e2 = post_of(scores, "E2");
    ck_assert_str_eq(shown(e2->score, 4), "80.0000");
    ck_assert_str_eq(e2->grade, "A");
    ck_assert_str_eq(value_of(scores, e2, "share"), "0.200000");
    cx_scores_free(scores);
}
END_TEST

/* The team tells E5's posts apart, and so does since. */
START_TEST(which_post)
{
    staff_add_mover();
    struct cx_scores *scores = overlaid("employee_id,team_id,since,score\nE5,T2,2026-10-11,22\n"
                                        "E5,T1,2026-01-01,11\n");
    ck_assert_str_eq(shown(nth_post(scores, "E5", 0)->score, 4), "11.0000");
    ck_assert_str_eq(shown(nth_post(scores, "E5", 1)->score, 4), "22.0000");
    cx_scores_free(scores);
}
END_TEST

/* Rules work on what was edited: 0.6 / 0.8 of 100, by the grade's 1.5. */
START_TEST(pays)
{
    struct cx_bonus *bonus = NULL;
    rules("rule_id,seq,kind,for_employee,basis,rate\n"
          "r,1,rate,E1,attainment_share * 100,grade_coefficient\n");
    struct cx_scores *scores = overlaid("employee_id,score,share\nE1,80,0.6\n");
    ck_assert_int_eq(cx_bonus_compute(&bonus, c.db, scores, &c.err), 0);
    ck_assert_str_eq(shown(bonus->rows[0].total, 2), "112.50");
    cx_bonus_free(bonus);
}
END_TEST

START_TEST(refused)
{
    static const char *const cases[][2] = {
        {"employee_id,score\nE1,5\nE9,5\n",
         "-:3: employee_id: \"E9\" has no such post in the period"},
        {"employee_id,team_id,score\nE1,T2,5\n",
         "-:2: employee_id: \"E1\" has no such post in the period"},
        {"employee_id,since,score\nE1,2026-02-01,5\n",
         "-:2: employee_id: \"E1\" has no such post in the period"},
        {"employee_id,period\nE1,2026-10\nE1,2026-09\n",
         "-:3: period: \"2026-09\" is not the period asked for"},
        {"employee_id,score\nE1,5.00001\n",
         "-:2: score: \"5.00001\" has more decimals than are published"},
        {"employee_id,recovered\nE1,5.001\n",
         "-:2: recovered: \"5.001\" has more decimals than are published"},
        {"employee_id,share\nE1,0.1234567\n",
         "-:2: share: \"0.1234567\" has more decimals than are published"},
        {"employee_id,rank\nE1,1.5\n", "-:2: rank: \"1.5\" has more decimals than are published"},
        {"employee_id,share\nE1,n/a\n", "-:2: share: \"n/a\" is not a number"},
        {"employee_id,score\nE1,5\nE1,5\n",
         "-:3: employee_id: \"E1\" has a row for this post already"},
        {"employee_id,score\nE5,5\n",
         "-:2: employee_id: \"E5\" has several such posts: team_id and since must say which"},
        {"team_id,score\nT1,5\n",
         "-:1: column \"employee_id\" is missing: only what cx-score writes can be read"},
    };
    staff_add_mover();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ck_assert_ptr_null(overlaid(cases[i][0]));
        ck_assert_str_eq(c.err.text, cases[i][1]);
    }
    ck_assert_ptr_null(overlaid("employee_id,score\nE1\n"));
    ck_assert_msg(strncmp(c.err.text, "-:2: ", 5) == 0, "%s", c.err.text);
}
END_TEST

/* A rank is a place: 1 or lower down, and no more than there can be. */
START_TEST(no_rank)
{
    static const char *const ranks[] = {"0", "-1", "4294967297"};
    for (size_t i = 0; i < 3; i++) {
        char text[64], wanted[64];
        snprintf(text, sizeof text, "employee_id,rank\nE1,%s\n", ranks[i]);
        snprintf(wanted, sizeof wanted, "-:2: rank: \"%s\" is not a rank", ranks[i]);
        ck_assert_ptr_null(overlaid(text));
        ck_assert_str_eq(c.err.text, wanted);
    }
}
END_TEST

/* The largest numbers that a cell can hold are found in steps and grades too. */
START_TEST(large_values)
{
    company_load(&c, "tiers.csv", "tier_id,from,to,rate\nst,0,10,0.5\nst,10,,0.75\n");
    staff_replan("scorecards", "scorecard_id,metric_id,weight,method,target\n"
                               "c,recovered,100,steps,st\n");
    struct cx_scores *scores =
        overlaid("employee_id,score,recovered\nE1,900000000000000,90000000000000000\n");
    const struct cx_post_score *e1 = post_of(scores, "E1");
    ck_assert_str_eq(e1->grade, "A");
    ck_assert_int_eq(cx_num_compare(e1->lines[0].attainment, cx_num_dec(75, 2)), 0);
    cx_scores_free(scores);
}
END_TEST

static void ck_peek(const char *stream, int code, const char *name)
{
    struct cx_period period = {0};
    int kept = -1, fd = file_of(stream, strlen(stream));
    c.err = (struct cx_err){0};
    ck_assert_int_eq(cx_scores_peek(&period, &kept, fd, "-", &c.err), code);
    ck_assert_str_eq(period.name, name);
    if (code == 0) {
        char bytes[256] = "";
        ck_assert_int_eq(read(kept, bytes, sizeof bytes - 1), (ssize_t)strlen(stream));
        ck_assert_str_eq(bytes, stream);
    }
    if (kept >= 0)
        close(kept);
    close(fd);
}

START_TEST(peek)
{
    ck_peek("employee_id,period\nE1,2026-10\nE2,2026-09\n", 0, "2026-10");
    ck_peek("employee_id\nE1\n", 0, ""); /* no such column, or no row: none is known */
    ck_peek("employee_id,period\n", 0, "");
    ck_peek("employee_id,period\nE1,soon\n", CX_EUSAGE, "");
    ck_peek("", CX_EWORLD, "");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, edited_values_win);
    tcase_add_test(tc, as_spreadsheets_write);
    tcase_add_test(tc, few_columns);
    tcase_add_test(tc, which_post);
    tcase_add_test(tc, pays);
    tcase_add_test(tc, refused);
    tcase_add_test(tc, no_rank);
    tcase_add_test(tc, large_values);
    tcase_add_test(tc, peek);
}

UNIT_MAIN("overlay")
