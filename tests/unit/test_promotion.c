/* report/promotion: experience, ranking, training; and what lacks. */
#include "reporting.h"
#include "unit.h"

/* All were hired ten months ago less a day; scores are 60, 80, none and 70; E2 passed a course, E1
 * failed it. Two of three are 34 percent, rounded up. E4 was scored in two months: 70 is the mean
 * of 80 and 60, by days (30 and 31): (80 × 30 + 60 × 31) / 61 = 69.8361. */
static void set_up(void)
{
    staff_open();
    company_load(&c, "scorecards.csv",
                 "scorecard_id,metric_id,weight,method\ncard,share,100,direct\n");
    company_load(&c, "feedback.csv",
                 FEEDBACK "F1,customer,E1,2026-10-05,60\nF2,customer,E2,2026-10-05,80\n"
                          "F4,customer,E4,2026-10-05,60\nF5,customer,E4,2026-09-05,80\n");
    company_load(&c, "trainings.csv",
                 "employee_id,course,completed_on,passed\nE2,law,2026-05-05,yes\n"
                 "E1,law,2026-05-05,no\nE4,law,2026-11-01,yes\nE1,talk,2026-05-05,yes\n");
}

#define HEADER                                                                                     \
    "employee_id,name,team_id,role,hired_on,months,scorecard,score,rank,of,courses,experienced,"   \
    "top,"                                                                                         \
    "trained,candidate,lacks\n"

START_TEST(candidates)
{
    company_load(&c, "settings.csv", "name,value\npromotion_months,9\npromotion_top_percent,34\n");
    ck_report("promotion", "2026-10", NULL, 0,
              HEADER
              "E2,Bob,T1,collector,2026-01-01,9,card,80.0000,1,3,1,yes,yes,yes,yes,\n"
              "E4,Dan,T2,collector,2026-01-01,9,card,69.8361,2,3,0,yes,yes,no,no,a course passed\n"
              "E1,Ann,T1,collector,2026-01-01,9,card,60.0000,3,3,1,yes,no,yes,no,1 place\n"
              "E3,Cid,T1,collector,2026-01-01,9,card,,,,0,yes,no,no,no,a score; a course passed\n");
}
END_TEST

/* Without settings: 24 months, 20 percent of 12 months. With a course, that one. */
START_TEST(settings)
{
    char *text;
    ck_assert_int_eq(reported(&text, "promotion", "2026-10", NULL, 0), 0);
    ck_assert_ptr_nonnull(strstr(
        text, "E2,Bob,T1,collector,2026-01-01,9,card,80.0000,1,3,1,no,yes,yes,no,15 months\n"));
    free(text);
    company_load(&c, "settings.csv",
                 "name,value\npromotion_course,talk\npromotion_window_months,1\n");
    ck_assert_int_eq(reported(&text, "promotion", "2026-10", NULL, 0), 0);
    ck_assert_ptr_nonnull(strstr(text, ",80.0000,1,3,1,no,yes,no,no,15 months; talk\n"));
    ck_assert_ptr_nonnull(strstr(text, "E4,Dan,T2,collector,2026-01-01,9,card,60.0000,2,3,"));
    free(text);
    company_load(&c, "settings.csv", "name,value\npromotion_window_months,0\n");
    ck_assert_int_eq(reported(&text, "promotion", "2026-10", NULL, 0), CX_EDATA);
    free(text);
}
END_TEST

/* Places are among those of the same scorecard. */
START_TEST(by_scorecard)
{
    char *text;
    company_load(&c, "scorecards.csv",
                 "scorecard_id,metric_id,weight,method,for_team\ncard,share,100,direct,T1\n"
                 "visits,share,100,direct,T2\n");
    ck_assert_int_eq(reported(&text, "promotion", "2026-10", NULL, 0), 0);
    ck_assert_ptr_nonnull(strstr(text, "E2,Bob,T1,collector,2026-01-01,9,card,80.0000,1,2,"));
    ck_assert_ptr_nonnull(strstr(text, "E1,Ann,T1,collector,2026-01-01,9,card,60.0000,2,2,"));
    ck_assert_ptr_nonnull(strstr(text, "E4,Dan,T2,collector,2026-01-01,9,visits,69.8361,1,1,"));
    free(text);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, candidates);
    tcase_add_test(tc, settings);
    tcase_add_test(tc, by_scorecard);
}

UNIT_MAIN("promotion")
