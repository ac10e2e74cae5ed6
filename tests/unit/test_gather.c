/* past/gather: what two threads read, each a part, is what one stream reads alone. */
#include "past/gather.h"

#include "base/buf.h"
#include "company.h"
#include "unit.h"

enum { ACCOUNTS = 1300, DAY = 20727 /* 2026-10-01 */ };

static struct company c;
static struct cx_org *org;
static struct cx_buf expected, got;

static void set_up(void)
{
    struct cx_err err = {0};
    struct cx_buf accounts = {0}, payments = {0}, contacts = {0};
    company_open(&c);
    cx_buf_puts(&accounts, "account_id,due_on,amount,product\n");
    cx_buf_puts(&payments, "payment_id,account_id,paid_at,amount,channel\n");
    cx_buf_puts(&contacts, "contact_id,account_id,employee_id,started_at,channel,outcome,"
                           "promised_on,reason\n");
    for (int i = 1; i <= ACCOUNTS; i++) { /* 7 and 11 are prime to it: nobody comes in order */
        cx_buf_printf(&accounts, "A%d,2026-01-01,%d,%s\n", i, i, i % 3 ? "card" : "cash");
        cx_buf_printf(&payments, "%s%d,A%d,2026-10-%02d,1,%s\n", i % 2 ? "P" : "2026", i,
                      i * 7 % ACCOUNTS + 1, 1 + i % 20, i % 5 ? "bank" : "till");
        cx_buf_printf(&contacts, "K%d,A%d,E1,2026-10-%02d,phone,%s,%s,r%d\n", i,
                      i * 11 % (ACCOUNTS / 2) + 1, 1 + i % 25, i % 4 ? "no_answer" : "promised",
                      i % 4 ? "" : "2026-10-30", i % 6);
    }
    cx_buf_puts(&contacts, "L1,,E1,2026-10-09,phone,talked,,r7\n");
    company_load(&c, "teams.csv", "team_id,name\nT1,\n");
    company_load(&c, "employees.csv",
                 "employee_id,name,team_id,role,hired_on\nE1,,T1,collector,2026-01-01\n");
    company_load(&c, "accounts.csv", cx_buf_str(&accounts));
    company_load(&c, "payments.csv", cx_buf_str(&payments));
    company_load(&c, "contacts.csv", cx_buf_str(&contacts));
    ck_assert_int_eq(cx_org_load(&org, c.db, &err), 0);
    cx_buf_fini(&accounts);
    cx_buf_fini(&payments);
    cx_buf_fini(&contacts);
}

static void tear_down(void)
{
    cx_buf_fini(&expected);
    cx_buf_fini(&got);
    cx_org_free(org);
    company_close(&c);
}

/* Writes down the pasts of a scope. */
static void tell(struct cx_buf *out, const struct cx_past_scope *scope)
{
    struct cx_err err = {0};
    struct cx_pool *texts = cx_pool_new();
    struct cx_past_stream *stream = NULL;
    const struct cx_past *past;
    ck_assert_int_eq(cx_past_stream_new(&stream, c.db, org, scope, texts, &err), 0);
    while (cx_past_next(&past, stream, &err) == 1) {
        cx_buf_printf(out, "%lld", (long long)past->debt->id);
        for (size_t i = 0; i < past->payment_count; i++)
            cx_buf_printf(out, " %lld %s", (long long)past->payment_notes[i].id,
                          cx_past_text(past, past->payment_notes[i].channel));
        for (size_t i = 0; i < past->contact_count; i++)
            cx_buf_printf(out, " %lld %s", (long long)past->contact_notes[i].id,
                          cx_past_text(past, past->contact_notes[i].reason));
        cx_buf_puts(out, "\n");
    }
    ck_assert_int_eq(err.code, 0);
    cx_past_stream_free(stream);
    cx_pool_free(texts);
}

struct loose {
    struct cx_pool *texts;
    int count;
};

static int take_loose(void *context, const struct cx_past_contact *contact,
                      const struct cx_contact_note *note)
{
    struct loose *loose = context;
    ck_assert_int_eq(contact->outcome, CX_TALKED);
    ck_assert_str_eq(cx_pool_get(loose->texts, note->reason), "r7");
    loose->count++;
    return 0;
}

/* The same by a thread, then the other, and two streams. */
static void check(const struct cx_past_scope *of, int loose_count)
{
    struct cx_err err = {0};
    struct loose loose = {cx_pool_new(), 0};
    struct cx_past_scope scope = *of;
    scope.take_loose = take_loose;
    scope.context = &loose;
    ck_assert_int_eq(cx_past_gather_new(&scope.gather, c.db, &scope, &err), 0);
    for (int thread = 0; thread < CX_GATHER_THREADS; thread++)
        ck_assert_int_eq(cx_past_gather_read(scope.gather, thread, c.db, &scope, loose.texts, &err),
                         0);
    ck_assert_int_eq(loose.count, loose_count);
    scope.account_to = cx_past_gather_middle(scope.gather);
    ck_assert_int_ne(scope.account_to, 0);
    tell(&got, &scope);
    scope.account_from = scope.account_to;
    scope.account_to = 0;
    tell(&got, &scope);
    cx_past_gather_free(scope.gather);
    tell(&expected, of);
    ck_assert_str_eq(cx_buf_str(&got), cx_buf_str(&expected));
    cx_pool_free(loose.texts);
}

START_TEST(all_rows)
{
    const struct cx_past_scope scope = {.contacts = CX_ALL_CONTACTS,
                                        .contacts_from = 0,
                                        .contacts_to = CX_DATE_NONE,
                                        .with_reasons = true};
    check(&scope, 1);
    cx_past_gather_free(NULL);
}
END_TEST

START_TEST(days_and_what_is_read_beside)
{
    const struct cx_past_scope scope = {
        .contacts = CX_TALKS,
        .contacts_from = DAY + 10,
        .contacts_to = DAY + 20,
        .all_promises = true,
        .early_contacts = "SELECT contact_id FROM contacts WHERE started_at % 3 = 0",
        .with_reasons = true};
    check(&scope, 0);
}
END_TEST

START_TEST(payments_alone)
{
    check(&(struct cx_past_scope){.unasked = CX_PAST_DEBTOR}, 0);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, all_rows);
    tcase_add_test(tc, days_and_what_is_read_beside);
    tcase_add_test(tc, payments_alone);
}

UNIT_MAIN("gather")
