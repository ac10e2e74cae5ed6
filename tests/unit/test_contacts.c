/* import/contacts: what becomes of a row decides what is recorded of it. */
#include "company.h"
#include "unit.h"

static struct company c;

static void set_up(void)
{
    company_open(&c);
    company_add(&c, "keywords.csv", "keyword_id,phrase\nW,坐牢\n");
    company_add(&c, "teams.csv", "team_id\nT1\n");
    company_add(&c, "employees.csv", "employee_id,team_id,hired_on\nE1,T1,2026-01-01\n");
    company_take(&c);
}

static void tear_down(void)
{
    company_close(&c);
}

static const char *recorded(void)
{
    return company_ask(&c,
                       "SELECT group_concat((contact_id >> 9) || rule_id, ' ') FROM violations");
}

/* The words of a row that is put aside are not those of the one that is kept. */
START_TEST(rejected_rows_leave_nothing)
{
    char rejects[64];
    snprintf(rejects, sizeof rejects, "%s/rejects.csv", c.dir);
    c.options.rejects = rejects;
    company_add(&c, "contacts.csv",
                "contact_id,employee_id,started_at,transcript\nK1,E1,2026-10-01,您好\n"
                "K1,E1,2026-10-01,坐牢\nK2,E1,2026-10-01,坐牢\nK2,E1,2026-10-01,您好\n"
                "K3,E9,2026-10-01,坐牢\n");
    ck_assert_int_eq(company_import(&c), CX_EDATA);
    unlink(rejects);
    ck_assert_str_eq(recorded(), "2W");
}
END_TEST

/* A contact whose transcript was there keeps its findings, whatever the keywords are now. */
START_TEST(same_transcripts)
{
    static const char head[] = "contact_id,employee_id,started_at,transcript,duration_s\n",
                      all[] = "SELECT group_concat((contact_id >> 9) || rule_id || (former IS NOT "
                              "NULL), ' ') FROM (SELECT * FROM violations ORDER BY 1, 3)";
    struct cx_rescan result = {0};
    char text[300];
    snprintf(text, sizeof text, "%sK1,E1,2026-10-01,坐牢,5\nK2,E1,2026-10-01,坐牢,5\n", head);
    company_load(&c, "contacts.csv", text);
    company_load(&c, "keywords.csv", "keyword_id,phrase\nW,去坐牢\nX,坐\n");
    company_load(&c, "contacts.csv", text);
    ck_assert_int_eq(c.results[0].same, 2);
    ck_assert_str_eq(company_ask(&c, all), "1W0 2W0");
    snprintf(text, sizeof text, "%sK1,E1,2026-10-01,坐牢,6\nK2,E1,2026-10-01,坐牢,5\n", head);
    company_load(&c, "contacts.csv", text);
    ck_assert_str_eq(company_ask(&c, all), "1W0 2W0");
    c.options.rescan = &result;
    company_take(&c);
    c.options.rescan = NULL;
    ck_assert_str_eq(company_ask(&c, all), "1W1 1X0 2W1 2X0");
    company_load(&c, "contacts.csv", text);
    ck_assert_str_eq(company_ask(&c, all), "1W1 1X0 2W1 2X0");
    snprintf(text, sizeof text, "%sK1,E1,2026-10-01,您好,6\nK2,E1,2026-10-01,坐牢,5\n", head);
    company_load(&c, "contacts.csv", text);
    ck_assert_str_eq(company_ask(&c, all), "1W1 2W1 2X0");
}
END_TEST

/* A day without a time counts as its midnight; that is told where it is in quiet hours of its law,
 * which may count talks alone. */
START_TEST(without_a_time)
{
#define HEAD "contact_id,employee_id,started_at,channel\n"
    c.options.note = company_hear;
    company_load(&c, "contacts.csv", HEAD "K1,E1,2026-10-01,phone\n");
    ck_assert_str_eq(cx_buf_str(&c.said), "");
    company_add(&c, "settings.csv", "name,value\njurisdiction,CN\nregion_jurisdictions,North=US\n");
    company_add(
        &c, "limits.csv",
        "limit_id,jurisdiction,channel,rule,value,counts\n"
        "Q,CN,phone,quiet_hours,22:00-08:00,\nR,CN,sms,quiet_hours,12:00-14:00,\n"
        "S,US,sms,quiet_hours,22:00-08:00,\nT,CN,email,quiet_hours,22:00-08:00,connected\n");
    company_take(&c);
    company_load(&c, "contacts.csv",
                 HEAD "K1,E1,2026-10-01,phone\nK2,E1,2026-10-01 00:00,phone\nK3,E1,2026-10-01,sms\n"
                      "K4,E1,2026/10/1,phone\nK5,E1,2026-10-02,phone\nK6,E1,2026-10-02,email\n");
    ck_assert_str_eq(cx_buf_str(&c.said),
                     "contacts.csv: 2 contacts have a day and no time, the first in line 5: they "
                     "count as of 00:00, which is in quiet hours: import them with their times\n"
                     "contacts.csv: 1 contact has no outcome, in line 7, and does not count for "
                     "the limits of connected contacts and talks: import it with its outcome\n");
    ck_assert_str_eq(recorded(), "2Q 4Q 5Q");
    cx_buf_clear(&c.said);
    company_load(&c, "contacts.csv", HEAD "K4,E1,2026-10-01 12:00,phone\n");
    ck_assert_str_eq(cx_buf_str(&c.said), "");
    ck_assert_str_eq(recorded(), "2Q 5Q");
}
END_TEST

/* More rows than a batch holds: the last of each batch is settled too. */
START_TEST(many_rows)
{
    struct cx_buf text = {0};
    cx_buf_puts(&text, "contact_id,employee_id,started_at,transcript\n");
    for (int i = 1; i <= 1000; i++)
        cx_buf_printf(&text, "K%04d,E1,2026-10-01,%s\n", i,
                      i % 256 == 0 || i == 1000 ? "坐牢" : "");
    company_load(&c, "contacts.csv", cx_buf_str(&text));
    ck_assert_str_eq(recorded(), "256W 512W 768W 1000W");
    company_load(&c, "contacts.csv",
                 "contact_id,employee_id,started_at,transcript\nK0512,E1,2026-10-01,\n");
    ck_assert_str_eq(recorded(), "256W 768W 1000W");
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM event_days"), "1");
    cx_buf_fini(&text);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, rejected_rows_leave_nothing);
    tcase_add_test(tc, same_transcripts);
    tcase_add_test(tc, without_a_time);
    tcase_add_test(tc, many_rows);
}

UNIT_MAIN("contacts")
