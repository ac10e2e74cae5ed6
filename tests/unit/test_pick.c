/* assign/pick: what is done by two threads' choosers, and what is said by one. */
#include "assign/pick.h"

#include "base/mem.h"
#include "centre.h"
#include "kind/words.h"
#include "unit.h"

enum { MANY = 5000 };

static struct desk *desk;
static struct entries entries;
static struct picks picks;
static struct job *jobs;
static struct said *said;

static void load(void)
{
    struct cx_buf accounts = {0}, held = {0};
    char due[CX_DATE_TEXT];
    cx_buf_puts(&accounts, ACCOUNTS);
    cx_buf_puts(&held, HELD);
    for (int i = 0; i < MANY; i++) {
        cx_date_format(due, TODAY - 30 - i % 60);
        cx_buf_printf(&accounts, "A%04d,%s,%s,%d,open,\n", i, i % 500 ? "" : "C1", due, 10 + i);
        cx_buf_printf(&held, "A%04d,P%d,2026-10-01,\n", i, 1 + i % 2);
    }
    company_add(&c, "accounts.csv", cx_buf_str(&accounts));
    company_add(&c, "assignments.csv", cx_buf_str(&held));
    company_take(&c);
    cx_buf_fini(&accounts);
    cx_buf_fini(&held);
}

static void set_up(void)
{
    centre_open();
    company_load(&c, "strategies.csv",
                 "strategy_id,seq,when,action\nn,1,balance > 4900,none\nl,2,dpd > 70,letter\n"
                 "p,3,balance > 100,phone\n");
    company_load(&c, "scripts.csv",
                 "script_id,seq,when,text\na,1,dpd > 40,\"{name}, {last_outcome}\"\n"
                 "b,2,dpd > 40,\"{name}: {balance}\"\nc,3,balance > 1000,{phone}{balance}\n");
    load();
    company_load(&c, "contacts.csv", CONTACTS "K2,A0038,P1,2026-10-20 10:00,phone,busy,,\n");
}

static void open_all(void)
{
    ck_assert_int_eq(picks_init(&picks, c.db, &c.err), 0);
    ck_assert(picks_has_strategies(&picks));
    desk = desk_now(picks_need(&picks));
    ck_assert_int_eq(desk_measure(desk, c.db, &c.err), 0);
    ck_assert_int_eq(entries_init(&entries, desk, &c.err), 0);
    ck_assert_int_eq(picks_open(&picks, desk, false, c.db, &c.err), 0);
    jobs = cx_realloc(NULL, entries.count, sizeof *jobs);
    said = cx_realloc(NULL, entries.count, sizeof *said);
    for (size_t k = 0; k < entries.count; k++) {
        jobs[k] = (struct job){.entry = &entries.list[k], .action = -1};
        said[k] = (struct said){.job = &jobs[k]};
    }
}

static void tear_down(void)
{
    picks_fini(&picks);
    entries_fini(&entries);
    desk_close(desk);
    company_close(&c);
    free(jobs);
    free(said);
}

START_TEST(what_is_asked)
{
    ck_assert_int_eq(picks_init(&picks, c.db, &c.err), 0);
    ck_assert_uint_eq(picks_need(&picks), BOOK_LATEST | BOOK_OUTCOMES);
    picks_fini(&picks);
    company_load(&c, "scripts.csv",
                 "script_id,seq,when,text\na,1,promises_broken > 1,{last_contact}\n");
    ck_assert_int_eq(picks_init(&picks, c.db, &c.err), 0);
    ck_assert_uint_eq(picks_need(&picks), BOOK_LATEST | BOOK_TIMES | BOOK_PROMISES);
    picks_fini(&picks);
    company_load(&c, "scripts.csv", "script_id,seq,when,text\nd,1,,{unanswered}\n");
    open_all();
    ck_assert_uint_eq(picks_need(&picks), BOOK_STORIES);
}
END_TEST

static int dpd_of(size_t account)
{
    const struct cx_past past = book_past(desk->book, account);
    return cx_past_dpd(&past, desk->plan, TODAY);
}

static void ck_job(const struct job *job)
{
    int64_t whole = job->entry->balance / 100;
    bool is_late = dpd_of(job->entry->lead) > 70, is_small = whole <= 100;
    int wanted = whole > 4900 ? CX_DO_NONE : is_late ? CX_DO_LETTER : is_small ? -1 : CX_DO_PHONE;
    ck_assert_int_eq(job->action, wanted);
    ck_assert_int_eq(job->entry->rest, wanted == -1           ? REST_NO_STRATEGY
                                       : wanted == CX_DO_NONE ? REST_STRATEGY
                                                              : REST_NOT);
}

static void ck_script(const struct said *of)
{
    const struct job *job = of->job;
    const char *name = book_debtor(desk->book, job->entry->lead) ? "A**" : "";
    int64_t whole = job->entry->balance / 100;
    size_t lead = job->entry->lead;
    char wanted[100];
    if (dpd_of(lead) <= 40) {
        ck_assert_ptr_null(of->script); /* nobody's number is known */
        return;
    }
    if (lead == place_of(desk->book, "A0038"))
        snprintf(wanted, sizeof wanted, "%s, busy", name);
    else
        snprintf(wanted, sizeof wanted, "%s: %lld.00", name, (long long)whole);
    ck_assert_ptr_nonnull(of->script);
    ck_assert_str_eq(of->script, wanted);
}

START_TEST(actions_and_scripts)
{
    open_all();
    ck_assert_uint_eq(entries.count, MANY - MANY / 500 + 1);
    ck_assert_int_eq(picks_actions(&picks, jobs, entries.count, &entries, &c.err), 0);
    for (size_t k = 0; k < entries.count; k++)
        ck_job(&jobs[k]);
    ck_assert_int_eq(picks_say(&picks, said, entries.count, &c.err), 0);
    for (size_t k = 0; k < entries.count; k++) {
        ck_script(&said[k]);
        free(said[k].script);
    }
}
END_TEST

/* Behind the strategy and the script that fit, none is judged, which here would fail. */
START_TEST(first_that_fits)
{
    company_load(&c, "strategies.csv",
                 "strategy_id,seq,when,action\np,1,dpd > 0,phone\nl,2,\"iif(dpd > 0, status, 1) * "
                 "2 > 0\",letter\n");
    company_load(
        &c, "scripts.csv",
        "script_id,seq,when,text\na,1,dpd > 0,Hello\nb,2,\"iif(dpd > 0, status, 1) * 2 > 0\",Hi\n");
    open_all();
    ck_assert_int_eq(picks_actions(&picks, jobs, entries.count, &entries, &c.err), 0);
    ck_assert_int_eq(jobs[0].action, CX_DO_PHONE);
    ck_assert_int_eq(picks_say(&picks, said, 1, &c.err), 0);
    ck_assert_str_eq(said[0].script, "Hello");
    ck_assert_str_eq(said[0].why, "stage phone at 30 days");
    free(said[0].script);
}
END_TEST

/* Of C1's ten debts, A0000 and on, those are left that a strategy holds for and would have talked
 * about. */
START_TEST(debts_beside)
{
    company_load(&c, "strategies.csv",
                 "strategy_id,seq,when,action\nn,1,balance < 1200,none\nl,2,dpd > 70,letter\n"
                 "p,3,balance > 3000,phone\n");
    int64_t owed = 0;
    int debts = 0, listed = 0;
    open_all();
    for (int i = 0; i < MANY; i += 500) {
        bool is_talked_about = 10 + i >= 1200 && (30 + i % 60 > 70 || 10 + i > 3000);
        debts += is_talked_about;
        owed += is_talked_about ? 1000 + 100 * i : 0;
    }
    ck_assert_int_eq(picks_actions(&picks, jobs, entries.count, &entries, &c.err), 0);
    for (size_t k = 0; k < entries.count; k++) {
        if (!book_debtor(desk->book, jobs[k].entry->lead))
            continue;
        listed++;
        ck_assert_int_eq(jobs[k].entry->rest, REST_NOT);
        ck_assert_int_eq(jobs[k].entry->debts, debts);
        ck_assert_int_eq(jobs[k].entry->owed, owed);
    }
    ck_assert_int_eq(listed, 1);
}
END_TEST

/* C1's highest is A4500, of 4510; of the others, A3500 of 3510 is the first that is wanted. */
START_TEST(forbidden_lead)
{
    company_load(&c, "strategies.csv",
                 "strategy_id,seq,when,action\nn,1,balance > 4000,none\nl,2,dpd > 85,none\n"
                 "p,3,,phone\n");
    open_all();
    ck_assert_int_eq(picks_actions(&picks, jobs, entries.count, &entries, &c.err), 0);
    for (size_t k = 0; k < entries.count; k++) {
        const struct entry *entry = jobs[k].entry;
        if (!book_debtor(desk->book, entry->lead))
            continue;
        ck_assert_int_eq(entry->rest, REST_NOT);
        ck_assert_uint_eq(entry->lead, place_of(desk->book, "A3500"));
        ck_assert_int_eq(jobs[k].action, CX_DO_PHONE);
        struct job again = {.entry = jobs[k].entry, .action = -1};
        ck_assert_int_eq(picks_action(&picks, &again, &c.err), 0);
        ck_assert_int_eq(again.action, CX_DO_PHONE);
    }
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, what_is_asked);
    tcase_add_test(tc, actions_and_scripts);
    tcase_add_test(tc, first_that_fits);
    tcase_add_test(tc, debts_beside);
    tcase_add_test(tc, forbidden_lead);
}

UNIT_MAIN("pick")
