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
    tcase_add_test(tc, many_rows);
}

UNIT_MAIN("contacts")
