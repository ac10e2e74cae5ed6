/* pay/coefficient: lines of other rules, multiplied. */
#include "earned.h"
#include "unit.h"

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

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, coefficient);
    tcase_add_test(tc, coefficient_of_nothing);
}

UNIT_MAIN("pay/coefficient")
