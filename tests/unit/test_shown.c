/* store/shown: what SQL gives people to read. */
#include "staff.h"
#include "store/shown.h"
#include "unit.h"

static void set_up(void)
{
    staff_open();
    ck_assert_int_eq(cx_db_show(c.db, &c.err), 0);
}

START_TEST(values)
{
    ck_assert_str_eq(company_ask(&c, "SELECT id(employee_id) FROM people LIMIT 1"), "E1");
    ck_assert_str_eq(company_ask(&c, "SELECT id(team_id) FROM teams WHERE parent_id IS NULL"), "S");
    ck_assert_str_eq(company_ask(&c, "SELECT day(20757)"), "2026-10-31");
    ck_assert_str_eq(company_ask(&c, "SELECT moment(20757 * 86400 + 61)"), "2026-10-31 00:01:01");
    ck_assert_str_eq(company_ask(&c, "SELECT money(-1250)"), "-12.50");
    ck_assert_str_eq(company_ask(&c, "SELECT decimal(500000)"), "0.500000");
}
END_TEST

/* Null gives null, and so does what is no such value. */
START_TEST(nulls)
{
    ck_assert_str_eq(
        company_ask(&c, "SELECT id(NULL) IS NULL AND id(0) IS NULL AND id('x') IS NULL"), "1");
    ck_assert_str_eq(company_ask(&c, "SELECT day(NULL) IS NULL AND day(-1000000) IS NULL AND "
                                     "day(9223372036854775807) IS NULL"),
                     "1");
    ck_assert_str_eq(company_ask(&c, "SELECT moment(9223372036854775807) IS NULL AND "
                                     "money(1.5) IS NULL AND decimal('1') IS NULL"),
                     "1");
}
END_TEST

static bool join(void *context, struct cx_buf *out, const struct cx_value *arguments)
{
    ck_assert_ptr_eq(context, &c);
    if (arguments[1].type == CX_VALUE_NULL)
        return false;
    cx_buf_printf(out, "%s %lld", arguments[0].s, (long long)arguments[1].i);
    return true;
}

START_TEST(own)
{
    ck_assert_int_eq(cx_db_text_function(c.db, "join2", 2, join, &c, &c.err), 0);
    ck_assert_str_eq(company_ask(&c, "SELECT join2('a', 7)"), "a 7");
    ck_assert_str_eq(company_ask(&c, "SELECT join2('a', NULL) IS NULL"), "1");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, values);
    tcase_add_test(tc, nulls);
    tcase_add_test(tc, own);
}

UNIT_MAIN("shown")
