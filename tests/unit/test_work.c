/* plan/work: days of the week and hours of the day. */
#include "plan/work.h"
#include "unit.h"

START_TEST(days)
{
    struct cx_work work = cx_work_default();
    ck_assert_uint_eq(work.days, 0x3e); /* 1 to 5 */
    ck_assert_ptr_null(cx_work_set_days(&work, " Sat, SUN "));
    ck_assert_uint_eq(work.days, 0xc0);
    ck_assert_ptr_nonnull(cx_work_set_days(&work, "mon tuesday"));
    ck_assert_ptr_nonnull(cx_work_set_days(&work, " , "));
    ck_assert_uint_eq(work.days, 0xc0);
}
END_TEST

START_TEST(hours)
{
    static const char *const wrong[] = {"9-18",        "09:00",       "18:00-09:00", "09:00-09:00",
                                        "09:60-18:00", "09:00-24:01", "09:00-18:00x"};
    struct cx_work work = cx_work_default();
    ck_assert_int_eq(work.from, 9 * 3600);
    ck_assert_int_eq(work.to, 18 * 3600);
    ck_assert_ptr_null(cx_work_set_hours(&work, "0:00-24:00"));
    ck_assert_int_eq(work.to - work.from, 86400);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        ck_assert_msg(cx_work_set_hours(&work, wrong[i]) != NULL, "%s", wrong[i]);
    ck_assert_int_eq(work.to - work.from, 86400);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, days);
    tcase_add_test(tc, hours);
}

UNIT_MAIN("work")
