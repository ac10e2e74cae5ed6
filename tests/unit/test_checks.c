/* import/checks: what rows of a kind must hold, and what follows from them. */
#include "debt.h"
#include "unit.h"

static struct company c;

static void set_up(void)
{
    debt_open(&c);
}

static void tear_down(void)
{
    company_close(&c);
}

START_TEST(ends_before_starts)
{
    company_refuse(&c, "assignments.csv",
                   "account_id,employee_id,from,to\nA1,E1,2026-10-05,2026-10-05\n",
                   "assignments.csv:2: to: must be after from\n");
    company_refuse(&c, "absences.csv", "employee_id,from,to\nE1,2026-10-05,2026-10-04\n",
                   "absences.csv:2: to: is before from\n");
    company_load(&c, "absences.csv", "employee_id,from,to\nE1,2026-10-05,2026-10-05\n");
    company_refuse(&c, "tiers.csv", "tier_id,from,to,rate\nt,5,5,1\n",
                   "tiers.csv:2: to: must be after from\n");
    company_refuse(
        &c, "rules.csv",
        "rule_id,seq,kind,amount,valid_from,valid_to\nr,1,amount,5,2026-10-01,2026-10-01\n",
        "rules.csv:2: valid_to: must be after valid_from\n");
}
END_TEST

START_TEST(scores_of_feedback)
{
    company_load(&c, "feedback.csv",
                 "feedback_id,employee_id,at,score\nF1,E1,2026-10-01,0\nF2,E1,2026-10-01,100\n");
    company_refuse(
        &c, "feedback.csv",
        "feedback_id,employee_id,at,score\nF3,E1,2026-10-01,100.5\nF4,E1,2026-10-01,-1\n",
        "feedback.csv:2: score: must be from 0 to 100 (line 3 has the same error)\n");
}
END_TEST

START_TEST(keywords_that_cannot_be_searched)
{
    company_refuse(
        &c, "keywords.csv", "keyword_id,phrase,match\nK1,fine,text\nK2,(open,regex\n",
        "keywords.csv:3: phrase: \"(open\" is not a valid regular expression: missing closing "
        "parenthesis\n");
}
END_TEST

START_TEST(hours_of_limits)
{
    company_load(&c, "limits.csv",
                 "limit_id,jurisdiction,rule,value\nL1,CN,quiet_hours,22:00-08:00\n");
    company_add(&c, "limits.csv", "limit_id,jurisdiction,rule,value\nL2,CN,quiet_hours,22\n");
    ck_assert_int_eq(company_import(&c), CX_EDATA);
    ck_assert_ptr_nonnull(strstr(cx_buf_str(&c.said), "limits.csv:2: value: "));
}
END_TEST

START_TEST(placed_when_due)
{
    company_load(
        &c, "accounts.csv",
        "account_id,due_on,placed_on,amount\nA2,2026-09-01,,1\nA3,2026-09-01,2026-10-01,1\n");
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) || ' ' || sum(placed_on - due_on) "
                                     "FROM accounts"),
                     "3 30");
}
END_TEST

/* Rights are no wider than the role, and what can't be told by team is for the company. */
START_TEST(rights_that_are_too_wide)
{
    company_refuse(
        &c, "access.csv",
        "user,role,scope,scope_id,what\nli,collector,company,,\nli,collector,employee,,\n"
        "li,admin,company,E1,\nli,collector,employee,E1,pay\n"
        "li,admin,employee,E1,seal\nli,collector,employee,E9,\n",
        "access.csv:2: scope: is wider than the role may see\n"
        "access.csv:3: scope_id: is empty: name the team or employee that the scope is\n"
        "access.csv:4: scope_id: must be empty, as the scope is the company\n"
        "access.csv:5: what: is nothing that the role may have\n"
        "access.csv:6: what: is only for the scope company\n"
        "access.csv:7: scope_id: \"E9\" is not among the employees: import it first, "
        "or correct it\n");
    company_load(
        &c, "access.csv",
        "user,role,scope,scope_id,what\nli,collector,employee,E1,\nwang,admin,company,,\n");
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM access WHERE what = 0"), "2");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, ends_before_starts);
    tcase_add_test(tc, scores_of_feedback);
    tcase_add_test(tc, keywords_that_cannot_be_searched);
    tcase_add_test(tc, hours_of_limits);
    tcase_add_test(tc, placed_when_due);
    tcase_add_test(tc, rights_that_are_too_wide);
}

UNIT_MAIN("import/checks")
