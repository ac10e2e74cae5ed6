/* statement/scored: how a score came about. */
#include "statements.h"
#include "unit.h"

static void set_up(void)
{
    staff_open();
    staff_add_mover();
    company_load(&c, "feedback.csv",
                 FEEDBACK "F1,customer,E1,2026-10-05,85\nF5,customer,E5,2026-10-05,85\n"
                          "F6,customer,E5,2026-10-15,40\n");
    company_load(&c, "grades.csv", "grade,min_score,coefficient\nA,80,1.25\n");
    company_load(&c, "payments.csv", PAYMENTS "P1,A1,2026-10-05,1500\n");
    staff_replan("scorecards", "scorecard_id,metric_id,weight,target,method,cap,min_days,for_team\n"
                               "c,share,60,,direct,,15,T1\nc,income,40,2000,target,,15,T1\n"
                               "d,share,100,0.5,target,2,,S\n");
}

/* 60 × 0.85 + 40 × 0.75 = 81; E5: 40 / 50 = 80 %. */
START_TEST(points)
{
    ck_says("E1", "## Team T1, as collector: 31 of 31 days\n\nYour score is **81**, grade A. "
                  "It is the sum of the points:\n\n"
                  "| Measured | Value    | Target   | Attained | Weight | Points |\n");
    ck_says("E1", "| Income   | 1,500.00 | 2,000.00 | 0.75     | 40     | 30     |\n");
    ck_says("E1", "| Share    | 85 %     |          | 0.85     | 60     | 51     |\n");
    ck_says("E5", "## Team T2, as collector: 21 of 31 days\n\nYour score is **80**");
}
END_TEST

START_TEST(no_score)
{
    ck_says("E5", "## Team T1, as collector: 10 of 31 days\n\nThis post has no score: it was too "
                  "short, or");
    ck_says("E4", "This post has no score: nothing on its scorecard has a value.");
    staff_replan("scorecards", "scorecard_id,metric_id,weight,method,for_employee\n"
                               "c,share,100,direct,E2\n");
    ck_says("E1", "No scorecard is for this post, so it has no score.");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, points);
    tcase_add_test(tc, no_score);
}

UNIT_MAIN("scored")
