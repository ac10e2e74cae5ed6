/* past/rows: rows of payments and contacts as statements give them. */
#include "past/rows.h"

#include "lived.h"
#include "unit.h"

static struct company c;
static struct cx_pool *texts;

static void set_up(void)
{
    lived_open(&c);
    texts = cx_pool_new();
}

static void tear_down(void)
{
    cx_pool_free(texts);
    company_close(&c);
}

START_TEST(what_a_scope_has)
{
    const struct cx_past_scope none = {0}, days = {.contacts = CX_TALKS},
                               promises = {.all_promises = true},
                               these = {.only_contacts = "SELECT 1", .all_promises = true};
    ck_assert(!has_contacts(&none) && !has_beside(&none));
    ck_assert(has_contacts(&days) && !has_beside(&days));
    ck_assert(has_contacts(&promises) && has_beside(&promises));
    ck_assert(has_contacts(&these) && !has_beside(&these));
}
END_TEST

START_TEST(pieces_of_payments)
{
    const struct cx_past_scope all = {0};
    struct cx_err err = {0};
    struct cx_stmt *stmt = NULL;
    int64_t first = 0;
    int all_count = 0, after = 0;
    ck_assert_int_eq(payments_stmt(&stmt, c.db, &all, true, true, &err), 0);
    bind_piece(stmt, INT64_MIN, INT64_MAX);
    while (cx_stmt_step(stmt, &err) == 1) {
        const struct payment_row row = payment_row(stmt, texts);
        ck_assert_int_ne(row.account, 0);
        ck_assert_int_ne(row.cents, 0);
        first = first ? first : row.id;
        all_count++;
    }
    bind_piece(stmt, first + 1, INT64_MAX);
    while (cx_stmt_step(stmt, &err) == 1)
        after++;
    ck_assert_int_eq(after, all_count - 1);
    cx_stmt_free(stmt);
}
END_TEST

START_TEST(contacts_of_some_accounts)
{
    struct cx_idset *none = cx_idset_new();
    struct cx_past_scope scope = {
        .contacts = CX_ALL_CONTACTS, .contacts_from = 0, .contacts_to = CX_DATE_NONE};
    struct cx_err err = {0};
    struct cx_stmt *stmt = NULL;
    struct contact_row row;
    ck_assert_int_eq(contacts_stmt(&stmt, c.db, &scope, CONTACTS_ALL, &err), 0);
    ck_assert_int_eq(cx_stmt_step(stmt, &err), 1);
    ck_assert(contact_row(&row, stmt, &scope, texts));
    ck_assert_int_eq(contact_of(&row).started_at, row.started_at);
    ck_assert_int_eq(note_of(&row).id, row.id);
    ck_assert_int_eq(row.reason, -1);
    scope.early_accounts = none; /* of all days only those of these accounts: of none */
    scope.early_until = CX_DATE_NONE;
    ck_assert(!contact_row(&row, stmt, &scope, texts));
    cx_stmt_free(stmt);
    cx_idset_free(none);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, what_a_scope_has);
    tcase_add_test(tc, pieces_of_payments);
    tcase_add_test(tc, contacts_of_some_accounts);
}

UNIT_MAIN("past_rows")
