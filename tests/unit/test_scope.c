/* fact/scope: which accounts and contacts a pass reads. */
#include "fact/scope.h"

#include "measured.h"
#include "unit.h"

static struct measured m;

static void set_up(void)
{
    measured_open(&m);
    company_load(&m.c, "measures.csv",
                 "measure_id,fact,unit,value,where\npaid,payment,money,amount,\n"
                 "by_sms,payment,money,amount,contact_channel = 'sms'\nn,contact,count,1,\n"
                 "late,contact,count,1,dpd > 0\ndue,promise,count,1,\n"
                 "opening,exposure,money,opening,\n");
    company_load(&m.c, "accounts.csv",
                 "account_id,due_on,amount\nA1,2026-01-01,100\nA2,2026-11-01,50\n");
    company_load(&m.c, "payments.csv",
                 "payment_id,account_id,paid_at,amount\nP1,A1,2026-10-05 12:00,60\n"
                 "P2,A2,2026-11-05,40\n");
    company_load(&m.c, "contacts.csv",
                 "contact_id,account_id,employee_id,started_at,channel,outcome,promised_on\n"
                 "K1,A1,E1,2026-09-20,sms,promised,2026-10-02\nK2,,E1,2026-10-05,phone,talked,\n"
                 "K3,A2,E1,2026-10-31,phone,no_answer,\nK4,A1,E2,2026-11-01,phone,talked,\n");
}

static void tear_down(void)
{
    measured_close(&m);
}

/* Whether a payment of long before is undone by sms in a month by itself (0) as in a year (1):
 * contacts before that payment are looked at. */
static void ck_undone(const char *payments, int period)
{
    static const char *const periods[] = {"2026-10", "2026"};
    company_load(&m.c, "measures.csv",
                 "measure_id,fact,unit,value,where\n"
                 "by_sms,payment,count,cleared,contact_channel = 'sms' and day >= '2026-10-01'\n");
    company_load(&m.c, "accounts.csv", "account_id,due_on,amount\nA3,2026-01-01,100\n");
    company_load(&m.c, "contacts.csv",
                 "contact_id,account_id,employee_id,started_at,channel,outcome\n"
                 "K5,A3,E1,2026-07-31,sms,talked\n");
    company_load(&m.c, "payments.csv", payments);
    measure(&m, periods[period]);
    ck_count(&m, "", "by_sms", -1);
}

/* A reversal undoes what a payment long before the one that it takes back had cleared, for part of
 * another had been taken back, too. */
START_TEST(cleared_long_before)
{
    ck_undone("payment_id,account_id,paid_at,amount,reverses\nP5,A3,2026-08-01,100,\n"
              "P6,A3,2026-09-25,50,\nR5,A3,2026-09-26,-50,P5\nR6,A3,2026-10-10,-50,P6\n",
              _i);
}
END_TEST

/* So does what is paid back without saying of which payment. */
START_TEST(paid_back)
{
    ck_undone("payment_id,account_id,paid_at,amount\nP5,A3,2026-08-01,100\n"
              "P6,A3,2026-10-10,-50\n",
              _i);
}
END_TEST

/* Of contacts before the month, its payments and reversals look at those that had reached their
 * accounts. */
START_TEST(talks_before_the_month)
{
    company_load(&m.c, "accounts.csv",
                 "account_id,due_on,amount\nA3,2026-01-01,100\nA4,2026-01-01,100\n"
                 "A5,2026-01-01,100\n");
    company_load(&m.c, "measures.csv",
                 "measure_id,fact,unit,value,where\n"
                 "by_sms,payment,money,amount,contact_channel = 'sms'\nn,contact,count,1,\n"
                 "late,contact,count,1,dpd > 0\nopening,exposure,money,opening,\n");
    ck_assert_int_eq(cx_db_exec(m.c.db, "DELETE FROM measures WHERE measure_id = 'due'", &m.c.err),
                     0);
    company_load(&m.c, "contacts.csv",
                 "contact_id,account_id,employee_id,started_at,channel,outcome\n"
                 "K5,A3,E1,2026-08-01,sms,talked\nK6,A4,E1,2026-09-28,sms,talked\n"
                 "K7,A4,E1,2026-09-29,phone,no_answer\nK8,A5,E1,2026-09-28,sms,talked\n");
    company_load(&m.c, "payments.csv",
                 "payment_id,account_id,paid_at,amount,reverses\nP5,A3,2026-08-20,30,\n"
                 "R5,A3,2026-10-02,-20,P5\nP6,A4,2026-10-03,5,\nP7,A5,2026-09-29,7,\n");
    measure(&m, "2026-10");
    ck_cents(&m, "", "by_sms", 6000 - 2000 + 500);
    ck_count(&m, "", "n", 2);
}
END_TEST

/* One day again: its payments look at contacts of other days, its promises were made on others. */
START_TEST(a_day_by_chosen_accounts)
{
    measure(&m, "2026-10");
    ck_cents(&m, "", "by_sms", 6000);
    ck_count(&m, "", "due", 1);
    ck_count(&m, "E1", "n", 2);
    ck_count(&m, "", "late", 0);
    for (int day = 0; day < 31; day++) {
        struct cx_buf sql = {0};
        cx_buf_printf(&sql, "DELETE FROM day_sums WHERE day = %d", m.period.from + day);
        ck_assert_int_eq(cx_db_exec(m.c.db, cx_buf_str(&sql), &m.c.err), 0);
        cx_buf_fini(&sql);
        measure(&m, "2026-10");
        ck_cents(&m, "", "by_sms", 6000);
        ck_count(&m, "", "due", 1);
        ck_count(&m, "E1", "n", 2);
    }
    measure(&m, "2026-11");
    ck_count(&m, "E2", "late", 1);
}
END_TEST

START_TEST(wanted)
{
    measure(&m, "2026-10");
    ck_assert_int_eq(want_accounts(m.c.db, &m.c.err), 0);
    ck_assert_int_eq(cx_db_exec(m.c.db, "INSERT INTO temp.wanted VALUES (1)", &m.c.err), 0);
    ck_assert_int_eq(want_accounts(m.c.db, &m.c.err), 0);
    ck_assert_str_eq(company_ask(&m.c, "SELECT count(*) FROM temp.wanted"), "0");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_loop_test(tc, cleared_long_before, 0, 2);
    tcase_add_loop_test(tc, paid_back, 0, 2);
    tcase_add_test(tc, talks_before_the_month);
    tcase_add_test(tc, a_day_by_chosen_accounts);
    tcase_add_test(tc, wanted);
}

UNIT_MAIN("scope")
