/* assign/book: how accounts stood on a day. */
#include "assign/book.h"

#include "centre.h"
#include "unit.h"

static struct desk *desk;

static void tear_down(void)
{
    desk_close(desk);
    company_close(&c);
}

/* A1 of 100: 30 paid on the 5th, 20 waived on the 10th, 5 taken back on the 12th; due again later
 * since the 20th. */
START_TEST(stands)
{
    company_load(&c, "accounts.csv",
                 ACCOUNTS "A1,C1," PHONE ",100,open,\nA2,,2026-10-31,50,open,W\n");
    company_load(&c, "payments.csv",
                 PAYMENTS "P1,A1,2026-10-12,-5\nP2,A1,2026-10-05 23:59,30\nP3,A1,2026-11-01,1\n");
    company_load(&c, "arrangements.csv",
                 "arrangement_id,account_id,kind,agreed_on,amount,due_on\n"
                 "R1,A1,waiver,2026-10-10,20,\nR2,A1,extension,2026-10-20,,2026-10-25\n");
    desk = desk_now(0);
    const struct book *book = desk->book;
    size_t a1 = place_of(book, "A1"), a2 = place_of(book, "A2");
    static const struct {
        int before;
        int64_t cents;
    } balances[] = {{27, 10000}, {26, 7000}, {21, 5000}, {19, 5500}, {0, 5500}};
    for (size_t i = 0; i < sizeof balances / sizeof *balances; i++)
        ck_assert_int_eq(book_balance(book, a1, TODAY - balances[i].before), balances[i].cents);
    ck_assert_int_eq(book_paid(book, a1, TODAY - 26, TODAY), -500);
    ck_assert_int_eq(book_paid(book, a1, TODAY - 27, TODAY), 2500);
    ck_assert_str_eq(book->plan->stages[book_stage(book, a1, TODAY)].name, "remind");
    ck_assert_int_eq(book_stage(book, a2, TODAY), -1);
    ck_assert_str_eq(book_text(book, book_region(book, a1)), "N"); /* its customer's */
    ck_assert_str_eq(book_text(book, book_region(book, a2)), "W");
    ck_assert_int_eq(book_rating(book, a1), 0);
    ck_assert_int_eq(book_rating(book, a2), -1);
    ck_assert(book_is_open(book, a1, TODAY));
}
END_TEST

START_TEST(held_and_paused)
{
    company_load(&c, "accounts.csv",
                 "account_id,due_on,amount,status,paused_until\nA1,2026-10-01,1,paused,\n"
                 "A2,2026-10-01,1,paused,2026-10-31\nA3,2026-10-01,1,open,2026-11-01\n"
                 "A4,2026-10-01,1,closed,\n");
    company_load(&c, "assignments.csv", HELD "A1,P1,2026-10-01,2026-10-10\nA1,P2,2026-10-20,\n");
    desk = desk_now(0);
    const struct book *book = desk->book;
    size_t a1 = place_of(book, "A1");
    ck_assert_int_eq(book_held(book, a1, TODAY - 22)->person, person_of(desk->org, "P1"));
    ck_assert_ptr_null(book_held(book, a1, TODAY - 21));
    ck_assert_int_eq(book_held(book, a1, TODAY)->person, person_of(desk->org, "P2"));
    ck_assert(book_is_paused(book, a1, TODAY));
    ck_assert(!book_is_paused(book, place_of(book, "A2"), TODAY));
    ck_assert(book_is_paused(book, place_of(book, "A3"), TODAY));
    ck_assert(!book_is_open(book, place_of(book, "A4"), TODAY));
}
END_TEST

START_TEST(sorts_by_text)
{
    company_load(&c, "accounts.csv",
                 "account_id,due_on,amount\nB,2026-10-01,1\nA10,2026-10-01,1\nA9,2026-10-01,1\n");
    desk = desk_now(0);
    size_t places[] = {place_of(desk->book, "B"), place_of(desk->book, "A9"),
                       place_of(desk->book, "A10")};
    book_sort(places, 3, desk->book, c.db);
    ck_assert_uint_eq(places[0], place_of(desk->book, "A10"));
    ck_assert_uint_eq(places[1], place_of(desk->book, "A9"));
    ck_assert_uint_eq(places[2], place_of(desk->book, "B"));
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, centre_open, tear_down);
    tcase_add_test(tc, stands);
    tcase_add_test(tc, held_and_paused);
    tcase_add_test(tc, sorts_by_text);
}
UNIT_MAIN("book")
