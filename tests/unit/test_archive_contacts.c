/* past/archive_contacts: all contacts of an archive. */
#include "past/archive_contacts.h"

#include "base/buf.h"
#include "company.h"
#include "unit.h"

#define DAY  20727 /* 2026-10-01 */
#define MANY 2400  /* accounts: enough for a thread of their own */

static struct company c;
static struct cx_archive *all;
static char path[64];

static void add_accounts(void)
{
    struct cx_buf text = {0};
    cx_buf_puts(&text, "account_id,due_on,amount\n");
    for (int i = 1; i <= MANY; i++)
        cx_buf_printf(&text, "A%04d,2026-09-01,100\n", i);
    company_add(&c, "accounts.csv", cx_buf_str(&text));
    cx_buf_fini(&text);
}

/* In a file: a database in memory has no second connection. */
static void set_up(void)
{
    struct cx_err err = {0};
    company_open(&c);
    cx_db_close(c.db);
    snprintf(path, sizeof path, "%s.db", c.dir);
    ck_assert_int_eq(cx_db_open(&c.db, path, CX_DB_CREATE, &err), 0);
    company_add(&c, "teams.csv", "team_id\nT1\n");
    company_add(&c, "employees.csv", "employee_id,team_id,hired_on\nE1,T1,2026-01-01\n");
    add_accounts();
    company_add(&c, "contacts.csv",
                "contact_id,account_id,employee_id,started_at,channel,outcome,promised_amount,"
                "promised_on\n"
                "K01,A0001,E1,2026-10-01 09:00,phone,talked,,\n"
                "K02,A0001,E1,2026-10-02 09:00,phone,promised,5,2026-10-04\n"
                "K03,A0001,E1,2026-10-03 09:00,phone,no_answer,,\n"
                "K04,A0001,E1,2026-10-04 09:00,phone,,,\n"
                "K05,A0002,E1,2026-10-04 09:00,sms,,,\n"
                "K06,A0002,E1,2026-10-05 09:00,phone,busy,,\n"
                "K07,A0002,E1,2026-10-05 10:00,phone,talked,,\n"
                "K08,A0002,E1,2026-10-06 10:00,phone,talked,,\n"
                "K09,A0003,E1,2026-10-03 09:00,phone,busy,,\n"
                "K10,A0003,E1,2026-10-03 09:00,phone,talked,,\n"
                "K11,A2400,E1,2026-10-04 09:00,phone,promised,0,2026-10-20\n"
                "K12,A2400,E1,2026-10-02 09:00,phone,talked,,\n");
    company_take(&c);
    ck_assert_int_eq(cx_db_begin_read(c.db, &err), 0);
    ck_assert_int_eq(cx_archive_open(&all, c.db, NULL, DAY + 4, CX_ARCHIVE_CONTACTS, &err), 0);
}

static void tear_down(void)
{
    cx_archive_close(all);
    cx_db_rollback(c.db);
    company_close(&c);
    unlink(path);
}

START_TEST(by_account_and_time)
{
    static const size_t places[] = {0, 1, 2, MANY - 1}, counts[] = {4, 3, 2, 2};
    ck_assert_uint_eq(all->count, MANY);
    for (size_t k = 0; k < 4; k++)
        ck_assert_uint_eq(cx_archive_past(all, places[k]).contact_count, counts[k]);
    struct cx_past past = cx_archive_past(all, 0);
    ck_assert_int_eq(past.contacts[1].outcome, CX_PROMISED);
    ck_assert_int_eq(past.contacts[1].promised_cents, 500);
    ck_assert_int_eq(past.contacts[3].outcome, -1);
    past = cx_archive_past(all, 2);
    ck_assert_int_eq(past.contacts[0].outcome, CX_BUSY); /* of two at one time, as they stand */
    past = cx_archive_past(all, MANY - 1);
    ck_assert_int_eq(past.contacts[0].outcome, CX_TALKED);
    ck_assert_int_eq(past.contacts[1].promised_cents, INT64_MIN); /* 0 names none */
}
END_TEST

/* Of accounts enough for threads, two look for what tells something on the last day. */
START_TEST(latest_by_threads)
{
    static const size_t counts[] = {3, 2, 1, 1};
    struct cx_archive *latest;
    struct cx_err err = {0};
    ck_assert_int_eq(cx_archive_open_latest(&latest, c.db, NULL, DAY + 4, DAY + 4,
                                            CX_ARCHIVE_OUTCOMES | CX_ARCHIVE_TIMES, &err),
                     0);
    static const size_t places[] = {0, 1, 2, MANY - 1};
    for (size_t k = 0; k < 4; k++)
        ck_assert_uint_ge(cx_archive_past(latest, places[k]).contact_count, counts[k]);
    struct cx_past past = cx_archive_past(latest, 0);
    ck_assert_int_eq(past.contacts[0].promised_cents, 500);
    ck_assert_int_eq(past.contacts[1].outcome, CX_NO_ANSWER);
    ck_assert_int_eq(past.contacts[2].outcome, -1);
    past = cx_archive_past(latest, 2);
    ck_assert_int_eq(past.contacts[0].outcome, CX_TALKED); /* of two at one time, the second */
    past = cx_archive_past(latest, 1);                     /* those of the last day are whole */
    ck_assert_int_eq(past.contacts[0].outcome, CX_BUSY);
    ck_assert_int_eq(past.contacts[0].channel, CX_PHONE);
    past = cx_archive_past(latest, MANY - 1);
    ck_assert_int_eq(past.contacts[past.contact_count - 1].outcome, CX_PROMISED);
    ck_assert(cx_past_is_promise(&past.contacts[0]));
    cx_archive_close(latest);
}
END_TEST

/* What stands before the table of contacts is read in its place. */
START_TEST(where_the_table_is_covered)
{
    struct cx_err err = {0};
    cx_archive_close(all);
    all = NULL;
    ck_assert_int_eq(cx_db_scratch(c.db, &err), 0);
    ck_assert_int_eq(cx_db_exec(c.db,
                                "CREATE TEMP VIEW contacts AS SELECT * FROM main.contacts "
                                "WHERE started_at < 20730 * 86400",
                                &err),
                     0);
    ck_assert_int_eq(cx_archive_open(&all, c.db, NULL, DAY + 4, CX_ARCHIVE_CONTACTS, &err), 0);
    struct cx_past past = cx_archive_past(all, 0);
    ck_assert_uint_eq(past.contact_count, 3);
    ck_assert_int_eq(past.contacts[2].outcome, CX_NO_ANSWER);
    ck_assert_uint_eq(cx_archive_past(all, 1).contact_count, 0);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, by_account_and_time);
    tcase_add_test(tc, latest_by_threads);
    tcase_add_test(tc, where_the_table_is_covered);
}

UNIT_MAIN("archive_contacts")
