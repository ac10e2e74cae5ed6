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

static bool wants(const char *name, const char *rows)
{
    company_load(&c, name, rows);
    return c.results[0].wants_rescan;
}

/* Another region is wanted where it is another law's, of days that have contacts. */
START_TEST(wanted_by_regions)
{
    company_load(&c, "customers.csv", "customer_id,region\nC1,North\n");
    company_load(&c, "limits.csv",
                 "limit_id,jurisdiction,rule,value\nD,CN,max_per_day,1\nE,US,max_per_day,1\n");
    company_load(&c, "settings.csv", "name,value\njurisdiction,CN\n");
    ck_assert(!wants("customers.csv", "customer_id,region,since\nC1,South,2026-10-01\n"));
    company_load(&c, "settings.csv", "name,value\nregion_jurisdictions,South=US\n");
    ck_assert(!wants("customers.csv", "customer_id,region,since\nC1,East,2026-10-03\n"));
    ck_assert(!wants("customers.csv", "customer_id,region\nC1,West\n")); /* since today */
    ck_assert(wants("customers.csv", "customer_id,region,since\nC1,East,2026-10-02\n"));
    ck_assert(!wants("customers.csv", "customer_id,region,since\nC1,East,2026-10-02\n"));
    ck_assert(!wants("customers.csv", "customer_id,name\nC1,Cui\n"));
    c.options.correct = true;
    ck_assert(wants("customers.csv", "customer_id,region\nC1,South\n"));
    ck_assert(!wants("customers.csv", "customer_id,region\nC1,South\n"));
    c.options.correct = false;
    static const char head[] = "account_id,due_on,amount,region,since\n";
    char text[100];
    snprintf(text, sizeof text, "%sA1,2026-09-01,100,South,2026-10-02\n", head);
    ck_assert(wants("accounts.csv", text));
    snprintf(text, sizeof text, "%sA1,2026-09-01,200,South,2026-10-02\n", head);
    ck_assert(!wants("accounts.csv", text));
    company_load(&c, "customers.csv", "customer_id\nC2\n");
    ck_assert(
        wants("customers.csv", "customer_id,region\nC2,South\n")); /* the first holds before */
    ck_assert(!wants("customers.csv", "customer_id,region,since\nC2,East,2027-01-01\n"));
}
END_TEST

static bool wants_without(const char *name, const char *rows)
{
    company_add(&c, name, rows);
    c.options.files = c.names;
    c.options.file_count = c.count;
    cx_import_done_fini(&c.done);
    ck_assert_int_eq(cx_import_delete(&c.done, c.db, &c.options, &c.err), 0);
    c.count = 0;
    return c.done.files[0].wants_rescan;
}

START_TEST(wanted_by_deletion)
{
    company_add(&c, "keywords.csv", "keyword_id,phrase\nW,坐牢\n");
    company_add(&c, "limits.csv",
                "limit_id,jurisdiction,rule,value\nD,CN,max_per_day,1\nE,CN,max_per_day,1\n");
    company_add(&c, "settings.csv", "name,value\njurisdiction,CN\nchurn_days,45\n");
    company_take(&c);
    ck_assert(wants_without("keywords.csv", "keyword_id\nW\n"));
    ck_assert(wants_without("limits.csv", "limit_id\nD\n"));
    ck_assert(!wants_without("settings.csv", "name\nchurn_days\n"));
    ck_assert(wants_without("settings.csv", "name\njurisdiction\n"));
    ck_assert(!wants_without("contacts.csv", "contact_id\nK1\n"));
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, by_what_holds_now);
    tcase_add_test(tc, wanted);
    tcase_add_test(tc, wanted_by_regions);
    tcase_add_test(tc, wanted_by_deletion);
}

UNIT_MAIN("rescan")
