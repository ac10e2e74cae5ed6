/* conduct/rescan: all contacts checked again by what holds now. */
#include "company.h"
#include "unit.h"

static struct company c;

static void set_up(void)
{
    company_open(&c);
    company_add(&c, "teams.csv", "team_id\nT1\n");
    company_add(&c, "employees.csv", "employee_id,team_id,hired_on\nE1,T1,2026-01-01\n");
    company_add(&c, "accounts.csv", "account_id,due_on,amount\nA1,2026-09-01,100\n");
    company_add(&c, "contacts.csv",
                "contact_id,account_id,employee_id,started_at,transcript\n"
                "K1,A1,E1,2026-10-01 22:30,坐席:等着坐牢吧\nK2,A1,E1,2026-10-01 22:40,\n"
                "K3,,E1,2026-10-02 12:00,客户:等着坐牢吧\n");
    company_take(&c);
}

static void tear_down(void)
{
    company_close(&c);
}

static const char *recorded(void)
{
    return company_ask(&c, "SELECT group_concat((contact_id >> 9) || rule_id, ' ') FROM "
                           "(SELECT * FROM violations ORDER BY 1, 2, 3)");
}

static void rescanned(int64_t before, int64_t violations, int64_t former)
{
    struct cx_rescan result = {0};
    c.options.rescan = &result;
    company_take(&c);
    c.options.rescan = NULL;
    ck_assert_int_eq(result.contacts, 3);
    ck_assert_int_eq(result.before, before);
    ck_assert_int_eq(result.violations, violations);
    ck_assert_int_eq(result.former, former);
}

START_TEST(by_what_holds_now)
{
    company_load(&c, "keywords.csv", "keyword_id,phrase\nW,坐牢\n");
    ck_assert(c.results[0].wants_rescan);
    ck_assert_str_eq(recorded(), "");
    rescanned(0, 2, 0);
    ck_assert_str_eq(recorded(), "1W 3W");
    company_add(&c, "settings.csv", "name,value\nagent_speakers,坐席\njurisdiction,CN\n");
    company_add(
        &c, "limits.csv",
        "limit_id,jurisdiction,rule,value\nD,CN,max_per_day,1\nQ,CN,quiet_hours,22:00-08:00\n");
    ck_assert_int_eq(company_import(&c), 0);
    ck_assert(c.results[0].wants_rescan && c.results[1].wants_rescan);
    rescanned(2, 5, 1);
    ck_assert_str_eq(recorded(), "1W 1Q 2D 2Q 3W"); /* what the customer says was found before */
    company_add(&c, "settings.csv", "name,value\njurisdiction,none\n");
    rescanned(5, 5, 4); /* with files: after them */
    ck_assert_str_eq(recorded(), "1W 1Q 2D 2Q 3W");
    /* found again by today's list it is today's; less severe it stays as it was */
    company_add(&c, "settings.csv", "name,value\njurisdiction,CN\n");
    company_add(&c, "limits.csv",
                "limit_id,jurisdiction,rule,value,severity\nD,CN,max_per_day,1,warn\n");
    rescanned(5, 5, 2);
    ck_assert_str_eq(company_ask(&c, "SELECT rule_id || severity FROM violations WHERE former IS "
                                     "NOT NULL AND rule_id = 'D'"),
                     "D0");
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM audit"), "7");
}
END_TEST

/* What wants a rescan, and what doesn't. */
START_TEST(wanted)
{
    company_load(&c, "settings.csv", "name,value\nchurn_days,60\n");
    ck_assert(!c.results[0].wants_rescan);
    company_load(&c, "customers.csv", "customer_id\nC1\n");
    company_load(&c, "accounts.csv",
                 "account_id,customer_id,due_on,amount\nA1,C1,2026-09-01,100\n");
    ck_assert(!c.results[0].wants_rescan); /* there is no limit */
    company_load(&c, "limits.csv", "limit_id,jurisdiction,rule,value\nD,CN,max_per_day,1\n");
    ck_assert(c.results[0].wants_rescan);
    company_load(&c, "limits.csv", "limit_id,jurisdiction,rule,value\nD,CN,max_per_day,1\n");
    ck_assert(!c.results[0].wants_rescan);
    company_load(&c, "accounts.csv",
                 "account_id,customer_id,due_on,amount\nA1,C1,2026-09-01,200\n");
    ck_assert(!c.results[0].wants_rescan);
    company_load(&c, "accounts.csv", "account_id,customer_id,due_on,amount\nA1,,2026-09-01,200\n");
    ck_assert(c.results[0].wants_rescan);
    company_load(&c, "settings.csv", "name,value\njurisdiction,CN\n");
    ck_assert(c.results[0].wants_rescan);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, by_what_holds_now);
    tcase_add_test(tc, wanted);
}

UNIT_MAIN("rescan")
