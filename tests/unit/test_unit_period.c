/* kind/unit_period: the time that a salary is for. */
#include <string.h>

#include "kind/unit.h"
#include "unit.h"

START_TEST(words)
{
    ck_assert_int_eq(cx_unit_period("monthly"), CX_SALARY_OF_MONTH);
    ck_assert_int_eq(cx_unit_period("月"), CX_SALARY_OF_MONTH);
    ck_assert_int_eq(cx_unit_period("annual"), CX_SALARY_OF_OTHER);
    ck_assert_int_eq(cx_unit_period("p.a."), CX_SALARY_OF_OTHER);
    ck_assert_int_eq(cx_unit_period("每小时"), CX_SALARY_OF_OTHER);
    ck_assert_int_eq(cx_unit_period("net"), CX_SALARY_UNSAID);
    ck_assert_int_eq(cx_unit_period(""), CX_SALARY_UNSAID);
}
END_TEST

START_TEST(within_names)
{
    ck_assert_str_eq(cx_unit_period_within("税前年薪"), "年薪");
    ck_assert_str_eq(cx_unit_period_within("salaryp.a."), "p.a");
    ck_assert_ptr_null(cx_unit_period_within("2026年基本工资")); /* of a month of that year */
    ck_assert_ptr_null(cx_unit_period_within("月薪"));
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, words);
    tcase_add_test(tc, within_names);
}

UNIT_MAIN("unit_period")
