/* past/ties: what happened at one time is in the order of ids, in whichever it was imported. */
#include "past/ties.h"

#include "company.h"
#include "past/archive.h"
#include "past/stream.h"
#include "unit.h"

#define DAY(n) (20727 + (n)) /* day n of October 2026, from 0 */

static struct company c;
static struct cx_pool *texts;
static struct cx_past_stream *stream;

/* b-x comes before a-x, and Z2 before P1: in what is kept of the first two, by import; in the
 * numbers of the rest. */
static void set_up(void)
{
    company_open(&c);
    company_add(&c, "teams.csv", "team_id\nT1\n");
    company_add(&c, "employees.csv", "employee_id,team_id,hired_on\nE1,T1,2026-01-01\n");
    company_add(&c, "accounts.csv", "account_id,due_on,amount\nA1,2026-10-01,1000\n");
    company_add(&c, "payments.csv",
                "payment_id,account_id,paid_at,amount\nb-x,A1,2026-10-05,1\na-x,A1,2026-10-05,2\n"
                "P10,A1,2026-10-06,3\nP9,A1,2026-10-06,4\nZ2,A1,2026-10-06,5\n"
                "0,A1,2026-10-07,6\n");
    company_add(&c, "contacts.csv",
                "contact_id,account_id,employee_id,started_at,channel\n"
                "b-x,A1,E1,2026-10-05,phone\na-x,A1,E1,2026-10-05,sms\n"
                "c-x,A1,E1,2026-10-04,letter\n");
    company_add(&c, "arrangements.csv",
                "arrangement_id,account_id,kind,agreed_on,due_on\n"
                "b-x,A1,extension,2026-10-05,2026-10-09\na-x,A1,extension,2026-10-05,2026-10-20\n"
                "d-x,A1,instalment,2026-10-06,\nc-x,A1,instalment,2026-10-06,\n");
    company_add(&c, "instalments.csv",
                "arrangement_id,due_on,amount\nd-x,2026-10-10,40\nd-x,2026-11-10,41\n"
                "c-x,2026-10-11,50\nc-x,2026-11-11,51\n");
    company_take(&c);
    texts = cx_pool_new();
}

static void tear_down(void)
{
    cx_past_stream_free(stream);
    stream = NULL;
    cx_pool_free(texts);
    company_close(&c);
}

static const struct cx_past *streamed(void)
{
    static const struct cx_past_scope all = {
        .contacts = CX_ALL_CONTACTS, .contacts_from = 0, .contacts_to = CX_DATE_NONE};
    const struct cx_past *past = NULL;
    ck_assert_int_eq(cx_past_stream_new(&stream, c.db, NULL, &all, texts, &c.err), 0);
    ck_assert_int_eq(cx_past_next(&past, stream, &c.err), 1);
    return past;
}

START_TEST(payments_and_contacts)
{
    static const char *const ids[] = {"a-x", "b-x", "P9", "P10", "Z2", "0"};
    static const int64_t cents[] = {200, 100, 400, 300, 500, 600};
    const struct cx_past *past = streamed();
    char id[CX_ID_MAX + 1];
    ck_assert_uint_eq(past->payment_count, 6);
    for (size_t i = 0; i < 6; i++) {
        ck_assert_str_eq(cx_id_text(id, c.db, past->payment_notes[i].id), ids[i]);
        ck_assert_int_eq(past->payments[i].cents, cents[i]);
    }
    ck_assert_uint_eq(past->contact_count, 3);
    ck_assert_str_eq(cx_id_text(id, c.db, past->contact_notes[1].id), "a-x");
    ck_assert_str_eq(cx_id_text(id, c.db, past->contact_notes[2].id), "b-x");
    ck_assert_int_eq(past->contacts[2].channel, CX_PHONE);
}
END_TEST

static void ck_arrangements(const struct cx_past *past)
{
    static const int64_t cents[] = {5000, 5100, 4000, 4100};
    ck_assert_int_eq(cx_past_due_on(past, DAY(4)), DAY(8));
    ck_assert_uint_eq(past->instalment_count, 4);
    for (size_t i = 0; i < 4; i++)
        ck_assert_int_eq(past->instalments[i].cents, cents[i]);
}

START_TEST(arrangements)
{
    struct cx_archive *archive;
    ck_arrangements(streamed());
    ck_assert_int_eq(cx_archive_open(&archive, c.db, NULL, DAY(30), 0, &c.err), 0);
    const struct cx_past past = cx_archive_past(archive, 0);
    ck_arrangements(&past);
    cx_archive_close(archive);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, payments_and_contacts);
    tcase_add_test(tc, arrangements);
}

UNIT_MAIN("ties")
