/* past/stream: an account and all that happened to it, in the order of time. */
#include "past/stream.h"

#include "lived.h"
#include "unit.h"

static struct company c;
static struct cx_org *org;
static struct cx_pool *texts;
static struct cx_past_stream *stream;

/* 20727 is 2026-10-01. */
static const struct cx_past_scope all = {
    .contacts = CX_ALL_CONTACTS, .contacts_from = 0, .contacts_to = CX_DATE_NONE};

static void open_stream(const struct cx_past_scope *scope)
{
    struct cx_err err = {0};
    cx_past_stream_free(stream);
    int rc = cx_past_stream_new(&stream, c.db, org, scope, texts, &err);
    ck_assert_msg(rc == 0, "%s", err.text);
}

static void set_up(void)
{
    struct cx_err err = {0};
    lived_open(&c);
    ck_assert_int_eq(cx_org_load(&org, c.db, &err), 0);
    texts = cx_pool_new();
    stream = NULL;
    open_stream(&all);
}

static void tear_down(void)
{
    cx_past_stream_free(stream);
    cx_past_stream_free(NULL);
    cx_pool_free(texts);
    cx_org_free(org);
    company_close(&c);
}

static const struct cx_past *next(void)
{
    const struct cx_past *past = NULL;
    struct cx_err err = {0};
    return cx_past_next(&past, stream, &err) == 1 ? past : NULL;
}

START_TEST(each_account_its_own)
{
    const struct cx_past *past = next();
    ck_assert_int_eq(past->debt->cents, 1000);
    ck_assert_uint_eq(past->payment_count + past->contact_count, 0);
    ck_assert_uint_eq(past->episode_count, 1);
    ck_assert_ptr_null(past->debtor);
    ck_assert_ptr_null(cx_past_text(past, past->debt->client));
    past = next();
    ck_assert_int_eq(past->debt->cents, 10000);
    ck_assert_str_eq(cx_past_text(past, past->debt->client), "bank");
    ck_assert_str_eq(cx_ratings[past->debtor->rating], "BB");
    ck_assert_int_ne(past->debtor->owner, 0);
    ck_assert(!past->debtor->has_contact);
    ck_assert_uint_eq(past->payment_count, 3);
    ck_assert_uint_eq(past->contact_count, 2);
    ck_assert_uint_eq(past->waiver_count, 1);
    ck_assert_uint_eq(past->extension_count, 2);
    past = next();
    ck_assert_int_eq(past->debt->cents, 3000);
    ck_assert_int_eq(past->debt->placed_on, 20727); /* not said: due_on */
    ck_assert_uint_eq(past->payment_count, 1);
    ck_assert_uint_eq(past->episode_count + past->waiver_count + past->extension_count, 0);
    ck_assert_ptr_null(next());
}
END_TEST

START_TEST(in_the_order_of_time)
{
    next();
    const struct cx_past *past = next();
    ck_assert_int_eq(past->payments[0].cents, 700);
    ck_assert_int_eq(past->payments[1].cents, 2000);
    ck_assert_int_eq(past->payments[2].cents, 3000);
    ck_assert_int_eq(past->payment_notes[2].reverses, 0);
    ck_assert_int_eq(cx_date_of(past->contacts[0].started_at), 20728);
    ck_assert_int_eq(past->contacts[0].outcome, -1);
    ck_assert_int_eq(past->contacts[0].promised_on, CX_DATE_NONE);
    ck_assert_int_eq(past->contact_notes[0].employee, org->people[past->episodes[0].person].id);
    ck_assert_int_eq(past->extensions[0].due_on, 20727 + 19);
    ck_assert_int_eq(past->extensions[1].due_on, 20727 + 31);
}
END_TEST

START_TEST(some_of_them)
{
    struct cx_past_scope scope = {
        .accounts = "SELECT account_id FROM accounts WHERE amount <> 1000",
        .not_accounts = "SELECT account_id FROM accounts WHERE amount = 3000",
        .not_payments = "SELECT payment_id FROM payments WHERE amount = 700",
    };
    open_stream(&scope);
    const struct cx_past *past = next();
    ck_assert_int_eq(past->debt->cents, 10000);
    ck_assert_uint_eq(past->payment_count, 2);
    ck_assert_uint_eq(past->contact_count, 0);
    ck_assert_ptr_null(next());
    scope.contacts = CX_TALKS; /* nobody was reached */
    scope.contacts_to = CX_DATE_NONE;
    open_stream(&scope);
    ck_assert_uint_eq(next()->contact_count, 0);
    scope.contacts = CX_ALL_CONTACTS;
    scope.contacts_from = 20729;
    open_stream(&scope);
    ck_assert_uint_eq(next()->contact_count, 1);
}
END_TEST

/* Of early days, talks with some accounts. */
START_TEST(early_contacts)
{
    struct cx_past_scope scope = all;
    struct cx_idset *accounts = cx_idset_new();
    scope.early_accounts = accounts;
    scope.early_until = CX_DATE_NONE;
    cx_past_stream_free(stream);
    stream = NULL; /* it would lock the database */
    company_load(&c, "contacts.csv",
                 "contact_id,account_id,employee_id,started_at,channel,outcome\n"
                 "K8,A1,E1,2026-09-20,phone,talked\nK9,A1,E1,2026-09-21,phone,no_answer\n");
    open_stream(&scope);
    const struct cx_past *past = next();
    ck_assert_uint_eq(past->contact_count, 0);
    cx_idset_add(accounts, past->debt->id);
    open_stream(&scope);
    ck_assert_uint_eq(next()->contact_count, 1); /* the other reached nobody */
    ck_assert_uint_eq(next()->contact_count, 0);
    scope.early_until = 20727;
    open_stream(&scope);
    ck_assert_uint_eq(next()->contact_count, 1);
    ck_assert_uint_eq(next()->contact_count, 2);
    cx_idset_free(accounts);
}
END_TEST

static int count_loose(void *count, const struct cx_past_contact *contact,
                       const struct cx_contact_note *note)
{
    ck_assert_int_eq(contact->started_at, 20727 * 86400);
    ck_assert_int_ne(note->employee, 0);
    ++*(int *)count;
    return 0;
}

START_TEST(contacts_that_name_no_account)
{
    int count = 0;
    struct cx_past_scope scope = all;
    scope.take_loose = count_loose;
    scope.context = &count;
    open_stream(&scope);
    ck_assert_int_eq(count, 1);
    ck_assert_uint_eq(next()->contact_count, 0);
    ck_assert_uint_eq(next()->contact_count, 2);
    scope.contacts_from = 20728; /* on another day */
    open_stream(&scope);
    ck_assert_int_eq(count, 1);
}
END_TEST

/* So many accounts, of twice as many, that their payments are not looked up one by one. */
START_TEST(many_of_them)
{
    const struct cx_past_scope scope = {.accounts = "SELECT account_id FROM accounts "
                                                    "WHERE amount = 7 AND account_id / 512 % 2"};
    const struct cx_past *past;
    struct cx_err err = {0};
    int count = 0;
    int rc = cx_db_exec(c.db,
                        "WITH n(i) AS (SELECT 20001 UNION ALL SELECT i + 1 FROM n WHERE i < 44000) "
                        "INSERT INTO accounts (account_id, due_on, amount, status) SELECT i * 512, "
                        "20727, 7, 0 FROM n;"
                        "INSERT INTO payments (payment_id, account_id, paid_at, amount) "
                        "SELECT account_id, account_id, 20727 * 86400, account_id / 512 FROM "
                        "accounts WHERE amount = 7",
                        &err);
    ck_assert_msg(rc == 0, "%s", err.text);
    open_stream(&scope);
    for (int64_t number = 20001; (past = next()); number += 2) {
        ck_assert_int_eq(past->debt->id, number * 512);
        ck_assert_uint_eq(past->payment_count, 1);
        ck_assert_int_eq(past->payments[0].cents, number);
        count++;
    }
    ck_assert_int_eq(count, 12000);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, each_account_its_own);
    tcase_add_test(tc, in_the_order_of_time);
    tcase_add_test(tc, some_of_them);
    tcase_add_test(tc, many_of_them);
    tcase_add_test(tc, early_contacts);
    tcase_add_test(tc, contacts_that_name_no_account);
}

UNIT_MAIN("stream")
