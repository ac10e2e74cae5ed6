/* pay/: money at its limits, exact to the cent, or refused with the rule's name. */
#include "bonuses.h"
#include "unit.h"

/* E1 recovered 10^13 cents; E2 took as much back. */
static void set_up(void)
{
    staff_open();
    company_load(&c, "accounts.csv",
                 "account_id,due_on,amount\nA1,2026-01-01,100000000000.00\n"
                 "A2,2026-01-01,100000000000.00\n");
    company_load(&c, "payments.csv",
                 PAYMENTS "P1,A1,2026-10-05,100000000000.00\nP2,A2,2026-10-05,-100000000000.00\n"
                          "P3,A3,2026-10-05,99999999999.99\n");
    company_load(&c, "tiers.csv",
                 "tier_id,from,to,rate\nt,0,99999999999.99,0.000001\nt,99999999999.99,,1\n");
}

#define BASIS "rule_id,seq,kind,for_employee,basis,rate,amount,tier_id,mode,prorate\n"

/* A millionth of 10^11 is 100,000; of 99,999,999,999.99 it is 99,999.99999999, so 100,000.00, and
 * of 4,999.99 it is half a cent less a hair. 10^11 × 0.999999 is 99,999,900,000. */
START_TEST(ten_to_the_thirteenth)
{
    rules(BASIS "a,1,rate,E1,recovered,0.000001,,,,\nb,2,rate,E1,recovered,0.999999,,,,\n"
                "c,3,tier,E1,recovered,,,t,marginal,\nd,4,tier,E1,recovered,,,t,whole,\n"
                "e,5,per_unit,E1,0.000001,,100000000000,,,\nf,6,rate,E1,4999.99,0.000001,,,,\n"
                "g,7,rate,E1,5000,0.000001,,,,\n");
    /* c: 99,999,999,999.99 × 0.000001 + 0.01 = 99,999.99999999 + 0.01 = 100,000.01 */
    ck_explained("E1 a 100000000000.00 0.000001 31/31 100000.00\n"
                 "E1 b 100000000000.00 0.999999 31/31 99999900000.00\n"
                 "E1 c 100000000000.00 - 31/31 100000.01\n"
                 "E1 d 100000000000.00 1.000000 31/31 100000000000.00\n"
                 "E1 e 0.000001 100000000000.00 31/31 100000.00\n"
                 "E1 f 4999.99 0.000001 31/31 0.00\n"
                 "E1 g 5000.00 0.000001 31/31 0.01\n");
    rules(BASIS "a,1,rate,E2,recovered,0.000001,,,,\nc,3,tier,E2,recovered,,,t,marginal,\n"
                "d,4,tier,E2,recovered,,,t,whole,\n");
    ck_paid("E2 a -100000.00\nE2 c -100000.01\nE2 d -100000000000.00\n");
    rules(BASIS "a,1,rate,E3,recovered,1,,,,\nb,2,rate,E3,recovered,0.000001,,,,\n"
                "d,4,tier,E3,recovered,,,t,whole,\n");
    ck_paid("E3 a 99999999999.99\nE3 b 100000.00\nE3 d 99999999999.99\n");
}
END_TEST

/* By days, coefficient, cap and floor of 10^13 cents. */
START_TEST(large_sums)
{
    rules("rule_id,seq,kind,for_employee,basis,rate,amount,applies_to,prorate\n"
          "a,1,rate,E1,recovered,1,,,yes\nx,2,coefficient,E1,,1.000001,,a,\n"
          "c,3,cap,E1,,,99999999999.99,*,\nf,4,floor,E1,,,100000000000.01,*,\n");
    ck_explained("E1 a 100000000000.00 1.000000 31/31 100000000000.00\n"
                 "E1 x 100000000000.00 1.000001 31/31 100000.00\n"
                 "E1 c 100000100000.00 - 31/31 -100000.01 down to 99999999999.99\n"
                 "E1 f 99999999999.99 - 31/31 0.02 up to 100000000000.01\n");
}
END_TEST

/* A pool of 10^13 cents by weights of 10^11 yuan times 31 days: their sum in millionths is far
 * beyond 64 bits. 10^11 / 3 = 33,333,333,333.333…: the odd cent is the first one's. */
START_TEST(heavy_weights)
{
    rules("rule_id,seq,kind,for_team,amount,split\n"
          "p,1,pool,T1,100000000000,days * 100000000000\n");
    ck_paid("E1 p 33333333333.34\nE2 p 33333333333.33\nE3 p 33333333333.33\n");
    rules("rule_id,seq,kind,for_team,amount,split\n"
          "p,1,pool,T1,100000000000,days * 1e12\n");
    ck_no_bonus("rule p: its basis or rate is too large");
}
END_TEST

/* The least of a pool: one cent for all, or one less. */
START_TEST(a_cent_for_all)
{
    rules("rule_id,seq,kind,for_team,amount,split\np,1,pool,S,0.01,1\nq,2,pool,S,-0.01,1\n");
    ck_paid("E1 p 0.01\nE1 q -0.01\n");
}
END_TEST

/* What a coefficient takes off by the least rate there is, and by one below it. */
START_TEST(least_rates)
{
    rules("rule_id,seq,kind,for_employee,rate,amount,applies_to\n"
          "a,1,amount,E1,,0.01,\nx,2,coefficient,E1,-9223372036854.77,,a\n");
    /* (−9,223,372,036,854.77 − 1) × 0.01 = −92,233,720,368.5577 */
    ck_paid("E1 a 0.01\nE1 x -92233720368.56\n");
    rules("rule_id,seq,kind,for_employee,rate,amount,applies_to\n"
          "a,1,amount,E1,,0.01,\nx,2,coefficient,E1,-9223372036854.78,,a\n");
    ck_no_bonus("rule x: its basis or rate is too large");
}
END_TEST

/* Each person's pay fits, but all of it together doesn't. */
START_TEST(sheet_too_large)
{
    rules("rule_id,seq,kind,amount\na,1,amount,40000000000000000\n");
    ck_no_bonus("rule a: the amounts of the sheet are too large");
    rules("rule_id,seq,kind,amount\na,1,amount,20000000000000000\n");
    ck_paid("E1 a 20000000000000000.00\nE2 a 20000000000000000.00\n"
            "E3 a 20000000000000000.00\nE4 a 20000000000000000.00\n");
}
END_TEST

/* A payroll that is too large isn't none. */
START_TEST(payroll_too_large)
{
    ck_assert_int_eq(/* an import refuses them */
                     cx_db_exec(c.db, "UPDATE employees SET base_salary = 9000000000000000000",
                                &c.err),
                     0);
    rules("rule_id,seq,kind,for_team,basis,rate\np,1,pool,T1,team_payroll,0.05\n");
    ck_no_bonus("rule p: its basis or rate is too large");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, ten_to_the_thirteenth);
    tcase_add_test(tc, large_sums);
    tcase_add_test(tc, heavy_weights);
    tcase_add_test(tc, a_cent_for_all);
    tcase_add_test(tc, least_rates);
    tcase_add_test(tc, sheet_too_large);
    tcase_add_test(tc, payroll_too_large);
}

UNIT_MAIN("pay/limits")
