/* kind/currency_column: columns of currencies, by their headers and cells. */
#include "kind/currency.h"

#include <string.h>

#include "unit.h"

/* What stands before, or "no". */
static void ck_header(const char *s, const char *wanted)
{
    struct cx_buf whose = {0};
    bool is_it = cx_currency_is_header(&whose, s, strlen(s));
    ck_assert_msg(strcmp(is_it ? cx_buf_str(&whose) : "no", wanted) == 0, "%s: %s", s,
                  is_it ? cx_buf_str(&whose) : "no");
    cx_buf_fini(&whose);
}

START_TEST(headers)
{
    static const char *const plain[] = {
        "币种",          "币种（必填）", "Currency (ISO)", "币种代码", "币种名称", "货币",
        "CURRENCY_CODE", "Ccy",          "currencyCode",   "*币种：",  "币别",     "幣種"};
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        ck_header(plain[i], "");
    ck_header("账户币种", "账户");
    ck_header("结算币种", "结算");
    ck_header("Amount Currency", "amount");
    ck_header("transaction_currency", "transaction");
    ck_header("amount.currency", "amount");
    ck_header("data.amount.currencyCode", "dataamount");
    ck_header("Doc. Curr.", "doc");
    ck_header("Amount", "no");
    ck_header("currency amount", "no");
    ck_header("Amount in local currency", "no");
    ck_header("是否外币种", "no");
    ck_header("multi_currency", "no");
    ck_header("名称", "no");
    ck_header("", "no");
}
END_TEST

static void ck_said(const char *s, const char *currency, enum cx_currency_said wanted)
{
    ck_assert_msg(cx_currency_said(s, strlen(s), currency) == wanted, "%s of %s: %d", s, currency,
                  cx_currency_said(s, strlen(s), currency));
}

START_TEST(cells)
{
    static const char *const same[] = {"CNY",        "rmb",  "人民币",     "人民币元", "元",
                                       "¥",          "￥",   "CNY-人民币", "156",      "Renminbi",
                                       "Yuan (CNY)", "本币", "人民币(CNY)"},
                             *const other[] = {"USD",         "usd",    "CHF",    "英镑",
                                               "加元",        "新台币", "840",    "US Dollar",
                                               "U.S. Dollar", "$",      "US$",    "USD-美元",
                                               "港币",        "外币",   "100 EUR"},
                             *const unknown[] = {"代币", "Doubloon", "Dinar of Iraq"},
                             *const unsaid[] = {"",   "-",      "N/A", "无", "12",
                                                "01", "100.00", "否",  "Y"};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        ck_said(same[i], "CNY", CX_CURRENCY_SAME);
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        ck_said(other[i], "CNY", CX_CURRENCY_OTHER);
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
        ck_said(unknown[i], "CNY", CX_CURRENCY_UNKNOWN);
    for (size_t i = 0; i < sizeof unsaid / sizeof *unsaid; i++)
        ck_said(unsaid[i], "CNY", CX_CURRENCY_UNSAID);
    ck_said("人民币", "rmb", CX_CURRENCY_SAME);
    ck_said("PLN", "pln", CX_CURRENCY_SAME);
    ck_said("$", "HKD", CX_CURRENCY_SAME);
    ck_said("US$", "HKD", CX_CURRENCY_OTHER);
    ck_said("Hong Kong Dollar", "USD", CX_CURRENCY_OTHER);
    ck_said("UAE Dirham", "AED", CX_CURRENCY_SAME);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, headers);
    tcase_add_test(tc, cells);
}

UNIT_MAIN("currency_column")
