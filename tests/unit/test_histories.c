/* import/histories: what a team, a customer or an account was before stays for the days before. */
#include "company.h"
#include "unit.h"

static struct company c;

static void set_up(void)
{
    company_open(&c); /* the day is 2026-10-31, 20757 */
    company_load(&c, "customers.csv", "customer_id,name,region,rating\nC1,Li,north,A\nC2,Wu,,\n");
}

static void tear_down(void)
{
    company_close(&c);
}

static void load(const char *rows)
{
    company_load(&c, "customers.csv", rows);
}

/* Customer C1 from since to since, as since:region/rating; ever is nothing. */
static const char *history(void)
{
    return company_ask(
        &c, "SELECT group_concat(coalesce(nullif(since, -1000000), '') || ':' || "
            "coalesce(region, '') || '/' || coalesce(rating, ''), ' ') FROM ("
            "SELECT coalesce(since, -1000000) AS since, region, rating FROM customers "
            "WHERE name IN ('Li', 'Lee') "
            "UNION ALL SELECT since, region, rating FROM customer_history "
            "WHERE customer_id = (SELECT customer_id FROM customers WHERE name IN ('Li', 'Lee')) "
            "ORDER BY since)");
}

static void ck_counts(int64_t added, int64_t changed, int64_t same)
{
    ck_assert_int_eq(c.results[0].added, added);
    ck_assert_int_eq(c.results[0].changed, changed);
    ck_assert_int_eq(c.results[0].same, same);
}

START_TEST(nothing_new)
{
    ck_counts(2, 0, 0);
    load("customer_id,name,region,rating\nC1,Li,north,A\n");
    ck_counts(0, 0, 1);
    ck_assert_str_eq(history(), ":north/2");
}
END_TEST

START_TEST(another_value_begins_today)
{
    load("customer_id,region,rating\nC1,south,A\n");
    ck_counts(0, 1, 0);
    ck_assert_str_eq(history(), ":north/2 20757:south/2");
    load("customer_id,region,rating\nC1,south,A\n");
    ck_counts(0, 0, 1);
    load("customer_id,rating\nC1,AA\n"); /* the same day again */
    ck_counts(0, 1, 0);
    ck_assert_str_eq(history(), ":north/2 20757:south/1");
}
END_TEST

START_TEST(what_has_no_history_changes_in_place)
{
    load("customer_id,name,region\nC1,Lee,north\n");
    ck_counts(0, 1, 0);
    ck_assert_str_eq(history(), ":north/2");
    ck_assert_str_eq(company_ask(&c, "SELECT name FROM customers WHERE name LIKE 'L%'"), "Lee");
}
END_TEST

START_TEST(the_file_says_since_when)
{
    load("customer_id,since,region\nC1,2026-11-03,east\nC1,2026-10-05,west\n");
    ck_counts(0, 2, 0);
    ck_assert_str_eq(history(), ":north/2 20731:west/2 20760:east/2");
    load("customer_id,since,region\nC1,2026-10-05,west\nC1,2026-11-03,east\n");
    ck_counts(0, 0, 2);
    load("customer_id,since,rating\nC1,2026-10-05,B\n"); /* one column of that time */
    ck_counts(0, 1, 0);
    ck_assert_str_eq(history(), ":north/2 20731:west/5 20760:east/2");
}
END_TEST

/* From today until a change that is known to come. */
START_TEST(a_change_lies_ahead)
{
    load("customer_id,since,region\nC1,2026-11-03,east\n");
    load("customer_id,region\nC1,north\n"); /* as it is today */
    ck_counts(0, 0, 1);
    load("customer_id,name,region\nC1,Lee,south\n");
    ck_counts(0, 1, 0);
    ck_assert_str_eq(history(), ":north/2 20757:south/2 20760:east/2");
    ck_assert_str_eq(company_ask(&c, "SELECT name FROM customers WHERE name LIKE 'L%'"), "Lee");
}
END_TEST

START_TEST(the_first_rows_have_dates)
{
    load("customer_id,since,region\nC3,2026-11-03,east\nC3,2026-10-05,west\n");
    ck_counts(1, 1, 0); /* one customer */
    ck_assert_str_eq(company_ask(&c, "SELECT since || region FROM customers WHERE since > 0"),
                     "20760east");
    ck_assert_str_eq(company_ask(&c, "SELECT since || region FROM customer_history"), "20731west");
}
END_TEST

START_TEST(it_was_wrong_from_the_start)
{
    load("customer_id,region,rating\nC1,south,B\n");
    c.options.correct = true;
    load("customer_id,region\nC1,west\n");
    ck_counts(0, 1, 0);
    ck_assert_str_eq(history(), ":west/2 20757:west/5");
    load("customer_id,region\nC1,west\n");
    ck_counts(0, 0, 1);
    load("customer_id,rating\nC1,B\n"); /* only the past was another */
    ck_counts(0, 1, 0);
    ck_assert_str_eq(history(), ":west/5 20757:west/5");
}
END_TEST

START_TEST(the_same_key_twice)
{
    company_refuse(&c, "customers.csv",
                   "customer_id,since,region\nC1,2026-11-03,east\n"
                   "C1,2026-11-03,east\nC1,2026-11-03,west\n",
                   "customers.csv:4: customer_id: \"C1\" is in the file twice with another region: "
                   "keep one of the two rows, or have a map leave region out\n");
    /* a date that others follow is the own row's no more, so the column isn't known */
    company_refuse(&c, "customers.csv",
                   "customer_id,since,region\nC1,2026-10-03,east\n"
                   "C1,2026-11-03,west\nC1,2026-10-03,west\n",
                   "customers.csv:4: customer_id: \"C1\" is in the file twice with different "
                   "values: keep one of the two rows\n");
    ck_assert_str_eq(history(), ":north/2");
}
END_TEST

START_TEST(teams_and_accounts_too)
{
    company_load(&c, "teams.csv", "team_id,kind\nT1,phone\nT2,phone\n");
    company_load(&c, "teams.csv", "team_id,parent_id\nT1,T2\n");
    ck_assert_str_eq(company_ask(&c, "SELECT since || coalesce(parent_id, '') FROM team_history"),
                     "-1000000");
    company_load(&c, "accounts.csv", "account_id,due_on,amount,product\nA1,2026-06-01,10,card\n");
    company_load(&c, "accounts.csv",
                 "account_id,due_on,amount,product\nA1,2026-06-01,12,mortgage\n");
    ck_assert_str_eq(company_ask(&c, "SELECT since || product FROM account_history"),
                     "-1000000card");
    ck_assert_str_eq(company_ask(&c, "SELECT since || product || amount FROM accounts"),
                     "20757mortgage1200");
}
END_TEST

START_TEST(a_post_was_wrong)
{
    company_load(&c, "teams.csv", "team_id\nT1\nT2\n");
    company_load(&c, "employees.csv", "employee_id,team_id,hired_on\nE1,T1,2026-01-01\n");
    c.options.correct = true;
    company_load(&c, "employees.csv", "employee_id,team_id,hired_on\nE1,T2,2026-01-01\n");
    ck_assert_str_eq(company_ask(&c, "SELECT since || '/' || (team_id >> 9) FROM employees"),
                     "20454/2");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, nothing_new);
    tcase_add_test(tc, another_value_begins_today);
    tcase_add_test(tc, what_has_no_history_changes_in_place);
    tcase_add_test(tc, the_file_says_since_when);
    tcase_add_test(tc, a_change_lies_ahead);
    tcase_add_test(tc, the_first_rows_have_dates);
    tcase_add_test(tc, it_was_wrong_from_the_start);
    tcase_add_test(tc, the_same_key_twice);
    tcase_add_test(tc, teams_and_accounts_too);
    tcase_add_test(tc, a_post_was_wrong);
}

UNIT_MAIN("histories")
