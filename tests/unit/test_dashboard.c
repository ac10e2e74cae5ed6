/* report/dashboard: what stands on the page. */
#include "reporting.h"
#include "unit.h"

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
    ck_holds(text, "<p>Income</p><p class=\"v\">150</p><p>75.0\xC2\xA0% of the target of 200</p>");
    ck_holds(text, "<p>Share</p><p class=\"v\">60.0\xC2\xA0%</p>");
    ck_holds(text, "<p>Alerts</p><p class=\"v\">2</p><p><span class=\"bad\">2 critical</span></p>");
    ck_holds(text, "<td class=\"critical\">critical</td><td class=\"d\">Centre</td>"
                   "<td>Too low</td>");
    ck_holds(text,
             "<span>&lt;script&gt;alert(1)&lt;/script&gt;</span><span class=\"n\">100 \xC2\xB7 "
             "60.0\xC2\xA0%</span>");
    ck_holds(text, "<td class=\"d\">E1</td><td class=\"d\"><a href=\"#person-E1\">Ann</a></td>");
    ck_holds(text, "</html>\n");
    ck_assert_ptr_null(strstr(text, "<script"));
    free(text);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, staff_open, staff_close);
    tcase_add_test(tc, page);
}

UNIT_MAIN("dashboard")
