/* past/archive_contacts: all contacts of an archive, or those that tell something on its last day.
 */
#include "past/archive_contacts.h"

#include "base/buf.h"
#include "company.h"
#include "unit.h"

#define DAY  20727 /* 2026-10-01 */
#define MANY 2400  /* accounts: enough for a thread of their own */

static struct company c;
static struct cx_archive *all, *latest;
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
                "K11,A2400,E1,2026-10-04 09:00,phone,promised,,2026-10-20\n"
                "K12,A2400,E1,2026-10-02 09:00,phone,talked,,\n");
    company_take(&c);
    ck_assert_int_eq(cx_db_begin_read(c.db, &err), 0);
    ck_assert_int_eq(cx_archive_open(&all, c.db, NULL, DAY + 4, CX_ARCHIVE_CONTACTS, &err), 0);
    ck_assert_int_eq(cx_archive_open(&latest, c.db, NULL, DAY + 4, CX_ARCHIVE_LATEST, &err), 0);
}

static void tear_down(void)
{
    cx_archive_close(all);
    cx_archive_close(latest);
    cx_db_rollback(c.db);
    company_close(&c);
    unlink(path);
}

static const struct cx_past_contact *told(const struct cx_past *past)
{
    size_t k = past->contact_count;
    while (k > 0 && past->contacts[k - 1].outcome < 0)
        k--;
    return k > 0 ? &past->contacts[k - 1] : NULL;
}

static size_t promises(const struct cx_past *past)
{
    size_t count = 0;
    for (size_t k = 0; k < past->contact_count; k++)
        count += cx_past_is_promise(&past->contacts[k]);
    return count;
}

/* On the last day, the latest tell what all do. */
START_TEST(the_same_on_the_last_day)
{
    ck_assert_uint_eq(all->count, MANY);
    for (size_t i = 0; i < MANY; i++) {
        struct cx_past a = cx_archive_past(all, i), b = cx_archive_past(latest, i);
        ck_assert_uint_eq(promises(&a), promises(&b));
        ck_assert_int_eq(!told(&a), !told(&b));
        if (told(&a))
            ck_assert_int_eq(told(&a)->outcome, told(&b)->outcome);
        ck_assert_int_eq(a.contact_count == 0, b.contact_count == 0);
        if (a.contact_count > 0)
            ck_assert_int_eq(a.contacts[a.contact_count - 1].started_at,
                             b.contacts[b.contact_count - 1].started_at);
    }
}
END_TEST

START_TEST(only_what_tells_something)
{
    static const size_t places[] = {0, 1, 2, MANY - 1}, of_all[] = {4, 3, 2, 2},
                        of_latest[] = {3, 2, 1, 1};
    for (size_t k = 0; k < 4; k++) {
        ck_assert_uint_eq(cx_archive_past(all, places[k]).contact_count, of_all[k]);
        ck_assert_uint_eq(cx_archive_past(latest, places[k]).contact_count, of_latest[k]);
    }
    struct cx_past past = cx_archive_past(latest, 0);
    ck_assert_int_eq(past.contacts[0].outcome, CX_PROMISED);
    ck_assert_int_eq(past.contacts[0].promised_cents, 500);
    ck_assert_int_eq(past.contacts[1].outcome, CX_NO_ANSWER);
    ck_assert_int_eq(past.contacts[2].outcome, -1);
    past = cx_archive_past(latest, 2);
    ck_assert_int_eq(past.contacts[0].outcome, CX_TALKED); /* of two at one time, the second */
    past = cx_archive_past(latest, 1);                     /* those of the last day are whole */
    ck_assert_int_eq(past.contacts[0].outcome, CX_BUSY);
    ck_assert_int_eq(past.contacts[0].channel, CX_PHONE);
}
END_TEST

/* What stands before the table of contacts is read in its place. */
START_TEST(where_the_table_is_covered)
{
    struct cx_err err = {0};
    cx_archive_close(latest);
    latest = NULL;
    ck_assert_int_eq(cx_db_scratch(c.db, &err), 0);
    ck_assert_int_eq(cx_db_exec(c.db,
                                "CREATE TEMP VIEW contacts AS SELECT * FROM main.contacts "
                                "WHERE started_at < 20730 * 86400",
                                &err),
                     0);
    ck_assert_int_eq(cx_archive_open(&latest, c.db, NULL, DAY + 4, CX_ARCHIVE_LATEST, &err), 0);
    struct cx_past past = cx_archive_past(latest, 0);
    ck_assert_uint_eq(past.contact_count, 2);
    ck_assert_int_eq(past.contacts[1].outcome, CX_NO_ANSWER);
    ck_assert_uint_eq(cx_archive_past(latest, 1).contact_count, 0);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, the_same_on_the_last_day);
    tcase_add_test(tc, only_what_tells_something);
    tcase_add_test(tc, where_the_table_is_covered);
}

UNIT_MAIN("archive_contacts")
