/* kind/currency: codes and names of currencies, in words of headers and within them. */
#include "kind/currency.h"

#include <string.h>

#include "unit.h"

START_TEST(of_names)
{
    ck_assert_str_eq(cx_currency_code("美元"), "USD");
    ck_assert_str_eq(cx_currency_code("840"), "USD");
    ck_assert_str_eq(cx_currency_code("usdollar"), "USD");
    ck_assert_ptr_null(cx_currency_code("dollarusd"));
    ck_assert_ptr_null(cx_currency_code(""));
}
END_TEST

/* The codes that a word may stand for; "": it is no currency. */
static void ck_word(const char *s, bool is_sure, const char *wanted)
{
    const char *codes = cx_currency_of_word(s, strlen(s), is_sure);
    ck_assert_msg(strcmp(codes ? codes : "", wanted) == 0, "%s: %s", s, codes);
}

START_TEST(of_words)
{
    ck_word("EUR", false, "EUR");
    ck_word("Pounds", false, "GBP EGP FKP GIP LBP SDG SHP SSP SYP");
    ck_word("加元", false, "CAD");
    ck_word("all", false, ""); /* that of Albania */
    ck_word("ALL", true, "ALL");
    ck_word("840", false, ""); /* a number, here */
    ck_word("Amount", false, "");
}
END_TEST

static struct cx_unit_text text(const char *s)
{
    return (struct cx_unit_text){s, strlen(s)};
}

START_TEST(chinese)
{
    const char *found[CX_CURRENCIES];
    ck_assert_uint_eq(cx_currency_behind(text("金额人民币")), strlen("人民币"));
    ck_assert_uint_eq(cx_currency_behind(text("人民币金额")), 0);
    ck_assert_uint_eq(cx_currency_within(found, text("应还美元金额")), 1);
    ck_assert_str_eq(found[0], "USD");
    ck_assert_uint_eq(cx_currency_within(found, text("创新元件")), 0);
}
END_TEST

START_TEST(the_same)
{
    ck_assert(cx_currency_is("CNY", "RMB"));
    ck_assert(cx_currency_is("USD AUD CAD", "cad"));
    ck_assert(!cx_currency_is("USD AUD CAD", "EUR"));
    ck_assert(cx_currency_is("$", "HKD"));
    ck_assert(cx_currency_agree("$", "USD"));
    ck_assert(!cx_currency_agree("$", "EUR"));
}
END_TEST

START_TEST(hundredths)
{
    ck_assert(cx_currency_has_cents("CNY"));
    ck_assert(!cx_currency_has_cents("JPY"));
    ck_assert(!cx_currency_has_cents("KWD"));
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, of_names);
    tcase_add_test(tc, of_words);
    tcase_add_test(tc, chinese);
    tcase_add_test(tc, the_same);
    tcase_add_test(tc, hundredths);
}

UNIT_MAIN("currency")
