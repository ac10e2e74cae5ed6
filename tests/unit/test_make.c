/* fact/make: a long time in parts, some days only. */
#include "fact/make.h"

#include "measured.h"
#include "unit.h"

static struct measured m;

static void set_up(void)
{
    measured_open(&m);
    company_load(&m.c, "measures.csv",
                 "measure_id,fact,unit,value,where\npaid,payment,money,amount,\n"
                 "again,payment,money,amount,second = 1\nopening,exposure,money,opening,\n"
                 "placed,exposure,money,placed,\nlate,exposure,money,opening,second = 1\n"
                 "closing,exposure,money,closing,\nn,contact,count,1,\n");
    company_load(&m.c, "accounts.csv",
                 "account_id,due_on,amount\nA1,2026-01-01,100\nA2,2026-01-01,50\n");
    company_load(&m.c, "assignments.csv", "account_id,employee_id,from,to\nA1,E1,2026-01-01,\n");
    company_load(&m.c, "payments.csv",
                 "payment_id,account_id,paid_at,amount\nP1,A1,2026-03-05,60\n"
                 "P2,A1,2026-10-05,40\nP3,A1,2026-11-05,1\n");
    company_load(&m.c, "contacts.csv",
                 "contact_id,account_id,employee_id,started_at,outcome,promised_on\n"
                 "K1,,E1,2026-01-05,,\nK2,,E1,2026-12-05,,\n"
                 "K3,A1,E1,2026-10-06,promised,2026-10-07\n");
}

static void tear_down(void)
{
    measured_close(&m);
}

START_TEST(a_year_and_a_day)
{
    measure(&m, "2026");
    ck_cents(&m, "E1", "paid", 10100);
    ck_cents(&m, "E1", "again", 100);
    ck_cents(&m, "E1", "opening", 10000);
    ck_count(&m, "E1", "n", 3);
    measure(&m, "2026-10-05");
    ck_cents(&m, "E1", "paid", 4000);
    ck_cents(&m, "E1", "closing", 0);
    ck_cents(&m, "E1", "opening", 4000);
}
END_TEST

/* Decades are done in parts: the sums of a day take the same place in each. */
START_TEST(decades)
{
    measure(&m, "2000-01..2190-12");
    ck_cents(&m, "E1", "paid", 10100);
    ck_count(&m, "", "n", 3);
    ck_cents(&m, "", "opening", 0); /* the company has debts since they were placed */
    ck_cents(&m, "", "placed", 15000);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, a_year_and_a_day);
    tcase_add_test(tc, decades);
}

UNIT_MAIN("make")
