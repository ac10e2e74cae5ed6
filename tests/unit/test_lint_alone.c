/* lint/alone: pay that hangs on the recovered amount alone. */
#include "linting.h"
#include "unit.h"

#define RULES "rule_id,seq,kind,for_role,for_team,basis,rate,amount,applies_to,when\n"
#define SHARE "share,1,rate,,,income,0.01,,,\n"
#define FOUND                                                                                      \
    "warning recovered_alone share: for 4 of 4 posts of role collector, all pay depends on the "   \
    "recovered amount alone\n"

static void set_up(void)
{
    lint_open();
    company_load(&c, "settings.csv", "name,value\njurisdiction,CN\n");
    company_load(&c, "feedback.csv", FEEDBACK "F1,customer,E1,2026-10-01,90\n");
}

/* A metric is what its formula names; fixed amounts and salaries are nothing of the kind. */
START_TEST(alone)
{
    rules(RULES SHARE "fixed,2,amount,,,,,100,,days > 10\nbase,3,rate,,,base_salary,0.1,,,\n");
    ck_lint(FOUND);
    company_load(&c, "settings.csv", "name,value\njurisdiction,US\n");
    ck_lint("");
}
END_TEST

START_TEST(with_a_coefficient_of_something_else)
{
    rules(RULES SHARE "good,2,coefficient,,,,1.2,,share,sat >= 80\n");
    ck_lint("");
    rules(RULES SHARE "more,2,coefficient,,,,1.2,,share,growth >= 0 or recovered > 0\n");
    ck_lint(FOUND);
}
END_TEST

/* A score is what its scorecard weighs. */
START_TEST(by_the_score)
{
    staff_replan("scorecards", "scorecard_id,metric_id,weight,method\na,income,100,rank\n");
    rules(RULES SHARE "kpi,2,rate,,,100,score / 100,,,\n");
    ck_lint(FOUND);
    staff_replan("scorecards",
                 "scorecard_id,metric_id,weight,method\na,income,60,rank\na,sat,40,direct\n");
    ck_lint("");
}
END_TEST

/* What hangs on nothing recovered is no commission; what is for T1 leaves T2 as it was. */
START_TEST(some_of_a_role)
{
    rules(RULES "fixed,2,amount,,,,,100,,\n");
    ck_lint("");
    rules(RULES SHARE "good,2,coefficient,,T1,,1.2,,share,sat >= 80\n");
    ck_lint("warning recovered_alone share: for 1 of 4 posts of role collector, all pay depends on "
            "the recovered amount alone\n");
}
END_TEST

/* The completeness of records is about something else than money; what was owed is not. */
START_TEST(exposure)
{
    company_load(&c, "measures.csv",
                 "measure_id,fact,unit,value\nowed,exposure,money,opening\n"
                 "complete,exposure,count,complete\n");
    rules(RULES "share,1,rate,,,100,recovered / owed,,,\n");
    ck_lint(FOUND);
    rules(RULES "share,1,rate,,,100,recovered / owed,,,\nfull,2,amount,,,,,5,,complete >= 0\n");
    ck_lint("");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, alone);
    tcase_add_test(tc, with_a_coefficient_of_something_else);
    tcase_add_test(tc, by_the_score);
    tcase_add_test(tc, some_of_a_role);
    tcase_add_test(tc, exposure);
}

UNIT_MAIN("lint_alone")
