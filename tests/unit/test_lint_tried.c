/* lint/tried: rules tried on the data. */
#include "linting.h"
#include "unit.h"

#define RULES "rule_id,seq,kind,for_team,for_employee,basis,rate,amount,grp,when\n"

/* 1,000 and 500 came in, all in October. */
START_TEST(never_held)
{
    rules(RULES "some,1,amount,,,,,5,,recovered > 999\nnone,2,amount,,,,,5,,recovered > 1000\n"
                "null,3,amount,,,,,5,,sat > 0\n");
    ck_lint("warning never none: its when held for nobody in 2026-10; nearest was E1, where "
            "recovered > 1000 compared 1000 with 1000\n"
            "warning never null: its when held for nobody in 2026-10\n");
    company_load(&c, "payments.csv", PAYMENTS "P3,A1,2026-08-05,2000\n");
    ck_lint("warning never null: its when held for nobody in 2026-08..2026-10\n");
}
END_TEST

/* A pool's `when` is asked of teams. */
START_TEST(pools)
{
    rules(RULES "one,1,pool,,,,,5,,team_recovered = 500\ntwo,2,pool,S,,,,5,,team_recovered = 1500\n"
                "none,3,pool,,,,,5,,team_recovered = 1500\n");
    ck_lint("warning never none: its when held for nobody in 2026-10; nearest was T1, where "
            "team_recovered = 1500 compared 1000 with 1500\n");
}
END_TEST

/* Of conditions that must all hold the last one that anybody came to, in the digits that it takes.
 */
START_TEST(nearest)
{
    rules(RULES "far,1,amount,,,,,5,,recovered >= 500 and recovered / 3 > 333.3333334\n"
                "words,2,amount,,,,,5,,employee_id || 'x' = 'x'\n");
    ck_lint(
        "warning never far: its when held for nobody in 2026-10; nearest was E1, where recovered "
        "/ 3 > 333.3333334 compared 333.3333333 with 333.3333334\n"
        "warning never words: its when held for nobody in 2026-10\n");
}
END_TEST

/* Where E1 and E4 bring money the first of the group applies; nobody is left to the second. */
START_TEST(shadowed_by_a_when)
{
    rules(RULES "first,1,amount,,,,,5,g,recovered > 0\nlast,2,amount,,,,,9,g,recovered > 400\n"
                "open,3,amount,,,,,9,g,recovered >= 0\n");
    ck_lint("warning shadowed last: wherever its when held in 2026-10 a rule of its grp before it "
            "applied, such as first\n");
    rules(RULES "first,1,pool,,,,,5,g,team_recovered > 0\nlast,2,amount,,,,,9,g,recovered > 0\n"
                "third,3,pool,T2,,,,5,g,\n");
    ck_lint("warning shadowed last: wherever its when held in 2026-10 a rule of its grp before it "
            "applied, such as first\n"
            "warning shadowed third: wherever its when held in 2026-10 a rule of its grp before it "
            "applied, such as first\n");
}
END_TEST

/* Somebody it is for, but not when there was anything. */
START_TEST(nobody_was_there)
{
    company_load(&c, "employees.csv", EMPLOYEES "L1,,Lou,T1,collector,2026-01-01,2026-05-31,1\n");
    rules(RULES "late,1,amount,,L1,,,5,,\n");
    ck_lint("warning nobody late: nobody whom it is for was there in 2026-10\n");
}
END_TEST

/* Rules yet to come are tried on what was. */
START_TEST(rules_to_come)
{
    rules("rule_id,seq,kind,amount,when,valid_from,valid_to\n"
          "now,1,amount,5,recovered < 0,,2026-12-01\nthen,1,amount,5,recovered < 0,2026-12-01,\n"
          "past,1,amount,5,recovered < 0,,2026-10-31\n");
    ck_lint("warning never now: its when held for nobody in 2026-10; nearest was E2, where "
            "recovered < 0 compared 0 with 0\n"
            "warning never then: its when held for nobody in 2026-10; nearest was E2, where "
            "recovered < 0 compared 0 with 0\n");
}
END_TEST

START_TEST(nothing_to_try_on)
{
    by_hand("DELETE FROM payments; DELETE FROM event_days");
    rules(RULES "none,2,amount,,,,,5,,recovered > 1000\n");
    ck_lint("");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, lint_open, staff_close);
    tcase_add_test(tc, never_held);
    tcase_add_test(tc, nearest);
    tcase_add_test(tc, pools);
    tcase_add_test(tc, shadowed_by_a_when);
    tcase_add_test(tc, nobody_was_there);
    tcase_add_test(tc, rules_to_come);
    tcase_add_test(tc, nothing_to_try_on);
}

UNIT_MAIN("lint_tried")
