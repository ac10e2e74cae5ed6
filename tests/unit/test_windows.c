/* assign/windows: the past, cut up. */
#include "assign/windows.h"

#include "past.h"
#include "unit.h"

static struct desk *desk;

static void tear_down(void)
{
    desk_close(desk);
    company_close(&c);
}

/* The first payments are 140 days old: four windows of 30 days lie behind them. */
START_TEST(reach)
{
    desk = desk_now(0);
    struct windows windows = windows_of(desk->book, WINDOWS_MAX);
    ck_assert_int_eq(windows.days, 30);
    ck_assert_int_eq(windows.count, 4);
    ck_assert_int_eq(windows.starts[0], TODAY - 30);
    ck_assert_int_eq(windows.starts[3], TODAY - 120);
    ck_assert_int_eq(windows_of(desk->book, 2).count, 2);
}
END_TEST

START_TEST(who_is_there)
{
    company_load(
        &c, "accounts.csv",
        "account_id,due_on,amount,placed_on\nB1,2026-05-01,1,2026-10-15\nB2,2026-10-15,1,\n");
    desk = desk_now(0);
    ck_assert(windows_has(desk->book, place_of(desk->book, "A001"), TODAY - 30));
    ck_assert(!windows_has(desk->book, place_of(desk->book, "B1"), TODAY - 30));
    ck_assert(windows_has(desk->book, place_of(desk->book, "B1"), TODAY));
    ck_assert(!windows_has(desk->book, place_of(desk->book, "B2"), TODAY - 30));
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, past_open, tear_down);
    tcase_add_test(tc, reach);
    tcase_add_test(tc, who_is_there);
}
UNIT_MAIN("windows")
