/* pay/pool: a team's amount, split over its posts to the cent. */
#include "bonuses.h"
#include "unit.h"

#define POOL "rule_id,seq,kind,for_role,for_team,when,basis,rate,amount,split\n"

/* T1 recovered 1000, T2 500. */
static void set_up(void)
{
    staff_open();
    company_load(&c, "payments.csv",
                 PAYMENTS "P1,A1,2026-10-05,700\nP2,A2,2026-10-05,300\n"
                          "P4,A4,2026-10-05,500\n");
}

/* 100 over three who weigh alike: the odd cent goes to the first employee; T2's is E4's alone, and
 * S has no posts of its own. */
START_TEST(one_a_team)
{
    rules(POOL "p,1,pool,,,,,,100,\n");
    ck_explained("E1 p - - 31/31 33.34 of a pool of 100.00\n"
                 "E2 p - - 31/31 33.33 of a pool of 100.00\n"
                 "E3 p - - 31/31 33.33 of a pool of 100.00\n"
                 "E4 p - - 31/31 100.00 of a pool of 100.00\n");
}
END_TEST

/* By salary, 10000 : 8000 : 6000, of 100.01: 41.67083, 33.33667 and 25.0025; the cent that is left
 * goes to the largest remainder, E2's. */
START_TEST(largest_remainder)
{
    rules(POOL "p,1,pool,,T1,,,,100.01,base_salary\n");
    ck_paid("E1 p 41.67\nE2 p 33.34\nE3 p 25.00\n");
    rules(POOL "p,1,pool,,T1,,,,-100.01,base_salary\n"); /* mirrored */
    ck_paid("E1 p -41.67\nE2 p -33.34\nE3 p -25.00\n");
}
END_TEST

START_TEST(basis_and_rate)
{
    rules(POOL "p,1,pool,,,team_recovered >= 1000,team_recovered,0.05,,recovered\n");
    /* 1000 × 5 %, 700 : 300 : 0; who gets nothing has no line */
    ck_explained("E1 p 1000.00 0.050000 31/31 35.00 of a pool of 50.00\n"
                 "E2 p 1000.00 0.050000 31/31 15.00 of a pool of 50.00\n");
    rules(POOL "p,1,pool,,,,team_growth,0.05,,\n"); /* null */
    ck_paid("");
    rules(POOL "p,1,pool,,,team_growth > 0,,,100,\n"); /* null counts as no */
    ck_paid("");
}
END_TEST

/* By days: E5's ten in T1 and their 21 in T2. */
START_TEST(days)
{
    staff_add_mover();
    rules(POOL "p,1,pool,,,,,,103,\n");
    /* T1: 103 days; T2: 52, and 103 × 31/52 = 61.4038, 103 × 21/52 = 41.5961 */
    ck_paid("E1 p 31.00\nE2 p 31.00\nE3 p 31.00\nE4 p 61.40\nE5 p 10.00\nE5 p 41.60\n");
}
END_TEST

/* Of a team that is named, the child teams too; of a role, its posts alone. */
START_TEST(whose_posts)
{
    company_load(&c, "employees.csv", EMPLOYEES "M1,,Mia,T2,manager,2026-01-01,,1\n");
    rules(POOL "p,1,pool,,S,,team_recovered,0.1,,\n"); /* 150 over five */
    ck_paid("E1 p 30.00\nE2 p 30.00\nE3 p 30.00\nE4 p 30.00\nM1 p 30.00\n");
    rules(POOL "p,1,pool,Collector,S,,,,100,\n");
    ck_paid("E1 p 25.00\nE2 p 25.00\nE3 p 25.00\nE4 p 25.00\n");
    rules(POOL "p,1,pool,manager,,,,,100,\n");
    ck_paid("M1 p 100.00\n");
    rules(POOL "p,1,pool,manager,T1,,,,100,\n");
    ck_paid("");
}
END_TEST

/* Null and negative weights are none; where nobody weighs anything nobody is paid. */
START_TEST(weights)
{
    rules(POOL "p,1,pool,,T1,,,,100,recovered - 300\n"); /* 400, 0, -300 */
    ck_paid("E1 p 100.00\n");
    rules(POOL "p,1,pool,,T1,,,,100,share\n");
    ck_paid("");
}
END_TEST

/* Pools are in groups as other rules are: T1 gets the first, T2 the second, and E4 no more. */
START_TEST(groups)
{
    rules("rule_id,seq,kind,when,amount,grp\n"
          "high,1,pool,team_recovered >= 1000,300,g\nlow,2,pool,team_recovered >= 500,50,g\n"
          "rest,3,amount,,7,g\nother,4,pool,,9,h\n");
    ck_paid("E1 high 100.00\nE1 other 3.00\nE2 high 100.00\nE2 other 3.00\n"
            "E3 high 100.00\nE3 other 3.00\nE4 low 50.00\nE4 other 9.00\n");
    /* who was paid by another rule of the group has no part in the pool */
    rules("rule_id,seq,kind,for_employee,amount,grp\none,1,amount,E1,7,g\np,2,pool,,100,g\n");
    ck_paid("E1 one 7.00\nE2 p 50.00\nE3 p 50.00\nE4 p 100.00\n");
}
END_TEST

START_TEST(too_large)
{
    rules(POOL "p,1,pool,,T1,,1e10,1e10,,\n");
    ck_no_bonus("rule p: its amount is too large");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, one_a_team);
    tcase_add_test(tc, largest_remainder);
    tcase_add_test(tc, basis_and_rate);
    tcase_add_test(tc, days);
    tcase_add_test(tc, whose_posts);
    tcase_add_test(tc, weights);
    tcase_add_test(tc, groups);
    tcase_add_test(tc, too_large);
}

UNIT_MAIN("pay/pool")
