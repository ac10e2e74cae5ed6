/* pay/tier: the kind tier on posts and people. */
#include "earned.h"
#include "unit.h"

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

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, tier);
    tcase_add_test(tc, tier_of_a_person);
}

UNIT_MAIN("pay/tier")
