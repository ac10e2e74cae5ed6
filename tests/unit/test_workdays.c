/* report/workdays: Monday to Friday, without holidays. */
#include "report/workdays.h"
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
    struct workdays *days = NULL;
    company_load(&c, "holidays.csv", "day,name\n2026-10-01,a\n2026-10-02,b\n2026-10-04,c\n");
    ck_assert_int_eq(workdays_load(&days, c.db, &c.err), 0);
    ck_assert_int_eq(workdays_count(days, day(10, 1), day(11, 1)), 20);
    ck_assert_int_eq(workdays_count(days, day(10, 5), day(10, 5)), 0);
    ck_assert(!workdays_has(days, day(10, 1))); /* a holiday */
    ck_assert(!workdays_has(days, day(10, 3))); /* a Saturday */
    ck_assert(workdays_has(days, day(10, 5)));  /* a Monday */
    workdays_free(days);
    workdays_free(NULL);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, staff_open, staff_close);
    tcase_add_test(tc, october);
}

UNIT_MAIN("workdays")
