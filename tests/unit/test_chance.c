/* assign/chance: rates without a model, the model with one; expected cents. */
#include "assign/chance.h"

#include "past.h"
#include "unit.h"

static struct desk *desk;

static void tear_down(void)
{
    desk_close(desk);
    company_close(&c);
}

START_TEST(with_and_without_model)
{
    struct cx_assign_options options = assign_options();
    unsigned what = 99;
    desk = desk_now(BOOK_STORIES);
    size_t i = place_of(desk->book, "A002");
    ck_assert_int_eq(chance_ppm(&desk->chances, i, TODAY), rates_ppm(&desk->chances.rates, 0, 0));
    ck_assert_int_eq(chances_need(&what, c.db, &c.err), 0);
    ck_assert_uint_eq(what, 0);
    desk_close(desk);
    struct cx_table *out = cx_table_new(NULL);
    ck_assert_int_eq(cx_assign_fit(out, c.db, &options, &c.err), 0);
    cx_table_free(out);
    ck_assert_int_eq(chances_need(&what, c.db, &c.err), 0);
    ck_assert_uint_eq(what, BOOK_STORIES);
    desk = desk_now(0);
    ck_assert_ptr_nonnull(desk->chances.model);
    ck_assert_int_gt(chance_ppm(&desk->chances, i, TODAY),
                     chance_ppm(&desk->chances, place_of(desk->book, "A001"), TODAY));
}
END_TEST

/* 1,234.57 × 0.3 × 1.1 = 407.4081 */
START_TEST(expected)
{
    int64_t cents;
    desk = desk_now(0);
    ck_assert(expected_cents(&cents, 123457, 300000, 1100000));
    ck_assert_int_eq(cents, 40741);
    ck_assert(expected_cents(&cents, 5, 100000, 1000000)); /* half a cent: up */
    ck_assert_int_eq(cents, 1);
    ck_assert(!expected_cents(&cents, INT64_MAX, 1000000, INT64_C(1000000000000)));
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, past_open, tear_down);
    tcase_add_test(tc, with_and_without_model);
    tcase_add_test(tc, expected);
}
UNIT_MAIN("chance")
