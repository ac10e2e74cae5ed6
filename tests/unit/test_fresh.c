/* fact/fresh: what came since sums were made goes into them, without the rest being read. */
#include "fact/fresh.h"

#include "fact/stale.h"
#include "measured.h"
#include "unit.h"

static struct measured m;

static void set_up(void)
{
    measured_open(&m);
    company_load(&m.c, "measures.csv",
                 "measure_id,fact,unit,value,where\npaid,payment,money,amount,\n"
                 "by_phone,payment,money,amount,contact_channel = 'phone'\n"
                 "opening,exposure,money,opening,\nlate,exposure,money,opening,second = 1\n"
                 "closing,exposure,money,closing,\nn,contact,count,1,\n"
                 "old,contact,count,1,dpd > 100\nkept,promise,count,kept,\n");
    company_load(&m.c, "accounts.csv",
                 "account_id,due_on,amount\nA1,2026-01-01,100\nA2,2026-01-01,50\n");
    company_load(&m.c, "assignments.csv", "account_id,employee_id,from,to\nA1,E1,2026-01-01,\n");
    company_load(&m.c, "payments.csv",
                 "payment_id,account_id,paid_at,amount\nP1,A1,2026-03-05,60\n"
                 "P2,A1,2026-10-05 12:00,40\n");
    company_load(&m.c, "contacts.csv",
                 "contact_id,account_id,employee_id,started_at,channel,outcome,promised_on\n"
                 "K1,,E1,2026-10-05,phone,,\nK2,A1,E1,2026-10-05 08:00,sms,talked,\n"
                 "K3,A1,E1,2026-10-06,sms,promised,2026-10-07\n");
}

static void tear_down(void)
{
    measured_close(&m);
}

static const char *ask(const char *sql)
{
    return company_ask(&m.c, sql);
}

/* The sums of October, by a program that reads and hands over at the end. */
static void read_october(void)
{
    struct cx_err err = {0};
    ck_assert_int_eq(cx_db_begin_read(m.c.db, &err), 0);
    measure(&m, "2026-10");
    cx_db_end(m.c.db);
}

START_TEST(payments)
{
    measure(&m, "2026-10");
    ck_cents(&m, "E1", "closing", 0);
    ck_cents(&m, "", "closing", 5000);
    company_load(&m.c, "payments.csv",
                 "payment_id,account_id,paid_at,amount\nP4,A2,2026-10-20,20\n");
    ck_assert_str_eq(ask("SELECT count(*) FROM fresh_payments"), "1");
    ck_assert_str_eq(ask("SELECT count(*) FROM period_sums"), "1");
    measure(&m, "2026-10");
    ck_cents(&m, "", "closing", 3000);
    ck_cents(&m, "", "opening", 9000);
    ck_cents(&m, "", "paid", 6000);
    ck_assert_str_eq(ask("SELECT count(*) FROM fresh_payments"), "0");
    company_load(&m.c, "accounts.csv", "account_id,due_on,amount\nA3,2026-01-01,7\n");
    measure(&m, "2026-10");
    ck_cents(&m, "", "closing", 3700);
}
END_TEST

/* A payment that comes late may keep a promise that had been broken: what is second is less then.
 */
START_TEST(payments_and_promises)
{
    company_load(
        &m.c, "contacts.csv",
        "contact_id,account_id,employee_id,started_at,outcome,promised_amount,promised_on\n"
        "K4,A2,E1,2026-09-01,promised,10,2026-09-03\n");
    measure(&m, "2026-10");
    ck_cents(&m, "", "late", 5000);
    company_load(&m.c, "payments.csv",
                 "payment_id,account_id,paid_at,amount\nP4,A2,2026-09-02,20\n");
    ck_assert_str_eq(ask("SELECT count(*) FROM period_sums"), "1");
    measure(&m, "2026-10");
    ck_cents(&m, "", "late", 0);
    ck_cents(&m, "", "opening", 7000);
}
END_TEST

static void load_hour(void)
{
    company_load(&m.c, "contacts.csv",
                 "contact_id,account_id,employee_id,started_at,channel,outcome,promised_on\n"
                 "K5,A1,E1,2026-10-05 09:00,phone,talked,\nK6,,E1,2026-10-05 09:30,,,\n"
                 "K7,A2,E2,2026-10-05 10:00,phone,promised,2026-10-20\n");
    company_load(&m.c, "payments.csv",
                 "payment_id,account_id,paid_at,amount\nP5,A2,2026-10-05 11:00,5\n");
}

static void ck_hour(void)
{
    ck_cents(&m, "", "paid", 4500);
    ck_cents(&m, "", "by_phone", 4500); /* P2, since K5 is later than K2, and P5 */
    ck_count(&m, "E1", "n", 5);
    ck_count(&m, "E2", "n", 1);
    ck_count(&m, "", "old", 4); /* those of an account */
    ck_count(&m, "E2", "kept", 1);
    ck_assert_str_eq(ask("SELECT (SELECT count(*) FROM fresh_contacts) + "
                         "(SELECT count(*) FROM fresh_payments)"),
                     "0");
}

/* No day is taken away: what came is added to those that are there, and the same in a file that was
 * only read until the end. */
START_TEST(an_hour)
{
    char days[32];
    struct cx_err err = {0};
    (_i ? read_october() : measure(&m, "2026-10"));
    ck_cents(&m, "", "by_phone", 0);
    snprintf(days, sizeof days, "%s", ask("SELECT count(*) FROM day_sums"));
    load_hour();
    ck_assert_str_eq(ask("SELECT count(*) FROM day_sums"), days);
    ck_assert_str_eq(ask("SELECT count(*) FROM fresh_contacts"), "3");
    (_i ? read_october() : measure(&m, "2026-10"));
    ck_hour();
    measure(&m, "2026-10"); /* as they are kept */
    ck_hour();
    ck_assert_int_eq(cx_stale_all(m.c.db, &err), 0);
    measure(&m, "2026-10");
    ck_hour();
}
END_TEST

/* A reversal tells of its payment what contacts long before it tell, on its own day or the
 * payment's; no day is taken away for it. */
START_TEST(a_reversal)
{
    char days[32];
    struct cx_err err = {0};
    bool is_original = _i == 1;
    company_load(&m.c, "settings.csv",
                 is_original ? "name,value\nreversal_day,original\n"
                             : "name,value\nreversal_day,own\n");
    company_load(&m.c, "contacts.csv",
                 "contact_id,account_id,employee_id,started_at,channel,outcome\n"
                 "K5,A2,E1,2026-08-10,phone,talked\nK6,A2,E1,2026-10-19,sms,talked\n");
    company_load(&m.c, "payments.csv",
                 "payment_id,account_id,paid_at,amount\nP6,A2,2026-08-11,50\n");
    measure(&m, "2026");
    ck_cents(&m, "", "by_phone", 5000);
    snprintf(days, sizeof days, "%s", ask("SELECT count(*) FROM day_sums"));
    company_load(&m.c, "payments.csv",
                 "payment_id,account_id,paid_at,amount,reverses\nR6,A2,2026-10-20,-30,P6\n");
    ck_assert_str_eq(ask("SELECT count(*) FROM day_sums"), days);
    for (int round = 0; round < 2; round++) {
        measure(&m, "2026-10");
        ck_cents(&m, "", "by_phone", is_original ? 0 : -3000);
        measure(&m, "2026-08");
        ck_cents(&m, "", "by_phone", is_original ? 2000 : 5000);
        ck_assert_int_eq(cx_stale_all(m.c.db, &err), 0); /* and made anew */
    }
}
END_TEST

/* What is paid back without saying of which payment undoes what that one cleared. */
START_TEST(paid_back)
{
    struct cx_err err = {0};
    company_load(&m.c, "measures.csv",
                 "measure_id,fact,unit,value,where\n"
                 "cleared,payment,count,cleared,contact_channel = 'phone'\n");
    company_load(&m.c, "contacts.csv",
                 "contact_id,account_id,employee_id,started_at,channel,outcome\n"
                 "K5,A2,E1,2026-08-10,phone,talked\n");
    company_load(&m.c, "payments.csv",
                 "payment_id,account_id,paid_at,amount\nP6,A2,2026-08-11,50\n");
    measure(&m, "2026");
    ck_count(&m, "", "cleared", 1);
    company_load(&m.c, "payments.csv",
                 "payment_id,account_id,paid_at,amount\nP7,A2,2026-10-20,-30\n");
    for (int round = 0; round < 2; round++) {
        measure(&m, "2026-10");
        ck_count(&m, "", "cleared", -1);
        ck_assert_int_eq(cx_stale_all(m.c.db, &err), 0); /* and made anew */
    }
}
END_TEST

/* The days that are looked at next were not among those that were changed, or were. */
START_TEST(other_days_after_it)
{
    struct cx_err err = {0};
    measure(&m, "2026");
    load_hour();
    ck_assert_int_eq(cx_db_begin_read(m.c.db, &err), 0);
    measure(&m, "2026-11");
    ck_cents(&m, "", "paid", 0);
    measure(&m, "2026-03");
    ck_cents(&m, "", "paid", 6000);
    measure(&m, "2026-10");
    ck_hour();
    cx_db_end(m.c.db);
    measure(&m, "2026-10");
    ck_hour();
}
END_TEST

START_TEST(said_of_what_came)
{
    measure(&m, "2026-10");
    load_hour();
    company_load(&m.c, "reviews.csv",
                 "contact_id,verdict,reviewer,at\nK5,violation,E2,2026-10-06\n");
    ck_assert_str_eq(ask("SELECT count(*) FROM day_sums WHERE fact = 'contact'"), "31");
    company_load(&m.c, "reviews.csv",
                 "contact_id,verdict,reviewer,at\nK2,violation,E2,2026-10-06\n");
    ck_assert_str_eq(ask("SELECT count(*) FROM day_sums WHERE fact = 'contact'"), "30");
    measure(&m, "2026-10");
    ck_hour();
}
END_TEST

/* So many that all is made anew. */
START_TEST(too_many)
{
    struct cx_err err = {0};
    measure(&m, "2026-10");
    load_hour();
    ck_assert_int_eq(
        cx_db_exec(m.c.db,
                   "WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000) "
                   "INSERT INTO fresh_accounts SELECT i FROM n",
                   &err),
        0);
    measure(&m, "2026-10");
    ck_hour();
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, payments);
    tcase_add_test(tc, payments_and_promises);
    tcase_add_loop_test(tc, an_hour, 0, 2);
    tcase_add_loop_test(tc, a_reversal, 0, 2);
    tcase_add_test(tc, paid_back);
    tcase_add_test(tc, other_days_after_it);
    tcase_add_test(tc, said_of_what_came);
    tcase_add_test(tc, too_many);
}

UNIT_MAIN("fresh")
