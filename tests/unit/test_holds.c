/* fact/holds: which kept sums are used behind a wall. A row that is doubled, without anybody being
 * told, shows whose sums are made anew. */
#include "fact/holds.h"

#include "fact/prove.h"

#include "fact/wall.h"
#include "measured.h"
#include "unit.h"

static struct measured m;

#define PAYMENTS "payment_id,account_id,paid_at,amount\n"

static void set_up(void)
{
    measured_open(&m);
    company_load(&m.c, "measures.csv",
                 "measure_id,fact,unit,value,where\npaid,payment,money,amount,\n"
                 "talk,contact,number,duration_s,complained = 0\n"
                 "closing,exposure,money,closing,\n");
    measured_account(&m, "1000");
    company_load(&m.c, "payments.csv",
                 PAYMENTS "P1,A1,2026-10-05 09:30,100\nP2,A1,2026-10-06 12:00,20\n"
                          "P3,A1,2026-10-20,3\n");
    company_load(&m.c, "contacts.csv",
                 "contact_id,account_id,employee_id,started_at,duration_s\n"
                 "K1,A1,E1,2026-10-04 08:00,1\nK2,A1,E1,2026-10-05 08:00,20\n");
    measure(&m, "2026-10");
}

static void tear_down(void)
{
    measured_close(&m);
}

static void run(const char *sql)
{
    ck_assert_msg(cx_db_exec(m.c.db, sql, &m.c.err) == 0, "%s", m.c.err.text);
}

static void double_all(void)
{
    run("CREATE TEMP TABLE days AS SELECT * FROM main.day_sums;"
        "CREATE TEMP TABLE periods AS SELECT * FROM main.period_sums;"
        "UPDATE payments SET amount = amount * 2; UPDATE contacts SET duration_s = duration_s * 2;"
        "INSERT OR IGNORE INTO main.day_sums SELECT * FROM days;"
        "INSERT OR IGNORE INTO main.period_sums SELECT * FROM periods");
}

/* October on the 6th, in the evening. */
static void measure_then(void)
{
    struct cx_err err = {0};
    cx_time now = (cx_time)(cx_period_month(2026, 10).from + 5) * 86400 + 18 * 3600;
    ck_assert_msg(cx_wall_raise(m.c.db, now, CX_DATE_NONE, &err) == 0, "%s", err.text);
    measure(&m, "2026-10");
}

START_TEST(days_that_are_over)
{
    double_all();
    measure_then();
    ck_cents(&m, "E1", "paid", 10000 + 4000);
    ck_count(&m, "E1", "talk", 21);
    measure(&m, "2026-10"); /* and again, as it is there already */
    ck_cents(&m, "E1", "paid", 10000 + 4000);
}
END_TEST

START_TEST(periods_that_are_over)
{
    struct cx_err err = {0};
    double_all();
    cx_time now = (cx_time)(cx_period_month(2026, 11).from) * 86400;
    company_load(&m.c, "payments.csv", PAYMENTS "P9,A1,2026-11-20,3\n");
    run("DELETE FROM fresh_payments");
    ck_assert_msg(cx_wall_raise(m.c.db, now, CX_DATE_NONE, &err) == 0, "%s", err.text);
    measure(&m, "2026-10");
    ck_cents(&m, "E1", "closing", 87700);
    measure(&m, "2026-11");
    ck_cents(&m, "E1", "closing", 75400);
}
END_TEST

/* An upheld complaint about a contact comes after the wall. */
START_TEST(what_is_said_later)
{
    company_load(&m.c, "complaints.csv",
                 "complaint_id,employee_id,contact_id,at,upheld\nO1,E1,K1,2026-10-07,yes\n");
    measure(&m, "2026-10");
    ck_count(&m, "E1", "talk", 20);
    double_all();
    measure_then();
    ck_count(&m, "E1", "talk", 2 + 20);
    ck_cents(&m, "E1", "paid", 10000 + 4000);
}
END_TEST

/* What counts on the day of its payment is in the sums of a day before the wall. */
START_TEST(reversals_of_the_payments_day)
{
    company_load(&m.c, "settings.csv", "name,value\nreversal_day,original\n");
    measure(&m, "2026-10");
    double_all();
    measure_then();
    ck_cents(&m, "E1", "paid", 2 * 12000);
    ck_count(&m, "E1", "talk", 21);
}
END_TEST

/* What came since is not in the sums. */
START_TEST(fresh_rows)
{
    company_load(&m.c, "payments.csv", PAYMENTS "P4,A1,2026-10-05 10:00,5\n");
    double_all();
    measure_then();
    ck_cents(&m, "E1", "paid", 2 * 12500);
    ck_count(&m, "E1", "talk", 1 + 40);
}
END_TEST

/* What is known first holds for the days before it. */
START_TEST(first_rows_that_are_later)
{
    double_all();
    run("INSERT INTO account_history (account_id, since) SELECT account_id, 20745 FROM accounts");
    measure_then();
    ck_cents(&m, "E1", "paid", 2 * 12000);
}
END_TEST

START_TEST(credits_of_who_comes_later)
{
    run("INSERT INTO people VALUES (5121);"
        "INSERT INTO employees (employee_id, since, team_id, role, hired_on) "
        "SELECT 5121, 20745, team_id, '', 20745 FROM teams LIMIT 1;"
        "INSERT INTO credits SELECT payment_id, 5121, 1000000 FROM payments");
    double_all();
    measure_then();
    ck_cents(&m, "", "paid", 2 * 12000);
    ck_count(&m, "", "talk", 21);
}
END_TEST

START_TEST(a_reversal_before_its_payment)
{
    run("UPDATE payments SET reverses = (SELECT max(payment_id) FROM payments) "
        "WHERE payment_id = (SELECT min(payment_id) FROM payments)");
    double_all();
    measure_then();
    ck_cents(&m, "E1", "paid", 2 * 12000);
    ck_count(&m, "E1", "talk", 21);
}
END_TEST

START_TEST(not_where_it_is_checked)
{
    double_all();
    ck_assert_int_eq(cx_sums_doubt(m.c.db, &m.c.err), 0);
    measure_then();
    ck_cents(&m, "E1", "paid", 2 * 12000);
}
END_TEST

/* Sums of other measures are not mixed with the plan's, which come back as they are kept. */
START_TEST(beside_a_laid_plan)
{
    double_all();
    measure_then();
    run("CREATE TEMP TABLE measures AS SELECT * FROM main.measures;"
        "UPDATE temp.measures SET value = 'amount * 10' WHERE measure_id = 'paid'");
    measure(&m, "2026-10");
    ck_cents(&m, "E1", "paid", 20 * 12000);
    run("DROP TABLE temp.measures");
    measure(&m, "2026-10");
    ck_cents(&m, "E1", "paid", 10000 + 4000);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, days_that_are_over);
    tcase_add_test(tc, periods_that_are_over);
    tcase_add_test(tc, what_is_said_later);
    tcase_add_test(tc, reversals_of_the_payments_day);
    tcase_add_test(tc, fresh_rows);
    tcase_add_test(tc, first_rows_that_are_later);
    tcase_add_test(tc, credits_of_who_comes_later);
    tcase_add_test(tc, a_reversal_before_its_payment);
    tcase_add_test(tc, not_where_it_is_checked);
    tcase_add_test(tc, beside_a_laid_plan);
}

UNIT_MAIN("holds")
