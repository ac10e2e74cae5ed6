/* pay/bound: cap and floor. */
#include "earned.h"
#include "unit.h"

#define ON "rule_id,seq,kind,for_employee,rate,amount,applies_to\n"

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
 * 3100 × 31/31 over both, of 4000; a floor for their post in T2 alone: 6200 × 21/31 = 4200. */
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
    tcase_add_test(tc, cap_and_floor);
    tcase_add_test(tc, bounds_by_days);
}

UNIT_MAIN("pay/bound")
