/* seal/edition: a sealed month is computed again by the edition of rules that it was sealed with.
 */
#include "sealing.h"
#include "unit.h"

/* E5 recovers 1000 and is first at both of their posts, and the tiers begin below 0: by the first
 * edition 200 × 10 % more is paid on what came in, and the streak at each post. */
static void set_up(void)
{
    staff_open();
    staff_add_mover();
    staff_replan("tiers", "tier_id,from,to,rate\nt,-200,,0.1\n");
    rules("rule_id,seq,kind,when,basis,tier_id,mode,amount,top_n,months,prorate,retro\n"
          "tier,1,tier,recovered > 0,recovered,t,marginal,,,,,\n"
          "once,2,streak,employee_id = 'E5',1,,,500,2,1,,yes\n"
          "days,3,streak,employee_id = 'E5',1,,,310,2,1,yes,yes\n");
    company_load(&c, "payments.csv", PAYMENTS "P1,A5,2026-10-05,1000\n");
    seal_month("2026-10");
}

static int edition_of(const char *month)
{
    struct cx_period period = period_of(month);
    int edition = -1;
    ck_assert_int_eq(sealed_edition(&edition, c.db, &period, &c.err), 0);
    return edition;
}

static void ck_again(const char *wanted)
{
    struct chain chain;
    struct replay replay;
    struct cx_buf got = {0};
    struct cx_bonus *bonus = NULL;
    ck_assert_int_eq(chain_load(&chain, c.db, &c.err), 0);
    ck_assert_int_eq(replay_open(&replay, c.db, chain_last(&chain, 0), &c.err), 0);
    ck_assert_int_eq(replay_run(&bonus, &replay, false, &c.err), 0);
    for (size_t i = 0; i < bonus->line_count; i++)
        cx_buf_printf(&got, "%s %s\n", bonus->lines[i].rule_id, shown(bonus->lines[i].amount, 2));
    replay_free(bonus);
    ck_assert_int_eq(replay_close(&replay, &c.err), 0);
    chain_fini(&chain);
    ck_assert_str_eq(cx_buf_str(&got), wanted);
    cx_buf_fini(&got);
}

START_TEST(of_now)
{
    ck_assert_int_eq(edition_of("2026-10"), 2);
    ck_assert_int_eq(edition_of("2026-11"), 0);
    ck_again("tier 100.00\nonce 500.00\ndays 310.00\n");
}
END_TEST

/* A seal of before there were editions names none. */
START_TEST(of_before)
{
    tamper_and_reseal("DELETE FROM seal_texts WHERE name = 'edition'");
    ck_assert_int_eq(edition_of("2026-10"), 1);
    ck_again("tier 120.00\nonce 500.00\ndays 100.00\nonce 500.00\ndays 210.00\n");
    ck_bonus("2026-11", false, "E5 once 500.00\nE5 days 310.00\nE5 2026-10 520.00\n");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, of_now);
    tcase_add_test(tc, of_before);
}

UNIT_MAIN("seal/edition")
