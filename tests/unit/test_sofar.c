/* statement/sofar: where a period stands, and what was paid before it. */
#include "sealing.h"
#include "statements.h"
#include "unit.h"

static void set_up(void)
{
    staff_open();
    rules("rule_id,seq,kind,amount\na,1,amount,100\n");
}

START_TEST(not_sealed)
{
    ck_says("E1", "2026-10 is not sealed yet: until it is, amounts can change.\n\n");
    ck_says_not("E1", "The month before");
}
END_TEST

/* The months before this one are told as far as they are sealed, and those of its year added up. */
START_TEST(sealed)
{
    seal_month("2026-09");
    ck_says("E1", "until it is, amounts can change.\n\n- The month before, 2026-09: 100.00\n"
                  "- Since 2026-09, this month included: 200.00\n\n");
    seal_month("2026-10");
    ck_says("E1", "2026-10 was sealed on ");
    ck_says("E1", "and no longer changes. Hash of the seal: `");
    ck_says_not("E1", "That is what counts");
    rules("rule_id,seq,kind,amount,title\na,1,amount,150,New\n");
    company_load(&c, "settings.csv", "name,value\ncurrency,USD\n");
    ck_says("E1", "You are paid **100.00**. All amounts are in CNY.");
    ck_says("E1", "### a: 150.00\n");
    ck_says("E1", "| a     | 100.00 |\n| Total | 100.00 |\n");
    ck_says("E1", "That is what counts. Today's data and plan would give something else:\n\n"
                  "- a: 150.00 instead of 100.00\n\n"
                  "What is explained below is what they would give.");
}
END_TEST

/* What a month leaves below zero is carried to the next: the year has it once. */
START_TEST(carried)
{
    company_load(&c, "adjustments.csv",
                 "adjustment_id,period,employee_id,amount,reason,approved_by\n"
                 "J1,2026-08,E1,-1100,x,M\n");
    seal_month("2026-08");
    seal_month("2026-09");
    ck_says("E1", "- The month before, 2026-09: -900.00\n"
                  "- Since 2026-08, this month included: -800.00\n\n");
    seal_month("2026-10");
    rules("rule_id,seq,kind,amount\na,1,amount,150\n");
    ck_says("E1", "You are paid **-800.00**.");
    ck_says("E1", "- a: 150.00 instead of 100.00\n\n");
    ck_says("E1", "- Since 2026-08, this month included: -800.00\n\n");
}
END_TEST

/* What stays the same when a post is put right is no change; what differs is told once. */
START_TEST(other_post)
{
    company_load(&c, "adjustments.csv",
                 "adjustment_id,period,employee_id,amount,reason,approved_by\n"
                 "J1,2026-10,E4,-30,x,M\n");
    seal_month("2026-10");
    company_load(&c, "employees.csv",
                 EMPLOYEES "E4,2026-01-01,Dan,T1,collector,2026-01-01,,5000\n");
    ck_says("E4", "## Score in team One");
    ck_says_not("E4", "That is what counts");
    rules("rule_id,seq,kind,amount\na,1,amount,150\n");
    ck_says("E4", "something else:\n\n- a: 150.00 instead of 100.00\n\nWhat is explained");
}
END_TEST

/* It waits for no seal. */
START_TEST(quarter)
{
    struct cx_bonus *bonus = bonus_of("2026-Q4");
    struct cx_buf text = {0};
    int rc = cx_bonus_explain(&text, bonus, c.db, "E1", NULL, CX_FORMAT_MD, &c.err);
    ck_assert_msg(rc == 0, "%s", c.err.text);
    ck_assert_ptr_nonnull(strstr(text.data, "\n2026-Q4 is not a month, and only months are sealed: "
                                            "this is what today's data and plan give.\n"));
    ck_assert_ptr_null(strstr(text.data, "not sealed yet"));
    ck_assert_ptr_nonnull(strstr(text.data, "\nThe rules give you **100.00**. All amounts"));
    cx_bonus_free(bonus);
    cx_buf_fini(&text);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, not_sealed);
    tcase_add_test(tc, sealed);
    tcase_add_test(tc, carried);
    tcase_add_test(tc, other_post);
    tcase_add_test(tc, quarter);
}

UNIT_MAIN("sofar")
