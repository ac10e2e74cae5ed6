/* report/firing: for whom an alert holds, and what its names are worth. */
#include "report/firing.h"
#include "report/reports.h"
#include "reporting.h"
#include "unit.h"

static struct todate *todate;
static int subject; /* of the last one that fired, what it is for them and what is expected */
static int64_t value, expected;
static cx_time now;

/* T1: 60 and 80 of customers; E4 in T2: 20. E1 brought 100 of 200, in September 300. */
static void set_up(void)
{
    struct cx_report_options options;
    staff_open();
    options = options_of("2026-10");
    now = options.now;
    company_load(&c, "feedback.csv",
                 FEEDBACK "F1,customer,E1,2026-10-05,60\nF2,customer,E2,2026-10-05,80\n"
                          "F4,customer,E4,2026-10-05,20\n");
    company_load(&c, "payments.csv", PAYMENTS "P1,A1,2026-10-05,100\nP2,A1,2026-09-05,300\n");
    company_load(&c, "targets.csv",
                 TARGETS "employee,E1,income,2026-10,200\nteam,T1,share,2026-10,0.75\n"
                         "company,,share,2026-10,0.1\n");
    ck_assert_int_eq(report_functions(c.db, &options, &c.err), 0);
    ck_assert_int_eq(todate_load(&todate, c.db, &options.period, options.now, &c.err), 0);
}

static void tidy(void)
{
    todate_free(todate);
    staff_close();
}

/* Whom one alert fires for, as "E1 E2 " or "T1 ". */
static const char *fires(const char *level, const char *when)
{
    static char out[200];
    struct cx_buf csv = {0};
    struct firings *firings = NULL;
    const struct cx_org *org;
    cx_buf_printf(&csv, "alert_id,level,when,severity,message\na,%s,\"%s\",warn,m\n", level, when);
    staff_replan("alerts", csv.data);
    cx_buf_fini(&csv);
    struct cx_period october = period_of("2026-10");
    todate_free(todate);
    todate = NULL;
    ck_assert_int_eq(todate_load(&todate, c.db, &october, now, &c.err), 0);
    org = todate->scores->org;
    ck_assert_msg(firings_new(&firings, todate, &c.err) == 0, "%s", c.err.text);
    out[0] = '\0';
    for (size_t i = 0; i < firings->count; i++) {
        const struct firing *of = &firings->list[i];
        snprintf(out + strlen(out), sizeof out - strlen(out), "%s ",
                 of->person >= 0 ? org->people[of->person].key : org->teams[of->team].key);
        subject = firings_subject(firings, of->alert);
        value = subject < 0 ? CX_NO_VALUE : firings_value(firings, of, subject);
        expected = subject < 0 ? CX_NO_VALUE : firings_target(firings, of, subject);
    }
    firings_free(firings);
    return out;
}

START_TEST(levels)
{
    ck_assert_str_eq(fires("team", "share < 0.6"), "S T2 "); /* S: 160 / 3 */
    ck_assert_str_eq(fires("employee", "share < 0.6"), "E4 ");
    ck_assert_str_eq(fires("employee", "share > 0"), "E1 E2 E4 "); /* null is no */
}
END_TEST

START_TEST(names)
{
    ck_assert_str_eq(fires("employee", "income < 0.8 * target_income"), "E1 ");
    ck_assert_str_eq(fires("employee", "income < prev_income"), "E1 ");
    ck_assert_str_eq(fires("team", "share < target_share"), "T1 "); /* 0.7 of 0.75 */
    /* a ratio's target: of the team, else the company's */
    ck_assert_str_eq(fires("employee", "target_share = 0.75"), "E1 E2 E3 ");
    ck_assert_str_eq(fires("employee", "target_share = 0.1"), "E4 ");
    ck_assert_str_eq(fires("employee", "target_income is null"), "E2 E3 E4 ");
    ck_assert_str_eq(fires("employee", "role = 'collector' and days = 31 and team_id = 'T2'"),
                     "E4 ");
    ck_assert_str_eq(fires("employee", "employee_id = 'E3' and period_days = 31"), "E3 ");
    ck_assert_str_eq(fires("team", "team_kind = 'visit' and role is null and days is null"), "T2 ");
}
END_TEST

/* What is owed doesn't accrue: it is an amount nevertheless, and so is a mean of money; the targets
 * of team and company say nothing of a person (cx-metrics(5)). */
START_TEST(amounts)
{
    company_load(&c, "metrics.csv",
                 "metric_id,unit,formula,accrues\nopen,money,recovered,no\n"
                 "mean,money,recovered / votes,no\n");
    company_load(&c, "targets.csv",
                 TARGETS "company,,open,2026-10,200\nteam,T1,mean,2026-10,200\n");
    ck_assert_str_eq(fires("employee", "open < target_open or mean < target_mean"), "");
    ck_assert_str_eq(fires("team", "mean < target_mean"), "T1 ");
}
END_TEST

START_TEST(subjects)
{
    fires("team", "days is null and share < target_share"); /* T1: 0.7 of 0.75 */
    ck_assert_str_eq(todate->plan->quantities[subject].name, "share");
    ck_assert_int_eq(value, 700000);
    ck_assert_int_eq(expected, 750000);
    fires("employee", "employee_id = 'E3' and period_days = 31");
    ck_assert_int_eq(subject, -1);
}
END_TEST

/* On the 2nd, 2 of 22 working days are over: so much is due of what accrues, wherever the target
 * stands. E1's is their own; income's on the scorecard is 220 for a whole month, share's all. */
START_TEST(due_by_now)
{
    staff_replan("scorecards", "scorecard_id,metric_id,weight,target,method,prorate\n"
                               "c,income,50,220,target,yes\nc,sat,50,40,target,\n");
    now = (cx_time)(period_of("2026-10").from + 1) * 86400 + 86399;
    ck_assert_str_eq(fires("employee", "income < target_income and employee_id = 'E2'"), "E2 ");
    ck_assert_int_eq(expected, 20 * 1000000);
    fires("employee", "income < target_income and employee_id = 'E1'");
    ck_assert_int_eq(expected, 18181818); /* 200 */
    ck_assert_str_eq(fires("employee", "target_sat = 40"), "E1 E2 E3 E4 ");
}
END_TEST

START_TEST(refused)
{
    company_refuse(&c, "alerts.csv",
                   "alert_id,level,when,severity,message\na,team,score > 5,warn,m\n",
                   "alerts.csv:2: when: character 1: no measure, metric or name \"score\" (did you "
                   "mean \"share\"?)\n");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tidy);
    tcase_add_test(tc, levels);
    tcase_add_test(tc, names);
    tcase_add_test(tc, amounts);
    tcase_add_test(tc, subjects);
    tcase_add_test(tc, due_by_now);
    tcase_add_test(tc, refused);
}

UNIT_MAIN("firing")
