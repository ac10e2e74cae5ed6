/* statement/statement: one person's statement as a whole. */
#include "statements.h"
#include "unit.h"

static void set_up(void)
{
    staff_open();
    staff_add_mover();
    company_load(&c, "employees.csv",
                 EMPLOYEES "L1,,Lou,T1,collector,2026-01-01,2026-09-30,1\n"
                           "L2,,Lee,T1,collector,2026-01-01,2026-09-30,1\n");
    company_load(&c, "adjustments.csv",
                 "adjustment_id,period,employee_id,amount,reason,approved_by\n"
                 "K1,2026-10,L1,20,Late,Boss\nK2,2026-10,E5,-1.5,A_B *c*,Boss\n");
    rules("rule_id,seq,title,kind,for_employee,amount,prorate\na,1,Base pay,amount,E5,3100,yes\n");
}

START_TEST(whole)
{
    char *text = statement_as("E5", CX_FORMAT_MD);
    const char *wanted =
        "# Bonus of Eve (E5) for 2026-10\n\n"
        "You are paid **3,098.50**. All amounts are in CNY.\n\n"
        "| What               |   Amount |\n|--------------------|---------:|\n"
        "| Base pay, team One | 1,000.00 |\n| Base pay, team Two | 2,100.00 |\n"
        "| Adjustment K2      |    -1.50 |\n| Total              | 3,098.50 |\n\n"
        "2026-10 is not sealed yet: until it is, amounts can change.\n\n"
        "## Score in team One, as collector: 10 of 31 days\n\n"
        "No scorecard is for this post, so it has no score.\n\n"
        "## Score in team Two, as collector: 21 of 31 days\n\n"
        "No scorecard is for this post, so it has no score.\n\n"
        "## How each amount came about\n\n"
        "### Base pay (team One, from 2026-01-01): 1,000.00\n\n"
        "- 3,100.00 × 10 / 31 days = 1,000.00\n\n"
        "### Base pay (team Two, from 2026-10-11): 2,100.00\n\n"
        "- 3,100.00 × 21 / 31 days = 2,100.00\n\n"
        "### Adjustment K2: -1.50\n\nA_B \\*c\\* (approved by Boss)\n\n"
        "## How to check it\n\n"
        "Figures are rounded as shown before they are used, but for what a scorecard attains, "
        "which goes on unrounded; each amount is rounded once, to the cent, half away from "
        "zero.\n\n";
    ck_assert_msg(strcmp(text, wanted) == 0, "%s", text);
    free(text);
    text = statement_as("E5", CX_FORMAT_TABLE);
    ck_assert_ptr_nonnull(strstr(text, "\nAdjustment K2: -1.50\nA_B *c* (approved by Boss)\n"));
    free(text);
}
END_TEST

/* What is below zero is not called paid and left at that. */
START_TEST(below_zero)
{
    ck_says_not("E5", "below zero");
    company_load(&c, "adjustments.csv",
                 "adjustment_id,period,employee_id,amount,reason,approved_by\n"
                 "K3,2026-10,E5,-3098.50,Late,Boss\n");
    ck_says_not("E5", "below zero"); /* 0.00 is not */
    company_load(&c, "adjustments.csv",
                 "adjustment_id,period,employee_id,amount,reason,approved_by\n"
                 "K3,2026-10,E5,-3098.51,Late,Boss\n");
    ck_says("E5", "You are paid **-0.01**. All amounts are in CNY.\n\n"
                  "That is below zero: nothing is paid out, and it is taken off the pay of the "
                  "next month.\n");
}
END_TEST

/* Somebody who left has a statement where something is paid to them, and an error where not. */
START_TEST(without_a_post)
{
    ck_says("L1", "You are paid **20.00**");
    ck_says("L1", "### Adjustment K1: 20.00\n\nLate (approved by Boss)\n");
    struct cx_buf text = {0};
    struct cx_bonus *bonus = bonus_of("2026-10");
    ck_assert_int_eq(cx_bonus_explain(&text, bonus, c.db, "L2", NULL, CX_FORMAT_MD, &c.err),
                     CX_EDATA);
    ck_assert_str_eq(c.err.text,
                     "employee L2 has no post in 2026-10, and is paid nothing else then: their "
                     "last post ended on 2026-09-30");
    c.err = (struct cx_err){0};
    ck_assert_int_eq(cx_bonus_explain(&text, bonus, c.db, "L", NULL, CX_FORMAT_MD, &c.err),
                     CX_EUSAGE);
    ck_assert_str_eq(c.err.text, "there is no employee \"L\" (did you mean L1 (Lou), L2 (Lee)?)");
    ck_assert_uint_eq(text.len, 0);
    cx_bonus_free(bonus);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, whole);
    tcase_add_test(tc, below_zero);
    tcase_add_test(tc, without_a_post);
}

UNIT_MAIN("statement")
