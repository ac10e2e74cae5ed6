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
    ck_says("E1", "## Score in team One, as collector: 31 of 31 days\n\n"
                  "Your score is **81**, grade A.\n\n"
                  "It is place 1 of 3 among the posts with this scorecard.\n\n"
                  "| Measured |    Value |   Target | Attained | Counts as | Weight | Of 100 | "
                  "Points |\n");
    ck_says("E1", "| Income   | 1,500.00 | 2,000.00 |     75 % |      75 % |     40 |     40 | "
                  "    30 |\n");
    ck_says("E1", "| Share    |     85 % |          |     85 % |      85 % |     60 |     60 | "
                  "    51 |\n");
    ck_says("E1", "- Income: 1,500.00 ÷ 2,000.00 = 75 %\n");
    ck_says("E1", "  - Points: 1,500.00 ÷ 2,000.00 × 40 = 30\n");
    ck_says("E1", "- All points together: 81\n");
    ck_says("E5", "## Score in team Two, as collector: 21 of 31 days\n\nYour score is **80**");
}
END_TEST

/* What is capped or raised, what doesn't count and whose weight is shared out, place and days. */
START_TEST(bounds)
{
    staff_replan("scorecards",
                 "scorecard_id,metric_id,weight,target,method,floor,cap,prorate,missing\n"
                 "c,income,40,1000,target,,1.2,yes,\nc,share,20,,rank,0.3,,,\n"
                 "c,votes,30,,target,,,,\nc,recovered,10,9000,target,0.25,,,\n");
    ck_says("E1", "- Income: 1,500.00 ÷ (1,000.00 × 31 / 31 days) = 150 %\n"
                  "  - Capped: at most 120 % counts.\n");
    ck_says("E1", "  - Points: 120 % × 40 × 100 ÷ 70 = 68.5714\n");
    ck_says("E1", "- votes: no target is set, so it doesn't count; its weight of 30 is shared out "
                  "among the other lines in proportion.\n");
    ck_says("E1", "- Share: 85 %, place 1 of 3, shared by 2 and so taken as place 1.5: "
                  "(3 − 1.5) ÷ (3 − 1) = 75 %\n");
    ck_says("E1", "- recovered: 1,500.00 ÷ 9,000.00 = 16.6667 %\n"
                  "  - Raised: at least 25 % counts.\n");
}
END_TEST

/* Where less is better the most counts for none and for less than none, and the words tell which.
 */
START_TEST(less_is_better)
{
    company_load(&c, "metrics.csv",
                 "metric_id,title,unit,better,formula\nowed,Owed,number,low,1500 - recovered\n"
                 "left,Left,number,low,1450 - recovered\n");
    staff_replan("scorecards", "scorecard_id,metric_id,weight,target,method,cap\n"
                               "c,owed,50,10,target,1.2\nc,left,50,10,target,1.2\n");
    ck_says("E1", "- Owed: less is better, and there is none: the most that counts, 120 %.\n");
    ck_says("E1", "- Left: less is better, and it is below 0: the most that counts, 120 %.\n");
}
END_TEST

/* Above the last step that has an end is not below the first. */
START_TEST(steps)
{
    staff_replan("scorecards", "scorecard_id,metric_id,weight,method\nc,share,100,direct\n");
    company_load(&c, "tiers.csv", "tier_id,from,to,rate\ns,1000,1200,0.5\ns,1200,1400,1\n");
    staff_replan("scorecards", "scorecard_id,metric_id,weight,target,method\n"
                               "c,income,100,s,steps\n");
    ck_says("E1", "- Income: 1,500.00 is above the last step, which counts as 0 %.\n");
    ck_says("E3", "- Income: 0.00 reaches no step, which counts as 0 %.\n");
    company_load(&c, "payments.csv", PAYMENTS "P2,A2,2026-10-05,1100\n");
    ck_says("E2", "- Income: 1,100.00 is on the step from 1,000.00, which counts as 50 %.\n");
    /* where less is better, below the first is better than all */
    company_load(&c, "metrics.csv",
                 "metric_id,title,unit,better,formula\nowed,Owed,money,low,1500 - recovered\n");
    staff_replan("scorecards", "scorecard_id,metric_id,weight,target,method\n"
                               "c,owed,100,s,steps\n");
    ck_says("E1", "- Owed: 0.00 is below the first step, which counts as 0 %.\n");
    ck_says("E3", "- Owed: 1,500.00 is above the last step, which counts as 0 %.\n");
}
END_TEST

START_TEST(no_score)
{
    ck_says("E5", "## Score in team One, as collector: 10 of 31 days\n\nThis post has no score, "
                  "because its scorecard requires 15 days.\n");
    ck_says("E4", "This post has no score: nothing on its scorecard has a value.");
    staff_replan("scorecards", "scorecard_id,metric_id,weight,method,for_employee\n"
                               "c,share,100,direct,E2\n");
    ck_says("E1", "No scorecard is for this post, so it has no score.");
    staff_replan("scorecards", "scorecard_id,metric_id,weight,method,require\n"
                               "c,share,50,direct,share > 0 and recovered >= 2000\n"
                               "c,income,50,rank,share > 0 and recovered >= 2000\n");
    ck_says("E1", "This post has no score, because what its scorecard requires does not hold:\n\n"
                  "- Not met: `recovered ≥ 2000`. It was 1,500.00; it needs at least 2,000.00.\n"
                  "  - Still needed: 500.00\n\n");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, points);
    tcase_add_test(tc, bounds);
    tcase_add_test(tc, less_is_better);
    tcase_add_test(tc, steps);
    tcase_add_test(tc, no_score);
}

UNIT_MAIN("scored")
