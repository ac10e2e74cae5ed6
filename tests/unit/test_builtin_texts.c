/* expr/builtin_texts: the functions of texts. */
#include "expressions.h"

START_TEST(of_texts)
{
    static const char *const cases[][2] = {
        {"lower('ABC华')", "'abc华'"},
        {"upper('abc华')", "'ABC华'"},
        {"length('华东')", "2"},
        {"length(12.50)", "4"},
        {"instr('华东区', '东')", "2"},
        {"instr('abc', 'x')", "0"},
        {"instr('abc', '')", "1"},
        {"replace('a-b-c', '-', '')", "'abc'"},
        {"replace('abc', '', 'x')", "'abc'"},
        {"trim('  a b ')", "'a b'"},
        {"ltrim('  a ')", "'a '"},
        {"rtrim('  a ')", "'  a'"},
        {"trim('xyaxy', 'xy')", "'a'"},
        {"trim('区华区', '区')", "'华'"},
        {"trim('xxx', 'x')", "''"},
        {"'a' || 1.50 || 'b'", "'a1.5b'"},
        {"(1 / 3) || ''", "'0.333333333333333'"},
        {"like('a%', 'ABC')", "1"},
    };
    CK_RESULTS(cases);
}
END_TEST

START_TEST(substrings)
{
    static const char *const cases[][2] = {
        {"substr('hello', 2)", "'ello'"},       {"substr('hello', 2, 3)", "'ell'"},
        {"substr('hello', -3)", "'llo'"},       {"substr('hello', -3, 2)", "'ll'"},
        {"substr('hello', 0, 3)", "'he'"},      {"substr('hello', 4, -2)", "'el'"},
        {"substr('hello', -9, 6)", "'he'"},     {"substr('hello', 9)", "''"},
        {"substr('hello', 2, 1e30)", "'ello'"}, {"substr('华东区', 2, 1)", "'东'"},
        {"substring('hello', 1, 1)", "'h'"},    {"substr('hello', 1.9, 1)", "'h'"},
    };
    CK_RESULTS(cases);
}
END_TEST

START_TEST(patterns)
{
    static const char *const cases[][2] = {
        {"'abc' like 'abc'", "1"},     {"'abc' like 'ABC'", "1"},   {"'abc' like 'ab'", "0"},
        {"'abc' like 'a%c'", "1"},     {"'abc' like '%'", "1"},     {"'' like '%'", "1"},
        {"'' like ''", "1"},           {"'' like '_'", "0"},        {"'abcbc' like '%bc'", "1"},
        {"'aXbXc' like 'a%x%c'", "1"}, {"'abc' like '%%_%%'", "1"}, {"'ab' like '_%_%_'", "0"},
        {"'10%' like '10%'", "1"},     {"123 like '1%'", "1"},
    };
    CK_RESULTS(cases);
}
END_TEST

/* What other matchers take a lifetime for. */
START_TEST(long_patterns)
{
    struct cx_buf text = {0};
    cx_buf_putc(&text, '\'');
    for (int i = 0; i < 20000; i++)
        cx_buf_putc(&text, 'a');
    cx_buf_puts(&text, "' like '");
    for (int i = 0; i < 400; i++)
        cx_buf_puts(&text, "a%");
    cx_buf_puts(&text, "b'");
    ck_result(cx_buf_str(&text), "0");
    cx_buf_clear(&text);
    cx_buf_puts(&text, "'a' like '");
    for (int i = 0; i < 5000; i++)
        cx_buf_puts(&text, "a%");
    cx_buf_puts(&text, "b'");
    ck_result(cx_buf_str(&text), "error: a pattern has more than 1000 bytes");
    cx_buf_fini(&text);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, of_texts);
    tcase_add_test(tc, substrings);
    tcase_add_test(tc, patterns);
    tcase_add_test(tc, long_patterns);
}

UNIT_MAIN("builtin_texts")
