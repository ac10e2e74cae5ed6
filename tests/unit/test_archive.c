/* past/archive: the pasts of all accounts, as far as they are known on a day. */
#include "past/archive.h"

#include "base/pool.h"
#include "lived.h"
#include "past/stream.h"
#include "scratch.h"
#include "unit.h"

static struct company c;
static struct cx_org *org;
static struct cx_archive *archive;

static void open_archive(cx_date until, unsigned what)
{
    struct cx_err err = {0};
    cx_archive_close(archive);
    archive = NULL;
    int rc = cx_archive_open(&archive, c.db, org, until, what, &err);
    ck_assert_msg(rc == 0, "%s", err.text);
}

/* 20727 is 2026-10-01. */
static void set_up(void)
{
    struct cx_err err = {0};
    lived_open(&c);
    ck_assert_int_eq(cx_org_load(&org, c.db, &err), 0);
    open_archive(20727 + 4, CX_ARCHIVE_EPISODES | CX_ARCHIVE_CONTACTS);
}

static void tear_down(void)
{
    cx_archive_close(archive);
    cx_archive_close(NULL);
    archive = NULL;
    cx_org_free(org);
    company_close(&c);
}

START_TEST(known_on_a_day)
{
    ck_assert_uint_eq(archive->count, 3);
    ck_assert_uint_eq(archive->debtor_count, 1);
    struct cx_past past = cx_archive_past(archive, 1);
    ck_assert_uint_eq(past.payment_count, 3);
    ck_assert_uint_eq(past.contact_count, 2);
    ck_assert_int_eq(cx_past_balance(&past, 20727 + 4), 3800);
    ck_assert_ptr_nonnull(past.debtor);
    ck_assert_ptr_null(cx_archive_past(archive, 0).debtor);
    ck_assert_uint_eq(past.extension_count, 2); /* one of them lies ahead */
    open_archive(20727 + 3, 0);
    past = cx_archive_past(archive, 1);
    ck_assert_uint_eq(past.payment_count, 1);
    ck_assert_uint_eq(past.contact_count, 0);
    ck_assert_uint_eq(past.episode_count, 0);
    ck_assert_uint_eq(past.waiver_count, 1);
    ck_assert_int_eq(past.payments[0].cents, 700);
}
END_TEST

/* Balances and due dates are the same without all that has nothing to do with them. */
START_TEST(of_balances_alone)
{
    struct cx_err err = {0};
    cx_archive_close(archive);
    ck_assert_int_eq(cx_archive_balances(&archive, c.db, 20727 + 4, 20727 + 4, 0, &err), 0);
    ck_assert_uint_eq(archive->count, 3);
    ck_assert_uint_eq(archive->debtor_count, 0);
    struct cx_past past = cx_archive_past(archive, 1);
    ck_assert_ptr_null(past.debtor);
    ck_assert_uint_eq(past.payment_count, 2); /* the first is off the debt */
    ck_assert_uint_eq(past.waiver_count, 1);
    ck_assert_uint_eq(past.extension_count, 2);
    ck_assert_uint_eq(past.contact_count, 0);
    ck_assert_int_eq(past.debt->region, -1);
    ck_assert_int_eq(cx_past_balance(&past, 20727 + 4), 3800);
    int64_t before = cx_past_balance(&past, 20727 + 3);
    open_archive(20727 + 4, 0);
    past = cx_archive_past(archive, 1);
    ck_assert_int_eq(cx_past_balance(&past, 20727 + 3), before);
}
END_TEST

static void ck_same(const struct cx_past *a, const struct cx_past *b)
{
    ck_assert_int_eq(a->debt->id, b->debt->id);
    ck_assert_int_eq(a->debt->placed_on, b->debt->placed_on);
    ck_assert_int_eq(!a->debtor, !b->debtor);
    ck_assert_uint_eq(a->payment_count, b->payment_count);
    ck_assert_uint_eq(a->contact_count, b->contact_count);
    ck_assert_uint_eq(a->episode_count, b->episode_count);
    for (size_t i = 0; i < a->payment_count; i++)
        ck_assert_int_eq(a->payments[i].paid_at, b->payments[i].paid_at);
    for (size_t i = 0; i < a->contact_count; i++)
        ck_assert_int_eq(a->contacts[i].started_at, b->contacts[i].started_at);
    for (cx_date day = 20720; day < 20760; day++) {
        const struct cx_past_episode *left = cx_past_holder(a, day),
                                     *right = cx_past_holder(b, day);
        ck_assert_int_eq(cx_past_balance(a, day), cx_past_balance(b, day));
        ck_assert_int_eq(cx_past_due_on(a, day), cx_past_due_on(b, day));
        ck_assert_int_eq(left ? left->person : -1, right ? right->person : -1);
    }
}

START_TEST(as_the_stream_has_them)
{
    static const struct cx_past_scope all = {
        .contacts = CX_ALL_CONTACTS, .contacts_from = 0, .contacts_to = CX_DATE_NONE};
    struct cx_pool *texts = cx_pool_new();
    struct cx_past_stream *stream = NULL;
    const struct cx_past *past = NULL;
    struct cx_err err = {0};
    size_t n = 0;
    open_archive(20727 + 365, CX_ARCHIVE_EPISODES | CX_ARCHIVE_CONTACTS);
    ck_assert_int_eq(cx_past_stream_new(&stream, c.db, org, &all, texts, &err), 0);
    while (cx_past_next(&past, stream, &err) == 1) {
        const struct cx_past mine = cx_archive_past(archive, n++);
        ck_same(past, &mine);
    }
    ck_assert_uint_eq(n, 3);
    cx_past_stream_free(stream);
    cx_pool_free(texts);
}
END_TEST

static void ck_damaged(int rc, const struct cx_err *err)
{
    ck_assert_int_eq(rc, CX_EWORLD);
    ck_assert_ptr_nonnull(strstr(err->text, "its column account_id holds a value that cx never "
                                            "writes: restore the last backup"));
}

/* A payment of an account that isn't there. */
START_TEST(damaged)
{
    struct cx_err err = {0};
    struct cx_archive *none = NULL;
    run(c.db, "PRAGMA foreign_keys=OFF; UPDATE payments SET account_id = account_id + (1 << 30) "
              "WHERE payment_id = (SELECT min(payment_id) FROM payments)");
    ck_damaged(cx_archive_open(&none, c.db, org, 20727 + 40, 0, &err), &err);
    ck_damaged(cx_archive_balances(&none, c.db, 20727 + 40, 20727 + 40, 0, &err), &err);
    ck_damaged(cx_archive_balances(&none, c.db, 20727 - 40, 20727 + 40, 0, &err), &err);
    ck_assert_ptr_null(none);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, known_on_a_day);
    tcase_add_test(tc, of_balances_alone);
    tcase_add_test(tc, as_the_stream_has_them);
    tcase_add_test(tc, damaged);
}

UNIT_MAIN("archive")
