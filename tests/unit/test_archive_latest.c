/* past/archive_latest: what tells something on the last day is what all contacts tell. */
#include "base/buf.h"
#include "company.h"
#include "past/archive.h"
#include "scratch.h"
#include "unit.h"

enum { FIRST = 20727, LAST = FIRST + 40, ACCOUNTS = 60, CLOSED = 7 /* every so many */ };

static struct company c;
static unsigned long long state;

/* The same numbers everywhere: x ← x × 6364136223846793005 + 1442695040888963407. */
static int any(int below)
{
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (int)((state >> 33) % (unsigned)below);
}

static void set_up(void)
{
    struct cx_buf text = {0};
    company_open(&c);
    c.options.now = (cx_time)(LAST + 5) * 86400;
    state = 7;
    company_add(&c, "teams.csv", "team_id\nT1\n");
    company_add(&c, "employees.csv", "employee_id,team_id,hired_on\nE1,T1,2026-01-01\n");
    cx_buf_puts(&text, "account_id,due_on,amount,status\n");
    for (int i = 0; i < ACCOUNTS; i++)
        cx_buf_printf(&text, "A%02d,2026-09-01,100,%s\n", i, i % CLOSED ? "open" : "closed");
    company_add(&c, "accounts.csv", cx_buf_str(&text));
    company_take(&c);
    cx_buf_fini(&text);
}

static void tear_down(void)
{
    company_close(&c);
}

/* Contacts with keys of few, so that they change their account and their day. Most accounts have
 * none of the last days, some none at all; `known` in ten have an outcome. */
static void add_contacts(int rows, int keys, int known)
{
    static const char *const outcomes[] = {"busy", "talked", "promised", "promised", "disputed"};
    char at[CX_DATE_TEXT], on[CX_DATE_TEXT];
    struct cx_buf text = {0};
    cx_buf_puts(&text, "contact_id,account_id,employee_id,started_at,outcome,promised_amount,"
                       "promised_on\n");
    int first = any(keys);
    for (int i = 0; i < rows; i++) {
        int account = any(ACCOUNTS - 5), day = FIRST + any(any(5) ? 30 : 43);
        const char *outcome = any(10) < known ? outcomes[any(5)] : "";
        bool names_day = any(4) == 0 || strcmp(outcome, "promised") == 0;
        cx_time_format(at, (cx_time)day * 86400 + 3600 * any(24));
        cx_date_format(on, day + any(9));
        cx_buf_printf(&text, "K%05d,A%02d,E1,%s,%s,%s,%s\n", (first + i) % keys, account, at,
                      outcome, names_day && any(2) ? "5" : "", names_day ? on : "");
    }
    company_load(&c, "contacts.csv", cx_buf_str(&text));
    cx_buf_fini(&text);
}

static const struct cx_past_contact *told(const struct cx_past *past)
{
    size_t k = past->contact_count;
    while (k > 0 && past->contacts[k - 1].outcome < 0)
        k--;
    return k > 0 ? &past->contacts[k - 1] : NULL;
}

/* The next promise before contacts[k]; k is 0 where there is none, else one more than its place. */
static size_t promise_before(const struct cx_past *past, size_t k)
{
    while (k > 0 && !cx_past_is_promise(&past->contacts[k - 1]))
        k--;
    return k;
}

static void ck_promises(const struct cx_past *all, const struct cx_past *few, bool all_of_them)
{
    size_t a = promise_before(all, all->contact_count), b = promise_before(few, few->contact_count);
    ck_assert_int_eq(a > 0, b > 0);
    while (a > 0) {
        ck_assert_uint_gt(b, 0);
        ck_assert_int_eq(all->contacts[a - 1].started_at, few->contacts[b - 1].started_at);
        ck_assert_int_eq(all->contacts[a - 1].promised_on, few->contacts[b - 1].promised_on);
        ck_assert_int_eq(all->contacts[a - 1].promised_cents, few->contacts[b - 1].promised_cents);
        if (!all_of_them)
            return;
        a = promise_before(all, a - 1);
        b = promise_before(few, b - 1);
    }
    ck_assert_uint_eq(b, 0);
}

static void ck_account(const struct cx_past *all, const struct cx_past *few, cx_date since,
                       unsigned what)
{
    size_t a = all->contact_count, b = few->contact_count;
    while (a > 0 && cx_date_of(all->contacts[a - 1].started_at) >= since) {
        ck_assert_uint_gt(b, 0);
        ck_assert_int_eq(all->contacts[a - 1].started_at, few->contacts[b - 1].started_at);
        ck_assert_int_eq(all->contacts[a - 1].outcome, few->contacts[b - 1].outcome);
        a--, b--;
    }
    ck_assert(b == 0 || cx_date_of(few->contacts[b - 1].started_at) < since);
    if (what & CX_ARCHIVE_TIMES) {
        ck_assert_int_eq(all->contact_count > 0, few->contact_count > 0);
        if (all->contact_count > 0)
            ck_assert_int_eq(all->contacts[all->contact_count - 1].started_at,
                             few->contacts[few->contact_count - 1].started_at);
    }
    if (!cx_archive_is_open(all->debt, LAST))
        return;
    ck_promises(all, few, what & CX_ARCHIVE_PROMISES);
    if (what & CX_ARCHIVE_OUTCOMES) {
        ck_assert_int_eq(!told(all), !told(few));
        if (told(all))
            ck_assert_int_eq(told(all)->outcome, told(few)->outcome);
    }
}

static void ck_same(cx_date since, unsigned what)
{
    struct cx_archive *all, *few;
    struct cx_err err = {0};
    ck_assert_int_eq(cx_archive_open(&all, c.db, NULL, LAST, CX_ARCHIVE_CONTACTS, &err), 0);
    ck_assert_msg(cx_archive_open_latest(&few, c.db, NULL, LAST, since, what, &err) == 0, "%s",
                  err.text);
    for (size_t i = 0; i < all->count; i++) {
        struct cx_past a = cx_archive_past(all, i), b = cx_archive_past(few, i);
        ck_account(&a, &b, since, what);
    }
    cx_archive_close(all);
    cx_archive_close(few);
}

static void ck_all_kinds(void)
{
    static const unsigned kinds[] = {0,
                                     CX_ARCHIVE_PROMISES,
                                     CX_ARCHIVE_OUTCOMES,
                                     CX_ARCHIVE_TIMES,
                                     CX_ARCHIVE_OUTCOMES | CX_ARCHIVE_TIMES,
                                     CX_ARCHIVE_OUTCOMES | CX_ARCHIVE_PROMISES};
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        ck_same(LAST, kinds[k]);
        ck_same(LAST - any(20), kinds[k]);
    }
}

START_TEST(random_changes)
{
    for (int round = 0; round < 40; round++) {
        add_contacts(1 + any(60), 200, any(11));
        ck_all_kinds();
    }
}
END_TEST

/* Then the table is read instead. */
START_TEST(hardly_any_outcome)
{
    add_contacts(4000, 5000, 0);
    ck_all_kinds();
    add_contacts(20, 5000, 10);
    ck_all_kinds();
}
END_TEST

START_TEST(days_without_a_list)
{
    add_contacts(300, 300, 6);
    run(c.db, "DELETE FROM contact_accounts");
    run(c.db, "INSERT INTO contact_accounts SELECT DISTINCT day, 0, NULL FROM event_days "
              "WHERE event = 'contact'");
    ck_all_kinds();
    add_contacts(50, 300, 6);
    ck_all_kinds();
}
END_TEST

START_TEST(no_contacts)
{
    ck_all_kinds();
}
END_TEST

/* Of the others, nothing but the last promise. */
START_TEST(reads_little)
{
    struct cx_archive *few;
    struct cx_err err = {0};
    add_contacts(300, 300, 9);
    run(c.db, "DELETE FROM contacts WHERE promised_on IS NOT NULL AND outcome IS NOT 7");
    ck_assert_int_eq(cx_archive_open_latest(&few, c.db, NULL, LAST, LAST, 0, &err), 0);
    for (size_t i = 0; i < few->count; i++) {
        struct cx_past past = cx_archive_past(few, i);
        size_t before = 0;
        while (before < past.contact_count && cx_date_of(past.contacts[before].started_at) < LAST)
            before++;
        ck_assert_uint_le(before, cx_archive_is_open(past.debt, LAST));
    }
    cx_archive_close(few);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, random_changes);
    tcase_add_test(tc, hardly_any_outcome);
    tcase_add_test(tc, days_without_a_list);
    tcase_add_test(tc, no_contacts);
    tcase_add_test(tc, reads_little);
}

UNIT_MAIN("archive_latest")
