/* report/functions: words and masks in SQL. */
#include "report/reports.h"
#include "reporting.h"
#include "unit.h"

static void functions(bool unmask)
{
    struct cx_report_options options = options_of("2026-10");
    options.unmask = unmask;
    ck_assert_int_eq(report_functions(c.db, &options, &c.err), 0);
}

START_TEST(words)
{
    functions(false);
    ck_assert_str_eq(company_ask(&c, "SELECT word('contacts.outcome', 7)"), "promised");
    ck_assert_str_eq(company_ask(&c, "SELECT word('teams.kind', 0)"), "phone");
    ck_assert_str_eq(company_ask(&c, "SELECT word('teams.kind', 99) IS NULL AND word('teams.kind', "
                                     "NULL) IS NULL AND word('teams.name', 0) IS NULL AND "
                                     "word('nonsense', 0) IS NULL AND word('x.y', 0) IS NULL"),
                     "1");
}
END_TEST

START_TEST(masks)
{
    functions(false);
    ck_assert_str_eq(company_ask(&c, "SELECT mask_name('张三')"), "张**");
    ck_assert_str_eq(company_ask(&c, "SELECT mask_phone('13812341234')"), "138****1234");
    ck_assert_str_eq(company_ask(&c, "SELECT mask_text('张三 hier', '张三', NULL, NULL)"),
                     "张** hier");
    ck_assert_str_eq(company_ask(&c, "SELECT mask_name(NULL) IS NULL"), "1");
    functions(true); /* registered again: the last holds */
    ck_assert_str_eq(company_ask(&c, "SELECT mask_name('张三')"), "张三");
    ck_assert_str_eq(company_ask(&c, "SELECT mask_phone('13812341234')"), "13812341234");
    ck_assert_str_eq(company_ask(&c, "SELECT mask_text('张三 hier', '张三', NULL, NULL)"),
                     "张三 hier");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, staff_open, staff_close);
    tcase_add_test(tc, words);
    tcase_add_test(tc, masks);
}

UNIT_MAIN("functions")
