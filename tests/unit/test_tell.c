/* pay/tell: what all kinds of rules tell in the same way. */
#include "tiered.h"
#include "unit.h"

/* The bases of a person's posts, each of its own, and their sum. */
START_TEST(of_a_person)
{
    rules(RULES "a,1,tier,E5,,recovered,,,t,,person,yes\n");
    ck_says("E5", "- Paid on (team One, from 2026-01-01): `recovered` = 15,000.00\n"
                  "- Paid on (team Two, from 2026-10-11): `recovered` = 15,000.00\n"
                  "- Over your posts together: 30,000.00\n");
    ck_says("E5", "- To the cent × 31 / 31 days: 700.00\n"
                  "- 20,000.00 more would have reached the next tier, from 50,000.00: what is "
                  "above is paid at 5 %.\n");
}
END_TEST

/* A condition that held and its names with their units; what can't be paid on. */
START_TEST(condition_and_no_figure)
{
    rules(RULES "a,1,rate,E3,base_salary > 5000,share,0.5,,,,,\n");
    ck_says("E3", "- This holds: `base salary > 5000`\n  - base salary: 6,000.00\n");
    ck_says("E3", "- There is no figure to pay on, so this is 0.00.\n");
}
END_TEST

/* A metric that is one measure under its title is not taken apart; under another title it is. */
START_TEST(alias)
{
    company_load(&c, "measures.csv",
                 "measure_id,fact,unit,value,title\nmoney_in,payment,money,amount,Collected\n");
    company_load(&c, "metrics.csv",
                 "metric_id,title,unit,better,formula\ncollected,Collected,money,high,money_in\n"
                 "brought,Brought,money,high,money_in\n");
    rules(RULES "a,1,rate,E1,,collected,0.5,,,,,\nb,2,rate,E1,,brought,0.5,,,,,\n");
    ck_says("E1", "- Paid on: `Collected` = 60,000.00\n- Rate: 0.5\n");
    ck_says("E1", "- Paid on: `Brought` = 60,000.00\n  - The value is `Collected`.\n"
                  "    - Collected: 60,000.00\n- Rate: 0.5\n");
}
END_TEST

/* A share is told as it is before it is rounded like an amount. */
START_TEST(on_a_share)
{
    company_load(&c, "feedback.csv", FEEDBACK "F1,customer,E1,2026-10-05,9.949\n");
    rules(RULES "a,1,rate,E1,,share,10000,,,,,\nb,2,per_unit,E1,,share,,10000,,,,\n");
    ck_says("E1", "- Paid on: `Share` = 9.949 %\n  - The value is");
    ck_says("E1", "  - Rounded to 2 decimals, as an amount of money is: 0.10\n- Rate: 10,000\n"
                  "- 0.10 × 10,000 = 1,000.00\n");
    ck_says("E1", "- 0.09949 × 10,000.00 = 994.90\n");
}
END_TEST

/* So is a coefficient. */
START_TEST(on_a_coefficient)
{
    company_load(&c, "grades.csv", "grade,min_score,coefficient\nA,0,1.125\n");
    company_load(&c, "feedback.csv", FEEDBACK "F1,customer,E1,2026-10-05,90\n");
    staff_replan("scorecards",
                 "scorecard_id,metric_id,weight,method,target\nc,share,100,target,1\n");
    rules(RULES "a,1,rate,E1,,grade_coefficient,100,,,,,\n");
    ck_says("E1", "- Paid on: `coefficient of the grade` = 1.125\n"
                  "  - Rounded to 2 decimals, as an amount of money is: 1.13\n");
}
END_TEST

/* So is what a pool is paid on. */
START_TEST(pool_on_a_share)
{
    company_load(&c, "feedback.csv", FEEDBACK "F1,customer,E1,2026-10-05,54.444\n");
    staff_replan("rules", "rule_id,seq,kind,for_team,basis,rate\na,1,pool,T1,team_share,100000\n");
    ck_says("E1", "- Paid on: `Share of the team` = 54.444 %\n"
                  "  - Rounded to 2 decimals, as an amount of money is: 0.54\n- Rate: 100,000\n"
                  "- The pool: 0.54 × 100,000 = 54,000.00\n");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, tiered_open, staff_close);
    tcase_add_test(tc, of_a_person);
    tcase_add_test(tc, condition_and_no_figure);
    tcase_add_test(tc, alias);
    tcase_add_test(tc, on_a_share);
    tcase_add_test(tc, on_a_coefficient);
    tcase_add_test(tc, pool_on_a_share);
}

UNIT_MAIN("pay/tell")
