/* conduct/allowed: when a debtor may be contacted. */
#include "conduct/conduct.h"

#include <inttypes.h>

#include "company.h"
#include "unit.h"

static struct company c;
static struct cx_allowed *allowed;

#define CONTACTS "contact_id,account_id,employee_id,started_at,channel,outcome\n"
#define LIMITS   "limit_id,jurisdiction,channel,rule,value,counts,per\n"

/* A1 and A2 are one customer's, A3 nobody's. */
static void set_up(void)
{
    company_open(&c);
    company_add(&c, "settings.csv", "name,value\njurisdiction,CN\n");
    company_add(&c, "teams.csv", "team_id,kind\nT,phone\n");
    company_add(&c, "employees.csv", "employee_id,team_id,hired_on\nE,T,2026-01-01\n");
    company_add(&c, "customers.csv", "customer_id\nC\n");
    company_add(&c, "accounts.csv",
                "account_id,customer_id,due_on,amount\nA1,C,2026-01-01,1\nA2,C,2026-01-01,1\n"
                "A3,,2026-01-01,1\n");
    ck_assert_int_eq(company_import(&c), 0);
}

static void tear_down(void)
{
    cx_allowed_free(allowed);
    allowed = NULL;
    company_close(&c);
}

static cx_time time_of(const char *text)
{
    cx_time at;
    ck_assert_int_eq(cx_time_parse(&at, text, strlen(text), CX_ORDER_YMD), CX_DATE_OK);
    return at;
}

static void know(const char *now, const char *until)
{
    cx_allowed_free(allowed);
    ck_assert_msg(cx_allowed_new(&allowed, c.db, time_of(now), time_of(until), &c.err) == 0, "%s",
                  c.err.text);
}

static void now_is(const char *now)
{
    know(now, now);
}

static int64_t account(const char *id)
{
    char sql[120];
    snprintf(sql, sizeof sql,
             "SELECT account_id FROM accounts ORDER BY account_id LIMIT 1 OFFSET %d", id[1] - '1');
    return strtoll(company_ask(&c, sql), NULL, 10);
}

static int64_t customer(const char *id)
{
    char sql[120];
    snprintf(sql, sizeof sql,
             "SELECT coalesce(customer_id, 0) FROM accounts WHERE account_id = %" PRId64,
             account(id));
    return strtoll(company_ask(&c, sql), NULL, 10);
}

static void ck_at(const char *id, int channel, const char *wanted)
{
    cx_time at;
    char text[CX_DATE_TEXT];
    ck_assert_int_eq(cx_allowed_at(&at, allowed, account(id), customer(id), channel, 0, &c.err), 0);
    ck_assert_str_eq(at == CX_NEVER ? "never" : cx_time_format(text, at), wanted);
}

START_TEST(quiet_hours)
{
    company_load(&c, "limits.csv",
                 LIMITS "Q,CN,phone,quiet_hours,22:00-08:00,,\n"
                        "U,US,,quiet_hours,00:00-23:00,,\n");
    now_is("2026-10-31 21:59:59");
    ck_at("A1", CX_PHONE, "2026-10-31 21:59:59");
    now_is("2026-10-31 22:00");
    ck_at("A1", CX_PHONE, "2026-11-01 08:00:00");
    ck_at("A1", CX_SMS, "2026-10-31 22:00:00");
    ck_assert_int_eq(cx_allowed_opens(allowed), time_of("2026-11-01 08:00"));
    now_is("2026-11-01 07:59:59");
    ck_at("A1", CX_PHONE, "2026-11-01 08:00:00");
    now_is("2026-11-01 08:00");
    ck_assert_int_eq(cx_allowed_opens(allowed), time_of("2026-11-01 08:00"));
}
END_TEST

/* Three connected calls to a customer a day, on whichever of their accounts. */
START_TEST(per_day)
{
    company_load(&c, "limits.csv", LIMITS "D,CN,phone,max_per_day,3,connected,customer\n");
    company_load(&c, "contacts.csv",
                 CONTACTS
                 "K1,A1,E,2026-10-31 09:00,phone,talked\nK2,A2,E,2026-10-31 09:10,phone,refused\n"
                 "K3,A1,E,2026-10-31 09:20,phone,no_answer\nK4,A1,E,2026-10-31 09:30,sms,talked\n"
                 "K5,A1,E,2026-10-31 10:00,phone,talked\n");
    now_is("2026-10-31 09:59");
    ck_at("A1", CX_PHONE, "2026-10-31 09:59:00");
    ck_assert_int_eq(cx_allowed_use(allowed, account("A1"), customer("A1"), CX_PHONE, &c.err), 0);
    ck_at("A2", CX_PHONE, "2026-11-01 00:00:00"); /* the one just planned is the third */
    ck_at("A3", CX_PHONE, "2026-10-31 09:59:00");
    now_is("2026-10-31 10:00");
    ck_at("A2", CX_PHONE, "2026-11-01 00:00:00");
    ck_at("A2", CX_SMS, "2026-10-31 10:00:00");
    know("2026-10-31", "2026-10-31 23:59:59"); /* a day counts whole */
    ck_at("A2", CX_PHONE, "2026-11-01 00:00:00");
    ck_at("A2", CX_SMS, "2026-10-31 00:00:00");
}
END_TEST

/* One call about both debts leaves another. */
START_TEST(one_call_for_two_accounts)
{
    company_load(&c, "limits.csv", LIMITS "D,CN,phone,max_per_day,2,attempt,customer\n");
    company_load(&c, "contacts.csv",
                 CONTACTS "K1,A1,E,2026-10-31 09:00,phone,talked\n"
                          "K2,A2,E,2026-10-31 09:00,phone,talked\n");
    now_is("2026-10-31 10:00");
    ck_at("A1", CX_PHONE, "2026-10-31 10:00:00");
    ck_assert_int_eq(cx_allowed_use(allowed, account("A1"), customer("A1"), CX_PHONE, &c.err), 0);
    ck_at("A2", CX_PHONE, "2026-11-01 00:00:00");
}
END_TEST

/* Seven attempts on an account in seven days; the first of them leaves the seven on its eighth. */
START_TEST(per_week_and_after_talk)
{
    company_load(&c, "limits.csv",
                 LIMITS "W,CN,phone,max_per_7_days,2,attempt,account\n"
                        "T,CN,phone,days_after_talk,7,attempt,account\n");
    company_load(&c, "contacts.csv",
                 CONTACTS
                 "K1,A1,E,2026-10-26 09:00,phone,busy\nK2,A1,E,2026-10-30 09:00,phone,busy\n"
                 "K3,A2,E,2026-10-28 09:00,phone,talked\n");
    now_is("2026-10-31 12:00");
    ck_at("A1", CX_PHONE, "2026-11-02 00:00:00");
    ck_at("A2", CX_PHONE, "2026-11-04 00:00:00");
    ck_at("A3", CX_PHONE, "2026-10-31 12:00:00");
}
END_TEST

/* Two contacts a day with a customer of the south, any number with one of the west; C owes in both.
 */
START_TEST(planned_under_another_law)
{
    company_load(&c, "settings.csv", "name,value\nregion_jurisdictions,South=EU;West=CN\n");
    company_load(&c, "accounts.csv",
                 "account_id,customer_id,due_on,amount,region\nA1,C,2026-01-01,1,South\n"
                 "A2,C,2026-01-01,1,West\n");
    company_load(&c, "limits.csv",
                 LIMITS "D,EU,,max_per_day,2,attempt,customer\nN,CN,sms,max_per_day,9,,\n");
    company_load(&c, "contacts.csv", CONTACTS "K1,A2,E,2026-10-31 09:00,phone,talked\n");
    now_is("2026-10-31 10:00");
    ck_assert_int_eq(cx_allowed_use(allowed, account("A2"), customer("A2"), CX_LETTER, &c.err), 0);
    ck_at("A2", CX_LETTER, "2026-10-31 10:00:00"); /* no law forbids it, */
    ck_at("A1", CX_VISIT, "2026-11-01 00:00:00");
    now_is("2026-10-31 10:00");
    ck_assert_int_eq(cx_allowed_use(allowed, account("A1"), customer("A1"), CX_VISIT, &c.err), 0);
    ck_at("A2", CX_LETTER, "2026-11-01 00:00:00"); /* but the visit would be the third */
}
END_TEST

START_TEST(never_and_nothing)
{
    now_is("2026-10-31 03:00");
    ck_at("A1", CX_PHONE, "2026-10-31 03:00:00");
    company_load(&c, "limits.csv",
                 LIMITS "N,CN,visit,max_per_day,0,,\nA,CN,sms,quiet_hours,08:00-20:00,,\n"
                        "B,CN,phone,quiet_hours,20:00-08:00,,\n");
    now_is("2026-10-31 03:00");
    ck_at("A1", CX_VISIT, "never");
    ck_assert_int_eq(cx_allowed_opens(allowed), CX_NEVER);
    ck_at("A1", CX_PHONE, "2026-10-31 08:00:00");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, quiet_hours);
    tcase_add_test(tc, per_day);
    tcase_add_test(tc, one_call_for_two_accounts);
    tcase_add_test(tc, per_week_and_after_talk);
    tcase_add_test(tc, planned_under_another_law);
    tcase_add_test(tc, never_and_nothing);
}
UNIT_MAIN("allowed")
