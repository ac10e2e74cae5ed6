/* kind/figure: thousands, as people and other systems write them. */
#include <string.h>

#include "kind/figure.h"
#include "unit.h"

static bool is_ambiguous(const char *s, char mark)
{
    return cx_figure_is_ambiguous(s, strlen(s), mark);
}

START_TEST(test_ambiguous)
{
    ck_assert(is_ambiguous("2.500", '.'));
    ck_assert(is_ambiguous("-12.750", '.'));
    ck_assert(is_ambiguous("EUR 999.000", '.'));
    ck_assert(is_ambiguous("1.234元", '.'));
    ck_assert(is_ambiguous("1,234", ','));
    ck_assert(!is_ambiguous("0.500", '.'));
    ck_assert(!is_ambiguous("1234.500", '.'));
    ck_assert(!is_ambiguous("2.50", '.'));
    ck_assert(!is_ambiguous("2.5000", '.'));
    ck_assert(!is_ambiguous("1.234,50", '.'));
    ck_assert(!is_ambiguous("1.234.567", '.'));
    ck_assert(!is_ambiguous("1.234E+05", '.'));
    ck_assert(!is_ambiguous("1,234", '.'));
    ck_assert(!is_ambiguous(".500", '.'));
    ck_assert(!is_ambiguous("", '.'));
}
END_TEST

static void ck_comma(const char *s, enum cx_figure_comma wanted)
{
    ck_assert_msg(cx_figure_comma(s, strlen(s)) == wanted, "%s", s);
}

START_TEST(test_comma)
{
    ck_comma("1,234", CX_COMMA_DOUBTFUL);
    ck_comma("CNY -12,345", CX_COMMA_DOUBTFUL);
    ck_comma("0,5", CX_COMMA_DECIMAL);
    ck_comma("0,500", CX_COMMA_DECIMAL);
    ck_comma("-12,50元", CX_COMMA_DECIMAL);
    ck_comma("1.234,50", CX_COMMA_DECIMAL);
    ck_comma("1 234,50", CX_COMMA_DECIMAL);
    ck_comma("1234,567", CX_COMMA_DECIMAL);
    ck_comma("1,234.50", CX_COMMA_THOUSANDS);
    ck_comma("1,234,567", CX_COMMA_THOUSANDS);
    ck_comma("12,34,567", CX_COMMA_THOUSANDS);
    ck_comma("CNY -1,23,456.5", CX_COMMA_THOUSANDS);
    ck_comma("1,23,4", CX_COMMA_NONE);
    ck_comma("1,23.4", CX_COMMA_NONE);
    ck_comma("12.5", CX_COMMA_NONE);
    ck_comma("1,a2", CX_COMMA_NONE);
    ck_comma("x, y", CX_COMMA_NONE);
    ck_comma("", CX_COMMA_NONE);
}
END_TEST

/* NULL: it stays. */
static void ck_plain(const char *s, const char *wanted)
{
    struct cx_buf out = {0};
    ck_assert_int_eq(cx_figure_plain(&out, s, strlen(s)), wanted != NULL);
    if (wanted)
        ck_assert_str_eq(cx_buf_str(&out), wanted);
    cx_buf_fini(&out);
}

START_TEST(test_plain)
{
    ck_plain("1 234.50", "1234.50");
    ck_plain("12 345 678", "12345678");
    ck_plain("1'234.50", "1234.50");
    ck_plain("1\u2019234", "1234");
    ck_plain("1\u00A0234\u202F567.5", "1234567.5");
    ck_plain("\u2212"
             "5.00",
             "-5.00");
    ck_plain("1 234 €", "1234 €");
    ck_plain("12,34,567.89", "1234567.89");
    ck_plain("-₹1,23,456", "-₹123456");
    ck_plain("1,23,45,678元", "12345678元");
    ck_plain("1,234,567", NULL);
    ck_plain("12,34,5678", NULL);
    ck_plain("12,34,567,8", NULL);
    ck_plain("123,45,678", NULL);
    ck_plain("0,12,345", NULL);
    ck_plain("12,34", NULL);
    ck_plain("1 23", NULL);
    ck_plain("1234 567", NULL);
    ck_plain("1 2345", NULL);
    ck_plain("1.5 000", NULL);
    ck_plain("12.50", NULL);
    ck_plain("P1", NULL);
    ck_plain("", NULL);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, test_ambiguous);
    tcase_add_test(tc, test_comma);
    tcase_add_test(tc, test_plain);
}

UNIT_MAIN("figure")
