/* pay/amount: a fixed sum. */
#include "earned.h"
#include "unit.h"

START_TEST(amount)
{
    rules(RULES "r,1,amount,E1,,,500.50,\n");
    ck_explained("E1 r - - 31/31 500.50\n");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, amount);
}

UNIT_MAIN("pay/amount")
