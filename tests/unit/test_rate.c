/* pay/rate: a basis times a rate. */
#include "earned.h"
#include "unit.h"

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

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, rate);
}

UNIT_MAIN("pay/rate")
