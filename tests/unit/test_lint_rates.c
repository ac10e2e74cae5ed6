/* lint/rates: rates that look like percentages, and shares as what is paid on. */
#include "linting.h"
#include "unit.h"

#define RULES "rule_id,seq,kind,basis,rate,tier_id,mode,amount,applies_to\n"

/* 5 % typed as 5; 5 for each 1000, for each vote, or on what is no sum of money may be meant, and
 * two salaries. */
START_TEST(rates)
{
    rules(RULES "a,1,rate,recovered,5,,,,\nb,2,rate,recovered,5%,,,,\n"
                "c,3,rate,recovered / 1000,5,,,,\nd,4,rate,votes,5,,,,\n"
                "e,5,rate,base_salary,2,,,,\nf,6,coefficient,,120,,,,a\n"
                "g,7,coefficient,,1.5,,,,a\nh,8,pool,team_recovered,2,,,,\n"
                "i,9,rate,recovered >= 10000,500,,,,\nj,10,rate,recovered * 0.001,5,,,,\n"
                "k,11,rate,base_pay,20,,,,\nl,12,rate,recovered - income,-20,,,,\n");
    ck_lint("warning rate a: its rate pays 5 times the amount of its basis\n"
            "warning rate f: its coefficient multiplies pay by 120\n"
            "warning rate h: its rate pays 2 times the amount of its basis\n"
            "warning rate k: its rate pays 20 times the amount of its basis\n"
            "warning rate l: its rate pays -20 times the amount of its basis\n");
}
END_TEST

/* A score of 80 is no 80 %. */
START_TEST(scores)
{
    rules(RULES "a,1,rate,base_salary,score,,,,\nb,2,rate,base_salary,score / 100,,,,\n"
                "c,3,rate,votes,score,,,,\nd,4,rate,recovered,share,,,,\n");
    ck_lint("warning rate a: its rate is a score, which pays up to 100 times the amount of its "
            "basis\n");
}
END_TEST

/* Tiers of a count may hold amounts. */
START_TEST(rates_of_tiers)
{
    staff_replan("tiers", "tier_id,from,to,rate\nt,0,5000,1\nt,5000,,3\n");
    rules(RULES "a,1,tier,recovered,,t,marginal,,\nb,2,tier,income,,t,marginal,,\n");
    ck_lint("warning rate t: the rate of the tier from 5000 pays 3 times the amount of the "
            "basis\n");
    rules(RULES "a,1,tier,votes,,t,marginal,,\n");
    ck_lint("");
}
END_TEST

START_TEST(coefficients_of_grades)
{
    staff_replan("grades", "grade,min_score,coefficient\nA,90,120\nB,60,2\nC,0,\n");
    ck_lint("warning rate A: its coefficient multiplies pay by 120\n");
}
END_TEST

START_TEST(shares)
{
    staff_replan("tiers", "tier_id,from,to,rate\nt,0,,0.5\n");
    rules(RULES "a,1,rate,share,1000,,,,\nb,2,tier,attainment_income,,t,marginal,,\n"
                "c,3,rate,score,10,,,,\nd,4,per_unit,share,,,,1000,\n"
                "e,5,rate,recovered * share,0.01,,,,\nf,6,rate,100,0.5,,,,\n"
                "g,7,pool,team_share,1000,,,,\nh,8,pool,,,,,100,\ni,9,rate,score * 20,1.2,,,,\n"
                "j,10,rate,share,grade_coefficient,,,,\n");
    ck_lint("warning basis a: its basis is no amount of money, and is rounded to 2 decimals like "
            "one\n"
            "warning basis b: its basis is no amount of money, and is rounded to 2 decimals like "
            "one\n"
            "warning basis c: its basis is no amount of money, and is rounded to 2 decimals like "
            "one\n"
            "warning basis g: its basis is no amount of money, and is rounded to 2 decimals like "
            "one\n"
            "warning basis j: its basis is no amount of money, and is rounded to 2 decimals like "
            "one\n");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, lint_open, staff_close);
    tcase_add_test(tc, rates);
    tcase_add_test(tc, scores);
    tcase_add_test(tc, rates_of_tiers);
    tcase_add_test(tc, coefficients_of_grades);
    tcase_add_test(tc, shares);
}

UNIT_MAIN("lint_rates")
