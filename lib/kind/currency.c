#include "kind/currency.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/decimal.h"
#include "kind/alias.h"
#include "kind/unit.h"
#include "text/utf8.h"

/* Names are folded, between bars. */
static const struct currency {
    const char *code, *number, *names;
} currencies[] = {
    {"CNY", "156",
     "|rmb|人民币|人民币元|人民幣|元人民币|中国元|yuan|renminbi|chineseyuan|yuanrenminbi|"
     "chineseyuanrenminbi|"},
    {"USD", "840", "|us|美元|美金|美圆|usdollar|usdollars|unitedstatesdollar|americandollar|"},
    {"EUR", "978", "|欧元|歐元|euro|euros|"},
    {"GBP", "826", "|英镑|英鎊|pound|poundsterling|sterling|britishpound|ukpound|"},
    {"HKD", "344", "|hk|港币|港元|港幣|香港元|hkdollar|hongkongdollar|"},
    {"JPY", "392", "|日元|日圆|日圓|日币|円|yen|japaneseyen|"},
    {"TWD", "901", "|nt|ntd|台币|新台币|新臺幣|新台幣|newtaiwandollar|taiwandollar|"},
    {"MOP", "446", "|澳门元|澳门币|葡币|pataca|"},
    {"SGD", "702", "|新加坡元|新加坡币|新元|新币|singaporedollar|"},
    {"AUD", "036", "|澳元|澳币|澳大利亚元|australiandollar|"},
    {"CAD", "124", "|加元|加币|加拿大元|canadiandollar|"},
    {"NZD", "554", "|纽元|新西兰元|newzealanddollar|"},
    {"CHF", "756", "|瑞郎|瑞士法郎|swissfranc|"},
    {"KRW", "410", "|韩元|韩币|韩圆|won|koreanwon|"},
    {"INR", "356", "|卢比|印度卢比|rupee|rupees|indianrupee|"},
    {"THB", "764", "|泰铢|baht|thaibaht|"},
    {"RUB", "643", "|卢布|俄罗斯卢布|rouble|ruble|russianruble|"},
    {"MYR", "458", "|林吉特|令吉|马币|ringgit|malaysianringgit|"},
    {"VND", "704", "|越南盾|dong|"},
    {"IDR", "360", "|印尼盾|rupiah|indonesianrupiah|"},
    {"PHP", "608", "|菲律宾比索|philippinepeso|"},
    {"AED", "784", "|迪拉姆|dirham|"},
};

/* Names that several currencies have, in the plural, too. */
static const struct {
    const char *names, *codes;
} shared_names[] = {
    {"|dollar|dollars|", "USD AUD CAD HKD NZD SGD TWD BBD BMD BND BSD BZD FJD GYD JMD KYD LRD NAD "
                         "SBD SRD TTD XCD"},
    {"|euro|euros|", "EUR"},
    {"|pound|pounds|", "GBP EGP FKP GIP LBP SDG SHP SSP SYP"},
    {"|peso|pesos|比索|", "MXN ARS CLP COP CUP DOP PHP UYU"},
    {"|rupee|rupees|卢比|", "INR LKR MUR NPR PKR SCR"},
    {"|franc|francs|法郎|", "CHF BIF CDF DJF GNF KMF RWF XAF XOF XPF"},
    {"|krona|kronor|krone|kroner|克朗|", "SEK NOK DKK ISK CZK"},
    {"|dinar|dinars|第纳尔|", "KWD BHD DZD IQD JOD LYD MKD RSD TND"},
    {"|yen|", "JPY"},
    {"|yuan|renminbi|", "CNY"},
    {"|rouble|roubles|ruble|rubles|", "RUB BYN"},
};

/* All that amounts may be in. */
static const char codes[][4] = {
    "AED", "AFN", "ALL", "AMD", "ANG", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT",
    "BGN", "BHD", "BIF", "BMD", "BND", "BOB", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD",
    "CDF", "CHF", "CLP", "CNY", "COP", "CRC", "CUP", "CVE", "CZK", "DJF", "DKK", "DOP", "DZD",
    "EGP", "ERN", "ETB", "EUR", "FJD", "FKP", "GBP", "GEL", "GHS", "GIP", "GMD", "GNF", "GTQ",
    "GYD", "HKD", "HNL", "HTG", "HUF", "IDR", "ILS", "INR", "IQD", "IRR", "ISK", "JMD", "JOD",
    "JPY", "KES", "KGS", "KHR", "KMF", "KPW", "KRW", "KWD", "KYD", "KZT", "LAK", "LBP", "LKR",
    "LRD", "LSL", "LYD", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU", "MUR", "MVR",
    "MWK", "MXN", "MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "OMR", "PAB", "PEN",
    "PGK", "PHP", "PKR", "PLN", "PYG", "QAR", "RON", "RSD", "RUB", "RWF", "SAR", "SBD", "SCR",
    "SDG", "SEK", "SGD", "SHP", "SLE", "SOS", "SRD", "SSP", "STN", "SVC", "SYP", "SZL", "THB",
    "TJS", "TMT", "TND", "TOP", "TRY", "TTD", "TWD", "TZS", "UAH", "UGX", "USD", "UYU", "UZS",
    "VES", "VND", "VUV", "WST", "XAF", "XCD", "XOF", "XPF", "YER", "ZAR", "ZMW"};
#define CODES (sizeof codes / sizeof *codes)

static bool has_name(const char *names, const char *folded)
{
    size_t n = strlen(folded);
    for (const char *at = names; n > 0 && (at = strstr(at, folded)); at += n) {
        if (at[-1] == '|' && at[n] == '|')
            return true;
    }
    return false;
}

static const char *code_of(const char *folded)
{
    for (size_t i = 0; i < sizeof currencies / sizeof *currencies; i++) {
        const struct currency *one = &currencies[i];
        if (strcasecmp(folded, one->code) == 0 || strcmp(folded, one->number) == 0 ||
            has_name(one->names, folded))
            return one->code;
    }
    return NULL;
}

/* Whether a list with blanks between has a code. */
static bool has_code(const char *list, const char *code)
{
    for (; *list; list += list[3] ? 4 : 3) {
        if (strncasecmp(list, code, 3) == 0)
            return strlen(code) == 3;
    }
    return false;
}

/* Those of a name between bars, or a code itself; NULL: it is none. */
static const char *codes_of(const char *folded)
{
    for (size_t i = 0; i < sizeof shared_names / sizeof *shared_names; i++) {
        if (has_name(shared_names[i].names, folded))
            return shared_names[i].codes;
    }
    for (size_t i = 0; i < CODES; i++) {
        if (strcasecmp(codes[i], folded) == 0)
            return codes[i];
    }
    return isdigit((unsigned char)*folded) ? NULL : code_of(folded);
}

const char *cx_currency_of_word(const char *s, size_t n, bool is_sure)
{
    static const char others[] = "|all|bob|cop|crc|cup|ern|gel|hk|irr|mad|mdl|mnt|mop|nt|pen|php|"
                                 "ron|scr|shp|sos|svc|top|try|us|won|";
    struct cx_buf folded = {0};
    cx_alias_fold(&folded, s, n);
    const char *name = cx_buf_str(&folded);
    const char *found = is_sure || !has_name(others, name) ? codes_of(name) : NULL;
    cx_buf_fini(&folded);
    return found;
}

/* The length of the longest Chinese name of a currency that a folded text ends in or, at, has
 * anywhere; 0: it has none. */
static size_t chinese_name(const struct currency *currency, struct cx_unit_text text, bool is_end)
{
    static const char others[] = "|新元|新币|马币|"; /* 创新元件 */
    size_t longest = 0, n;
    for (const char *name = currency->names + 1; *name; name += n + 1) {
        n = strcspn(name, "|");
        bool is_there = (unsigned char)*name >= 0x80 && n > strlen("元") && n > longest &&
                        n <= text.n && !memmem(others, sizeof others, name - 1, n + 2) &&
                        (is_end ? memcmp(text.s + text.n - n, name, n) == 0
                                : memmem(text.s, text.n, name, n) != NULL);
        longest = is_there ? n : longest;
    }
    return longest;
}

size_t cx_currency_behind(struct cx_unit_text text)
{
    size_t longest = 0;
    for (size_t i = 0; i < sizeof currencies / sizeof *currencies; i++) {
        size_t n = chinese_name(&currencies[i], text, true);
        longest = n > longest ? n : longest;
    }
    return longest;
}

size_t cx_currency_within(const char *found[CX_CURRENCIES], struct cx_unit_text text)
{
    size_t count = 0;
    for (size_t i = 0; i < sizeof currencies / sizeof *currencies && count < CX_CURRENCIES; i++) {
        if (chinese_name(&currencies[i], text, false) > 0)
            found[count++] = currencies[i].code;
    }
    return count;
}

bool cx_currency_is(const char *said, const char *currency)
{
    bool are_codes =
        strlen(said) >= 3 && strspn(said, "ABCDEFGHIJKLMNOPQRSTUVWXYZ ") == strlen(said);
    return are_codes ? has_code(said, strcasecmp(currency, "RMB") == 0 ? "CNY" : currency)
                     : cx_money_is_of(said, strlen(said), currency);
}

bool cx_currency_agree(const char *one, const char *other)
{
    bool do_agree = false;
    for (size_t i = 0; i < CODES && !do_agree; i++)
        do_agree = cx_currency_is(one, codes[i]) && cx_currency_is(other, codes[i]);
    return do_agree;
}

bool cx_currency_has_cents(const char *currency)
{
    return !has_code("BHD BIF CLP DJF GNF IQD ISK JOD JPY KMF KRW KWD LYD MGA MRU OMR PYG RWF TND "
                     "UGX VND VUV XAF XOF XPF",
                     currency);
}

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
    const char *code = code_of(folded);
    bool is_code = strlen(folded) == 3 && isalpha((unsigned char)folded[0]) &&
                   isalpha((unsigned char)folded[1]) && isalpha((unsigned char)folded[2]);
    if (is_sign(s, n))
        return cx_money_is_of(s, n, currency) ? CX_CURRENCY_SAME : CX_CURRENCY_OTHER;
    if (code || is_code)
        return compare(code ? code : folded, currency);
    return has_name(home, folded)      ? CX_CURRENCY_SAME
           : has_name(foreign, folded) ? CX_CURRENCY_OTHER
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
        const char *code = code_of(cx_buf_str(&folded));
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
