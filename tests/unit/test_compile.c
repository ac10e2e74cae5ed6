/* pay/compile: a rule with its expressions compiled. */
#include "bonuses.h"
#include "unit.h"

/* What an import would refuse is refused here too, with the rule's name. */
START_TEST(refused)
{
    struct cx_bonus *bonus = NULL;
    rules("rule_id,seq,kind,basis,rate\nr,1,rate,recovered,0.1\n");
    ck_assert_int_eq(cx_db_exec(c.db, "UPDATE rules SET rate = 'no_such_name'", &c.err), 0);
    ck_assert_int_eq(cx_bonus_compute(&bonus, c.db, scored("2026-10"), &c.err), CX_EDATA);
    ck_assert_msg(strncmp(c.err.text, "rule r: ", 8) == 0, "%s", c.err.text);
    ck_assert_ptr_nonnull(strstr(c.err.text, "no_such_name"));
}
END_TEST

/* A pool without a split is split by days. */
START_TEST(split_by_days)
{
    staff_add_mover();
    rules("rule_id,seq,kind,for_team,amount\np,1,pool,T1,103\n");
    ck_paid("E1 p 31.00\nE2 p 31.00\nE3 p 31.00\nE5 p 10.00\n");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, staff_open, staff_close);
    tcase_add_test(tc, refused);
    tcase_add_test(tc, split_by_days);
}

UNIT_MAIN("pay/compile")
