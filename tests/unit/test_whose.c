/* past/whose: the contacts of some accounts on some days. */
#include "past/whose.h"

#include "scratch.h"
#include "unit.h"

#define ID(number, shape) ((int64_t)(number) << 9 | (shape))
enum { ACCOUNTS = 30000, INVERSE = 17143 }; /* of 7 */

static struct cx_db *db;
static struct cx_err err;

static void set_up(void)
{
    db = opened(NULL, CX_DB_CREATE);
}

static void tear_down(void)
{
    cx_db_close(db);
}

static void note(struct cx_whose *whose, cx_date day, int64_t contact, int64_t account)
{
    ck_assert_msg(cx_whose_note(whose, day, contact, account, &err) == 0, "%s", err.text);
}

/* The contacts of an account on the days from..to. */
static struct cx_idset *find(int64_t account, cx_date from, cx_date to)
{
    struct cx_idset *accounts = cx_idset_new(), *contacts = cx_idset_new();
    cx_idset_add(accounts, account);
    ck_assert_msg(cx_whose_find(contacts, db, accounts, from, to, &err) == 0, "%s", err.text);
    cx_idset_free(accounts);
    return contacts;
}

static void ck_found(int64_t account, cx_date from, cx_date to, int count, int64_t one)
{
    struct cx_idset *contacts = find(account, from, to);
    ck_assert_uint_eq(cx_idset_count(contacts), (unsigned)count);
    ck_assert(count == 0 || cx_idset_has(contacts, one));
    cx_idset_free(contacts);
}

START_TEST(days_and_accounts)
{
    struct cx_whose *whose = cx_whose_new(db);
    note(whose, 5, ID(7, 1), ID(1, 2));
    note(whose, 6, ID(1, 3), ID(1, 2));
    note(whose, 5, ID(3, 1), ID(2, 2));
    note(whose, -4, ID(8, 0), ID(1, 2));
    note(whose, 5, ID(1, 511), ID(INT64_C(1) << 53, 2));
    ck_assert_int_eq(cx_whose_write(whose, &err), 0);
    ck_assert_int_eq(cx_whose_write(whose, &err), 0); /* nothing waits any more */
    ck_found(ID(1, 2), 5, 6, 1, ID(7, 1));
    ck_found(ID(1, 2), 5, 7, 2, ID(1, 3));
    ck_found(ID(1, 2), -9, 9, 3, ID(8, 0));
    ck_found(ID(INT64_C(1) << 53, 2), -9, 9, 1, ID(1, 511));
    ck_found(ID(1, 3), -9, 9, 0, 0);     /* another shape */
    ck_found(ID(65537, 2), -9, 9, 0, 0); /* … number that is marked alike */
    note(whose, 5, ID(9, 1), ID(1, 2));
    ck_assert_int_eq(cx_whose_write(whose, &err), 0);
    ck_found(ID(1, 2), 5, 6, 2, ID(9, 1));
    cx_whose_free(whose);
    cx_whose_free(NULL);
}
END_TEST

/* A list that is long is written in parts. */
START_TEST(long_lists)
{
    struct cx_whose *whose = cx_whose_new(db);
    for (int i = 0; i < 5 * ACCOUNTS; i++)
        note(whose, i % 2, ID(i, 1), ID(i * 7 % ACCOUNTS, 1));
    ck_assert_int_eq(cx_whose_write(whose, &err), 0);
    ck_assert_int_gt(ask(db, "SELECT count(*) FROM contact_accounts"), 2);
    for (int account = 0; account < ACCOUNTS; account += 5000)
        ck_found(ID(account, 1), 0, 2, 5, ID((int64_t)account * INVERSE % ACCOUNTS, 1));
    cx_whose_free(whose);
}
END_TEST

/* A day of a database that a cx without lists has made. */
START_TEST(days_without_a_list)
{
    struct cx_whose *whose = cx_whose_new(db);
    note(whose, 5, ID(9, 1), ID(1, 1));
    ck_assert_int_eq(cx_whose_write(whose, &err), 0);
    ck_assert_int_eq(
        cx_db_exec(db,
                   "PRAGMA foreign_keys=OFF; PRAGMA defer_foreign_keys=ON;"
                   "INSERT INTO contacts (contact_id, account_id, employee_id, started_at) "
                   "VALUES (3585, 513, 1, 432000), (4097, 1025, 1, 432001), (4609, 513, 1, 518400);"
                   "INSERT INTO event_days VALUES ('contact', 5, 1, 3585, 4609, 0);"
                   "INSERT INTO contact_accounts VALUES (5, 0, NULL)",
                   &err),
        0);
    ck_found(ID(1, 1), 5, 6, 2, ID(7, 1));
    cx_whose_free(whose);
}
END_TEST

START_TEST(damaged)
{
    struct cx_idset *accounts = cx_idset_new(), *contacts = cx_idset_new();
    ck_assert_int_eq(cx_db_exec(db, "INSERT INTO contact_accounts VALUES (5, 1, x'8080')", &err),
                     0);
    ck_assert_int_eq(cx_whose_find(contacts, db, accounts, 5, 6, &err), CX_EWORLD);
    cx_idset_free(accounts);
    cx_idset_free(contacts);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, days_and_accounts);
    tcase_add_test(tc, long_lists);
    tcase_add_test(tc, days_without_a_list);
    tcase_add_test(tc, damaged);
}

UNIT_MAIN("whose")
