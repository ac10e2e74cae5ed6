/* past/balances: what is owed at the end of a day, as it is kept. */
#include "past/balances.h"

#include "fact/stale.h"
#include "fact/wall.h"
#include "lived.h"
#include "unit.h"

#define PAYMENTS "payment_id,account_id,paid_at,amount\n"

enum { DAY = 20727 + 4 }; /* 2026-10-05: two payments are of the days before */

static struct company c;
static struct cx_archive *archive;
static unsigned what; /* that is read besides */

static void set_up(void)
{
    lived_open(&c);
    company_load(&c, "accounts.csv",
                 "account_id,due_on,placed_on,closed_on,amount\n"
                 "A4,2026-10-09,2026-09-01,2026-10-20,123456.78\n"
                 "A5,2026-12-01,2026-09-01,2026-11-01,0\nA6,2027-01-01,2026-10-03,2027-01-01,1\n");
}

static void tear_down(void)
{
    cx_archive_close(archive);
    archive = NULL;
    what = 0;
    company_close(&c);
}

static void load(cx_date from)
{
    cx_archive_close(archive);
    archive = NULL;
    int rc = cx_archive_balances(&archive, c.db, from, from + 5, what, &c.err);
    ck_assert_msg(rc == 0, "%s", c.err.text);
}

static void keep(cx_date from)
{
    ck_assert_int_eq(cx_db_begin_read(c.db, &c.err), 0);
    load(from);
    ck_assert_msg(cx_archive_keep_balances(archive, c.db, &c.err) == 0, "%s", c.err.text);
    cx_db_end(c.db);
}

static const char *kept_days(void)
{
    return company_ask(
        &c, "SELECT group_concat(day, ' ') FROM (SELECT day FROM day_sums WHERE fact = 'balance' "
            "ORDER BY day)");
}

/* The debts are what they were, and payments from the day on are read. */
START_TEST(the_same)
{
    load(DAY);
    ck_assert(!archive->is_kept);
    struct cx_archive *read = archive;
    archive = NULL;
    keep(DAY);
    load(DAY);
    ck_assert(archive->is_kept);
    ck_assert_uint_eq(archive->count, 6);
    ck_assert_int_eq(archive->debts[1].cents, 10000 - 700);
    ck_assert_int_eq(archive->debts[3].closed_on, 20727 + 19);
    ck_assert_uint_eq(archive->payments.count, 2);
    for (size_t i = 0; i < archive->count; i++) {
        struct cx_past past = cx_archive_past(archive, i), was = cx_archive_past(read, i);
        ck_assert_int_eq(past.debt->id, was.debt->id);
        ck_assert_int_eq(past.debt->due_on, was.debt->due_on);
        ck_assert_int_eq(past.debt->placed_on, was.debt->placed_on);
        ck_assert_int_eq(past.debt->closed_on, was.debt->closed_on);
        ck_assert_int_eq(past.debt->since, was.debt->since);
        for (cx_date day = DAY - 1; day < DAY + 5; day++)
            ck_assert_int_eq(cx_past_balance(&past, day), cx_past_balance(&was, day));
    }
    cx_archive_close(read);
    load(DAY + 1); /* another day's */
    ck_assert(!archive->is_kept);
}
END_TEST

/* Accounts with instalments have all payments, and what is kept is the same. */
START_TEST(with_instalments)
{
    company_load(&c, "arrangements.csv",
                 "arrangement_id,account_id,kind,agreed_on\nR9,A4,instalment,2026-09-10\n");
    company_load(&c, "instalments.csv",
                 "arrangement_id,due_on,amount\nR9,2026-09-20,200\nR9,2026-11-01,300\n");
    company_load(&c, "payments.csv", PAYMENTS "P20,A4,2026-09-20,200\nP21,A4,2026-10-06,50\n");
    what = CX_ARCHIVE_INSTALMENTS;
    keep(DAY);
    for (int round = 0; round < 2; round++) {
        struct cx_past past = cx_archive_past(archive, 3);
        ck_assert_uint_eq(past.payment_count, 2);
        ck_assert_uint_eq(past.instalment_count, 2);
        ck_assert_int_eq(past.debt->cents, 12345678);
        ck_assert_int_eq(cx_past_balance(&past, DAY - 1), 12345678 - 20000);
        ck_assert_int_eq(cx_past_days_kept(&past, 0, DAY), DAY - 20727 + 21);
        load(DAY);
        ck_assert(archive->is_kept);
    }
    what = 0;
    load(DAY);
    ck_assert(archive->is_kept);
    ck_assert_int_eq(archive->debts[3].cents, 12345678 - 20000);
}
END_TEST

/* Of four days the first is not kept; nor is a day that has not come. */
START_TEST(three_days)
{
    char wanted[64];
    for (int i = 0; i < 3; i++)
        keep(DAY + 2 * i);
    keep(DAY - 3);
    snprintf(wanted, sizeof wanted, "%d %d %d", DAY - 1, DAY + 1, DAY + 3);
    ck_assert_str_eq(kept_days(), wanted);
    cx_db_set_now(c.db, (cx_time)(DAY + 8) * 86400);
    keep(DAY + 9);
    ck_assert_str_eq(kept_days(), wanted);
    keep(DAY + 8);
    snprintf(wanted, sizeof wanted, "%d %d %d", DAY + 1, DAY + 3, DAY + 7);
    ck_assert_str_eq(kept_days(), wanted);
}
END_TEST

static void ck_stays(const char *name, const char *text, bool stays)
{
    ck_assert_int_eq(cx_stale_all(c.db, &c.err), 0);
    keep(DAY);
    company_load(&c, name, text);
    load(DAY);
    ck_assert_msg(archive->is_kept == stays, "%s", text);
}

/* What touches it takes it away, and what doesn't, doesn't. */
START_TEST(changes)
{
    static const char payments[] = "payment_id,account_id,paid_at,amount\n";
    struct cx_buf text = {0};
    cx_buf_printf(&text, "%sP7,A1,2026-10-05,1\n", payments);
    ck_stays("payments.csv", cx_buf_str(&text), true);
    cx_buf_clear(&text);
    cx_buf_printf(&text, "%sP8,A1,2026-10-04 23:59,1\n", payments);
    ck_stays("payments.csv", cx_buf_str(&text), false);
    cx_buf_fini(&text);
    ck_stays("contacts.csv", "contact_id,account_id,employee_id,started_at\nK9,A1,E1,2026-10-02\n",
             true);
    ck_stays("arrangements.csv",
             "arrangement_id,account_id,kind,agreed_on,amount\nR9,A1,waiver,2026-10-02,1\n", true);
    ck_stays("accounts.csv", "account_id,due_on,amount\nA9,2026-10-01,5\n", false);
}
END_TEST

/* Bytes that cx didn't write are none. */
START_TEST(edited)
{
    keep(DAY);
    ck_assert_int_eq(cx_db_exec(c.db,
                                "UPDATE day_sums SET sums = CAST(substr(sums, 1, 3) || x'00' || "
                                "substr(sums, 5) AS BLOB) WHERE fact = 'balance'",
                                &c.err),
                     0);
    load(DAY);
    ck_assert(!archive->is_kept);
    ck_assert_uint_eq(archive->count, 6);
    ck_assert_int_eq(cx_db_exec(c.db, "UPDATE day_sums SET sums = x'00'", &c.err), 0);
    load(DAY);
    ck_assert(!archive->is_kept);
}
END_TEST

static void raise_wall(cx_date day)
{
    ck_assert_int_eq(cx_wall_lower(c.db, &c.err), 0);
    int rc = cx_wall_raise(c.db, (cx_time)(day + 1) * 86400 - 1, CX_DATE_NONE, &c.err);
    ck_assert_msg(rc == 0, "%s", c.err.text);
}

/* What is owed at the end of a day that is over is the same for who sees no later one; that an
 * account will be closed is not known, and not kept as unknown. */
START_TEST(behind_a_wall)
{
    raise_wall(DAY + 5); /* the last that is asked for */
    keep(DAY);
    ck_assert_int_eq(archive->debts[3].closed_on, 20727 + 19);
    raise_wall(DAY + 4);
    load(DAY);
    ck_assert(archive->is_kept);
    ck_assert_int_eq(archive->debts[3].closed_on, CX_DATE_NONE);
    ck_assert_int_eq(cx_wall_lower(c.db, &c.err), 0);
    load(DAY);
    ck_assert(archive->is_kept);
    ck_assert_int_eq(archive->debts[3].closed_on, 20727 + 19);
    ck_assert_int_eq(cx_stale_all(c.db, &c.err), 0);
    raise_wall(DAY + 4);
    keep(DAY);
    ck_assert_int_eq(archive->debts[3].closed_on, CX_DATE_NONE);
    ck_assert_str_eq(kept_days(), "");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, the_same);
    tcase_add_test(tc, with_instalments);
    tcase_add_test(tc, three_days);
    tcase_add_test(tc, changes);
    tcase_add_test(tc, edited);
    tcase_add_test(tc, behind_a_wall);
}

UNIT_MAIN("balances")
