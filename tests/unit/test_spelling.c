/* import/spelling: names in any case are kept as their list spells them. */
#include "company.h"
#include "import/hooks.h"
#include "plan/settings.h"
#include "unit.h"

#define TARGETS "scope,scope_id,metric_id,period,value\n"

static struct company c;

static void set_up(void)
{
    company_open(&c);
}

static void tear_down(void)
{
    company_close(&c);
}

static const char *settings(void)
{
    return company_ask(&c, "SELECT group_concat(name || '=' || value, ' ') FROM settings");
}

START_TEST(one_row_in_any_case)
{
    company_load(&c, "settings.csv", "name,value\nCURRENCY,USD\nPay_Days,31\n");
    ck_assert_str_eq(settings(), "currency=USD pay_days=31");
    company_load(&c, "settings.csv", "name,value\ncurrency,EUR\nPAY_DAYS,31\n");
    ck_assert_int_eq(c.results[0].changed, 1);
    ck_assert_int_eq(c.results[0].same, 1);
    ck_assert_str_eq(settings(), "currency=EUR pay_days=31");
}
END_TEST

START_TEST(twice_in_a_file)
{
    company_refuse(&c, "settings.csv", "name,value\nchurn_days,80\nCHURN_DAYS,70\n",
                   "settings.csv:3: name: \"churn_days\" is in the file twice with different "
                   "values (upper and "
                   "lower case are the same here): keep one of the two rows\n");
    company_load(&c, "settings.csv", "name,value\nchurn_days,80\nCHURN_DAYS,80\n");
    ck_assert_str_eq(settings(), "churn_days=80");
}
END_TEST

START_TEST(no_setting)
{
    company_refuse(&c, "settings.csv", "name,value\nCurrencies,USD\n",
                   "settings.csv:2: value: \"USD\" is the value of an unknown setting: see "
                   "cx-tables(5)\n");
}
END_TEST

START_TEST(the_name)
{
    ck_assert_str_eq(cx_settings_name("Time_ZONE"), "time_zone");
    ck_assert_ptr_null(cx_settings_name("time_zones"));
}
END_TEST

static const char *targets(void)
{
    return company_ask(&c, "SELECT group_concat(metric_id || ' ' || (value / 1000000), ', ') "
                           "FROM targets");
}

static void load_metrics(void)
{
    company_add(&c, "measures.csv", "measure_id,fact,unit,value\nPaid,payment,money,amount\n");
    company_add(&c, "metrics.csv", "metric_id,unit,formula\nHalf,number,Paid / 2\n");
    company_take(&c);
}

START_TEST(targets_of_one_metric)
{
    load_metrics();
    company_load(&c, "targets.csv", TARGETS "company,,half,2026-10,1\ncompany,,PAID,2026-10,2\n");
    ck_assert_str_eq(targets(), "Half 1, Paid 2");
    company_load(&c, "targets.csv", TARGETS "company,,HALF,2026-10,1\ncompany,,paid,2026-10,3\n");
    ck_assert_int_eq(c.results[0].changed, 1);
    ck_assert_int_eq(c.results[0].same, 1);
    ck_assert_str_eq(targets(), "Half 1, Paid 3");
    company_refuse(&c, "targets.csv", TARGETS "company,,half,2026-10,4\ncompany,,Half,2026-10,5\n",
                   "targets.csv:3: scope: \"company Half 2026-10\" is in the file twice with "
                   "different values (upper and "
                   "lower case are the same here): keep one of the two rows\n");
}
END_TEST

/* Of what an older cx has left, that is kept which scores went by. */
START_TEST(targets_from_before)
{
    load_metrics();
    ck_assert_int_eq(cx_db_exec(c.db,
                                "INSERT INTO targets VALUES (0, 0, 'half', '2026-10', 7000000), "
                                "(0, 0, 'HALF', '2026-10', 6000000), "
                                "(0, 0, 'paid', '2026-10', 8000000)",
                                &c.err),
                     0);
    company_load(&c, "targets.csv", TARGETS "company,,Paid,2026-10,9\n");
    ck_assert_str_eq(targets(), "Half 6, Paid 9");
}
END_TEST

#define CARDS "scorecard_id,metric_id,weight,target\n"

static const char *cards(void)
{
    return company_ask(&c, "SELECT group_concat(metric_id || ' ' || target, ', ') "
                           "FROM scorecards");
}

START_TEST(a_scorecard_of_one_metric)
{
    load_metrics();
    company_load(&c, "scorecards.csv", CARDS "S,HALF,100,1\n");
    ck_assert_str_eq(cards(), "Half 1");
    company_load(&c, "scorecards.csv", CARDS "S,half,100,2\n");
    ck_assert_int_eq(c.results[0].changed, 1);
    ck_assert_str_eq(cards(), "Half 2");
    company_refuse(
        &c, "scorecards.csv", CARDS "S,half,100,4\nS,Half,100,5\n",
        "scorecards.csv:3: scorecard_id: \"S Half\" is in the file twice with different values "
        "(upper and lower case are the same here): keep one of the two rows\n");
}
END_TEST

START_TEST(a_scorecard_from_before)
{
    load_metrics();
    company_load(&c, "scorecards.csv", CARDS "S,Half,100,1\n");
    ck_assert_int_eq(cx_db_exec(c.db, "UPDATE scorecards SET metric_id = 'HALF'", &c.err), 0);
    company_load(&c, "scorecards.csv", CARDS "S,half,100,1\n");
    ck_assert_int_eq(c.results[0].same, 1);
    ck_assert_str_eq(cards(), "Half 1");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, one_row_in_any_case);
    tcase_add_test(tc, twice_in_a_file);
    tcase_add_test(tc, no_setting);
    tcase_add_test(tc, the_name);
    tcase_add_test(tc, targets_of_one_metric);
    tcase_add_test(tc, targets_from_before);
    tcase_add_test(tc, a_scorecard_of_one_metric);
    tcase_add_test(tc, a_scorecard_from_before);
}

UNIT_MAIN("import/spelling")
