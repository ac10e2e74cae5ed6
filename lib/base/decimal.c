#include "base/decimal.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"

typedef unsigned __int128 u128;

/* Digits of a text that are kept: more than any int64 with decimals needs, and 10^37 still fits
 * u128.
 */
#define MAX_DIGITS 36

static const int64_t powers[] = {
    1,
    10,
    100,
    1000,
    10000,
    100000,
    1000000,
    10000000,
    100000000,
    1000000000,
    10000000000,
    100000000000,
    1000000000000,
    10000000000000,
    100000000000000,
    1000000000000000,
    10000000000000000,
    100000000000000000,
    1000000000000000000,
};

int64_t cx_dec_pow10(int n)
{
    return powers[n];
}

static bool with_sign(int64_t *value, u128 magnitude, bool negative)
{
    if (magnitude > (u128)INT64_MAX + negative)
        return false;
    *value = (int64_t)(negative ? -magnitude : magnitude);
    return true;
}

/* Half up of a magnitude is half away from zero of the signed number. */
static u128 divide_half_up(u128 numerator, u128 denominator)
{
    u128 rest = numerator % denominator;

    return numerator / denominator + (rest >= denominator - rest);
}

bool cx_dec_divide(int64_t *value, __int128 numerator, __int128 denominator)
{
    u128 over = numerator < 0 ? -(u128)numerator : (u128)numerator;
    u128 under = denominator < 0 ? -(u128)denominator : (u128)denominator;

    if (under == 0)
        return false;
    return with_sign(value, divide_half_up(over, under), (numerator < 0) != (denominator < 0));
}

/* value = digits * 10^power, rounded; digits < 10^MAX_DIGITS. False if it does not fit. */
static bool scale(int64_t *value, bool *exact, u128 digits, int64_t power, bool negative)
{
    *exact = true;
    if (digits == 0)
        return with_sign(value, 0, negative);
    if (power >= 0) {
        if (power > 18 || digits > (u128)INT64_MAX + 1)
            return false;
        return with_sign(value, digits * (uint64_t)powers[power], negative);
    }
    if (power < -MAX_DIGITS) { /* less than a tenth */
        *exact = false;
        *value = 0;
        return true;
    }
    u128 divisor = 1;
    for (int64_t i = power; i < 0; i++)
        divisor *= 10;
    *exact = digits % divisor == 0;
    return with_sign(value, divide_half_up(digits, divisor), negative);
}

/* The exact rule: 15 significant digits, rounded by printf, then half away from zero. */
static bool from_text(int64_t *value, double real, int decimals)
{
    char text[32];
    u128 digits = 0;
    const char *s = text;
    bool exact;

    /* %.14e has the digits of %.15g at fixed places. The point is skipped, whatever the locale
     * writes there. */
    snprintf(text, sizeof text, "%.14e", fabs(real));
    for (; *s != 'e'; s++)
        if (*s >= '0' && *s <= '9')
            digits = digits * 10 + (unsigned)(*s - '0');
    long exponent = strtol(s + 1, NULL, 10);
    return scale(value, &exact, digits, exponent - 14 + decimals, real < 0);
}

bool cx_dec_from_real(int64_t *value, double real, int decimals)
{
    if (!isfinite(real))
        return false;
    /* scaled differs from real * 10^decimals by at most 1.2e-16 of itself (one rounding; powers of
     * ten up to 10^22 are exact), and that from the value of the 15 digits by at most 5e-15 of
     * itself. Where the next half is further away than 1e-14 of scaled, all three round alike.
     * Beyond 1e13 that margin would be most of a unit. */
    double scaled = fabs(real) * (double)powers[decimals];
    if (scaled < 1e13) {
        int64_t whole = (int64_t)scaled;
        double rest = scaled - (double)whole;
        if (fabs(rest - 0.5) > 1e-14 * scaled) {
            whole += rest > 0.5;
            *value = real < 0 ? -whole : whole;
            return true;
        }
    }
    return from_text(value, real, decimals);
}

double cx_dec_to_real(int64_t value, int decimals)
{
    return (double)value / (double)powers[decimals];
}

/* A number while it is read: digits * 10^exponent. */
struct number {
    u128 digits;
    int significant; /* digits kept, leading zeros not counted */
    int64_t exponent;
    bool any;  /* a digit was there */
    bool lost; /* digits other than 0 came after the last one kept */
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static void add_digit(struct number *number, char c, bool fraction)
{
    number->any = true;
    if (number->significant == MAX_DIGITS) {
        /* Halves go away from zero, so digits cut off can't change the rounding. */
        number->lost |= c != '0';
        number->exponent += !fraction;
        return;
    }
    number->digits = number->digits * 10 + (unsigned)(c - '0');
    number->significant += number->digits != 0;
    number->exponent -= fraction;
}

/* The digits before the point. Commas must part groups of three; "0,123" is refused, for it is
 * 0.123 where the comma is the decimal point. NULL: bad commas. */
static const char *read_whole(struct number *number, const char *s, const char *end)
{
    const char *start = s;
    bool grouped = false;
    int group = 0;

    for (; s < end && (is_digit(*s) || *s == ','); s++) {
        if (*s != ',') {
            add_digit(number, *s, false);
            group += group < 4;
            continue;
        }
        if (group == 0 || group > 3 || (grouped && group != 3) || *start == '0')
            return NULL;
        grouped = true;
        group = 0;
    }
    return grouped && group != 3 ? NULL : s;
}

/* E+05 and the like. NULL: not an exponent. */
static const char *read_exponent(struct number *number, const char *s, const char *end)
{
    bool negative = false;
    int64_t exponent = 0;

    if (s < end && (*s == '+' || *s == '-'))
        negative = *s++ == '-';
    if (s == end)
        return NULL;
    for (; s < end && is_digit(*s); s++)
        if (exponent < 1000000000) /* beyond every text's length is enough */
            exponent = exponent * 10 + (*s - '0');
    number->exponent += negative ? -exponent : exponent;
    return s;
}

static enum cx_dec_result read_unsigned(int64_t *value, const char *s, const char *end,
                                        int decimals, bool negative)
{
    struct number number = {0};
    bool exact;

    s = read_whole(&number, s, end);
    if (s && s < end && *s == '.')
        for (s++; s < end && is_digit(*s); s++)
            add_digit(&number, *s, true);
    if (s && number.any && s < end && (*s == 'e' || *s == 'E'))
        s = read_exponent(&number, s + 1, end);
    if (!s || s != end || !number.any)
        return CX_DEC_BAD;
    if (!scale(value, &exact, number.digits, number.exponent + decimals, negative))
        return CX_DEC_RANGE;
    return exact && !number.lost ? CX_DEC_OK : CX_DEC_INEXACT;
}

/* Moves s past a sign, if there is one. */
static bool take_sign(const char **s, const char *end, bool *negative)
{
    if (*s == end || (**s != '+' && **s != '-'))
        return false;
    *negative = *(*s)++ == '-';
    return true;
}

enum cx_dec_result cx_dec_parse(int64_t *value, const char *s, size_t n, int decimals)
{
    const char *end = s + n;
    bool negative = false;

    take_sign(&s, end, &negative);
    return read_unsigned(value, s, end, decimals, negative);
}

/* The signs and codes of currencies, and the codes of those that each may stand for. */
static const struct sign {
    const char *text, *codes;
} signs[] = {
    {"\u00A5", "CNY RMB JPY"},
    {"\uFFE5", "CNY RMB JPY"},
    {"$", "USD AUD CAD HKD MXN NZD SGD TWD"},
    {"US$", "USD"},
    {"HK$", "HKD"},
    {"NT$", "TWD"},
    {"S$", "SGD"},
    {"A$", "AUD"},
    {"CA$", "CAD"},
    {"C$", "CAD"},
    {"AU$", "AUD"},
    {"NZ$", "NZD"},
    {"MX$", "MXN"},
    {"JP¥", "JPY"},
    {"CN¥", "CNY RMB"},
    {"€", "EUR"},
    {"£", "GBP"},
    {"₹", "INR"},
    {"CNY", "CNY RMB"},
    {"RMB", "CNY RMB"},
    {"USD", "USD"},
    {"EUR", "EUR"},
    {"GBP", "GBP"},
    {"HKD", "HKD"},
    {"JPY", "JPY"},
    {"INR", "INR"},
    {"AUD", "AUD"},
    {"CAD", "CAD"},
    {"CHF", "CHF"},
    {"SGD", "SGD"},
    {"NZD", "NZD"},
    {"TWD", "TWD"},
    {"MXN", "MXN"},
    {"KRW", "KRW"},
    {"MOP", "MOP"},
    {"THB", "THB"},
    {"MYR", "MYR"},
    {"PHP", "PHP"},
    {"IDR", "IDR"},
    {"VND", "VND"},
    {"人民币", "CNY RMB"},
    {"美元", "USD"},
    {"欧元", "EUR"},
    {"港币", "HKD"},
    {"日元", "JPY"},
    {"円", "JPY"},
    {"美金", "USD"},
    {"港元", "HKD"},
};

/* Behind an amount only, as is 元整 on receipts. */
static const struct sign yuan[] = {{"元", "CNY RMB HKD TWD"}, {"元整", "CNY RMB HKD TWD"}};

/* An amount of money, parted: its figure, and the codes of the currencies on both sides, NULL where
 * there is none. */
struct amount {
    const char *s, *end;
    const char *before, *behind;
    bool is_signed, is_negative;
};

static void trim(const char **s, const char **end)
{
    while (*s < *end && (**s == ' ' || **s == '\t'))
        (*s)++;
    while (*s < *end && ((*end)[-1] == ' ' || (*end)[-1] == '\t'))
        (*end)--;
}

static void take_currency(struct amount *amount)
{
    for (size_t i = 0; i < sizeof signs / sizeof *signs && !amount->before; i++) {
        size_t n = strlen(signs[i].text);
        if ((size_t)(amount->end - amount->s) < n || memcmp(amount->s, signs[i].text, n) != 0)
            continue;
        amount->s += n;
        amount->before = signs[i].codes;
    }
}

/* The longest of these that it ends in: US$, not $. */
static const struct sign *ending(const struct amount *amount, const struct sign *of, size_t count,
                                 const struct sign *longest)
{
    size_t most = longest ? strlen(longest->text) : 0;
    for (size_t i = 0; i < count; i++) {
        size_t n = strlen(of[i].text);
        if (n <= most || (size_t)(amount->end - amount->s) < n ||
            memcmp(amount->end - n, of[i].text, n) != 0)
            continue;
        longest = &of[i];
        most = n;
    }
    return longest;
}

static void take_currency_behind(struct amount *amount)
{
    const struct sign *found = ending(amount, signs, sizeof signs / sizeof *signs, NULL);
    found = ending(amount, yuan, sizeof yuan / sizeof *yuan, found);
    if (!found)
        return;
    amount->end -= strlen(found->text);
    amount->behind = found->codes;
}

/* The currencies beside a figure, where it does not begin and end with digits, as most do. */
static void take_currencies(struct amount *amount)
{
    trim(&amount->s, &amount->end);
    if (amount->s < amount->end && !amount->before && !is_digit(*amount->s))
        take_currency(amount);
    if (amount->s < amount->end && !amount->behind && !is_digit(amount->end[-1]))
        take_currency_behind(amount);
    trim(&amount->s, &amount->end);
}

static void take_amount_sign(struct amount *amount)
{
    if (!amount->is_signed)
        amount->is_signed = take_sign(&amount->s, amount->end, &amount->is_negative);
}

/* (5.00), as accountants write what is negative. */
static void take_brackets(struct amount *amount)
{
    if (amount->is_signed || amount->end - amount->s < 3 || *amount->s != '(' ||
        amount->end[-1] != ')')
        return;
    amount->s++;
    amount->end--;
    amount->is_signed = amount->is_negative = true;
}

/* 5.00-, as SAP writes what is negative; 5.- and 5- are 5 in Switzerland. */
static void take_minus_behind(struct amount *amount)
{
    const char *last = amount->end - 1;
    if (amount->is_signed || last - amount->s < 3 || *last != '-' || !is_digit(last[-1]) ||
        !memchr(amount->s, '.', (size_t)(last - amount->s)))
        return;
    amount->end = last;
    amount->is_signed = amount->is_negative = true;
}

static struct amount part_amount(const char *s, size_t n)
{
    struct amount amount = {.s = s, .end = s + n};
    trim(&amount.s, &amount.end);
    take_amount_sign(&amount); /* -¥5 and ¥-5 are both written */
    take_currencies(&amount);
    take_brackets(&amount); /* $(5) and ($5) */
    take_currencies(&amount);
    take_amount_sign(&amount);
    take_minus_behind(&amount);
    return amount;
}

static bool is_code_among(const char *codes, const char *code, size_t n)
{
    for (const char *s = codes; *s; s += strcspn(s, " "), s += *s == ' ')
        if (strcspn(s, " ") == n && strncasecmp(s, code, n) == 0)
            return true;
    return false;
}

/* Whether the currencies on both sides, as in $5 USD, may be one. */
static bool agree(const struct amount *amount)
{
    if (!amount->before || !amount->behind)
        return true;
    for (const char *s = amount->before; *s; s += strcspn(s, " "), s += *s == ' ')
        if (is_code_among(amount->behind, s, strcspn(s, " ")))
            return true;
    return false;
}

enum cx_dec_result cx_money_parse(int64_t *cents, const char *s, size_t n)
{
    struct amount amount = part_amount(s, n);
    return agree(&amount) ? read_unsigned(cents, amount.s, amount.end, 2, amount.is_negative)
                          : CX_DEC_BAD;
}

bool cx_money_is_of(const char *s, size_t n, const char *currency)
{
    struct amount amount = part_amount(s, n);
    size_t length = strlen(currency);
    return (!amount.before || is_code_among(amount.before, currency, length)) &&
           (!amount.behind || is_code_among(amount.behind, currency, length));
}

char *cx_dec_format(char buf[CX_DEC_TEXT], int64_t value, int decimals)
{
    char digits[CX_DEC_TEXT]; /* backwards */
    int n = 0;
    char *out = buf;

    for (uint64_t rest = value < 0 ? -(uint64_t)value : (uint64_t)value; rest > 0 || n <= decimals;
         rest /= 10)
        digits[n++] = (char)('0' + rest % 10);
    if (value < 0)
        *out++ = '-';
    while (n > 0) {
        *out++ = digits[--n];
        if (n == decimals && n > 0)
            *out++ = '.';
    }
    *out = '\0';
    return buf;
}

char *cx_dec_format_short(char buf[CX_DEC_TEXT], int64_t value, int decimals)
{
    for (; decimals > 0 && value % 10 == 0; decimals--)
        value /= 10;
    return cx_dec_format(buf, value, decimals);
}

struct share {
    u128 rest; /* of total * weight / sum */
    size_t index;
};

static int by_rest(const void *a, const void *b)
{
    const struct share *x = a, *y = b;

    if (x->rest != y->rest)
        return x->rest > y->rest ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

bool cx_dec_split(int64_t *parts, int64_t total, const int64_t *weights, size_t n)
{
    __int128 sum = 0; /* of as many int64 as memory holds */

    for (size_t i = 0; i < n; i++) {
        if (weights[i] < 0)
            return false;
        sum += weights[i];
    }
    if (sum == 0)
        return false;

    struct share *shares = cx_realloc(NULL, n, sizeof *shares);
    __int128 left = total; /* toward zero: every part is cut short, so left keeps total's sign */
    for (size_t i = 0; i < n; i++) {
        __int128 product = (__int128)total * weights[i];
        parts[i] = (int64_t)(product / sum);
        left -= parts[i];
        __int128 rest = product % sum;
        shares[i] = (struct share){(u128)(rest < 0 ? -rest : rest), i};
    }
    int64_t one = left < 0 ? -1 : 1;
    if (left != 0)
        qsort(shares, n, sizeof *shares, by_rest);
    for (size_t i = 0; left != 0; i++, left -= one)
        parts[shares[i].index] += one;
    free(shares);
    return true;
}
