/* report/progress: done, due, forecast, behind. */
#include <math.h>

#include "reporting.h"
#include "unit.h"

#define HEADER                                                                                     \
    "scope,scope_id,name,metric,target,done,expected,gap,of_target,of_target_expected,forecast,"   \
    "low,high,state,behind_per_day\n"

/* E1 brings 100 on Thursday the 1st, and on Saturday the 3rd and Tuesday the 6th 10 each. */
static void set_up(void)
{
    staff_open();
    company_load(&c, "payments.csv",
                 PAYMENTS "P1,A1,2026-10-01,100\nP2,A1,2026-10-03,10\nP3,A1,2026-10-06,10\n");
    company_load(&c, "feedback.csv", FEEDBACK "F1,customer,E1,2026-10-05,60\n");
    company_load(&c, "targets.csv",
                 TARGETS "company,,income,2026-10,220\nteam,T1,share,2026-10,0.8\n"
                         "employee,E1,income,2026-10,528\nemployee,E2,income,2026-10,22\n");
}

/* Over: nothing is to be expected but what is. */
START_TEST(over)
{
    ck_report(
        "progress", "2026-10", NULL, 0,
        HEADER
        "company,,,income,220.00,120.00,220.00,-100.00,0.5455,1.0000,120.00,120.00,120.00,behind,\n"
        "team,T1,One,share,0.800000,0.600000,0.800000,-0.200000,0.7500,1.0000,,,,behind,\n"
        "employee,E1,Ann,income,528.00,120.00,528.00,-408.00,0.2273,1.0000,120.00,120.00,120.00,"
        "behind,\n"
        "employee,E2,Bob,income,22.00,0.00,22.00,-22.00,0.0000,1.0000,0.00,0.00,0.00,behind,\n");
}
END_TEST

/* On the 14th 10 of 22 working days are over: 12 a day, so 120 + 12 × 12 = 264 at the end. By
 * working days 100 0 10 10 0 …: the Saturday's belong to Monday. Their variance is (10200 - 120² /
 * 10) / 9, and 12 days are left: ± t(9) = 2.262157 × √(variance × (12 + 144 / 10)). Below 120 it
 * can't end, for nothing was taken back. E1 lacks 408 in 12 days, 34 a day: 22 more than their 12.
 */
START_TEST(middle)
{
    struct cx_report_options options = options_of("2026-10");
    double half = 2.262157 * sqrt((10200 - 120.0 * 120 / 10) / 9 * (12 + 14.4)), high;
    char *text, *row;
    options.until += 43199 - 17 * 86400; /* the whole of the 14th */
    ck_assert_int_eq(reported_with(&text, "progress", &options, CX_FORMAT_CSV), 0);
    row = strstr(text, "company,,,income,220.00,120.00,100.00,20.00,0.5455,0.4545,264.00,120.00,");
    ck_assert_msg(row != NULL, "%s", text);
    ck_assert_int_eq(
        sscanf(
            row +
                strlen("company,,,income,220.00,120.00,100.00,20.00,0.5455,0.4545,264.00,120.00,"),
            "%lf", &high),
        1);
    ck_assert(fabs(high - (264 + half)) < 0.01);
    ck_assert_ptr_nonnull(strstr(text, ",on_track,0.00\nteam"));
    row = strstr(text, "employee,E1,Ann,income,528.00,120.00,240.00,-120.00,");
    ck_assert_ptr_nonnull(row);
    ck_assert_ptr_nonnull(strstr(row, ",behind,22.00\n"));
    ck_assert_ptr_nonnull(strstr(
        row, "E2,Bob,income,22.00,0.00,10.00,-10.00,0.0000,0.4545,0.00,0.00,0.00,behind,1.83\n"));
    free(text);
}
END_TEST

/* Before the first day nothing is done, of a share not even that can be said, and nobody is judged.
 */
START_TEST(before)
{
    struct cx_report_options options = options_of("2026-10");
    char *text;
    options.until -= 40 * 86400;
    ck_assert_int_eq(reported_with(&text, "progress", &options, CX_FORMAT_CSV), 0);
    ck_assert_ptr_nonnull(strstr(text, "company,,,income,220.00,0.00,0.00,,0.0000,0.0000,,,,,\n"));
    ck_assert_ptr_nonnull(strstr(text, "team,T1,One,share,0.800000,,0.800000,,,1.0000,,,,,\n"));
    free(text);
}
END_TEST

/* Where lower is better, 20 % of a target of 5 % are 15 % behind, not ahead. */
START_TEST(lower_is_better)
{
    struct cx_report_options options = options_of("2026-10");
    char *text;
    company_load(&c, "feedback.csv", FEEDBACK "F2,sales,E1,2026-10-05,20\n");
    company_load(&c, "targets.csv", TARGETS "employee,E1,fault_rate,2026-10,0.05\n");
    ck_assert_int_eq(reported_with(&text, "progress", &options, CX_FORMAT_CSV), 0);
    ck_assert_ptr_nonnull(strstr(text, "employee,E1,Ann,fault_rate,0.050000,0.200000,0.050000,"
                                       "-0.150000,4.0000,1.0000,,,,behind,\n"));
    free(text);
}
END_TEST

/* A week of holidays: as long as it lasts, nothing of it is due, and more may come. */
START_TEST(no_working_time)
{
    struct cx_report_options options = options_of("2026-10-01..2026-10-04");
    char *text;
    company_load(&c, "holidays.csv", "day\n2026-10-01\n2026-10-02\n");
    company_load(&c, "targets.csv", TARGETS "company,,income,2026-10-01..2026-10-04,220\n");
    options.until = (cx_time)(options.period.from + 2) * 86400 + 86399;
    ck_assert_int_eq(reported_with(&text, "progress", &options, CX_FORMAT_CSV), 0);
    ck_assert_ptr_nonnull(strstr(text, "company,,,income,220.00,110.00,,,0.5000,,,,,,\n"));
    free(text);
    options.until += 86400;
    ck_assert_int_eq(reported_with(&text, "progress", &options, CX_FORMAT_CSV), 0);
    ck_assert_ptr_nonnull(strstr(text,
                                 "company,,,income,220.00,110.00,220.00,-110.00,0.5000,1.0000,"
                                 "110.00,110.00,110.00,behind,\n"));
    free(text);
}
END_TEST

static char *lines_of(struct cx_report_options options)
{
    char *text;
    ck_assert_msg(reported_with(&text, "progress", &options, CX_FORMAT_CSV) == 0, "%s", c.err.text);
    return text;
}

/* At 13:30 of the 14th 9.5 of 22 days are over: 120 / 9.5 × 22 = 277.89; of a share that accrues,
 * 0.6 / 9.5 × 22, with no interval, for shares of days don't add up. */
START_TEST(within_the_day)
{
    struct cx_report_options options = options_of("2026-10");
    char *text;
    company_load(&c, "metrics.csv",
                 "metric_id,title,unit,better,formula,accrues\n"
                 "share,Share,ratio,high,stars / votes / 100,yes\n");
    options.until += 5400 - 17 * 86400;
    text = lines_of(options);
    ck_assert_ptr_nonnull(
        strstr(text, "company,,,income,220.00,120.00,95.00,25.00,0.5455,0.4318,277.89,120.00,"));
    ck_assert_ptr_nonnull(strstr(text, "team,T1,One,share,0.800000,0.600000,0.345455,0.254545,"
                                       "0.7500,0.4318,1.389474,,,on_track,0.000000\n"));
    free(text);
}
END_TEST

/* Of a person; of a team with those in it; nobody of another team. */
START_TEST(of_whom)
{
    struct cx_report_options options = options_of("2026-10");
    char *text;
    options.employee = "E2";
    text = lines_of(options);
    ck_assert(strstr(text, "E2") && !strstr(text, "E1") && !strstr(text, "team,"));
    free(text);
    options.employee = NULL;
    options.team = "S";
    text = lines_of(options);
    ck_assert(strstr(text, "team,T1") && strstr(text, "E1") && strstr(text, "E2"));
    ck_assert_ptr_null(strstr(text, "company"));
    free(text);
    options.team = "T2";
    ck_reported("progress", options, HEADER);
    options.team = "T9";
    ck_assert_int_eq(reported_with(&text, "progress", &options, CX_FORMAT_CSV), CX_EUSAGE);
    ck_assert_str_eq(c.err.text,
                     "there is no team \"T9\": write an id as cx-import took it, or a whole name");
    free(text);
    options = options_of("2026-10");
    options.employee = "T1";
    ck_assert_int_eq(reported_with(&text, "progress", &options, CX_FORMAT_CSV), CX_EUSAGE);
    ck_assert_str_eq(
        c.err.text,
        "there is no employee \"T1\": write an id as cx-import took it, or a whole name");
    free(text);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, over);
    tcase_add_test(tc, middle);
    tcase_add_test(tc, before);
    tcase_add_test(tc, lower_is_better);
    tcase_add_test(tc, no_working_time);
    tcase_add_test(tc, within_the_day);
    tcase_add_test(tc, of_whom);
}

UNIT_MAIN("progress")
