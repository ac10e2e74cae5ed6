/* report/summary: the company's figures, and its people's. */
#include "report/tables.h"
#include "reporting.h"
#include "unit.h"

static struct todate *todate;

static void load_at(cx_time until)
{
    struct cx_period october = period_of("2026-10");
    struct cx_report_options options = options_of("2026-10");
    todate_free(todate);
    todate = NULL;
    ck_assert_int_eq(report_functions(c.db, &options, &c.err), 0);
    ck_assert_int_eq(todate_load(&todate, c.db, &october, until, &c.err), 0);
}

static void load(void)
{
    load_at((cx_time)period_of("2026-10").to * 86400);
}

static void tidy(void)
{
    todate_free(todate);
    todate = NULL;
    staff_close();
}

START_TEST(metrics)
{
    int found[3];
    load();
    ck_assert_uint_eq(summary_metrics(found, 3, todate->scores->plan), 3); /* has none of those */
    ck_assert_int_eq(found[0], quantity_of(todate->scores, "income"));     /* money comes first */
    ck_assert(found[1] != found[2] && found[1] != found[0] && found[2] != found[0]);
    company_load(&c, "settings.csv",
                 "name,value\ndashboard,\"share, nonsense;income sat growth\"\n");
    load();
    ck_assert_uint_eq(summary_metrics(found, 3, todate->scores->plan), 3);
    ck_assert_int_eq(found[0], quantity_of(todate->scores, "share"));
    ck_assert_int_eq(found[1], quantity_of(todate->scores, "income"));
}
END_TEST

/* The company's own row; else its teams' together, but not those of a team that has one itself. */
START_TEST(targets)
{
    company_load(&c, "targets.csv",
                 TARGETS "team,T1,income,2026-10,100\nteam,T2,income,2026-10,20\n"
                         "team,T1,share,2026-10,0.5\n");
    load();
    int income = quantity_of(todate->scores, "income"),
        share = quantity_of(todate->scores, "share");
    ck_assert_int_eq(summary_target(todate, income), 120000000);
    ck_assert(summary_target(todate, share) == CX_NO_VALUE); /* ratios don't add up */
    company_load(&c, "metrics.csv",
                 "metric_id,unit,formula,accrues\nmean,money,recovered / votes,no\n"
                 "open,money,recovered,no\n");
    company_load(&c, "targets.csv",
                 TARGETS "team,T1,mean,2026-10,100\nteam,T2,mean,2026-10,100\n"
                         "team,T1,open,2026-10,100\nteam,T2,open,2026-10,50\n");
    load();
    ck_assert_int_eq(summary_target(todate, quantity_of(todate->scores, "open")), 150000000);
    ck_assert(summary_target(todate, quantity_of(todate->scores, "mean")) == CX_NO_VALUE);
    company_load(&c, "targets.csv", TARGETS "team,S,income,2026-10,130\n");
    load();
    ck_assert_int_eq(summary_target(todate, income), 130000000);
    company_load(&c, "targets.csv", TARGETS "company,,income,2026-10,140\n");
    load();
    ck_assert_int_eq(summary_target(todate, income), 140000000);
}
END_TEST

/* They are not the company's while somebody of another team brings something, too. */
START_TEST(targets_of_some)
{
    company_load(&c, "targets.csv", TARGETS "team,T1,income,2026-10,100\n");
    company_load(&c, "payments.csv", PAYMENTS "P1,A1,2026-10-05,50\n");
    load();
    int income = quantity_of(todate->scores, "income");
    ck_assert_int_eq(summary_target(todate, income), 100000000);
    company_load(&c, "payments.csv", PAYMENTS "P4,A4,2026-10-05,70\n");
    load();
    ck_assert(summary_target(todate, income) == CX_NO_VALUE);
    company_load(&c, "targets.csv", TARGETS "team,S,income,2026-10,300\n");
    load();
    ck_assert_int_eq(summary_target(todate, income), 300000000);
}
END_TEST

/* Teams that another program put into a circle: it ends. */
START_TEST(targets_in_a_circle)
{
    company_load(&c, "targets.csv", TARGETS "team,T1,income,2026-10,100\n");
    ck_assert_int_eq(cx_db_exec(c.db,
                                "UPDATE teams SET parent_id = (SELECT team_id FROM teams t "
                                "WHERE t.team_id <> teams.team_id ORDER BY 1 LIMIT 1)",
                                &c.err),
                     0);
    load();
    ck_assert(summary_target(todate, quantity_of(todate->scores, "income")) != 0);
}
END_TEST

START_TEST(rows)
{
    struct cx_table *table = cx_table_new(NULL);
    double value;
    company_load(&c, "settings.csv", "name,value\ndashboard,share\n");
    company_load(&c, "feedback.csv", FEEDBACK "F1,customer,E1,2026-10-05,60\n");
    company_load(&c, "payments.csv", PAYMENTS "P1,A1,2026-10-05,100\n");
    load();
    ck_assert_int_eq(make_summary(table, todate, NULL, true, &c.err), 0);
    ck_assert_uint_eq(table->row_count, 5); /* all metrics, that one first */
    ck_assert_str_eq(cx_table_cell(table, 0, 0)->text, "share");
    ck_assert(cx_table_real(&value, table, (size_t)cx_table_find(table, 0, "income"), 2));
    ck_assert(value == 100);
    cx_table_free(table);
    table = cx_table_new(NULL);
    make_people(table, todate->scores, false);
    ck_assert_uint_eq(table->row_count, 4);
    ck_assert(cx_table_real(&value, table, (size_t)cx_table_find(table, 1, "E1"), 8));
    ck_assert(value == 0.6);
    cx_table_free(table);
}
END_TEST

static const char *before_in(struct cx_table *table)
{
    ck_assert_int_eq(make_summary(table, todate, NULL, true, &c.err), 0);
    ck_assert_str_eq(table->columns[9].name, "before");
    return table->columns[9].title;
}

/* Of a month that runs the days before are not the month before, which the teams' sheet has. */
START_TEST(before)
{
    struct cx_table *table = cx_table_new(NULL);
    load();
    ck_assert_str_eq(before_in(table), "Period before");
    cx_table_free(table);
    table = cx_table_new(NULL);
    load_at((cx_time)(period_of("2026-10").from + 9) * 86400 + 86399);
    ck_assert_str_eq(before_in(table), "Before: 2026-09-21..2026-09-30");
    cx_table_free(table);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, staff_open, tidy);
    tcase_add_test(tc, metrics);
    tcase_add_test(tc, targets);
    tcase_add_test(tc, targets_of_some);
    tcase_add_test(tc, targets_in_a_circle);
    tcase_add_test(tc, rows);
    tcase_add_test(tc, before);
}

UNIT_MAIN("summary")
