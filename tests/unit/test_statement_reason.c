/* statement/reason: how a line came to its cents. */
#include "tiered.h"
#include "unit.h"

START_TEST(tier)
{
    rules(RULES "a,1,tier,E1,,recovered,,,t,,,\n");
    ck_says("E1", "### a: 1,800.00\n\n- Paid on: `recovered` = 60,000.00\n"
                  "- Each part of it is paid at the rate of its tier:\n"
                  "  - from 0.00 to 20,000.00: 20,000.00 × 2 % = 400.00\n"
                  "  - from 20,000.00 to 50,000.00: 30,000.00 × 3 % = 900.00\n"
                  "  - from 50,000.00 to 60,000.00: 10,000.00 × 5 % = 500.00\n"
                  "  - together 1,800.00\n- To the cent: 1,800.00\n"
                  "- This is the highest tier.\n");
    rules(RULES "a,1,tier,E5,,recovered,,,t,whole,,\n");
    ck_says("E5", "- All of it is paid at the rate that it reaches: 15,000.00 × 2 % = 300.00\n"
                  "- 5,000.00 more would have reached the next tier, from 20,000.00: all of it is "
                  "then paid at 3 %.\n");
    rules(RULES "a,1,tier,E2,,recovered,,,t,,,\n");
    ck_says("E2", "the tiers are those of 60,000.00, with a minus.");
    ck_says("E2", "- To the cent: -1,800.00\n");
    ck_says_not("E2", "next tier");
}
END_TEST

START_TEST(plain_kinds)
{
    rules(RULES "a,1,rate,E5,days > 10,recovered + 1,base_salary / 100000,,,,,yes\n"
                "b,2,per_unit,E1,,3,,0.15,,,,\nc,3,amount,E1,,,,3100,,,,\n"
                "d,4,rate,E3,,share,0.5,,,,,\n");
    ck_says("E5", "- This holds: `days in the post > 10`\n  - days in the post: 21\n"
                  "- Paid on: `recovered + 1` = 15,001.00\n  - recovered: 15,000.00\n"
                  "- Rate: `base salary ÷ 100000` = 0.062\n  - base salary: 6,200.00\n"
                  "- 15,001.00 × 0.062 × 21 / 31 days = 630.04\n");
    ck_says("E1", "- Paid on: 3\n- 3 × 0.15 = 0.45\n");
    ck_says("E1", "- A fixed amount: 3,100.00\n");
    ck_says("E3", "- There is no figure to pay on, so this is 0.00.\n");
}
END_TEST

#define ON "rule_id,seq,kind,for_employee,rate,amount,applies_to,award,per\n"

START_TEST(what_lines_count)
{
    rules(ON "a,1,amount,E1,,100,,,\nb,2,amount,E1,,50,,,\nx,3,coefficient,E1,1.2,,a,,\n"
             "y,4,cap,E1,,150,*,,\nz,5,floor,E1,,175.50,*,,\nw,6,amount,E1,,9,,A day off,\n");
    ck_says("E1", "- It counts on these amounts, 100.00 together:\n  - a: 100.00\n"
                  "- Coefficient: 1.2\n- 100.00 × (1.2 − 1) = 20.00\n");
    ck_says("E1", "170.00 together:\n  - a: 100.00\n  - b: 50.00\n  - x: 20.00\n"
                  "- The most that is paid: 150.00\n"
                  "- Taken off: 150.00 − 170.00 = -20.00\n");
    ck_says("E1", "- The least that is paid: 175.50\n- Added: 175.50 − 150.00 = 25.50\n");
    ck_says("E1", "- You are awarded: **A day off**\n");
}
END_TEST

START_TEST(nothing_to_count_on)
{
    rules(ON "x,1,coefficient,E1,1.2,,*,,\ny,2,floor,E1,,30,*,,\n");
    ck_says("E1", "### x: 0.00\n\n- There is no amount that it counts on, so it counts on 0.00.\n"
                  "- Coefficient: 1.2\n- 0.00 × (1.2 − 1) = 0.00\n");
    ck_says("E1", "- It counts on these amounts, 0.00 together:\n  - x: 0.00\n");
}
END_TEST

/* The days that are their part of it stand with it. */
START_TEST(bound_by_days)
{
    rules("rule_id,seq,kind,for_employee,amount,applies_to,prorate\n"
          "a,1,amount,E5,5000,,\nc,2,cap,E5,3100,*,yes\n");
    ck_says("E5", "- The most that is paid: 3,100.00 × 21 / 31 days = 2,100.00\n");
}
END_TEST

START_TEST(rank_and_pool)
{
    rules("rule_id,seq,kind,for_team,basis,rate,amount,top_n,split\n"
          "r,1,rank,,recovered,,500,2,\np,2,pool,T1,team_recovered,0.05,,,base_salary\n");
    /* T1 recovered 15000 in all; 10000 + 8000 + 6000 + 3100 of salary weigh */
    ck_says("E1",
            "- Paid on: `recovered` = 60,000.00\n"
            "- Place 1 of 6 in the company; the first 2 are paid.\n- A fixed amount: 500.00\n");
    ck_says("E5", "- Place 2 of 6 in the company, shared; the first 2 are paid.\n");
    rules("rule_id,seq,kind,for_team,basis,rate,amount,top_n,split\n"
          "r,1,rank,,recovered,,500,1,\np,2,pool,T1,team_recovered,0.05,,,base_salary\n");
    ck_says("E1", "- Place 1 of 6 in the company; only the first is paid.\n");
    ck_says("E1",
            "- A pool of team One.\n- Paid on: `recovered of the team` = 15,000.00\n- Rate: 0.05\n"
            "- The pool: 15,000.00 × 0.05 = 750.00\n"
            "- Your weight in it: `base salary` = 10,000\n"
            "- All weights together: 27,100, so your part is 750.00 × 10,000 / 27,100, which "
            "is 276.75 where");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, tiered_open, staff_close);
    tcase_add_test(tc, tier);
    tcase_add_test(tc, plain_kinds);
    tcase_add_test(tc, what_lines_count);
    tcase_add_test(tc, nothing_to_count_on);
    tcase_add_test(tc, bound_by_days);
    tcase_add_test(tc, rank_and_pool);
}

UNIT_MAIN("reason")
