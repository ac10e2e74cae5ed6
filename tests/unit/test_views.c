/* score/views: scores by post, by line, by team, of the company. */
#include "score/score.h"
#include "staff.h"
#include "unit.h"
#include "views.h"

/* T1 recovered 350, T2 nothing. E1's share is 0.9, E2's 0.6. */
static void set_up(void)
{
    staff_open();
    company_load(&c, "payments.csv",
                 PAYMENTS "P1,A1,2026-10-05,200\nP2,A2,2026-10-05,150\n"
                          "P3,A1,2026-09-05,100\n");
    company_load(&c, "feedback.csv",
                 FEEDBACK "F1,customer,E1,2026-10-05,90\n"
                          "F2,customer,E2,2026-10-05,60\n");
    company_load(&c, "grades.csv", "grade,min_score\nA,70\n");
    staff_replan("scorecards", "scorecard_id,metric_id,weight,method,target,for_team,min_days\n"
                               "c,share,62.5,direct,,T1,20\nc,income,37.5,target,400,T1,20\n");
}

static void ck_written(const char *period, enum cx_score_view view, const char *wanted)
{
    struct cx_scores *scores = scored(period);
    struct cx_buf text = {0};
    struct cx_table *table = cx_table_into(&text, CX_FORMAT_CSV);
    ck_assert_int_eq(view_end(table, cx_scores_table(table, scores, view, &c.err)), 0);
    ck_assert_str_eq(cx_buf_str(&text), wanted);
    cx_buf_fini(&text);
    cx_scores_free(scores);
}

#define QUANTITIES "income,sat,share,fault_rate,growth,recovered,stars,votes,flaws,checks\n"

/* E1: 62.5 × 0.9 + 37.5 × 200/400 = 56.25 + 18.75; E2: 62.5 × 0.6 + 37.5 × 150/400 = 37.5
 * + 14.0625; E3 has no share: 0 of 37.5. */
START_TEST(posts)
{
    ck_written("2026-10", CX_VIEW_POSTS,
               "period,employee_id,name,team_id,role,since,scorecard,days,score,rank,"
               "grade," QUANTITIES "2026-10,E1,Ann,T1,collector,2026-01-01,c,31,75.0000,1,A,"
               "200.00,90.000000,0.900000,,1.000000,200.00,90.000000,1.000000,0.000000,0.000000\n"
               "2026-10,E2,Bob,T1,collector,2026-01-01,c,31,51.5625,2,,"
               "150.00,60.000000,0.600000,,,150.00,60.000000,1.000000,0.000000,0.000000\n"
               "2026-10,E3,Cid,T1,collector,2026-01-01,c,31,0.0000,3,,"
               "0.00,,,,,0.00,0.000000,0.000000,0.000000,0.000000\n"
               "2026-10,E4,Dan,T2,collector,2026-01-01,,31,,,,"
               "0.00,,,,,0.00,0.000000,0.000000,0.000000,0.000000\n");
}
END_TEST

#define LINES                                                                                      \
    "period,employee_id,name,team_id,role,since,scorecard,metric,value,target,attainment,weight,"  \
    "points\n"

START_TEST(lines)
{
    ck_written("2026-10", CX_VIEW_LINES,
               LINES
               "2026-10,E1,Ann,T1,collector,2026-01-01,c,income,200.00,400.000000,0.500000,"
               "37.50,18.7500\n"
               "2026-10,E1,Ann,T1,collector,2026-01-01,c,share,0.900000,,0.900000,62.50,56.2500\n"
               "2026-10,E2,Bob,T1,collector,2026-01-01,c,income,150.00,400.000000,0.375000,"
               "37.50,14.0625\n"
               "2026-10,E2,Bob,T1,collector,2026-01-01,c,share,0.600000,,0.600000,62.50,37.5000\n"
               "2026-10,E3,Cid,T1,collector,2026-01-01,c,income,0.00,400.000000,0.000000,37.50,"
               "0.0000\n"
               "2026-10,E3,Cid,T1,collector,2026-01-01,c,share,,,,62.50,\n");
}
END_TEST

/* Who has no score has no points. */
START_TEST(lines_without_a_score)
{
    company_load(&c, "employees.csv",
                 EMPLOYEES "E2,,Bob,T1,collector,2026-01-01,2026-10-05,8000\n"
                           "E3,,Cid,T1,collector,2026-01-01,2026-09-30,6000\n");
    ck_written("2026-10", CX_VIEW_LINES,
               LINES
               "2026-10,E1,Ann,T1,collector,2026-01-01,c,income,200.00,400.000000,0.500000,"
               "37.50,18.7500\n"
               "2026-10,E1,Ann,T1,collector,2026-01-01,c,share,0.900000,,0.900000,62.50,56.2500\n"
               "2026-10,E2,Bob,T1,collector,2026-01-01,c,income,150.00,400.000000,0.375000,"
               "37.50,\n"
               "2026-10,E2,Bob,T1,collector,2026-01-01,c,share,0.600000,,0.600000,62.50,\n");
}
END_TEST

/* Measures are summed, then come the formulas: 150 / 2 votes; 350 / 100 − 1. */
START_TEST(teams)
{
    ck_written("2026-10", CX_VIEW_TEAMS,
               "period,team_id,name," QUANTITIES
               "2026-10,S,Centre,350.00,75.000000,0.750000,,2.500000,350.00,150.000000,2.000000,"
               "0.000000,0.000000\n"
               "2026-10,T1,One,350.00,75.000000,0.750000,,2.500000,350.00,150.000000,2.000000,"
               "0.000000,0.000000\n"
               "2026-10,T2,Two,0.00,,,,,0.00,0.000000,0.000000,0.000000,0.000000\n");
}
END_TEST

/* What nobody holds is the company's all the same. */
START_TEST(company)
{
    company_load(&c, "accounts.csv", "account_id,due_on,amount\nA9,2026-01-01,9000\n");
    company_load(&c, "payments.csv", PAYMENTS "P9,A9,2026-10-05,150\n");
    ck_written("2026-10", CX_VIEW_COMPANY,
               "period,team_id,name," QUANTITIES
               "2026-10,,,500.00,75.000000,0.750000,,4.000000,500.00,150.000000,2.000000,"
               "0.000000,0.000000\n");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, posts);
    tcase_add_test(tc, lines);
    tcase_add_test(tc, lines_without_a_score);
    tcase_add_test(tc, teams);
    tcase_add_test(tc, company);
}

UNIT_MAIN("score/write")
