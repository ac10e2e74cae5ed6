/* report/tiles: the figures at the top of the dashboard. */
#include "reporting.h"
#include "unit.h"

/* Thrice a seventeenth of 5, and one of 15: the cent that is left comes from rounding. */
START_TEST(rounded_apart)
{
    struct cx_report_options options = options_of("2026-10");
    char *text;
    company_load(&c, "settings.csv", "name,value\ndashboard,fee\n");
    company_load(&c, "metrics.csv", "metric_id,unit,formula\nfee,money,recovered / 17\n");
    company_load(&c, "payments.csv",
                 PAYMENTS "P1,A1,2026-10-05,5\nP2,A2,2026-10-05,5\nP3,A4,2026-10-05,5\n");
    ck_assert_int_eq(reported_with(&text, "dashboard", &options, CX_FORMAT_HTML), 0);
    ck_holds(text, "<p>fee</p><p class=\"v\">0.88");
    ck_assert_ptr_null(strstr(text, "credited to nobody"));
    free(text);
}
END_TEST

/* T2 leaves Centre in the month, or joins it: of 170 that came in 20 are on an account that nobody
 * held, and only these. A mean in money is no amount of which something could be left. */
START_TEST(credited_to_nobody)
{
    struct cx_report_options options = options_of("2026-10");
    char *text;
    company_load(&c, "settings.csv", "name,value\ndashboard,income mean\n");
    company_load(&c, "metrics.csv",
                 "metric_id,unit,formula,accrues\nmean,money,recovered / checks,no\n");
    company_load(&c, "feedback.csv", FEEDBACK "F1,sales,E1,2026-10-05,60\n");
    company_load(&c, "teams.csv",
                 _i == 0 ? "team_id,since,name,parent_id,kind\nT2,2026-01-01,Two,S,visit\n"
                           "T2,2026-10-16,Two,,visit\n"
                         : "team_id,since,name,parent_id,kind\nT2,2026-01-01,Two,,visit\n"
                           "T2,2026-10-16,Two,S,visit\n");
    company_load(&c, "accounts.csv", "account_id,due_on,amount\nA9,2026-01-01,500\n");
    company_load(&c, "payments.csv",
                 PAYMENTS "P1,A1,2026-10-05,100\nP2,A4,2026-10-05,50\nP3,A9,2026-10-05,20\n");
    ck_assert_int_eq(reported_with(&text, "dashboard", &options, CX_FORMAT_HTML), 0);
    ck_holds(text, "<br>20 of it is credited to nobody");
    ck_assert_ptr_null(strstr(strstr(text, "credited to nobody") + 1, "credited to nobody"));
    free(text);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, staff_open, staff_close);
    tcase_add_test(tc, rounded_apart);
    tcase_add_loop_test(tc, credited_to_nobody, 0, 2);
}

UNIT_MAIN("tiles")
