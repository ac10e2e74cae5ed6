/* assign/desk: what is expected of accounts in their holders' hands. */
#include "assign/desk.h"

#include "past.h"
#include "unit.h"

static struct desk *desk;

static void tear_down(void)
{
    desk_close(desk);
    company_close(&c);
}

START_TEST(expects)
{
    static bool wanted[200];
    static int64_t cents[200];
    static int32_t marks[200];
    int64_t by_hand;
    desk = desk_now(0);
    ck_assert_int_eq(desk_measure(desk, c.db, &c.err), 0);
    size_t i = place_of(desk->book, "A002");
    wanted[i] = true;
    ck_assert_int_eq(desk_expect(cents, desk, wanted, &c.err), 0);
    ck_assert_int_eq(segments_mark(marks, &desk->segments, TODAY, wanted, &c.err), 0);
    expected_cents(&by_hand, book_balance(desk->book, i, TODAY),
                   chance_ppm(&desk->chances, i, TODAY),
                   skill_ppm(&desk->skills, person_of(desk->org, "P1"), marks[i]));
    ck_assert_int_eq(cents[i], by_hand);
    ck_assert_int_gt(cents[i], 0);
    ck_assert_int_eq(cents[i ? 0 : 1], 0);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, past_open, tear_down);
    tcase_add_test(tc, expects);
}
UNIT_MAIN("desk")
