/* statement/others: adjustments, what puts a sealed month right, and what is carried over. */
#include "sealing.h"
#include "statements.h"
#include "unit.h"

#define RULES "rule_id,seq,kind,title,basis,rate,amount\n"

/* E1 was sealed with 10 % of 1000 and of 500, and 37.50. */
static void set_up(void)
{
    staff_open();
    rules(RULES "comm,1,rate,Commission,recovered,0.1,\nfix,2,amount,,,,37.50\n");
    company_load(&c, "payments.csv", PAYMENTS "P1,A1,2026-09-10,1000\nP2,A1,2026-09-12,500\n");
    seal_month("2026-09");
}

static void bounce(void)
{
    company_load(&c, "payments.csv",
                 "payment_id,account_id,paid_at,amount,reverses\nP1R,A1,2026-09-20,-1000,P1\n");
}

START_TEST(put_right)
{
    bounce();
    ck_says("E1", "### Correction for 2026-09: -100.00\n\n"
                  "- What each rule gives today, less what was sealed:\n"
                  "  - Commission: 50.00 − 150.00 = -100.00\n"
                  "    - Paid on 500.00 today, and on 1,500.00 when it was sealed\n"
                  "- Together: -100.00\n\n");
    ck_says_not("E2", "Put right");
}
END_TEST

START_TEST(put_right_before)
{
    struct cx_bonus *bonus;
    struct cx_buf text = {0};
    bounce();
    seal_month("2026-10");
    company_load(&c, "payments.csv", PAYMENTS "P3,A1,2026-09-25,300\n");
    bonus = bonus_of("2026-11");
    ck_assert_int_eq(cx_bonus_explain(&text, bonus, c.db, "E1", NULL, CX_FORMAT_MD, &c.err), 0);
    ck_assert_msg(strstr(cx_buf_str(&text),
                         "  - Commission: 80.00 − 150.00 = -70.00\n"
                         "    - Paid on 800.00 today, and on 1,500.00 when it was sealed\n"
                         "  - Less what was put right before: -100.00\n"
                         "- Together: 30.00\n\n") != NULL,
                  "%s", cx_buf_str(&text));
    cx_buf_fini(&text);
    cx_bonus_free(bonus);
}
END_TEST

START_TEST(adjusted)
{
    company_load(&c, "adjustments.csv",
                 "adjustment_id,period,employee_id,amount,reason,approved_by\n"
                 "J1,2026-10,E2,-12.34,Overpaid,Li\n");
    ck_says("E2", "### Adjustment J1: -12.34\n\nOverpaid (approved by Li)\n\n");
}
END_TEST

START_TEST(carried)
{
    company_load(&c, "adjustments.csv",
                 "adjustment_id,period,employee_id,amount,reason,approved_by\n"
                 "J1,2026-10,E2,-100,Overpaid,Li\n");
    seal_month("2026-10");
    struct cx_bonus *bonus = bonus_of("2026-11");
    struct cx_buf text = {0};
    ck_assert_int_eq(cx_bonus_explain(&text, bonus, c.db, "E2", NULL, CX_FORMAT_MD, &c.err), 0);
    ck_assert_msg(strstr(cx_buf_str(&text),
                         "### Carried over from 2026-10: -62.50\n\n"
                         "carried from 2026-10, whose total was below zero\n") != NULL,
                  "%s", cx_buf_str(&text));
    cx_buf_fini(&text);
    cx_bonus_free(bonus);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, put_right);
    tcase_add_test(tc, put_right_before);
    tcase_add_test(tc, adjusted);
    tcase_add_test(tc, carried);
}

UNIT_MAIN("others")
