#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/decimal.h"
#include "kind/alias.h"
#include "kind/currency.h"
#include "text/utf8.h"

static enum cx_currency_said compare(const char *code, const char *currency)
{
    bool is_same = strcasecmp(code, currency) == 0 ||
                   (strcmp(code, "CNY") == 0 && strcasecmp(currency, "RMB") == 0);
    return is_same ? CX_CURRENCY_SAME : CX_CURRENCY_OTHER;
}

/* Of a sign that several may have, or 元, the same is in doubt the settings'. */
static bool is_sign(const char *s, size_t n)
{
    static const char *const signs[] = {"¥", "￥", "$", "€", "£", "₹"};
    bool has_it = n == strlen("元") && memcmp(s, "元", n) == 0;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        has_it = has_it || memmem(s, n, signs[i], strlen(signs[i]));
    return has_it && !cx_money_is_of(s, n, "XXX");
}

static enum cx_currency_said of_whole(const char *s, size_t n, const char *folded,
                                      const char *currency)
{
    static const char home[] = "|本币|本位币|记账本位币|localcurrency|basecurrency|homecurrency|",
                      foreign[] = "|外币|foreigncurrency|";
    const char *code = cx_currency_code(folded);
    bool is_code = strlen(folded) == 3 && isalpha((unsigned char)folded[0]) &&
                   isalpha((unsigned char)folded[1]) && isalpha((unsigned char)folded[2]);
    if (is_sign(s, n))
        return cx_money_is_of(s, n, currency) ? CX_CURRENCY_SAME : CX_CURRENCY_OTHER;
    if (code || is_code)
        return compare(code ? code : folded, currency);
    return cx_alias_is_among(home, folded)      ? CX_CURRENCY_SAME
           : cx_alias_is_among(foreign, folded) ? CX_CURRENCY_OTHER
                                                : CX_CURRENCY_UNKNOWN;
}

/* CNY-人民币, Dollars (USD): those of its words that are known. */
static enum cx_currency_said of_words(const char *s, size_t n, const char *currency)
{
    enum cx_currency_said said = CX_CURRENCY_UNKNOWN;
    const char *end = s + n, *word = s;
    struct cx_buf folded = {0};
    for (size_t length;
         (length = cx_alias_next_word(&word, end, CX_WORD_DIGITS | CX_WORD_HUMPS)) > 0;
         word += length) {
        cx_buf_clear(&folded);
        cx_alias_fold(&folded, word, length);
        const char *code = cx_currency_code(cx_buf_str(&folded));
        if (code && said != CX_CURRENCY_OTHER)
            said = compare(code, currency);
    }
    cx_buf_fini(&folded);
    return said;
}

/* A single letter may be Y or N. */
static bool has_word(const char *folded)
{
    if (strlen(folded) < 2)
        return false;
    while (*folded && isdigit((unsigned char)*folded))
        folded++;
    return *folded != '\0';
}

enum cx_currency_said cx_currency_said(const char *s, size_t n, const char *currency)
{
    enum cx_currency_said said = CX_CURRENCY_UNSAID;
    struct cx_buf folded = {0};
    cx_alias_fold(&folded, s, n);
    const char *name = cx_buf_str(&folded);
    if (!cx_alias_is_nothing(s, n) && cx_alias_word(cx_no_yes, s, n) < 0)
        said = of_whole(s, n, name, currency);
    if (said == CX_CURRENCY_UNKNOWN)
        said = has_word(name) ? of_words(s, n, currency) : CX_CURRENCY_UNSAID;
    cx_buf_fini(&folded);
    return said;
}

/* Takes an ending off a folded name. */
static bool take_ending(struct cx_buf *name, const char *const *endings)
{
    for (; *endings; endings++) {
        size_t n = strlen(*endings);
        if (name->len < n || memcmp(name->data + name->len - n, *endings, n) != 0)
            continue;
        name->data[name->len -= n] = '\0';
        return true;
    }
    return false;
}

/* Amount in local currency, 是否外币种 and Multi-currency are of something else. */
static bool is_of_else(const char *s, size_t n)
{
    static const char *const words[] = {"in", "is", "has", "multi"};
    const char *end = s + n, *word = s;
    bool is_it = memmem(s, n, "是否", strlen("是否"));
    for (size_t length; (length = cx_alias_next_word(&word, end, CX_WORD_HUMPS)) > 0;
         word += length) {
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            is_it =
                is_it || (length == strlen(words[i]) && strncasecmp(word, words[i], length) == 0);
    }
    return is_it;
}

bool cx_currency_is_header(struct cx_buf *whose, const char *s, size_t n)
{
    static const char *const endings[] = {"币种", "币别",     "货币", "幣種", "幣別",
                                          "貨幣", "currency", "ccy",  "curr", NULL},
                             *const forms[] = {"代码", "编码", "名称", "简称", "类型",
                                               "code", "name", "type", "iso",  NULL};
    struct cx_buf plain = {0};
    cx_utf8_nfkc(&plain, s, n);
    struct cx_unit_text name = {cx_buf_str(&plain), plain.len}, unit;
    while (cx_unit_peel(&name, &unit))
        ;
    cx_alias_fold(whose, name.s, name.n);
    take_ending(whose, forms);
    bool is_it = take_ending(whose, endings) && !is_of_else(name.s, name.n);
    cx_buf_fini(&plain);
    return is_it;
}
