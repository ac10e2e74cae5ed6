/* report/workbook: its sheets. */
#include "reporting.h"
#include "unit.h"
#include "zipped.h"

START_TEST(sheets)
{
    static const char *const names[] = {"Summary",  "Ranking", "Sheet", "Per person",
                                        "Lines",    "Metrics", "Teams", "Trend",
                                        "Channels", "Aging",   "Charts"};
    struct cx_report_options options = options_of("2026-10");
    FILE *stream = tmpfile();
    size_t n, at = 0;
    company_load(&c, "settings.csv", "name,value\ndashboard,income\n");
    company_load(&c, "payments.csv", PAYMENTS "P1,A1,2026-10-05,100\n");
    company_load(&c, "rules.csv", "rule_id,seq,kind,basis,rate\nr,10,rate,recovered,0.05\n");
    struct cx_tables tables = {0};
    int rc = cx_report_begin(c.db, &options, &c.err);
    if (rc == 0)
        rc = cx_report_find("workbook")->workbook(&tables, c.db, &options, &c.err);
    if (rc == 0)
        rc = cx_tables_write(&tables, stream, NULL, &c.err);
    ck_assert_str_eq(tables.title, "2026-10, not sealed");
    cx_tables_fini(&tables);
    ck_assert_msg(rc == 0, "%s", c.err.text);
    char *bytes = bytes_of(stream, &n), *xml = part(bytes, n, "xl/workbook.xml");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char wanted[60];
        snprintf(wanted, sizeof wanted, "<sheet name=\"%s\" sheetId=\"%zu\"", names[i], i + 1);
        const char *found = strstr(xml, wanted);
        ck_assert_msg(found != NULL, "no %s in %s", wanted, xml);
        ck_assert_uint_gt((size_t)(found - xml), at);
        at = (size_t)(found - xml);
    }
    free(xml);
    xml = part(bytes, n, "xl/worksheets/sheet3.xml"); /* 5 % of 100 */
    ck_assert_ptr_nonnull(strstr(xml, "<v>5</v>"));
    free(xml);
    free(bytes);
    fclose(stream);
}
END_TEST

/* In a running month the scores are the month's, whose targets are found by its name. */
START_TEST(before_the_end)
{
    struct cx_report_options options = options_of("2026-10");
    char *text;
    options.now = (cx_time)(options.period.from + 9) * 86400;
    company_load(&c, "payments.csv", PAYMENTS "P1,A1,2026-10-05,100\n");
    company_load(&c, "targets.csv", TARGETS "employee,E1,income,2026-10,200\n");
    company_load(&c, "scorecards.csv",
                 "scorecard_id,metric_id,weight,target,method,cap,min_days,for_role\n"
                 "A,income,100,50,target,1.2,20,collector\n");
    ck_assert_msg(reported_with(&text, "workbook", &options, CX_FORMAT_CSV) == 0, "%s", c.err.text);
    ck_assert_msg(strstr(text, "\nE1,Ann,One,collector,50.0000,,100.00,200.00,0.500000\n"),
                  "%.3000s", text);
    free(text);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, staff_open, staff_close);
    tcase_add_test(tc, sheets);
    tcase_add_test(tc, before_the_end);
}

UNIT_MAIN("workbook")
