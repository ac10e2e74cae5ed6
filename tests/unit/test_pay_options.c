/* pay/: kinds and options of rules together, where two of them meet. */
#include "bonuses.h"
#include "unit.h"

/* E1 recovered 1000, E2 took 400 back, E5 recovered 300 in T1 and took 100 back in T2. */
static void set_up(void)
{
    staff_open();
    staff_add_mover();
    company_load(&c, "payments.csv",
                 PAYMENTS "P1,A1,2026-10-05,1000\nP2,A2,2026-10-05,-400\nP5,A5,2026-10-05,300\n"
                          "P6,A5,2026-10-15,-100\n");
    company_load(&c, "tiers.csv", "tier_id,from,to,rate\nt,0,100,0.1\nt,100,300,0.2\nt,300,,0.3\n");
}

#define BASIS "rule_id,seq,kind,for_employee,when,basis,rate,amount,tier_id,mode,per,prorate\n"

/* By post 300 through the tiers is 10 + 40 = 50 (or all at 30 %: 90), and -100 is -10 (or -20);
 * over both posts 200 is 10 + 20 = 30 (or 40). */
START_TEST(negative_beside_positive)
{
    rules(BASIS "a,1,tier,E5,,recovered,,,t,marginal,,\nb,2,tier,E5,,recovered,,,t,whole,,\n"
                "c,3,tier,E5,,recovered,,,t,marginal,person,\n"
                "d,4,tier,E5,,recovered,,,t,whole,person,\n");
    ck_explained("E5 a 300.00 - 31/31 50.00\nE5 b 300.00 0.300000 31/31 90.00\n"
                 "E5 a -100.00 - 31/31 -10.00\nE5 b -100.00 0.200000 31/31 -20.00\n"
                 "E5 c 200.00 - 31/31 30.00\nE5 d 200.00 0.200000 31/31 40.00\n");
}
END_TEST

/* A basis that is null in one post and a number in the other is the number; null in both is null.
 */
START_TEST(null_in_one_post)
{
    rules(BASIS "a,1,tier,E5,,\"iif(team_id = 'T1', recovered, null)\",,,t,marginal,person,\n"
                "b,2,tier,E5,,share,,,t,marginal,person,\n");
    ck_explained("E5 a 300.00 - 31/31 50.00\nE5 b - - 31/31 0.00 the basis is null\n");
}
END_TEST

/* Bases are rounded one by one before they are added up: 0.005 twice is 0.02, not 0.01. */
START_TEST(each_basis_to_the_cent)
{
    rules(BASIS "a,1,tier,E5,,20.005,,,t,marginal,person,\n");
    ck_explained("E5 a 40.02 - 31/31 4.00\n"); /* 4.002 */
}
END_TEST

/* 50 × 10/31 = 16.129… and -10 × 21/31 = -6.774…; of a person 30 × 31/31. A leaver of the 5th
 * counts five days. Half a cent goes away from zero after the days, not before. */
START_TEST(prorated)
{
    company_load(&c, "employees.csv", EMPLOYEES "L1,,Lou,T1,collector,2026-01-01,2026-10-05,1\n");
    rules(BASIS "a,1,tier,E5,,recovered,,,t,marginal,,yes\n"
                "b,2,tier,E5,,recovered,,,t,marginal,person,yes\n"
                "c,3,amount,L1,,,,0.31,,,,yes\nd,4,rate,L1,,0.31,0.1,,,,,yes\n"
                "e,5,per_unit,L1,,-3.1,,0.01,,,,yes\n");
    ck_explained("E5 a 300.00 - 10/31 16.13 10 of 31 days\n"
                 "E5 a -100.00 - 21/31 -6.77 21 of 31 days\n"
                 "E5 b 200.00 - 31/31 30.00\n"
                 "L1 c - - 5/31 0.05 5 of 31 days\n"
                 "L1 d 0.31 0.100000 5/31 0.01 5 of 31 days\n" /* 0.031 × 5/31 = 0.005 */
                 "L1 e -3.100000 0.01 5/31 -0.01 5 of 31 days\n");
}
END_TEST

/* Of one group, each of a person's posts may have another rule; the line of a person is made of
 * those posts alone that are its rule's. */
START_TEST(group_of_a_person)
{
    rules("rule_id,seq,kind,for_employee,when,basis,tier_id,per,grp\n"
          "a,1,tier,E5,team_id = 'T2',recovered,t,person,g\nb,2,tier,E5,,recovered,t,person,g\n");
    ck_explained("E5 b 300.00 - 31/31 50.00\nE5 a -100.00 - 31/31 -10.00\n");
}
END_TEST

/* A rank whose `when` holds takes up its group, whether it pays or not. */
START_TEST(group_with_a_rank)
{
    rules("rule_id,seq,kind,for_team,when,basis,amount,top_n,grp\n"
          "a,1,rank,T1,recovered <> 0,recovered,100,1,g\nb,2,amount,T1,,,5,,g\n");
    ck_paid("E1 a 100.00\nE3 b 5.00\n");
}
END_TEST

#define ON "rule_id,seq,kind,for_employee,basis,rate,amount,applies_to,prorate,per\n"

/* Below zero: a coefficient of 1.2 makes it worse, a cap above it does nothing, a floor lifts it.
 */
START_TEST(sums_below_zero)
{
    rules(ON "a,1,rate,E2,recovered,0.1,,,,\nx,2,coefficient,E2,,1.2,,a,,\n"
             "y,3,coefficient,E2,,-1,,x,,\nc,4,cap,E2,,,-20,*,,\nd,5,cap,E2,,,-50,*,,\n"
             "f,6,floor,E2,,,-45.50,*,,\n");
    ck_explained("E2 a -400.00 0.100000 31/31 -40.00\n"
                 "E2 x -40.00 1.200000 31/31 -8.00\n"
                 "E2 y -8.00 -1.000000 31/31 16.00\n" /* −2 × −8; -32 in all */
                 "E2 d -32.00 - 31/31 -18.00 down to -50.00\n"
                 "E2 f -50.00 - 31/31 4.50 up to -45.50\n");
}
END_TEST

/* 0.2 × 100 × 10/31 and × 21/31; over the person 0.2 × 200 × 31/31. */
START_TEST(coefficient_by_days)
{
    rules(ON "a,1,amount,E5,,,100,,,\nx,2,coefficient,E5,,1.2,,a,yes,\n"
             "y,3,coefficient,E5,,1.2,,a,yes,person\n");
    ck_explained("E5 a - - 31/31 100.00\n"
                 "E5 x 100.00 1.200000 10/31 6.45 10 of 31 days\n"
                 "E5 a - - 31/31 100.00\n"
                 "E5 x 100.00 1.200000 21/31 13.55 21 of 31 days\n"
                 "E5 y 200.00 1.200000 31/31 40.00\n");
}
END_TEST

/* A team's rule is for its child teams too; the parent's own people are in the parent's pool, the
 * children's each in theirs. */
START_TEST(parents_and_children)
{
    company_load(&c, "employees.csv", EMPLOYEES "B1,,Boss,S,manager,2026-01-01,,1\n");
    rules("rule_id,seq,kind,for_team,for_role,amount,split\n"
          "a,1,amount,S,,1,\nb,2,pool,,,90,1\nc,3,pool,S,collector,0.05,1\n");
    /* c: five people in six posts share five cents, the last of them gets none */
    ck_paid("B1 a 1.00\nB1 b 90.00\n"
            "E1 a 1.00\nE1 b 22.50\nE1 c 0.01\nE2 a 1.00\nE2 b 22.50\nE2 c 0.01\n"
            "E3 a 1.00\nE3 b 22.50\nE3 c 0.01\nE4 a 1.00\nE4 b 45.00\nE4 c 0.01\n"
            "E5 a 1.00\nE5 b 22.50\nE5 c 0.01\nE5 a 1.00\nE5 b 45.00\n");
}
END_TEST

/* A leaver's days weigh in a pool: 5 against 31, 31, 31 and 10 of 108 days. */
START_TEST(leaver_in_a_pool)
{
    company_load(&c, "employees.csv", EMPLOYEES "L1,,Lou,T1,collector,2026-01-01,2026-10-05,1\n");
    rules("rule_id,seq,kind,for_team,amount\np,1,pool,T1,1.08\n");
    ck_paid("E1 p 0.31\nE2 p 0.31\nE3 p 0.31\nE5 p 0.10\nL1 p 0.05\n");
}
END_TEST

/* An award of any kind is words alone; what applies to it sees nothing. */
START_TEST(awards)
{
    rules("rule_id,seq,kind,for_employee,amount,rate,applies_to,award\n"
          "a,1,amount,E1,100,,,Title\nx,2,coefficient,E1,,2,*,\nf,3,floor,E1,5,,*,\n");
    ck_explained("E1 a - - 31/31 0.00\nE1 x 0.00 2.000000 31/31 0.00\n"
                 "E1 f 0.00 - 31/31 5.00 up to 5.00\n");
}
END_TEST

/* Absences overlap, lie one in another, end after the post and come in any order: 3–5, 4–4, 5–7 and
 * the 9th to the 12th are five days and two of T1's ten, two of T2's, and 30–31 two more. */
START_TEST(absences)
{
    company_load(&c, "absences.csv",
                 "employee_id,from,to\nE5,2026-10-30,2026-11-30\nE5,2026-10-09,2026-10-12\n"
                 "E5,2026-10-05,2026-10-07\nE5,2026-10-04,2026-10-04\nE5,2026-10-03,2026-10-05\n"
                 "E1,2026-01-01,2026-12-31\nE2,2026-09-01,2026-09-30\n");
    rules("rule_id,seq,kind,when,basis,amount\na,1,per_unit,absent_days > 0,absent_days,1\n");
    ck_paid("E1 a 31.00\nE5 a 7.00\nE5 a 4.00\n");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, negative_beside_positive);
    tcase_add_test(tc, null_in_one_post);
    tcase_add_test(tc, each_basis_to_the_cent);
    tcase_add_test(tc, prorated);
    tcase_add_test(tc, group_of_a_person);
    tcase_add_test(tc, group_with_a_rank);
    tcase_add_test(tc, sums_below_zero);
    tcase_add_test(tc, coefficient_by_days);
    tcase_add_test(tc, parents_and_children);
    tcase_add_test(tc, leaver_in_a_pool);
    tcase_add_test(tc, awards);
    tcase_add_test(tc, absences);
}

UNIT_MAIN("pay/options")
