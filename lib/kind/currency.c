#include "kind/currency.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/decimal.h"
#include "kind/alias.h"
#include "kind/unit.h"

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

const char *cx_currency_code(const char *folded)
{
    for (size_t i = 0; i < sizeof currencies / sizeof *currencies; i++) {
        const struct currency *one = &currencies[i];
        if (strcasecmp(folded, one->code) == 0 || strcmp(folded, one->number) == 0 ||
            cx_alias_is_among(one->names, folded))
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
        if (cx_alias_is_among(shared_names[i].names, folded))
            return shared_names[i].codes;
    }
    for (size_t i = 0; i < CODES; i++) {
        if (strcasecmp(codes[i], folded) == 0)
            return codes[i];
    }
    return isdigit((unsigned char)*folded) ? NULL : cx_currency_code(folded);
}

const char *cx_currency_of_word(const char *s, size_t n, bool is_sure)
{
    static const char others[] = "|all|bob|cop|crc|cup|ern|gel|hk|irr|mad|mdl|mnt|mop|nt|pen|php|"
                                 "ron|scr|shp|sos|svc|top|try|us|won|";
    struct cx_buf folded = {0};
    cx_alias_fold(&folded, s, n);
    const char *name = cx_buf_str(&folded);
    const char *found = is_sure || !cx_alias_is_among(others, name) ? codes_of(name) : NULL;
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
