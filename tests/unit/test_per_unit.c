/* pay/per_unit: an amount for each unit. */
#include "earned.h"
#include "unit.h"

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

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, per_unit);
}

UNIT_MAIN("pay/per_unit")
