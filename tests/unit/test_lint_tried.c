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

/* Whoever may not read pay reads it in no comparison either. */
START_TEST(pay_is_hidden)
{
    static const char *const hidden = "its when held for nobody in 2026-10";
    for (int hides = 0; hides < 2; hides++) {
        struct cx_lint *lint = NULL;
        rules(RULES "pay,1,amount,,,,,5,,days > 0 and base_salary + 0 >= 90000\n"
                    "work,2,amount,,,,,5,,recovered > 1000\n");
        ck_assert_int_eq(cx_lint_run(&lint, c.db, LINT_DAY, NULL, hides, &c.err), 0);
        ck_assert_uint_eq(lint->count, 2);
        ck_assert(strstr(lint->list[1].finding, "compared 1000 with 1000"));
        ck_assert_msg(hides == (strcmp(lint->list[0].finding, hidden) == 0), "%s",
                      lint->list[0].finding);
        cx_lint_free(lint);
    }
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
          "past,1,amount,5,recovered < 0,,2026-10-01\n");
    ck_lint("warning never now: its when held for nobody in 2026-10; nearest was E2, where "
            "recovered < 0 compared 0 with 0\n"
            "warning never then: its when held for nobody in 2026-10; nearest was E2, where "
            "recovered < 0 compared 0 with 0\n");
}
END_TEST

#define RANKS "rule_id,seq,kind,for_team,when,basis,amount,top_n,among,months\n"

/* E1 has 1,000, E4 500; E2 and E3 have nothing, and share the third place. */
START_TEST(ranks)
{
    rules(RANKS "fine,1,rank,,recovered > 0,recovered,5,2,,\n"
                "third,2,rank,,,recovered,5,3,,\n"
                "same,3,streak,T1,recovered = 0,recovered,5,1,team,3\n"
                "few,4,rank,T1,recovered = 0,recovered,5,2,team,\n"
                "edge,5,rank,,recovered > 0,\"min(recovered, 1)\",5,1,,\n");
    ck_lint("warning shared_place third: in 2026-10 2 share place 3: 4 are paid, not 3\n"
            "warning won_by_nothing third: anybody takes part, as E3 did in 2026-10 with nothing "
            "to show, and wins where fewer than 3 do better\n"
            "warning tied same: in 2026-10 all 2 tie, and it pays 1: there is no ranking, and "
            "nobody is paid\n"
            "warning won_by_nothing same: anybody takes part, as E3 did in 2026-10 with nothing to "
            "show, and wins where fewer than 1 do better\n"
            "warning won_by_nothing few: anybody takes part, as E3 did in 2026-10 with nothing to "
            "show, and wins where fewer than 2 do better\n"
            "warning tied edge: in 2026-10 all 2 tie, and it pays 1: there is no ranking, and "
            "nobody is paid\n");
}
END_TEST

/* What a post holds is nothing it did; a complaint or a star is something. */
START_TEST(ranked_by_what_is_held)
{
    staff_replan("metrics", "metric_id,unit,formula\ntwice,money,2 * recovered\n");
    staff_replan("measures", "measure_id,fact,unit,value,where\n"
                             "held,exposure,count,1,\nrecovered,payment,money,amount,\n"
                             "stars,feedback,number,score,\n");
    company_load(&c, "feedback.csv",
                 FEEDBACK "F1,sales,E2,2026-10-05,3\nF2,sales,E3,2026-10-05,2\n");
    rules(RANKS "all,1,rank,,,recovered + stars,5,4,,\n");
    ck_lint("");
    staff_replan("measures", "measure_id,fact,unit,value,where\n"
                             "held,exposure,count,1,\nrecovered,payment,money,amount,\n"
                             "stars,feedback,number,score,kind = 'customer'\n");
    ck_lint("warning won_by_nothing all: anybody takes part, as E3 did in 2026-10 with nothing to "
            "show, and wins where fewer than 4 do better\n");
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
    tcase_add_test(tc, pay_is_hidden);
    tcase_add_test(tc, nearest);
    tcase_add_test(tc, pools);
    tcase_add_test(tc, shadowed_by_a_when);
    tcase_add_test(tc, nobody_was_there);
    tcase_add_test(tc, rules_to_come);
    tcase_add_test(tc, ranks);
    tcase_add_test(tc, ranked_by_what_is_held);
    tcase_add_test(tc, nothing_to_try_on);
}

UNIT_MAIN("lint_tried")
