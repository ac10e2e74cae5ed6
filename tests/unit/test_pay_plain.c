/* pay/plain: days, and the posts of a person. */
#include "earned.h"
#include "unit.h"

#define TIER "rule_id,seq,kind,for_employee,basis,tier_id,mode,per,prorate\n"

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

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, prorated);
}

UNIT_MAIN("pay/plain")
