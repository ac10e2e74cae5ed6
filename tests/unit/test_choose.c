/* assign/choose: strategies and scripts for accounts. */
#include "assign/choose.h"

#include "centre.h"
#include "unit.h"

static struct desk *desk;
static struct chooser chooser;

static void tear_down(void)
{
    chooser_fini(&chooser);
    desk_close(desk);
    company_close(&c);
}

/* Takes an account in hand, anew. */
static void take(const char *account)
{
    chooser_fini(&chooser);
    ck_assert_int_eq(chooser_init(&chooser, c.db, &desk->chances, &c.err), 0);
    chooser_take(&chooser, place_of(desk->book, account));
}

static void ck_next(const struct cx_choices *choices, int after, int wanted)
{
    ck_assert_int_eq(chooser_next(&after, &chooser, choices, &c.err), 0);
    ck_assert_int_eq(after, wanted);
}

START_TEST(picks)
{
    struct cx_choices choices;
    company_load(&c, "accounts.csv",
                 ACCOUNTS
                 "A1,C1,2026-09-21,10,open,\nA2,C2,2026-09-21,10,open,\nA3,,2026-07-23,10,open,\n");
    company_load(&c, "strategies.csv",
                 "strategy_id,seq,when,action\ns,1,rating = 'B' and p_pay >= 0,visit\n"
                 "t,2,dpd < 90,sms\n");
    desk = desk_now(BOOK_STORIES);
    ck_assert_int_eq(cx_choices_init(&choices, CX_STRATEGIES, c.db, &c.err), 0);
    take("A1");
    ck_next(&choices, -1, 1);
    take("A2");
    ck_next(&choices, -1, 0);
    ck_next(&choices, 0, 1);
    ck_next(&choices, 1, -1);
    take("A3");
    ck_next(&choices, -1, -1);
    cx_choices_fini(&choices);
}
END_TEST

static void ck_said(const char *text, int known, const char *wanted)
{
    struct cx_buf said = {0};
    ck_assert_int_eq(chooser_say(&said, &chooser, text, &c.err), known);
    if (known)
        ck_assert_str_eq(cx_buf_str(&said), wanted);
    cx_buf_fini(&said);
}

/* A script that names what isn't known can't be said; a greeting does without a name. Names and
 * numbers are masked, unless they are asked for. */
START_TEST(script)
{
    company_load(&c, "customers.csv", "customer_id,name,phone,rating\nC4,Dan,139,AA\n");
    company_load(&c, "accounts.csv",
                 ACCOUNTS "A1,C4," PHONE ",1234.5,open,\nA2,C3," PHONE ",10,open,\nA3,C4," VISIT
                          ",10,open,\n");
    company_load(&c, "contacts.csv",
                 CONTACTS "K1,A1,P1,2026-10-30 10:00,phone,promised,50,2026-11-02\n"
                          "K2,A3,P1,2026-10-31 10:00,phone,busy,,\n");
    desk = desk_now(BOOK_STORIES);
    take("A1");
    ck_said("{name}: {phone}", 1, "D**: ****");
    chooser.is_unmasked = true;
    ck_said("{name}: {balance} since {due_on}, {other} {", 1,
            "Dan: 1234.50 since " PHONE ", {other} {");
    ck_said("{promised_amount} on {promised_on}, in {days_to_promise} days", 1,
            "50.00 on 2026-11-02, in 2 days");
    ck_said("{phone} {customer_rating} {other_debts} {last_contact} {contacts_today} {dpd}", 1,
            "139 AA 1 2026-10-31 1 40");
    take("A2");
    ck_said("{name}!", 1, "!");
    ck_said("{phone}", 0, NULL);
    ck_said("{promised_on}", 0, NULL);
    ck_said("{last_contact}", 0, NULL);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, centre_open, tear_down);
    tcase_add_test(tc, picks);
    tcase_add_test(tc, script);
}
UNIT_MAIN("choose")
