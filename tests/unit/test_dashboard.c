/* report/dashboard: what stands on the page. */
#include "reporting.h"
#include "unit.h"

static void ck_has(const char *page, const char *wanted)
{
    ck_assert_msg(strstr(page, wanted) != NULL, "no %s in %.3000s", wanted, page);
}

START_TEST(page)
{
    struct cx_report_options options = options_of("2026-10");
    char *text;
    company_load(&c, "settings.csv", "name,value\ndashboard,income share\n");
    company_load(
        &c, "teams.csv",
        "team_id,name,parent_id,kind,opened_on\nT1,<script>alert(1)</script>,S,phone,2024-03-01\n");
    company_load(&c, "payments.csv", PAYMENTS "P1,A1,2026-10-05,100\nP2,A4,2026-10-05,50\n");
    company_load(&c, "feedback.csv", FEEDBACK "F1,customer,E1,2026-10-05,60\n");
    company_load(&c, "targets.csv", TARGETS "company,,income,2026-10,200\n");
    company_load(&c, "alerts.csv",
                 "alert_id,level,when,severity,message\na,team,share < 0.7,critical,Too low\n");
    ck_assert_msg(reported_with(&text, "dashboard", &options, CX_FORMAT_HTML) == 0, "%s",
                  c.err.text);
    ck_has(text, "<p>Income</p><p class=\"v\">150</p><p>75.0\xC2\xA0% of the target of 200</p>");
    ck_has(text, "<p>Share</p><p class=\"v\">60.0\xC2\xA0%</p>");
    ck_has(text, "<p>Alerts</p><p class=\"v\">2</p><p><span class=\"bad\">2 critical</span></p>");
    ck_has(text, "<td class=\"critical\">critical</td><td class=\"d\">Centre</td>"
                 "<td>Too low</td>");
    ck_has(text, "<span>&lt;script&gt;alert(1)&lt;/script&gt;</span><span class=\"n\">100 \xC2\xB7 "
                 "60.0\xC2\xA0%</span>");
    ck_has(text, "<td class=\"d\">E1</td><td class=\"d\"><a href=\"#person-E1\">Ann</a></td>");
    ck_has(text, "</html>\n");
    ck_assert_ptr_null(strstr(text, "<script"));
    free(text);
}
END_TEST

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
    ck_has(text, "<p>fee</p><p class=\"v\">0.88");
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
    ck_has(text, "<br>20 of it is credited to nobody");
    ck_assert_ptr_null(strstr(strstr(text, "credited to nobody") + 1, "credited to nobody"));
    free(text);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, staff_open, staff_close);
    tcase_add_test(tc, page);
    tcase_add_test(tc, rounded_apart);
    tcase_add_loop_test(tc, credited_to_nobody, 0, 2);
}

UNIT_MAIN("dashboard")
