/* plan/workdays: the weekdays and hours of work, without holidays, with days worked instead. */
#include "plan/workdays.h"
#include "staff.h"
#include "unit.h"

static cx_date day(int month, int of)
{
    cx_date date;
    ck_assert(cx_date_make(&date, 2026, month, of));
    return date;
}

/* October 2026 begins on a Thursday and has 22 weekdays; of the holidays one is a Sunday. */
START_TEST(october)
{
    struct cx_workdays *days = NULL;
    company_load(&c, "holidays.csv", "day,name\n2026-10-01,a\n2026-10-02,b\n2026-10-04,c\n");
    ck_assert_int_eq(cx_workdays_load(&days, c.db, cx_work_default(), &c.err), 0);
    ck_assert_int_eq(cx_workdays_count(days, day(10, 1), day(11, 1)), 20);
    ck_assert_int_eq(cx_workdays_count(days, day(10, 5), day(10, 5)), 0);
    ck_assert(!cx_workdays_has(days, day(10, 1))); /* a holiday */
    ck_assert(!cx_workdays_has(days, day(10, 3))); /* a Saturday */
    ck_assert(cx_workdays_has(days, day(10, 5)));  /* a Monday */
    ck_assert_int_eq(cx_workdays_before(days, day(10, 5)), day(9, 30));
    ck_assert_int_eq(cx_workdays_before(days, day(10, 7)), day(10, 6));
    cx_workdays_free(days);
    cx_workdays_free(NULL);
}
END_TEST

/* A Saturday made up for, and a Sunday; the holiday between them stays one, and a day that is both
 * listed and a weekday changes nothing. */
START_TEST(made_up)
{
    struct cx_workdays *days = NULL;
    company_load(&c, "holidays.csv",
                 "day,name,works\n2026-10-01,a,\n2026-10-10,b,yes\n2026-10-11,c,1\n"
                 "2026-10-12,d,yes\n2026-10-13,e,no\n");
    ck_assert_int_eq(cx_workdays_load(&days, c.db, cx_work_default(), &c.err), 0);
    ck_assert(cx_workdays_has(days, day(10, 10)) && cx_workdays_has(days, day(10, 11)));
    ck_assert(cx_workdays_has(days, day(10, 12)));
    ck_assert(!cx_workdays_has(days, day(10, 13)) && !cx_workdays_has(days, day(10, 1)));
    ck_assert_int_eq(cx_workdays_count(days, day(10, 1), day(11, 1)), 22);
    cx_workdays_free(days);
}
END_TEST

/* Six days a week, from 8 to 12. Thursday the 1st to Sunday the 4th. */
START_TEST(hours)
{
    struct cx_workdays *days = NULL;
    struct cx_work work = cx_work_default();
    cx_time saturday = (cx_time)day(10, 3) * 86400;
    ck_assert_ptr_null(cx_work_set_days(&work, "mon,tue,wed,thu,fri,sat"));
    ck_assert_ptr_null(cx_work_set_hours(&work, "08:00-12:00"));
    ck_assert_int_eq(cx_workdays_load(&days, c.db, work, &c.err), 0);
    ck_assert_int_eq(cx_workdays_length(days), 4 * 3600);
    ck_assert_int_eq(cx_workdays_worked(days, day(10, 1), saturday), 8 * 3600);
    ck_assert_int_eq(cx_workdays_worked(days, day(10, 1), saturday + 7 * 3600), 8 * 3600);
    ck_assert_int_eq(cx_workdays_worked(days, day(10, 1), saturday + 9 * 3600), 9 * 3600);
    ck_assert_int_eq(cx_workdays_worked(days, day(10, 1), saturday + 20 * 3600), 12 * 3600);
    ck_assert_int_eq(cx_workdays_worked(days, day(10, 1), saturday + 33 * 3600), 12 * 3600);
    ck_assert_int_eq(cx_workdays_worked(days, day(10, 5), saturday), 0);
    cx_workdays_free(days);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, staff_open, staff_close);
    tcase_add_test(tc, october);
    tcase_add_test(tc, made_up);
    tcase_add_test(tc, hours);
}

UNIT_MAIN("workdays")
