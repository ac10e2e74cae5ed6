/* report/training: difference in differences, by hand. */
#include <math.h>

#include "report/stats.h"
#include "reporting.h"
#include "unit.h"

/* August to October: E1 50 to 80 and E2 60 to 70 took the course in September, E3 40 to 50 and E4
 * 40 to 44 did not. */
static void set_up(void)
{
    staff_open();
    company_load(&c, "feedback.csv",
                 FEEDBACK "F1,customer,E1,2026-08-05,50\nF2,customer,E1,2026-10-05,80\n"
                          "F3,customer,E2,2026-08-05,60\nF4,customer,E2,2026-10-05,70\n"
                          "F5,customer,E3,2026-08-05,40\nF6,customer,E3,2026-10-05,50\n"
                          "F7,customer,E4,2026-08-05,40\nF8,customer,E4,2026-10-05,44\n");
    company_load(&c, "trainings.csv",
                 "employee_id,course,completed_on,passed\nE1,law,2026-09-10,yes\n"
                 "E2,law,2026-09-20,yes\nE3,talk,2026-05-05,yes\n");
}

/* 20 - 7 = 13. The trained, less the others' 7: 23 and 3, variance 200; the others' 18. So the
 * standard error is the root of 200 / 2 + 18 / 2, with 109² / (100² + 9²) degrees of freedom. */
START_TEST(effect)
{
    char *text;
    double low = 0, high = 0, half = stats_t95(109.0 * 109 / (100.0 * 100 + 9 * 9)) * sqrt(109);
    ck_assert_int_eq(reported(&text, "training", "2026-09", "sat", 0), 0);
    const char *row =
        strstr(text, "\nlaw,sat,2,2,55.000000,75.000000,40.000000,47.000000,13.000000,");
    ck_assert_msg(row != NULL, "%s", text);
    ck_assert_int_eq(
        sscanf(row + strlen("\nlaw,sat,2,2,55.000000,75.000000,40.000000,47.000000,13.000000,"),
               "%lf,%lf,", &low, &high),
        2);
    ck_assert(fabs(low - (13 - half)) < 1e-5);
    ck_assert(fabs(high - (13 + half)) < 1e-5);
    ck_assert_ptr_null(strstr(text, "talk")); /* nobody finished it in September */
    free(text);
}
END_TEST

/* A course that is asked for has its row; one that there isn't, none. */
START_TEST(courses)
{
    struct cx_report_options options = options_of("2026-09");
    char *text;
    options.by = "sat";
    options.subject = "talk";
    ck_reported("training", options,
                "course,metric,trained,others,before,after,others_before,others_after,effect,low,"
                "high,clearly\ntalk,sat,0,0,,,,,,,,\n");
    options.subject = "nonsense";
    ck_assert_int_eq(reported_with(&text, "training", &options, CX_FORMAT_CSV), CX_EUSAGE);
    ck_assert_str_eq(c.err.text, "there is no course \"nonsense\"");
    free(text);
    options.subject = "tolk";
    c.err = (struct cx_err){0};
    ck_assert_int_eq(reported_with(&text, "training", &options, CX_FORMAT_CSV), CX_EUSAGE);
    ck_assert_str_eq(c.err.text, "there is no course \"tolk\" (did you mean talk?)");
    free(text);
}
END_TEST

/* A month that isn't over shows nothing yet. */
START_TEST(too_early)
{
    struct cx_report_options options = options_of("2026-09");
    options.by = "sat";
    options.now -= 86400;
    ck_reported("training", options,
                "course,metric,trained,others,before,after,others_before,others_after,effect,low,"
                "high,clearly\n");
}
END_TEST

/* Of the month of the course only those are looked at who finished on the days asked for; the other
 * is not among those who did not. */
START_TEST(part_of_month)
{
    char *text;
    ck_assert_int_eq(reported(&text, "training", "2026-09-01..2026-09-15", "sat", 0), 0);
    ck_assert_ptr_nonnull(strstr(text, "\nlaw,sat,1,2,50.000000,80.000000,40.000000,47.000000,"));
    free(text);
    ck_assert_int_eq(reported(&text, "training", "2026-09-16..2026-09-30", "sat", 0), 0);
    ck_assert_ptr_nonnull(strstr(text, "\nlaw,sat,1,2,60.000000,70.000000,40.000000,47.000000,"));
    free(text);
}
END_TEST

/* How far one person is from others like them nobody knows. E3 failed, and took it all the same. */
START_TEST(one_other)
{
    company_load(&c, "trainings.csv",
                 "employee_id,course,completed_on,passed\nE3,law,2026-09-20,no\n");
    ck_report("training", "2026-09", "sat", 0,
              "course,metric,trained,others,before,after,others_before,others_after,effect,low,"
              "high,clearly\n"
              "law,sat,3,1,50.000000,66.666667,40.000000,44.000000,12.666667,,,\n");
}
END_TEST

/* Before the first event that is known a score is as unknown as a metric. */
START_TEST(before_data)
{
    company_load(&c, "scorecards.csv",
                 "scorecard_id,metric_id,weight,target,method,missing,for_role,valid_from\n"
                 "one,sat,100,100,target,zero,collector,2026-01-01\n");
    company_load(&c, "trainings.csv",
                 "employee_id,course,completed_on,passed\nE1,early,2026-08-10,yes\n");
    for (int i = 0; i < 2; i++) {
        struct cx_report_options options = options_of("2026-08");
        options.subject = "early";
        options.by = i ? "sat" : "score";
        char *text;
        ck_assert_int_eq(reported_with(&text, "training", &options, CX_FORMAT_CSV), 0);
        ck_assert_msg(strstr(text, i ? "\nearly,sat,0,0," : "\nearly,score,0,0,") != NULL, "%s",
                      text);
        free(text);
    }
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, effect);
    tcase_add_test(tc, courses);
    tcase_add_test(tc, too_early);
    tcase_add_test(tc, part_of_month);
    tcase_add_test(tc, one_other);
    tcase_add_test(tc, before_data);
}

UNIT_MAIN("training")
