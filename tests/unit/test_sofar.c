/* statement/sofar: where a period stands, and what was paid before it. */
#include "sealing.h"
#include "statements.h"
#include "unit.h"

static void set_up(void)
{
    staff_open();
    rules("rule_id,seq,kind,amount\na,1,amount,100\n");
}

START_TEST(not_sealed)
{
    ck_says("E1", "2026-10 is not sealed yet: until it is, amounts can change.\n\n");
    ck_says_not("E1", "The month before");
}
END_TEST

/* The months before this one are told as far as they are sealed, and those of its year added up. */
START_TEST(sealed)
{
    seal_month("2026-09");
    ck_says("E1", "until it is, amounts can change.\n\n- The month before, 2026-09: 100.00\n"
                  "- Since 2026-09, this month included: 200.00\n\n");
    seal_month("2026-10");
    ck_says("E1", "2026-10 was sealed on ");
    ck_says("E1", "and no longer changes. Hash of the seal: `");
    ck_says_not("E1", "But 2026-10");
    rules("rule_id,seq,kind,amount\na,1,amount,150\n");
    ck_says("E1", "But 2026-10 was sealed with **100.00** for you, and that is what counts.");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, not_sealed);
    tcase_add_test(tc, sealed);
}

UNIT_MAIN("sofar")
