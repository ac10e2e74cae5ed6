/* report/broken: the promises that a period shows to be broken. */
#include "report/broken.h"

#include "reporting.h"
#include "store/id.h"
#include "unit.h"

#define CONTACTS                                                                                   \
    "contact_id,account_id,employee_id,started_at,channel,outcome,promised_amount,promised_on\n"

static void set_up(void)
{
    staff_open();
    company_load(&c, "accounts.csv", "account_id,due_on,amount\nA5,2026-01-01,9000000\n");
    company_load(&c, "contacts.csv",
                 CONTACTS "K1,A1,E1,2026-09-20 10:00,phone,promised,100,2026-09-29\n"
                          "K2,A2,E2,2026-10-01 10:00,phone,promised,,2026-10-05\n"
                          "K3,A3,E1,2026-10-01 09:00,phone,promised,50,2026-10-05\n"
                          "K4,A3,E1,2026-10-07 09:00,phone,promised,50,2026-10-09\n"
                          "K5,A4,E1,2026-10-01 09:00,phone,promised,10,2026-10-29\n"
                          "K6,A5,E2,2026-10-08 09:00,phone,promised,10,2026-10-10\n"
                          "K7,A5,E2,2026-10-10 09:00,phone,promised,10,2026-10-12\n");
    company_load(&c, "payments.csv",
                 PAYMENTS "P1,A1,2026-09-20 08:00,60\nP2,A1,2026-10-03,40\nP3,A3,2026-10-12,50\n");
}

/* The contacts found, as text. */
static void ck_broken(const char *period, int grace_days, const char *wanted)
{
    struct broken_list broken = {0};
    struct cx_period of = period_of(period);
    struct cx_org *org = NULL;
    struct cx_buf found = {0};
    char id[CX_ID_MAX + 1];
    ck_assert_int_eq(cx_org_load(&org, c.db, &c.err), 0);
    int rc = broken_find(&broken, c.db, org, &of, grace_days, &c.err);
    ck_assert_msg(rc == 0, "%s", c.err.text);
    for (size_t i = 0; i < broken.count; i++)
        cx_buf_printf(&found, "%s %lld;", cx_id_text(id, c.db, broken.list[i].contact),
                      (long long)broken.list[i].promise.paid);
    ck_assert_str_eq(cx_buf_str(&found), wanted);
    cx_buf_fini(&found);
    broken_fini(&broken);
    cx_org_free(org);
}

/* K1 is broken on 2 October, a day before the rest of its 100 comes; K2 and K3 on the 8th; K4 is
 * kept; K6 was replaced by K7; K5 is broken in November. */
START_TEST(by_the_day_that_decides)
{
    ck_broken("2026-10", 3, "K1 6000;K3 0;K2 0;K7 0;");
    ck_broken("2026-09", 3, "");
    ck_broken("2026-11", 3, "K5 0;");
}
END_TEST

static const char *const debts[] = {
    [BROKEN_OWED] = "owed", [BROKEN_SETTLED] = "settled", [BROKEN_CLOSED] = "closed"};

static void ck_debts(const char *wanted)
{
    struct broken_list broken = {0};
    struct cx_period of = period_of("2026-10");
    struct cx_org *org = NULL;
    struct cx_buf found = {0};
    char id[CX_ID_MAX + 1];
    ck_assert_int_eq(cx_org_load(&org, c.db, &c.err), 0);
    ck_assert_int_eq(broken_find(&broken, c.db, org, &of, 3, &c.err), 0);
    for (size_t i = 0; i < broken.count; i++)
        cx_buf_printf(&found, "%s %s;", cx_id_text(id, c.db, broken.list[i].contact),
                      debts[broken.list[i].debt]);
    ck_assert_str_eq(cx_buf_str(&found), wanted);
    cx_buf_fini(&found);
    broken_fini(&broken);
    cx_org_free(org);
}

/* A promise is broken whatever became of the debt, which is told: waived or closed by the last day
 * on which it could be kept, not after. */
START_TEST(debts_that_ended)
{
    company_load(&c, "arrangements.csv",
                 "arrangement_id,account_id,employee_id,kind,agreed_on,amount\n"
                 "R1,A1,E1,waiver,2026-10-02,8999940\nR2,A3,E1,waiver,2026-10-09,8999950\n");
    company_load(&c, "accounts.csv",
                 "account_id,due_on,amount,closed_on,close_reason\n"
                 "A2,2026-01-01,9000000,2026-10-08,recalled\n"
                 "A5,2026-01-01,9000000,2026-10-20,recalled\n");
    ck_debts("K1 settled;K3 owed;K2 closed;K7 owed;");
}
END_TEST

/* Without days of grace K1 is September's. */
START_TEST(grace)
{
    ck_broken("2026-10", 0, "K3 0;K5 0;K2 0;K4 0;K6 0;K7 0;");
    ck_broken("2026-09", 0, "K1 6000;");
}
END_TEST

/* K2 and K3 can be kept up to the 8th: until that day is over they are open. */
START_TEST(last_day)
{
    cx_time tenth = (cx_time)20734 * 86400 + 10 * 3600;
    cx_db_set_now(c.db, tenth);
    ck_broken("2026-10-01..2026-10-08", 3, "K1 6000;");
    cx_db_set_now(c.db, tenth + 14 * 3600 - 1);
    ck_broken("2026-10-01..2026-10-08", 3, "K1 6000;K3 0;K2 0;");
    cx_db_set_now(c.db, tenth + 14 * 3600);
    ck_broken("2026-10-01..2026-10-08", 3, "K1 6000;K3 0;K2 0;");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, by_the_day_that_decides);
    tcase_add_test(tc, debts_that_ended);
    tcase_add_test(tc, grace);
    tcase_add_test(tc, last_day);
}

UNIT_MAIN("broken")
