/* report/ranking: posts by score or by a metric, and how they moved. */
#include "report/tables.h"
#include "reporting.h"
#include "unit.h"

#define HEADER(by) "rank,employee_id,name,team_id,role," by ",grade,rank_before,moved\n"

/* Shares of September and October: E1 0.5 0.9, E2 0.7 0.6, E3 0.6 0.6, E4 none 0.4. */
static void set_up(void)
{
    staff_open();
    company_load(&c, "feedback.csv",
                 FEEDBACK "F1,customer,E1,2026-09-05,50\n"
                          "F2,customer,E2,2026-09-05,70\n"
                          "F3,customer,E3,2026-09-05,60\n"
                          "G1,customer,E1,2026-10-05,90\n"
                          "G2,customer,E2,2026-10-05,60\n"
                          "G3,customer,E3,2026-10-05,60\n"
                          "G4,customer,E4,2026-10-05,40\n"
                          "H1,sales,E1,2026-10-05,8\nH2,sales,E2,2026-10-05,4\n");
    company_load(&c, "grades.csv", "grade,min_score\nA,80\nB,0\n");
    staff_replan("scorecards", "scorecard_id,metric_id,weight,method\nc,share,100,direct\n");
}

/* 1 2 2 4; E1 was third and is first: two places up. */
START_TEST(by_score)
{
    static const char all[] = HEADER("score") "1,E1,Ann,T1,collector,90.0000,A,3,2\n"
                                              "2,E2,Bob,T1,collector,60.0000,B,1,-1\n"
                                              "2,E3,Cid,T1,collector,60.0000,B,2,0\n"
                                              "4,E4,Dan,T2,collector,40.0000,B,,\n";
    ck_report("ranking", "2026-10", NULL, 0, all);
    ck_report("ranking", "2026-10", "score", 4, all);
}
END_TEST

/* Like with like: places among those of the same scorecard. */
START_TEST(by_scorecard)
{
    struct cx_report_options options = options_of("2026-10");
    char *text;
    staff_replan("scorecards",
                 "scorecard_id,metric_id,weight,method,for_team\nc,share,100,direct,T1\n"
                 "v,share,100,direct,T2\n");
    options.per = "scorecard";
    options.top = 1;
    ck_reported("ranking", options,
                "rank,employee_id,name,team_id,role,score,grade,rank_before,moved,scorecard\n"
                "1,E1,Ann,T1,collector,90.0000,A,3,2,c\n"
                "1,E4,Dan,T2,collector,40.0000,B,,,v\n");
    options.per = "team";
    ck_assert_int_eq(reported_with(&text, "ranking", &options, CX_FORMAT_CSV), CX_EUSAGE);
    free(text);
}
END_TEST

/* Who has no value is in no ranking. Everyone tied at the edge is shown. */
START_TEST(top)
{
    ck_report("ranking", "2026-09", NULL, 1, HEADER("score") "1,E2,Bob,T1,collector,70.0000,B,,\n");
    ck_report("ranking", "2026-10", NULL, 2,
              HEADER("score") "1,E1,Ann,T1,collector,90.0000,A,3,2\n"
                              "2,E2,Bob,T1,collector,60.0000,B,1,-1\n"
                              "2,E3,Cid,T1,collector,60.0000,B,2,0\n");
}
END_TEST

/* Of faults few are good; a metric has its own decimals. */
START_TEST(by_metric)
{
    ck_report("ranking", "2026-10", "fault_rate", 0,
              HEADER("fault_rate") "1,E2,Bob,T1,collector,0.040000,B,,\n"
                                   "2,E1,Ann,T1,collector,0.080000,A,,\n");
    company_load(&c, "payments.csv", PAYMENTS "P1,A4,2026-10-05,12.5\n");
    ck_report("ranking", "2026-10", "income", 1,
              HEADER("income") "1,E4,Dan,T2,collector,12.50,B,1,0\n");
    ck_no_metric("ranking");
}
END_TEST

/* E5 has two posts in October, and both are compared with the better of those before. */
START_TEST(two_posts)
{
    staff_add_mover();
    company_load(&c, "feedback.csv",
                 FEEDBACK "K1,customer,E5,2026-09-05,95\n"
                          "K2,customer,E5,2026-10-05,95\n"
                          "K3,customer,E5,2026-10-15,20\n"
                          "K4,customer,E5,2026-11-05,50\n");
    ck_report("ranking", "2026-10", "share", 0,
              HEADER("share") "1,E5,Eve,T1,collector,0.950000,A,1,0\n"
                              "2,E1,Ann,T1,collector,0.900000,A,4,2\n"
                              "3,E2,Bob,T1,collector,0.600000,B,2,-1\n"
                              "3,E3,Cid,T1,collector,0.600000,B,3,0\n"
                              "5,E4,Dan,T2,collector,0.400000,B,,\n"
                              "6,E5,Eve,T2,collector,0.200000,B,1,-5\n");
    ck_report("ranking", "2026-11", "share", 0,
              HEADER("share") "1,E5,Eve,T2,collector,0.500000,B,1,0\n");
}
END_TEST

/* Eleven people, of whom six tie: they are the last, though their rank is the sixth. */
START_TEST(ties_at_the_end)
{
    struct cx_table *table = cx_table_new("Ends");
    company_load(&c, "employees.csv",
                 EMPLOYEES "L1,,L,T1,collector,2026-01-01,,1\nL2,,L,T1,collector,2026-01-01,,1\n"
                           "L3,,L,T1,collector,2026-01-01,,1\nL4,,L,T1,collector,2026-01-01,,1\n"
                           "L5,,L,T1,collector,2026-01-01,,1\nL6,,L,T1,collector,2026-01-01,,1\n"
                           "L7,,L,T1,collector,2026-01-01,,1\n");
    company_load(&c, "feedback.csv",
                 FEEDBACK "L1,customer,L1,2026-10-05,30\nL2,customer,E3,2026-10-05,62\n");
    staff_replan("scorecards",
                 "scorecard_id,metric_id,weight,target,method,missing,for_role,valid_from\n"
                 "one,sat,100,100,target,zero,collector,2026-01-01\n");
    struct cx_scores *scores = scored("2026-10");
    make_ends(table, scores, "one");
    ck_assert_uint_eq(table->row_count, 11);
    ck_assert_int_eq(cx_table_cell(table, 10, 0)->n, 6);
    ck_assert_str_eq(table->chart.title, "Scorecard one: the best and the last of 11");
    cx_table_free(table);
    cx_scores_free(scores);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, by_score);
    tcase_add_test(tc, by_scorecard);
    tcase_add_test(tc, top);
    tcase_add_test(tc, by_metric);
    tcase_add_test(tc, two_posts);
    tcase_add_test(tc, ties_at_the_end);
}

UNIT_MAIN("report/ranking")
