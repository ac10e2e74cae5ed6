/* seal/edition: a sealed month is computed again, and its contacts are judged, by the edition of
 * rules that it was sealed with. */
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

#define CONTACTS "contact_id,account_id,employee_id,started_at,channel,outcome\n"

/* The contacts for which a limit was broken, by their ids. */
static void ck_violations(const char *wanted)
{
    struct cx_buf got = {0};
    struct cx_stmt *stmt = NULL;
    char id[CX_ID_MAX + 1];
    ck_assert_int_eq(
        cx_stmt_new(&stmt, c.db, "SELECT contact_id FROM violations ORDER BY 1", &c.err), 0);
    while (cx_stmt_step(stmt, &c.err) == 1)
        cx_buf_printf(&got, "%s ", cx_id_text(id, c.db, cx_stmt_int(stmt, 0)));
    cx_stmt_free(stmt);
    ck_assert_str_eq(cx_buf_str(&got), wanted);
    cx_buf_fini(&got);
}

/* A call about A1 and A2, and calls of E2 and E1 at a time: in a sealed month, the one after it and
 * another. A late message, which no limit counts, lets them be judged again. */
START_TEST(contacts)
{
    static const char *const found[] = {"C12 C22 C32 C41 ", "C21 C41 "};
    struct cx_rescan counts;
    company_load(&c, "customers.csv", "customer_id\nK1\nK3\n");
    company_load(&c, "accounts.csv",
                 "account_id,customer_id,due_on,amount\nA1,K1,2026-01-01,9000000\n"
                 "A2,K1,2026-01-01,9000000\nA3,K3,2026-01-01,9000000\n");
    company_load(&c, "settings.csv", "name,value\njurisdiction,CN\n");
    company_load(
        &c, "limits.csv",
        "limit_id,jurisdiction,channel,rule,value,per\nD,CN,phone,max_per_day,1,customer\n");
    if (_i == 0)
        tamper_and_reseal("DELETE FROM seal_texts WHERE name = 'edition'");
    company_load(&c, "contacts.csv",
                 CONTACTS "C11,A1,E1,2026-10-05 10:00:00,phone,talked\n"
                          "C12,A2,E1,2026-10-05 10:00:00,phone,talked\n"
                          "C21,A3,E2,2026-10-31 10:00:00,phone,talked\n"
                          "C22,A3,E1,2026-10-31 10:00:00,phone,talked\n"
                          "C31,A1,E1,2026-11-30 10:00:00,phone,talked\n"
                          "C32,A2,E1,2026-11-30 10:00:00,phone,talked\n"
                          "C41,A3,E2,2026-12-01 10:00:00,phone,talked\n"
                          "C42,A3,E1,2026-12-01 10:00:00,phone,talked\n"
                          "C51,A1,E1,2026-12-01 10:00:00,phone,talked\n"
                          "C52,A2,E1,2026-12-01 10:00:00,phone,talked\n");
    ck_violations(found[_i]);
    company_load(&c, "contacts.csv",
                 CONTACTS "L1,A1,E1,2026-10-05 09:00:00,sms,\nL2,A3,E1,2026-10-31 09:00:00,sms,\n"
                          "L3,A3,E1,2026-12-01 09:00:00,sms,\n");
    ck_violations(found[_i]);
    c.options.rescan = &counts;
    ck_assert_int_eq(company_import(&c), 0);
    ck_assert_int_eq(counts.former, 0);
    ck_violations(found[_i]);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, of_now);
    tcase_add_test(tc, of_before);
    tcase_add_loop_test(tc, contacts, 0, 2);
}

UNIT_MAIN("seal/edition")
