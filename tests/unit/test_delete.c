/* import/delete: rows go by their keys, or something depends on them. */
#include "company.h"
#include "unit.h"

static struct company c;

static void set_up(void)
{
    company_open(&c);
    company_load(&c, "teams.csv", "team_id,kind\nT1,phone\n");
    company_load(
        &c, "employees.csv",
        "employee_id,since,team_id,hired_on\nE1,,T1,2025-01-01\nE2,2025-01-01,T1,2025-01-01\n"
        "E2,2026-01-01,T1,2025-01-01\n");
    company_load(&c, "accounts.csv",
                 "account_id,due_on,amount\nA1,2026-09-01,100\nA2,2026-09-01,5\n");
    company_load(&c, "payments.csv",
                 "payment_id,account_id,paid_at,amount,reverses\nP1,A1,2026-10-01,10,\n"
                 "P2,A1,2026-10-02,-5,P1\n");
}

static void tear_down(void)
{
    company_close(&c);
}

static int delete_rows(const char *name, const char *text)
{
    company_add(&c, name, text);
    cx_buf_clear(&c.said);
    c.err = (struct cx_err){0};
    c.options.files = c.names;
    c.options.file_count = c.count;
    cx_import_done_fini(&c.done);
    int rc = cx_import_delete(&c.done, c.db, &c.options, &c.err);
    c.results = c.done.files;
    c.count = 0;
    return rc;
}

static void ck_refused(const char *name, const char *text, const char *words)
{
    ck_assert_int_eq(delete_rows(name, text), CX_EDATA);
    ck_assert_str_eq(cx_buf_str(&c.said), words);
    ck_assert_str_eq(c.err.text, "nothing was deleted");
}

START_TEST(by_key)
{
    ck_assert_int_eq(delete_rows("payments.csv", "payment_id,note\nP2,wrong\n"), 0);
    ck_assert_int_eq(c.results[0].removed, 1);
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM payments"), "1");
    ck_assert_int_eq(delete_rows("accounts.csv", "account_id,amount\nA2,x\n"), 0);
    ck_assert_int_eq(delete_rows("employees.csv", "employee_id,since\nE2,2026-01-01\n"), 0);
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM people"), "2");
    ck_assert_int_eq(delete_rows("employees.csv", "employee_id,since\nE2,2025-01-01\n"), 0);
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM people"), "1");
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM audit"), "8");
}
END_TEST

START_TEST(refused)
{
    ck_refused("payments.csv", "payment_id\nP1\n",
               "1 row of payments, P2, needs a row of payments that would go: take that away "
               "first\n");
    company_load(&c, "customers.csv", "customer_id,owner_id\nC1,E1\n");
    ck_refused("employees.csv", "employee_id,since\nE1,2025-01-01\n",
               "1 row of customers, C1, needs a row of employees that would go: take that away "
               "first\n");
    ck_refused(
        "accounts.csv", "account_id\nA2\nA1\n",
        "2 rows of payments, P1 among them, need rows of accounts that would go: take those away "
        "first\n");
    ck_refused("payments.csv", "payment_id\nP2\nP9\nX-1\n",
               "payments.csv:3: payment_id: is not among the payments: there is nothing to delete "
               "(line 4 has the same error)\n");
    ck_assert_int_eq(delete_rows("payments.csv", "account_id\nA1\n"), CX_EDATA);
    ck_assert_ptr_nonnull(strstr(c.err.text, "column \"payment_id\" of kind payments is missing"));
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM payments"), "2");
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM audit"), "5");
}
END_TEST

/* A row is there until it goes, once; a post is one of a person's. */
START_TEST(named_twice)
{
    ck_assert_int_eq(delete_rows("payments.csv", "payment_id\nP2\nP1\nP2\n"), 0);
    ck_assert_int_eq(c.results[0].read, 3);
    ck_assert_int_eq(c.results[0].removed, 2);
    ck_refused("payments.csv", "payment_id\nP2\nP2\n",
               "payments.csv:2: payment_id: is not among the payments: there is nothing to delete "
               "(line 3 has the same error)\n");
    ck_refused("employees.csv", "employee_id\nE2\n",
               "employees.csv:2: since: names none of this person's posts, which begin on "
               "2025-01-01, 2026-01-01: write the day of the one to delete\n");
    ck_refused("employees.csv", "employee_id,since\nE9,\n",
               "employees.csv:2: employee_id: is not among the employees: there is nothing to "
               "delete\n");
}
END_TEST

/* Of now or of before: the schema doesn't tell what these rows need. */
START_TEST(named_by_others)
{
    company_load(&c, "teams.csv",
                 "team_id,since,parent_id\nT2,,\nT3,2026-01-01,T2\nT3,2026-05-01,\n");
    company_load(&c, "employees.csv", "employee_id,team_id,hired_on\nE3,T1,2025-01-01\n");
    company_load(&c, "measures.csv", "measure_id,fact,unit,value\ncalls,contact,count,1\n");
    company_load(&c, "targets.csv",
                 "scope,scope_id,metric_id,period,value\nemployee,E3,calls,2026-10,5\n"
                 "employee,E3,calls,2026-11,5\nteam,T2,calls,2026-10,9\n");
    company_load(&c, "access.csv", "user,role,scope,scope_id\nbob,collector,employee,E3\n");
    company_load(&c, "costs.csv",
                 "period,team_id,channel,amount\n2026-10,T2,sms,5\n2026-10,,sms,5\n");
    ck_refused(
        "employees.csv", "employee_id,since\nE3,2025-01-01\n",
        "1 row of access needs a row of employees that would go, E3: take that away first\n"
        "2 rows of targets need rows of employees that would go, such as E3: take those away "
        "first\n");
    ck_refused("teams.csv", "team_id\nT2\n",
               "1 row of costs needs a row of teams that would go, T2: take that away first\n"
               "1 row of targets needs a row of teams that would go, T2: take that away first\n"
               "1 row of teams needs a row of teams that would go, T2: take that away first\n");
    ck_assert_int_eq(
        delete_rows("access.csv", "user,role,scope,scope_id\nbob,collector,employee,E3\n"), 0);
    ck_assert_int_eq(delete_rows("targets.csv",
                                 "scope,scope_id,metric_id,period\nemployee,E3,calls,2026-10\n"
                                 "employee,E3,calls,2026-11\n"),
                     0);
    ck_assert_int_eq(delete_rows("employees.csv", "employee_id,since\nE3,2025-01-01\n"), 0);
}
END_TEST

START_TEST(the_metric_of_targets)
{
    company_load(&c, "measures.csv", "measure_id,fact,unit,value\ncalls,contact,count,1\n");
    company_load(&c, "metrics.csv", "metric_id,formula\nmore,calls + 1\n");
    company_load(&c, "targets.csv",
                 "scope,scope_id,metric_id,period,value\ncompany,,more,2026-10,5\n"
                 "company,,more,2026-11,5\n");
    ck_refused("metrics.csv", "metric_id\nmore\n",
               "2 rows of targets have metric_id \"more\", which would no longer be a metric or "
               "measure of the plan: take those away first\n");
}
END_TEST

START_TEST(a_scorecard_in_another_case)
{
    company_load(&c, "measures.csv", "measure_id,fact,unit,value\ncalls,contact,count,1\n");
    company_load(&c, "metrics.csv", "metric_id,formula\nmore,calls + 1\n");
    company_load(&c, "scorecards.csv", "scorecard_id,metric_id,weight,target\nS,more,100,1\n");
    ck_assert_int_eq(delete_rows("scorecards.csv", "scorecard_id,metric_id\nS,MORE\n"), 0);
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM scorecards"), "0");
}
END_TEST

/* The settings would then name what has no limits, and all others be off. */
START_TEST(the_last_limit)
{
    company_load(&c, "limits.csv", "limit_id,jurisdiction,rule,value\nL1,CN,max_per_day,3\n");
    company_load(&c, "limits.csv", "limit_id,jurisdiction,rule,value\nL2,US,max_per_day,3\n");
    ck_assert_int_eq(delete_rows("limits.csv", "limit_id\nL1\n"), 0); /* no setting names it */
    company_load(&c, "limits.csv", "limit_id,jurisdiction,rule,value\nL1,CN,max_per_day,3\n");
    company_load(&c, "settings.csv", "name,value\njurisdiction,cn\n");
    ck_refused("limits.csv", "limit_id\nL1\n",
               "settings jurisdiction: \"cn\" would have no limits, "
               "and those of US would not apply: change the setting first\n");
    company_load(&c, "settings.csv",
                 "name,value\njurisdiction,none\nregion_jurisdictions,North=US\n");
    ck_refused(
        "limits.csv", "limit_id\nL2\n",
        "settings region_jurisdictions: \"US\" would have no limits, and those of CN would not "
        "apply: change the setting first\n");
    ck_assert_int_eq(delete_rows("limits.csv", "limit_id\nL1\n"), 0);
    ck_assert_int_eq(delete_rows("limits.csv", "limit_id\nL2\n"), 0); /* nothing is limited */
}
END_TEST

START_TEST(brought_back)
{
    struct cx_undone undone = {0};
    ck_assert_int_eq(delete_rows("payments.csv", "payment_id\nP2\n"), 0);
    ck_assert_int_eq(cx_import_undo(&undone, c.db, &c.options, &c.err), 0);
    ck_assert_int_eq(undone.restored, 1);
    ck_assert_str_eq(company_ask(&c, "SELECT sum(amount) FROM payments"), "500");
    free(undone.name);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, by_key);
    tcase_add_test(tc, refused);
    tcase_add_test(tc, named_twice);
    tcase_add_test(tc, named_by_others);
    tcase_add_test(tc, the_metric_of_targets);
    tcase_add_test(tc, a_scorecard_in_another_case);
    tcase_add_test(tc, the_last_limit);
    tcase_add_test(tc, brought_back);
}

UNIT_MAIN("import/delete")
