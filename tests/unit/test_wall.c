/* fact/wall: what is later than now is not seen, whatever was kept. */
#include "fact/wall.h"

#include "measured.h"
#include "unit.h"

static struct measured m;

static const char measures[] = "measure_id,fact,unit,value,where\n"
                               "paid,payment,money,amount,\nn,contact,count,1,\n"
                               "clean,contact,count,1,complained = 0\n"
                               "held,exposure,count,1,\nscores,feedback,number,score,\n";

static void set_up(void)
{
    measured_open(&m);
    company_load(&m.c, "measures.csv", measures);
    company_load(&m.c, "accounts.csv", "account_id,due_on,amount\nA8,2026-06-01,1000\n");
    company_load(&m.c, "assignments.csv", "account_id,employee_id,from\nA8,E1,2026-06-02\n");
    company_load(&m.c, "payments.csv",
                 "payment_id,account_id,paid_at,amount\nP1,A8,2026-10-05 09:30:00,100\n");
    company_load(&m.c, "contacts.csv",
                 "contact_id,account_id,employee_id,started_at\nK1,A8,E1,2026-10-05 08:00\n");
}

static void tear_down(void)
{
    measured_close(&m);
}

/* All sums of October, of the company. */
static const char *october(void)
{
    static char text[256];
    size_t n = 0;
    measure(&m, "2026-10");
    for (size_t i = 0; i < m.sums->measure_count; i++)
        n += (size_t)snprintf(text + n, sizeof text - n, " %lld",
                              (long long)cx_sums_get(m.sums, 0, subject(&m, ""), i));
    return text;
}

static void raise_at(const char *time)
{
    struct cx_err err = {0};
    cx_time now = 0;
    ck_assert_int_eq(cx_time_parse(&now, time, strlen(time), CX_ORDER_YMD), CX_DATE_OK);
    ck_assert_msg(cx_wall_raise(m.c.db, now, CX_DATE_NONE, &err) == 0, "%s", err.text);
}

static const char *views(void)
{
    return company_ask(&m.c, "SELECT count(*) FROM temp.sqlite_schema WHERE type = 'view'");
}

START_TEST(nothing_is_later)
{
    char before[256];
    snprintf(before, sizeof before, "%s", october());
    raise_at("2026-10-05 09:30:00");
    ck_assert_str_eq(views(), "0");
    ck_assert_str_eq(october(), before);
}
END_TEST

START_TEST(later_events_are_not_there)
{
    char before[256];
    snprintf(before, sizeof before, "%s", october());
    company_load(&m.c, "payments.csv",
                 "payment_id,account_id,paid_at,amount\nP2,A8,2026-10-05 09:30:01,7\n"
                 "P3,A8,2026-10-20,20\n");
    company_load(&m.c, "contacts.csv",
                 "contact_id,account_id,employee_id,started_at\nK2,A8,E1,2026-10-06\n");
    company_load(&m.c, "complaints.csv",
                 "complaint_id,employee_id,contact_id,at,upheld\nO1,E1,K1,2026-10-07,yes\n");
    company_load(&m.c, "feedback.csv", "feedback_id,employee_id,at,score\nF1,E1,2026-10-07,50\n");
    ck_assert_str_ne(october(), before); /* and kept */
    raise_at("2026-10-05 09:30:00");
    ck_assert_str_ne(views(), "0");
    ck_assert_str_eq(october(), before);
}
END_TEST

/* Loads what is later, which the wall must hide though nothing else is later. */
static void only_later(const char *file, const char *rows, const char *query, const char *seen)
{
    raise_at("2026-10-05 09:30:00");
    ck_assert_str_eq(views(), "0");
    company_load(&m.c, file, rows);
    ck_assert_str_ne(company_ask(&m.c, query), seen);
    raise_at("2026-10-05 09:30:00");
    ck_assert_str_ne(views(), "0");
    ck_assert_str_eq(company_ask(&m.c, query), seen);
}

START_TEST(an_order_alone)
{
    company_load(&m.c, "customers.csv", "customer_id,region\nC1,north\n");
    only_later("orders.csv", "order_id,customer_id,ordered_at,amount\nR1,C1,2026-10-06,5\n",
               "SELECT count(*) FROM orders", "0");
}
END_TEST

START_TEST(later_on_the_same_day)
{
    company_load(&m.c, "customers.csv", "customer_id,region\nC1,north\n");
    company_load(&m.c, "orders.csv",
                 "order_id,customer_id,ordered_at,amount\nR1,C1,2026-10-04,5\n"
                 "R2,C1,2026-10-05 09:30:01,5\nX,C1,2026-10-05 09:00,5\n");
    raise_at("2026-10-05 09:30:01");
    ck_assert_str_eq(views(), "0");
    raise_at("2026-10-05 09:30:00");
    ck_assert_str_ne(views(), "0");
    ck_assert_str_eq(company_ask(&m.c, "SELECT count(*) FROM orders"), "2");
}
END_TEST

START_TEST(an_episode_alone)
{
    only_later("assignments.csv",
               "account_id,employee_id,from,to\nA8,E1,2026-06-02,2026-10-06\nA8,E1,2026-10-06,\n",
               "SELECT count(*) FROM assignments", "1");
}
END_TEST

START_TEST(an_end_alone)
{
    only_later("assignments.csv", "account_id,employee_id,from,to\nA8,E1,2026-06-02,2026-10-20\n",
               "SELECT coalesce(max(\"to\"), '') FROM assignments", "");
}
END_TEST

START_TEST(what_is_another_later)
{
    company_load(&m.c, "accounts.csv",
                 "account_id,due_on,amount,since,region\nA8,2026-06-01,1000,2026-09-01,north\n");
    only_later("accounts.csv",
               "account_id,due_on,amount,since,region\nA8,2026-06-01,1000,2026-10-06,south\n",
               "SELECT region || ' ' || (since - unixepoch('2026-09-01') / 86400) FROM accounts "
               "WHERE region IS NOT NULL",
               "north 0");
}
END_TEST

START_TEST(episodes_beyond_what_is_asked_for)
{
    struct cx_err err = {0};
    cx_time now = 0;
    ck_assert_int_eq(cx_time_parse(&now, "2026-10-06", 10, CX_ORDER_YMD), CX_DATE_OK);
    company_load(&m.c, "assignments.csv",
                 "account_id,employee_id,from,to\nA8,E1,2026-06-02,2026-11-01\n");
    ck_assert_int_eq(cx_wall_raise(m.c.db, now, cx_date_of(now) + 26, &err), 0);
    ck_assert_str_eq(views(), "0");
    ck_assert_int_eq(cx_wall_raise(m.c.db, now, cx_date_of(now) + 27, &err), 0);
    ck_assert_str_ne(views(), "0");
}
END_TEST

START_TEST(lowered)
{
    struct cx_err err = {0};
    company_load(&m.c, "assignments.csv",
                 "account_id,employee_id,from,to\nA8,E1,2026-06-02,2026-10-06\n"
                 "A8,E1,2026-10-06,\n");
    ck_assert_int_eq(cx_wall_raise_for_change(m.c.db, cx_date_of(0), &err), 0);
    ck_assert_str_eq(company_ask(&m.c, "SELECT count(*) FROM assignments"), "0");
    ck_assert_int_eq(cx_wall_lower(m.c.db, &err), 0);
    ck_assert_int_eq(cx_wall_lower(m.c.db, &err), 0);
    ck_assert_str_eq(company_ask(&m.c, "SELECT count(*) FROM assignments"), "2");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, nothing_is_later);
    tcase_add_test(tc, later_events_are_not_there);
    tcase_add_test(tc, an_order_alone);
    tcase_add_test(tc, later_on_the_same_day);
    tcase_add_test(tc, an_episode_alone);
    tcase_add_test(tc, an_end_alone);
    tcase_add_test(tc, what_is_another_later);
    tcase_add_test(tc, episodes_beyond_what_is_asked_for);
    tcase_add_test(tc, lowered);
}

UNIT_MAIN("wall")
