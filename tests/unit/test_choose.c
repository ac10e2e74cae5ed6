/* assign/choose: strategies and scripts for accounts. */
#include "assign/choose.h"

#include "centre.h"
#include "unit.h"

static struct desk *desk;

static void tear_down(void)
{
    desk_close(desk);
    company_close(&c);
}

START_TEST(picks)
{
    struct cx_choices choices;
    int picked[3];
    company_load(&c, "accounts.csv",
                 ACCOUNTS
                 "A1,C1,2026-09-21,10,open,\nA2,C2,2026-09-21,10,open,\nA3,,2026-07-23,10,open,\n");
    company_load(&c, "strategies.csv",
                 "strategy_id,seq,when,action\ns,1,rating = 'B' and p_pay >= 0,visit\n"
                 "t,2,dpd < 90,sms\n");
    desk = desk_now(BOOK_STORIES);
    size_t accounts[] = {place_of(desk->book, "A1"), place_of(desk->book, "A2"),
                         place_of(desk->book, "A3")};
    ck_assert_int_eq(
        choose(picked, &choices, CX_STRATEGIES, c.db, &desk->chances, accounts, 3, &c.err), 0);
    ck_assert_int_eq(choices.list[picked[0]].action, CX_DO_SMS);
    ck_assert_int_eq(choices.list[picked[1]].action, CX_DO_VISIT);
    ck_assert_int_eq(picked[2], -1);
    cx_choices_fini(&choices);
}
END_TEST

START_TEST(script)
{
    struct cx_buf text = {0};
    desk = desk_now(0);
    fill_script(&text, "{name}: {balance} since {due_on}, {other} {", "Ann", 123456, TODAY);
    ck_assert_str_eq(cx_buf_str(&text), "Ann: 1234.56 since 2026-10-31, {other} {");
    cx_buf_clear(&text);
    fill_script(&text, "{name}!", NULL, 0, 0);
    ck_assert_str_eq(cx_buf_str(&text), "!");
    cx_buf_fini(&text);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, centre_open, tear_down);
    tcase_add_test(tc, picks);
    tcase_add_test(tc, script);
}
UNIT_MAIN("choose")
