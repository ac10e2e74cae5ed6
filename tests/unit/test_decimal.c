#include "base/decimal.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "unit.h"

static void check_divide(__int128 numerator, __int128 denominator, int64_t expected)
{
    int64_t value = 0;

    ck_assert(cx_dec_divide(&value, numerator, denominator));
    ck_assert_int_eq(value, expected);
}

START_TEST(divide_half_away_from_zero)
{
    check_divide(1, 2, 1);
    check_divide(-1, 2, -1);
    check_divide(1, -2, -1);
    check_divide(-1, -2, 1);
    check_divide(3, 2, 2);
    check_divide(-5, 2, -3);
    check_divide(1, 3, 0);
    check_divide(2, 3, 1);
    check_divide(-2, 3, -1);
    check_divide(49, 100, 0);
    check_divide(-50, 100, -1);
    check_divide(0, -7, 0);
    check_divide(12345 * 5, 10, 6173); /* 0.5 of an odd cent goes up */
    check_divide((__int128)INT64_MAX * INT64_MAX, INT64_MAX, INT64_MAX);
}
END_TEST

START_TEST(divide_limits)
{
    const __int128 most = (__int128)(~(unsigned __int128)0 >> 1), least = -most - 1;
    int64_t value = 42;

    check_divide(INT64_MAX, 1, INT64_MAX);
    check_divide(INT64_MIN, 1, INT64_MIN);
    check_divide(least, most, -1);
    check_divide(most, least, -1); /* nearly one: up */
    check_divide(least, least, 1);
    check_divide(1, least, 0);
    check_divide((__int128)INT64_MAX * 2 + 0, 2, INT64_MAX);
    ck_assert(!cx_dec_divide(&value, 1, 0));
    ck_assert(!cx_dec_divide(&value, (__int128)INT64_MAX + 1, 1));
    ck_assert(!cx_dec_divide(&value, (__int128)INT64_MAX * 2 + 1, 2)); /* rounds past it */
    ck_assert(!cx_dec_divide(&value, (__int128)INT64_MIN - 1, 1));
    ck_assert(!cx_dec_divide(&value, INT64_MIN, -1));
    ck_assert(!cx_dec_divide(&value, least, -1));
    ck_assert(!cx_dec_divide(&value, most, 1));
    ck_assert_int_eq(value, 42);
}
END_TEST

START_TEST(powers)
{
    int64_t power = 1;

    for (int n = 0; n <= 18; n++, power = n <= 18 ? power * 10 : 0)
        ck_assert_int_eq(cx_dec_pow10(n), power);
}
END_TEST

static void check_real(double real, int decimals, int64_t expected)
{
    int64_t value = 0;

    ck_assert_msg(cx_dec_from_real(&value, real, decimals), "%.17g", real);
    ck_assert_msg(value == expected, "%.17g with %d decimals is %lld, not %lld", real, decimals,
                  (long long)value, (long long)expected);
    ck_assert(cx_dec_from_real(&value, -real, decimals));
    ck_assert_int_eq(value, -expected);
}

START_TEST(real_known_values)
{
    check_real(1.0 / 128, 6, 7813); /* 0.0078125 */
    check_real(0.1 + 0.2, 1, 3);
    check_real(0.1 + 0.2, 9, 300000000);
    check_real(1.005, 2, 101); /* the double is 1.00499999999999989... */
    check_real(2.675, 2, 268);
    check_real(1.115, 2, 112);
    check_real(0.5, 0, 1);
    check_real(1.5, 0, 2);
    check_real(2.5, 0, 3);
    check_real(0.49999999999999994, 0, 1); /* with 15 digits it is a half */
    check_real(0.4999999999999, 0, 0);
    check_real(0.5 * 12345 / 100, 2, 6173); /* 61.725 */
    check_real(2.0 / 3, 6, 666667);
    check_real(0.0, 6, 0);
    check_real(-0.0, 0, 0);
    check_real(5e-324, 9, 0);
    check_real(4.9999e-10, 9, 0);
    check_real(5e-10, 9, 1);
    check_real(123456789.125, 2, 12345678913);
    check_real(123456789012.345, 2, 12345678901235); /* 15 digits, then a half */
    check_real(1e15, 2, 100000000000000000);
    check_real(1e18, 0, 1000000000000000000);
    check_real(0x1p53 - 1, 0, 9007199254740990); /* ...991 has 16 digits */
}
END_TEST

START_TEST(real_that_does_not_fit)
{
    static const double reals[] = {INFINITY, -INFINITY, NAN, 1e19, -1e19, 1e300, 9.3e18};
    int64_t value = 42;

    for (size_t i = 0; i < sizeof reals / sizeof *reals; i++)
        ck_assert(!cx_dec_from_real(&value, reals[i], 0));
    ck_assert(!cx_dec_from_real(&value, 1e10, 9));
    ck_assert(!cx_dec_from_real(&value, 0x1p63, 0));
    ck_assert_int_eq(value, 42);
    ck_assert(cx_dec_from_real(&value, 9.2e18, 0));
    ck_assert_int_eq(value, 9200000000000000000);
}
END_TEST

static uint64_t random_bits(uint64_t *state)
{
    uint64_t x = (*state += UINT64_C(0x9e3779b97f4a7c15)); /* splitmix64 */

    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return x ^ (x >> 31);
}

/* The rule in the plainest way: the text of %.15g, read and rounded as a decimal. */
static void check_against_text(double real, int decimals)
{
    char text[40];
    int64_t expected = 0, value = 0;

    int n = snprintf(text, sizeof text, "%.15g", real);
    enum cx_dec_result result = cx_dec_parse(&expected, text, (size_t)n, decimals);
    bool fits = cx_dec_from_real(&value, real, decimals);
    ck_assert_msg(fits == (result != CX_DEC_RANGE) && value == expected,
                  "%.17g with %d decimals is %lld, by %s %lld", real, decimals, (long long)value,
                  text, (long long)expected);
}

START_TEST(real_fast_is_as_slow)
{
    uint64_t state = 2026;

    for (int i = 0; i < 1000000; i++) {
        uint64_t bits = random_bits(&state);
        int decimals = (int)(bits % 10);
        double scale = (double)cx_dec_pow10((int)(bits / 16 % 17)), real;
        switch (bits / 1024 % 4) {
        case 0: /* anything between -1e16 and 1e16 */
            real = ((double)(random_bits(&state) >> 11) * 0x1p-53 - 0.5) * 2 * scale;
            break;
        case 1: /* a half at the last decimal, and the doubles next to it */
            real = (double)((int64_t)(random_bits(&state) % (uint64_t)scale) * 2 + 1) / 2 /
                   (double)cx_dec_pow10(decimals);
            for (uint64_t step = random_bits(&state) % 8; step > 0; step--)
                real = nextafter(real, bits & 2048 ? INFINITY : -INFINITY);
            break;
        case 2: /* near a half by some digits */
            real = (double)(random_bits(&state) % 1000000) + 0.5;
            real = (real + ldexp(1, -(int)(random_bits(&state) % 52))) /
                   (double)cx_dec_pow10(decimals);
            break;
        default: /* a rate */
            real =
                (double)(random_bits(&state) % 100000) / (double)(random_bits(&state) % 100000 + 1);
        }
        check_against_text(real, decimals);
    }
}
END_TEST

START_TEST(to_real)
{
    ck_assert(cx_dec_to_real(1250, 2) == 12.5);
    ck_assert(cx_dec_to_real(-3, 1) == -0.3);
    ck_assert(cx_dec_to_real(7, 0) == 7.0);
    for (int64_t i = -100000; i <= 100000; i += 7) {
        int64_t back = 0;
        ck_assert(cx_dec_from_real(&back, cx_dec_to_real(i, 6), 6));
        ck_assert_int_eq(back, i);
    }
}
END_TEST

struct sample {
    const char *text;
    int decimals;
    enum cx_dec_result result;
    int64_t value;
};

static const struct sample numbers[] = {
    {"12.50", 2, CX_DEC_OK, 1250},
    {"-12.5", 2, CX_DEC_OK, -1250},
    {"+3", 0, CX_DEC_OK, 3},
    {"0", 2, CX_DEC_OK, 0},
    {"-0.00", 2, CX_DEC_OK, 0},
    {"007", 0, CX_DEC_OK, 7},
    {".5", 2, CX_DEC_OK, 50},
    {"5.", 2, CX_DEC_OK, 500},
    {"12.500", 2, CX_DEC_OK, 1250}, /* the zeros say nothing more */
    {"1.5E+05", 2, CX_DEC_OK, 15000000},
    {"1.5e5", 0, CX_DEC_OK, 150000},
    {"25e-1", 1, CX_DEC_OK, 25},
    {"1e0", 0, CX_DEC_OK, 1},
    {"0e999999999999999999999", 2, CX_DEC_OK, 0},
    {"1,234.50", 2, CX_DEC_OK, 123450},
    {"-1,234,567", 0, CX_DEC_OK, -1234567},
    {"123,456.7", 1, CX_DEC_OK, 1234567},
    {"1.005", 2, CX_DEC_INEXACT, 101},
    {"-1.005", 2, CX_DEC_INEXACT, -101},
    {"1.00499999999999999999999999999999999999999999", 2, CX_DEC_INEXACT, 100},
    {"1.0050000000000000000000000000000000000000000001", 2, CX_DEC_INEXACT, 101},
    {"0.0000000000000000000000000000000000000000000001", 2, CX_DEC_INEXACT, 0},
    {"1e-999999999999", 2, CX_DEC_INEXACT, 0},
    {"0.5", 0, CX_DEC_INEXACT, 1},
    {"-0.5", 0, CX_DEC_INEXACT, -1},
    {"0.0078125", 6, CX_DEC_INEXACT, 7813},
    {"9223372036854775807", 0, CX_DEC_OK, INT64_MAX},
    {"-9223372036854775808", 0, CX_DEC_OK, INT64_MIN},
    {"92233720368547758.07", 2, CX_DEC_OK, INT64_MAX},
    {"9223372036854775807.4", 0, CX_DEC_INEXACT, INT64_MAX},
    {"0.000000000000000000000000000000000000000001e42", 0, CX_DEC_OK, 1},
    {"9223372036854775808", 0, CX_DEC_RANGE, 0},
    {"9223372036854775807.5", 0, CX_DEC_RANGE, 0},
    {"-9223372036854775809", 0, CX_DEC_RANGE, 0},
    {"1e19", 0, CX_DEC_RANGE, 0},
    {"1e999999999999999999999", 0, CX_DEC_RANGE, 0},
    {"100000000000000000000000000000000000000000000", 0, CX_DEC_RANGE, 0},
    {"", 2, CX_DEC_BAD, 0},
    {"-", 2, CX_DEC_BAD, 0},
    {".", 2, CX_DEC_BAD, 0},
    {"--1", 2, CX_DEC_BAD, 0},
    {"1-", 2, CX_DEC_BAD, 0},
    {"12,5x", 2, CX_DEC_BAD, 0},
    {"12.5x", 2, CX_DEC_BAD, 0},
    {" 1", 2, CX_DEC_BAD, 0},
    {"1 ", 2, CX_DEC_BAD, 0},
    {"1.2.3", 2, CX_DEC_BAD, 0},
    {"1e", 2, CX_DEC_BAD, 0},
    {"1e+", 2, CX_DEC_BAD, 0},
    {"1e1.5", 2, CX_DEC_BAD, 0},
    {"e5", 2, CX_DEC_BAD, 0},
    {".e5", 2, CX_DEC_BAD, 0},
    {"0x10", 2, CX_DEC_BAD, 0},
    {"nan", 2, CX_DEC_BAD, 0},
    {"inf", 2, CX_DEC_BAD, 0},
    {"1,23", 2, CX_DEC_BAD, 0},
    {"1,2345", 2, CX_DEC_BAD, 0},
    {"1234,567", 2, CX_DEC_BAD, 0},
    {"1,234567", 2, CX_DEC_BAD, 0},
    {"1,,234", 2, CX_DEC_BAD, 0},
    {",234", 2, CX_DEC_BAD, 0},
    {"1,234,", 2, CX_DEC_BAD, 0},
    {"1,234,.5", 2, CX_DEC_BAD, 0},
    {"1.234,5", 2, CX_DEC_BAD, 0},
    {"0,123", 2, CX_DEC_BAD, 0}, /* a decimal comma */
    {"¥5", 2, CX_DEC_BAD, 0},
    {"５", 2, CX_DEC_BAD, 0},
};

static void check_sample(const struct sample *sample, enum cx_dec_result result, int64_t value)
{
    ck_assert_msg(result == sample->result, "\"%s\": result %d", sample->text, (int)result);
    if (result == CX_DEC_OK || result == CX_DEC_INEXACT)
        ck_assert_msg(value == sample->value, "\"%s\" is %lld", sample->text, (long long)value);
}

START_TEST(parse)
{
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        const struct sample *sample = &numbers[i];
        int64_t value = 0;
        enum cx_dec_result result =
            cx_dec_parse(&value, sample->text, strlen(sample->text), sample->decimals);
        check_sample(sample, result, value);
    }
}
END_TEST

START_TEST(parse_keeps_to_the_length)
{
    int64_t value = 0;

    ck_assert_int_eq(cx_dec_parse(&value, "12345", 2, 0), CX_DEC_OK);
    ck_assert_int_eq(value, 12);
    ck_assert_int_eq(cx_dec_parse(&value, "1\0", 2, 0), CX_DEC_BAD);
    ck_assert_int_eq(cx_dec_parse(&value, "1e5", 2, 0), CX_DEC_BAD);
    ck_assert_int_eq(cx_money_parse(&value, "5元", 3), CX_DEC_BAD);
}
END_TEST

static const struct sample amounts[] = {
    {"¥1,234.50", 2, CX_DEC_OK, 123450},
    {"￥1,234.50", 2, CX_DEC_OK, 123450},
    {"$0.01", 2, CX_DEC_OK, 1},
    {"€5", 2, CX_DEC_OK, 500},
    {"£5", 2, CX_DEC_OK, 500},
    {"CNY 12.5", 2, CX_DEC_OK, 1250},
    {"RMB12.5", 2, CX_DEC_OK, 1250},
    {"USD 1e3", 2, CX_DEC_OK, 100000},
    {"EUR5", 2, CX_DEC_OK, 500},
    {"GBP5", 2, CX_DEC_OK, 500},
    {" \t12.50 ", 2, CX_DEC_OK, 1250},
    {"1,234.50元", 2, CX_DEC_OK, 123450},
    {"人民币100元整", 2, CX_DEC_OK, 10000},
    {"100元整", 2, CX_DEC_OK, 10000},
    {"元整", 2, CX_DEC_BAD, 0},
    {"-5 元 ", 2, CX_DEC_OK, -500},
    {"-¥5", 2, CX_DEC_OK, -500},
    {"¥-5", 2, CX_DEC_OK, -500},
    {"+$5", 2, CX_DEC_OK, 500},
    {"¥0.005", 2, CX_DEC_INEXACT, 1},
    {"-¥92233720368547758.08", 2, CX_DEC_OK, INT64_MIN},
    {"¥92233720368547758.08", 2, CX_DEC_RANGE, 0},
    {"", 2, CX_DEC_BAD, 0},
    {"  ", 2, CX_DEC_BAD, 0},
    {"¥", 2, CX_DEC_BAD, 0},
    {"元", 2, CX_DEC_BAD, 0},
    {"-¥-5", 2, CX_DEC_BAD, 0},
    {"--5", 2, CX_DEC_BAD, 0},
    {"¥¥5", 2, CX_DEC_BAD, 0},
    {"¥5元", 2, CX_DEC_OK, 500},
    {"人民币 1,234.5元", 2, CX_DEC_OK, 123450},
    {"US$5", 2, CX_DEC_OK, 500},
    {"-HK$5", 2, CX_DEC_OK, -500},
    {"€5元", 2, CX_DEC_BAD, 0},  /* one of them */
    {"$5元", 2, CX_DEC_OK, 500}, /* HKD and TWD */
    {"$5 USD", 2, CX_DEC_OK, 500},
    {"$5 EUR", 2, CX_DEC_BAD, 0},
    {"5¥", 2, CX_DEC_OK, 500},
    {"1,234.56 €", 2, CX_DEC_OK, 123456},
    {"1234.56EUR", 2, CX_DEC_OK, 123456},
    {"-5 HK$", 2, CX_DEC_OK, -500},
    {"5港元", 2, CX_DEC_OK, 500},
    {"5韩元", 2, CX_DEC_BAD, 0},
    {"5 EUR EUR", 2, CX_DEC_BAD, 0},
    {"€", 2, CX_DEC_BAD, 0},
    {"($217.34)", 2, CX_DEC_OK, -21734},
    {"$(217.34)", 2, CX_DEC_OK, -21734},
    {"(1,234)", 2, CX_DEC_OK, -123400},
    {"( 5.00 € )", 2, CX_DEC_OK, -500},
    {"(5.00) €", 2, CX_DEC_OK, -500},
    {"-(5.00)", 2, CX_DEC_BAD, 0},
    {"(-5.00)", 2, CX_DEC_BAD, 0},
    {"(5.00-)", 2, CX_DEC_BAD, 0},
    {"()", 2, CX_DEC_BAD, 0},
    {"((5))", 2, CX_DEC_BAD, 0},
    {"(5", 2, CX_DEC_BAD, 0},
    {"125.00-", 2, CX_DEC_OK, -12500},
    {"1,234.5- USD", 2, CX_DEC_OK, -123450},
    {"-5.00-", 2, CX_DEC_BAD, 0},
    {"5-", 2, CX_DEC_BAD, 0}, /* may be 5, as 5.- is */
    {"5.-", 2, CX_DEC_BAD, 0},
    {".-", 2, CX_DEC_BAD, 0},
    {"5 CR", 2, CX_DEC_BAD, 0},
    {"5 0", 2, CX_DEC_BAD, 0},
    {"12,5x", 2, CX_DEC_BAD, 0},
    {"5万元", 2, CX_DEC_BAD, 0},
};

START_TEST(money)
{
    for (size_t i = 0; i < sizeof amounts / sizeof *amounts; i++) {
        const char *text = amounts[i].text;
        int64_t cents = 0;
        enum cx_dec_result result = cx_money_parse(&cents, text, strlen(text));
        check_sample(&amounts[i], result, cents);
    }
}
END_TEST

START_TEST(format)
{
    char buf[CX_DEC_TEXT];

    ck_assert_str_eq(cx_dec_format(buf, -1250, 2), "-12.50");
    ck_assert_str_eq(cx_dec_format(buf, 5, 2), "0.05");
    ck_assert_str_eq(cx_dec_format(buf, -5, 2), "-0.05");
    ck_assert_str_eq(cx_dec_format(buf, 0, 0), "0");
    ck_assert_str_eq(cx_dec_format(buf, 0, 6), "0.000000");
    ck_assert_str_eq(cx_dec_format(buf, 7813, 6), "0.007813");
    ck_assert_str_eq(cx_dec_format(buf, 120, 0), "120");
    ck_assert_str_eq(cx_dec_format(buf, INT64_MAX, 2), "92233720368547758.07");
    ck_assert_str_eq(cx_dec_format(buf, INT64_MIN, 0), "-9223372036854775808");
    ck_assert_str_eq(cx_dec_format(buf, INT64_MIN, 18), "-9.223372036854775808");
    ck_assert_str_eq(cx_dec_format_short(buf, 1500000, 6), "1.5");
    ck_assert_str_eq(cx_dec_format_short(buf, 200, 2), "2");
    ck_assert_str_eq(cx_dec_format_short(buf, 200, 0), "200");
    ck_assert_str_eq(cx_dec_format_short(buf, 0, 2), "0");
    ck_assert_str_eq(cx_dec_format_short(buf, -50, 2), "-0.5");
    ck_assert_str_eq(cx_dec_format_short(buf, 1000, 2), "10");
}
END_TEST

START_TEST(format_is_read_back)
{
    uint64_t state = 1;
    char buf[CX_DEC_TEXT];

    for (int i = 0; i < 10000; i++) {
        int64_t value = (int64_t)random_bits(&state) >> (i % 64), back = 0;
        cx_dec_format(buf, value, i % 19);
        ck_assert_int_eq(cx_dec_parse(&back, buf, strlen(buf), i % 19), CX_DEC_OK);
        ck_assert_int_eq(back, value);
        cx_dec_format_short(buf, value, i % 19);
        ck_assert_int_eq(cx_dec_parse(&back, buf, strlen(buf), i % 19), CX_DEC_OK);
        ck_assert_int_eq(back, value);
    }
}
END_TEST

static void check_split(int64_t total, const int64_t weights[3], int64_t a, int64_t b, int64_t c)
{
    int64_t parts[3];

    ck_assert(cx_dec_split(parts, total, weights, 3));
    ck_assert_int_eq(parts[0], a);
    ck_assert_int_eq(parts[1], b);
    ck_assert_int_eq(parts[2], c);
}

START_TEST(split)
{
    check_split(100, (int64_t[]){1, 1, 1}, 34, 33, 33); /* a tie: the lower index */
    check_split(101, (int64_t[]){1, 1, 1}, 34, 34, 33);
    check_split(-100, (int64_t[]){1, 1, 1}, -34, -33, -33);
    check_split(-101, (int64_t[]){1, 1, 1}, -34, -34, -33);
    check_split(10, (int64_t[]){1, 2, 3}, 2, 3, 5);           /* 1.67 3.33 5 */
    check_split(100, (int64_t[]){333, 333, 334}, 33, 33, 34); /* 33.3 33.3 33.4 */
    check_split(1, (int64_t[]){0, 0, 5}, 0, 0, 1);
    check_split(5, (int64_t[]){0, 1, 0}, 0, 5, 0);
    check_split(0, (int64_t[]){1, 2, 3}, 0, 0, 0);
    check_split(2, (int64_t[]){1, 1, 2}, 1, 0, 1); /* 0.5 0.5 1 */
    check_split(INT64_MAX, (int64_t[]){1, 0, INT64_MAX - 1}, 1, 0, INT64_MAX - 1);
    check_split(INT64_MIN, (int64_t[]){0, 7, 0}, 0, INT64_MIN, 0);
    /* weights whose sum is no int64 */
    check_split(100, (int64_t[]){INT64_MAX, INT64_MAX, INT64_MAX}, 34, 33, 33);
    check_split(INT64_MIN, (int64_t[]){INT64_MAX, INT64_MAX, 0}, INT64_MIN / 2, INT64_MIN / 2, 0);
}
END_TEST

START_TEST(split_adds_up)
{
    uint64_t state = 3;
    int64_t weights[50], parts[50];

    for (int round = 0; round < 2000; round++) {
        int64_t total = (int64_t)random_bits(&state) >> (round % 60), sum = 0;
        for (int i = 0; i < 50; i++)
            weights[i] = (int64_t)(random_bits(&state) >> (7 + round % 50));
        weights[round % 50]++;
        ck_assert(cx_dec_split(parts, total, weights, 50));
        for (int i = 0; i < 50; i++) {
            ck_assert(parts[i] == 0 || (parts[i] < 0) == (total < 0));
            sum += parts[i];
        }
        ck_assert_int_eq(sum, total);
    }
}
END_TEST

START_TEST(split_refuses)
{
    int64_t parts[3];

    ck_assert(!cx_dec_split(parts, 10, (int64_t[]){0, 0, 0}, 3));
    ck_assert(!cx_dec_split(parts, 10, NULL, 0));
    ck_assert(!cx_dec_split(parts, 10, (int64_t[]){2, -1, 2}, 3));
}
END_TEST

START_TEST(currencies)
{
    static const struct {
        const char *text, *code;
        bool is_it;
    } of[] = {
        {"100", "CNY", true},     {"-1,234.50", "EUR", true}, {"", "CNY", true},
        {"¥100", "CNY", true},    {"￥100", "rmb", true},     {"-¥100", "JPY", true},
        {"CNY 100", "CNY", true}, {"100元", "CNY", true},     {"12.5万元", "CNY", true},
        {"$100", "USD", true},    {"$100", "HKD", true},      {"$100", "CNY", false},
        {"-$100", "EUR", false},  {"€100", "CNY", false},     {"£5", "EUR", false},
        {"USD 1", "CNY", false},  {"100元", "USD", false},    {"¥100", "USD", false},
        {" €5 ", "EUR", true},    {"€5", "EU", false},        {"5 EUR", "EUR", true},
        {"5 EUR", "USD", false},  {"5.00- €", "USD", false},  {"(5.00 €)", "USD", false},
        {"$5 CAD", "CAD", true},  {"$5 CAD", "USD", false},   {"5 US$", "HKD", false},
        {"5 $", "HKD", true},     {"元", "CNY", true},        {"元", "USD", false},
    };
    for (size_t i = 0; i < sizeof of / sizeof *of; i++)
        ck_assert_msg(cx_money_is_of(of[i].text, strlen(of[i].text), of[i].code) == of[i].is_it,
                      "%s in %s", of[i].text, of[i].code);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, currencies);
    tcase_add_test(tc, divide_half_away_from_zero);
    tcase_add_test(tc, divide_limits);
    tcase_add_test(tc, powers);
    tcase_add_test(tc, real_known_values);
    tcase_add_test(tc, real_that_does_not_fit);
    tcase_add_test(tc, real_fast_is_as_slow);
    tcase_add_test(tc, to_real);
    tcase_add_test(tc, parse);
    tcase_add_test(tc, parse_keeps_to_the_length);
    tcase_add_test(tc, money);
    tcase_add_test(tc, format);
    tcase_add_test(tc, format_is_read_back);
    tcase_add_test(tc, split);
    tcase_add_test(tc, split_adds_up);
    tcase_add_test(tc, split_refuses);
}

UNIT_MAIN("decimal")
