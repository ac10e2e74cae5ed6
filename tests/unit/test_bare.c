/* fact/bare: rows of payments without the rest of the pasts are those that pasts give. */
#include "fact/bare.h"

#include "fact/events.h"
#include "fact/fact.h"
#include "measured.h"
#include "unit.h"

enum { ACCOUNTS = 12, PAYMENTS = 200 };

static struct measured m;
static unsigned seed;

static int draw(int below)
{
    seed = seed * 1103515245u + 12345u;
    return (int)((seed >> 16) % (unsigned)below);
}

/* Payments of which some are too much and some are taken back, of accounts that change hands, that
 * nobody holds, and that are credited by hand. */
static void set_up(void)
{
    struct cx_buf accounts = {0}, held = {0}, payments = {0}, credits = {0};
    seed = 7;
    measured_open(&m);
    company_load(&m.c, "measures.csv",
                 "measure_id,fact,unit,value,where\n"
                 "plain,payment,money,amount,\n"
                 "all,payment,money,amount,cleared > -9\n"
                 "bank,payment,money,amount,\"channel = 'bank' and held and day > '2026-10-03'\"\n"
                 "all_bank,payment,money,amount,"
                 "\"channel = 'bank' and held and day > '2026-10-03' and cleared > -9\"\n"
                 "number,payment,count,1,\n"
                 "all_number,payment,count,1,cleared > -9\n");
    cx_buf_puts(&accounts, "account_id,due_on,amount\n");
    cx_buf_puts(&held, "account_id,employee_id,from,to\n");
    cx_buf_puts(&payments, "payment_id,account_id,paid_at,amount,reverses,channel\n");
    cx_buf_puts(&credits, "payment_id,employee_id,share\n");
    for (int i = 0; i < ACCOUNTS; i++) {
        cx_buf_printf(&accounts, "A%d,2026-07-03,%d\n", i, 20 + draw(200));
        if (i % 3 > 0)
            cx_buf_printf(&held, "A%d,E1,2026-09-01,2026-10-%02d\nA%d,E%d,2026-10-%02d,\n", i,
                          5 + i, i, 2 + i % 3, 5 + i);
    }
    for (int i = 0; i < PAYMENTS; i++) {
        int account = draw(ACCOUNTS), day = 1 + draw(28), amount = 1 + draw(60);
        cx_buf_printf(&payments, "P%d,A%d,2026-%02d-%02d,%d,,%s\n", i, account, 9 + draw(2), day,
                      amount, draw(2) ? "bank" : "cash");
        if (i % 9 == 0)
            cx_buf_printf(&payments, "R%d,A%d,2026-10-%02d,-%d,P%d,\n", i, account, 28 + draw(3),
                          1 + draw(amount), i);
        if (i % 7 == 0)
            cx_buf_printf(&credits, "P%d,E3,0.25\nP%d,E10,0.75\n", i, i);
    }
    company_add(&m.c, "accounts.csv", cx_buf_str(&accounts));
    company_add(&m.c, "assignments.csv", cx_buf_str(&held));
    company_add(&m.c, "payments.csv", cx_buf_str(&payments));
    company_add(&m.c, "credits.csv", cx_buf_str(&credits));
    company_take(&m.c);
    cx_buf_fini(&accounts);
    cx_buf_fini(&held);
    cx_buf_fini(&payments);
    cx_buf_fini(&credits);
    measure(&m, "2026-10");
}

static void tear_down(void)
{
    measured_close(&m);
}

static struct cx_events *events_of(const char *name, const char *of, size_t most)
{
    struct cx_events *events = NULL;
    int index = cx_plan_quantity(m.plan, of, strlen(of));
    const struct cx_sum_key key = {0, subject(&m, name), (size_t)index};
    ck_assert_msg(cx_events_latest(&events, m.c.db, m.plan, m.org, &m.period, 1, &key, 1, most,
                                   &m.c.err) == 0,
                  "%s", m.c.err.text);
    return events;
}

static void ck_event(const struct cx_event *a, const struct cx_event *b)
{
    ck_assert_str_eq(a->id, b->id);
    ck_assert_str_eq(a->account, b->account);
    ck_assert_int_eq(a->day, b->day);
    ck_assert_int_eq(a->value, b->value);
}

/* A measure with bare rows, and the same one with a condition that needs the balance: all events,
 * and the last ones. */
static void ck_same(const char *name, const char *bare, const char *whole)
{
    struct cx_events *a = events_of(name, bare, 0), *b = events_of(name, whole, 0);
    ck_assert_uint_gt(a->count, 4);
    ck_assert_uint_eq(a->count, b->count);
    ck_assert_uint_eq(a->totals[0], a->count);
    for (size_t i = 0; i < a->count; i++)
        ck_event(&a->list[i], &b->list[i]);
    cx_events_free(b);
    b = events_of(name, bare, 3);
    ck_assert_uint_eq(b->totals[0], a->count);
    ck_assert_uint_eq(b->count, 3);
    for (size_t i = 0; i < 3; i++)
        ck_event(&b->list[i], &a->list[a->count - 3 + i]);
    cx_events_free(a);
    cx_events_free(b);
}

START_TEST(same_rows)
{
    static const char *const names[] = {"", "E1", "E1#0", "E3", "E3#0", "E10#0", "T11"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        ck_same(names[i], "plain", "all");
    ck_same("", "bank", "all_bank");
    ck_same("", "number", "all_number");
}
END_TEST

/* Who holds nothing of it is credited by the last contact: contacts are asked for. */
START_TEST(attributed)
{
    company_load(&m.c, "settings.csv", "name,value\nattribution_days,60\n");
    company_load(&m.c, "contacts.csv",
                 "contact_id,account_id,employee_id,started_at,outcome\n"
                 "K0,A0,E4,2026-09-01 09:00,talked\nK3,A3,E4,2026-09-01 09:00,talked\n");
    measure(&m, "2026-10");
    ck_same("E4", "plain", "all");
}
END_TEST

/* What is taken back counts on the day of its payment. */
START_TEST(original_day)
{
    company_load(&m.c, "settings.csv", "name,value\nreversal_day,original\n");
    measure(&m, "2026-10");
    ck_same("", "plain", "all");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, same_rows);
    tcase_add_test(tc, attributed);
    tcase_add_test(tc, original_day);
}

UNIT_MAIN("bare")
