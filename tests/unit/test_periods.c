/* report/periods: a column a period. */
#include "report/tables.h"
#include "reporting.h"
#include "unit.h"

static void set_up(void)
{
    staff_open();
    company_load(&c, "payments.csv",
                 PAYMENTS "P1,A1,2026-09-05,100\nP2,A2,2026-10-05,250\nP3,A4,2026-10-05,40\n");
}

START_TEST(teams)
{
    ck_report("trend", "2026-10", "income", 0,
              "team_id,name,2026-08,2026-09,2026-10,change\n"
              "S,Centre,,100.00,290.00,190.00\n"
              "T1,One,,100.00,250.00,150.00\n"
              "T2,Two,,0.00,40.00,40.00\n"); /* nothing is known of August */
    ck_report("trend", "2026-10", NULL, 0,   /* the plan's first metric */
              "team_id,name,2026-08,2026-09,2026-10,change\n"
              "S,Centre,,100.00,290.00,190.00\n"
              "T1,One,,100.00,250.00,150.00\n"
              "T2,Two,,0.00,40.00,40.00\n"); /* nothing is known of August */
    ck_no_metric("trend");
}
END_TEST

/* E1 came in January: in 2025 nobody was there, and that is no 0. */
START_TEST(others)
{
    struct cx_report_options options = options_of("2026");
    options.periods = 2;
    options.per = "employee";
    options.by = "income";
    ck_reported("trend", options,
                "employee_id,name,2025,2026,change\nE1,Ann,,100.00,\nE2,Bob,,250.00,\n"
                "E3,Cid,,0.00,\nE4,Dan,,40.00,\n");
    options.per = "company";
    ck_reported("trend", options, "team_id,name,2025,2026,change\n,company,,390.00,\n");
}
END_TEST

START_TEST(scores)
{
    struct cx_report_options options = options_of("2026-10");
    char *text;
    company_load(&c, "scorecards.csv",
                 "scorecard_id,metric_id,weight,method\ncard,share,100,direct\n");
    company_load(&c, "feedback.csv", FEEDBACK "F1,customer,E1,2026-10-05,60\n");
    options.by = "score";
    options.per = "employee";
    options.periods = 1;
    ck_reported("trend", options, "employee_id,name,2026-10,change\nE1,Ann,60.0000,\n");
    options.per = "team";
    ck_assert_int_eq(reported_with(&text, "trend", &options, CX_FORMAT_CSV), CX_EUSAGE);
    ck_assert_str_eq(c.err.text, "--by=score: only people have scores: add --per=employee");
    free(text);
    options.per = "nonsense";
    ck_assert_int_eq(reported_with(&text, "trend", &options, CX_FORMAT_CSV), CX_EUSAGE);
    free(text);
}
END_TEST

static struct cx_chart charted(const char *by)
{
    struct cx_report_options options = options_of("2026-10");
    struct cx_table *table = cx_table_new(NULL);
    struct cx_trend *trend = NULL;
    options.by = by;
    ck_assert_int_eq(cx_trend_new(&trend, c.db, &options.period, 3, &c.err), 0);
    ck_assert_int_eq(make_trend(table, trend, &options, &c.err), 0);
    struct cx_chart chart = table->chart;
    cx_trend_free(trend);
    cx_table_free(table);
    return chart;
}

/* August is left out while nothing is known of it; a 0 that is known is there. */
START_TEST(chart)
{
    ck_assert_uint_eq(charted("income").first, 3);
    ck_assert_uint_eq(charted("income").count, 2);
    company_load(&c, "feedback.csv", FEEDBACK "F1,customer,E1,2026-08-05,60\n");
    ck_assert_uint_eq(charted("income").first, 2);
    ck_assert_uint_eq(charted("income").count, 3);
}
END_TEST

/* Names are names, though they be words that cx has a name for; the company is one. */
START_TEST(names_are_not_translated)
{
    struct cx_report_options options = options_of("2026-10");
    char *text;
    company_load(&c, "employees.csv", EMPLOYEES "E1,,phone,T1,collector,2026-01-01,,10000\n");
    company_load(&c, "teams.csv",
                 "team_id,name,parent_id,kind,opened_on\nT1,visit,S,phone,2024-03-01\n");
    options.by = "income";
    ck_assert(cx_lang_set("zh_CN"));
    cx_lang_set_output_plain(false);
    options.per = "employee";
    ck_assert_int_eq(reported_with(&text, "trend", &options, CX_FORMAT_MD), 0);
    ck_assert_msg(strstr(text, " phone "), "%s", text);
    free(text);
    options.per = "team";
    ck_assert_int_eq(reported_with(&text, "trend", &options, CX_FORMAT_MD), 0);
    ck_assert_msg(strstr(text, " visit "), "%s", text);
    free(text);
    options.per = "company";
    ck_assert_int_eq(reported_with(&text, "trend", &options, CX_FORMAT_MD), 0);
    cx_lang_set("en");
    ck_assert_msg(strstr(text, " 公司 "), "%s", text);
    free(text);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, teams);
    tcase_add_test(tc, others);
    tcase_add_test(tc, names_are_not_translated);
    tcase_add_test(tc, scores);
    tcase_add_test(tc, chart);
}

UNIT_MAIN("periods")
