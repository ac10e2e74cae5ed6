/* pay/single: amount, per_unit, rate, tier, coefficient, cap and floor. */
#include "bonuses.h"
#include "unit.h"

#define RULES "rule_id,seq,kind,for_employee,basis,rate,amount,prorate\n"

/* E1 recovered 60000 and has one vote of 30; E2 took 60000 back; E3 and E4 have nothing. */
static void set_up(void)
{
    staff_open();
    company_load(&c, "payments.csv", PAYMENTS "P1,A1,2026-10-05,60000\nP2,A2,2026-10-05,-60000\n");
    company_load(&c, "feedback.csv", FEEDBACK "F1,customer,E1,2026-10-05,30\n");
    company_load(&c, "tiers.csv",
                 "tier_id,from,to,rate\nt,0,20000,0.02\nt,20000,50000,0.03\nt,50000,,0.05\n");
}

START_TEST(amount)
{
    rules(RULES "r,1,amount,E1,,,500.50,\n");
    ck_explained("E1 r - - 31/31 500.50\n");
}
END_TEST

START_TEST(per_unit)
{
    rules(RULES "a,1,per_unit,E1,votes * 3,,0.15,\n"    /* 3 × 0.15 */
                "b,2,per_unit,E1,votes / 3.0,,100,\n"   /* 0.333333 × 100 = 33.3333 */
                "c,3,per_unit,E1,votes / 2.0,,0.01,\n"  /* 0.005 goes up */
                "d,4,per_unit,E1,votes / -2.0,,0.01,\n" /* … and -0.005 down */
                "e,5,per_unit,E3,share,,100,\n");
    ck_explained("E1 a 3.000000 0.15 31/31 0.45\n"
                 "E1 b 0.333333 100.00 31/31 33.33\n"
                 "E1 c 0.500000 0.01 31/31 0.01\n"
                 "E1 d -0.500000 0.01 31/31 -0.01\n"
                 "E3 e - 100.00 31/31 0.00 the basis is null\n");
}
END_TEST

/* The basis is rounded to the cent, and the rate to 6 decimals, before they are multiplied. */
START_TEST(rate)
{
    rules(RULES "a,1,rate,E1,recovered,0.0125,,\n"        /* 60000 × 0.0125 */
                "b,2,rate,E1,0.025,0.5,,\n"               /* 0.03 × 0.5 = 0.015 */
                "c,3,rate,E1,1000000,0.0000005,,\n"       /* 0.000001 × 1000000 */
                "d,4,rate,E1,1000000,0.00000049,,\n"      /* a rate of 0 */
                "e,5,rate,E1,100,1 / votes / 3,,\n"       /* an expression: 0.333333 */
                "f,6,rate,E2,recovered,0.0125,,\n"        /* what is taken back */
                "g,7,rate,E3,share,0.5,,\n"               /* no votes: null */
                "h,8,rate,E3,100,recovered / votes,,\n"); /* x / 0 */
    ck_explained("E1 a 60000.00 0.012500 31/31 750.00\n"
                 "E1 b 0.03 0.500000 31/31 0.02\n"
                 "E1 c 1000000.00 0.000001 31/31 1.00\n"
                 "E1 d 1000000.00 0.000000 31/31 0.00\n"
                 "E1 e 100.00 0.333333 31/31 33.33\n"
                 "E2 f -60000.00 0.012500 31/31 -750.00\n"
                 "E3 g - 0.500000 31/31 0.00 the basis is null\n"
                 "E3 h 100.00 - 31/31 0.00 the rate is null\n");
}
END_TEST

#define TIER "rule_id,seq,kind,for_employee,basis,tier_id,mode,per,prorate\n"

/* 60000: 20000 × 2 % + 30000 × 3 % + 10000 × 5 % = 1800, or all at 5 %: 3000; mirrored for E2. */
START_TEST(tier)
{
    rules(TIER "a,1,tier,E1,recovered,t,,,\nb,2,tier,E1,recovered,t,whole,,\n"
               "c,3,tier,E2,recovered,t,marginal,,\nd,4,tier,E3,share,t,,,\n"
               "e,5,tier,E3,20000,t,whole,,\nf,6,tier,E3,recovered,t,whole,,\n");
    ck_explained("E1 a 60000.00 - 31/31 1800.00\n"
                 "E1 b 60000.00 0.050000 31/31 3000.00\n"
                 "E2 c -60000.00 - 31/31 -1800.00\n"
                 "E3 d - - 31/31 0.00 the basis is null\n"
                 "E3 e 20000.00 0.030000 31/31 600.00\n"
                 "E3 f 0.00 0.020000 31/31 0.00\n");
}
END_TEST

/* E5: 15000 in ten days of T1, 15000 in 21 of T2. By post 300 each; over both 20000 × 2 % + 10000 ×
 * 3 % = 700, on the last. */
START_TEST(tier_of_a_person)
{
    staff_add_mover();
    company_load(&c, "payments.csv", PAYMENTS "P5,A5,2026-10-05,15000\nP6,A5,2026-10-15,15000\n");
    rules(TIER "a,1,tier,E5,recovered,t,,,\nb,2,tier,E5,recovered,t,,person,\n");
    ck_explained("E5 a 15000.00 - 31/31 300.00\n"
                 "E5 a 15000.00 - 31/31 300.00\n"
                 "E5 b 30000.00 - 31/31 700.00\n");
    /* the line stands on the last of the posts for which the rule holds */
    rules("rule_id,seq,kind,for_employee,when,basis,tier_id,per\n"
          "a,1,tier,E5,team_id = 'T1',recovered,t,person\n");
    struct cx_bonus *bonus = bonus_of("2026-10");
    ck_assert_uint_eq(bonus->line_count, 1);
    ck_assert_int_eq(bonus->lines[0].amount, 30000);
    ck_assert_int_eq(bonus->scores->posts[bonus->rows[bonus->lines[0].row].post].days, 10);
    cx_bonus_free(bonus);
}
END_TEST

/* 3100 × 10/31 = 1000 and × 21/31 = 2100; 100 × 10/31 = 32.258…, once rounded. */
START_TEST(prorated)
{
    staff_add_mover();
    rules(RULES "a,1,amount,E5,,,3100,yes\nb,2,rate,E5,100,1,,yes\n");
    ck_explained("E5 a - - 10/31 1000.00 10 of 31 days\n"
                 "E5 b 100.00 1.000000 10/31 32.26 10 of 31 days\n"
                 "E5 a - - 21/31 2100.00 21 of 31 days\n"
                 "E5 b 100.00 1.000000 21/31 67.74 21 of 31 days\n");
    rules(TIER "c,1,tier,E5,3100,t,,person,yes\n"); /* 6200 × 2 % × 31/31 */
    ck_explained("E5 c 6200.00 - 31/31 124.00\n");
}
END_TEST

#define ON "rule_id,seq,kind,for_employee,rate,amount,applies_to\n"

/* (rate − 1) × the lines it applies to; * is all before it, other coefficients too. */
START_TEST(coefficient)
{
    rules(ON "a,1,amount,E1,,100,\nb,2,amount,E1,,50,\nx,3,coefficient,E1,1.2,,a\n"
             "y,4,coefficient,E1,0.8,,* \nz,5,coefficient,E1,share / 0,,*\nd,6,amount,E1,,7,\n"
             "w,7,coefficient,E1,2,,b  D later\nlater,8,amount,E1,,1,\n");
    ck_explained("E1 a - - 31/31 100.00\n"
                 "E1 b - - 31/31 50.00\n"
                 "E1 x 100.00 1.200000 31/31 20.00\n"  /* 0.2 × 100 */
                 "E1 y 170.00 0.800000 31/31 -34.00\n" /* −0.2 × 170 */
                 "E1 z 136.00 - 31/31 0.00 the rate is null\n"
                 "E1 d - - 31/31 7.00\n"
                 "E1 w 57.00 2.000000 31/31 57.00\n" /* later isn't there yet */
                 "E1 later - - 31/31 1.00\n");
}
END_TEST

/* Only the lines of the same post count. */
START_TEST(coefficient_of_nothing)
{
    rules(ON "a,1,amount,E1,,100,\nx,2,coefficient,E2,1.2,,a\n");
    ck_explained("E1 a - - 31/31 100.00\nE2 x 0.00 1.200000 31/31 0.00\n");
}
END_TEST

/* A cap or floor gives a line only where it changes something. */
START_TEST(cap_and_floor)
{
    rules(ON "a,1,amount,E1,,100,\nb,2,amount,E1,,50,\nc,3,cap,E1,,150,*\nd,4,cap,E1,,149.99,*\n"
             "e,5,cap,E1,,30,b\nf,6,floor,E1,,120,*\ng,7,floor,E1,,200,*\nh,8,floor,E2,,80,*\n");
    ck_explained("E1 a - - 31/31 100.00\n"
                 "E1 b - - 31/31 50.00\n"
                 "E1 d 150.00 - 31/31 -0.01 down to 149.99\n"
                 "E1 e 50.00 - 31/31 -20.00 down to 30.00\n" /* 129.99 left */
                 "E1 g 129.99 - 31/31 70.01 up to 200.00\n"
                 "E2 h 0.00 - 31/31 80.00 up to 80.00\n");
}
END_TEST

#define BOUND "rule_id,seq,kind,for_employee,when,amount,applies_to,per,prorate\n"

/* E5 gets 2000 in each post. A cap of 3100 by post: 1000 of ten days, 2100 of 21. A cap by person,
 * 3100 × 31/31 over both, of 4000; a floor for his post in T2 alone: 6200 × 21/31 = 4200. */
START_TEST(bounds_by_days)
{
    staff_add_mover();
    rules(BOUND "a,1,amount,E5,,2000,,,\nc,2,cap,E5,,3100,*,,yes\n");
    ck_explained("E5 a - - 31/31 2000.00\n"
                 "E5 c 2000.00 - 10/31 -1000.00 down to 1000.00\n"
                 "E5 a - - 31/31 2000.00\n");
    rules(BOUND "a,1,amount,E5,,2000,,,\nc,2,cap,E5,,3100,*,person,yes\n");
    ck_explained("E5 a - - 31/31 2000.00\n"
                 "E5 a - - 31/31 2000.00\n"
                 "E5 c 4000.00 - 31/31 -900.00 down to 3100.00\n");
    rules(BOUND "a,1,amount,E5,,2000,,,\nf,2,floor,E5,team_id = 'T2',6200,*,person,yes\n");
    ck_explained("E5 a - - 31/31 2000.00\n"
                 "E5 a - - 31/31 2000.00\n"
                 "E5 f 2000.00 - 21/31 2200.00 up to 4200.00\n");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, amount);
    tcase_add_test(tc, per_unit);
    tcase_add_test(tc, rate);
    tcase_add_test(tc, tier);
    tcase_add_test(tc, tier_of_a_person);
    tcase_add_test(tc, prorated);
    tcase_add_test(tc, coefficient);
    tcase_add_test(tc, coefficient_of_nothing);
    tcase_add_test(tc, cap_and_floor);
    tcase_add_test(tc, bounds_by_days);
}

UNIT_MAIN("single")
