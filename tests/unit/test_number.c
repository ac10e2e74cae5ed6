/* expr/number: exact fractions of any size. */
#include "expr/number.h"

#include <math.h>
#include <string.h>

#include "unit.h"

static struct cx_bigs *bigs;

static void set_up(void)
{
    bigs = cx_bigs_new();
}

static void tear_down(void)
{
    cx_bigs_free(bigs);
}

static struct cx_num read(const char *text)
{
    struct cx_num number;
    bool is_negative = *text == '-';
    text += is_negative;
    ck_assert_msg(cx_num_parse(&number, text, strlen(text), bigs), "%s", text);
    if (is_negative)
        ck_assert(cx_num_sub(&number, cx_num_int(0), number, bigs));
    return number;
}

static void ck_number(struct cx_num number, const char *wanted)
{
    struct cx_buf text = {0};
    cx_num_write_text(&text, number);
    ck_assert_str_eq(cx_buf_str(&text), wanted);
    cx_buf_fini(&text);
}

START_TEST(reads_and_writes)
{
    static const char *const cases[][2] = {
        {"0", "0"},
        {"000", "0"},
        {"12.50", "12.5"},
        {".5", "0.5"},
        {"5.", "5"},
        {"1.5e3", "1500"},
        {"1e-3", "0.001"},
        {"2E+2", "200"},
        {"0.000001", "0.000001"},
        {"1e18", "1000000000000000000"},
        {"123456789012345678901234567890.5", "123456789012345678901234567890.5"},
        {"1e-30", "0.000000000000000000000000000001"},
        {"-7.25", "-7.25"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_number(read(cases[i][0]), cases[i][1]);
}
END_TEST

START_TEST(too_large_to_read)
{
    struct cx_num number;
    char digits[1000];
    memset(digits, '9', sizeof digits);
    ck_assert(!cx_num_parse(&number, "1e400", 5, bigs));
    ck_assert(!cx_num_parse(&number, "1e-400", 6, bigs));
    ck_assert(!cx_num_parse(&number, "1e99999999999999999999", 22, bigs));
    ck_assert(!cx_num_parse(&number, digits, sizeof digits, bigs));
    ck_assert(!cx_num_parse(&number, digits, 309, bigs));
    ck_assert(cx_num_parse(&number, digits, 308, bigs));
    ck_assert(cx_num_parse(&number, "1e300", 5, bigs));
}
END_TEST

/* (10^15 + 1/3) * 10^15 * 3 leaves 64 bits and comes back. */
START_TEST(leaves_64_bits_and_comes_back)
{
    struct cx_num third, number, million = read("1e15");
    ck_assert(cx_num_div(&third, cx_num_int(1), cx_num_int(3), bigs));
    ck_assert(cx_num_add(&number, million, third, bigs));
    ck_assert(cx_num_mul(&number, number, million, bigs));
    ck_assert(cx_num_mul(&number, number, cx_num_int(3), bigs));
    ck_assert_int_eq(number.d, 0);
    ck_number(number, "3000000000000001000000000000000");
    ck_assert(cx_num_div(&number, number, million, bigs));
    ck_assert_int_ne(number.d, 0);
    ck_number(number, "3000000000000001");
}
END_TEST

START_TEST(a_third)
{
    struct cx_num third, number;
    ck_assert(cx_num_div(&third, cx_num_int(-1), cx_num_int(-3), bigs));
    ck_number(third, "0.333333333333333");
    ck_assert(cx_num_mul(&number, third, cx_num_int(3), bigs));
    ck_assert_int_eq(cx_num_compare(number, cx_num_int(1)), 0);
    ck_assert(cx_num_sub(&number, third, cx_num_fraction(1, 3), bigs));
    ck_assert_int_eq(cx_num_sign(number), 0);
    ck_assert_int_eq(cx_num_decimals(third, 30), -1);
    ck_assert_int_eq(cx_num_decimals(cx_num_fraction(1, 8), 30), 3);
    ck_assert_int_eq(cx_num_decimals(cx_num_fraction(10, 5), 30), 0);
}
END_TEST

START_TEST(limits_of_int64)
{
    struct cx_num number;
    ck_assert(cx_num_sub(&number, cx_num_int(0), cx_num_int(INT64_MIN), bigs));
    ck_number(number, "9223372036854775808");
    ck_assert(cx_num_div(&number, cx_num_int(1), cx_num_int(INT64_MIN), bigs));
    ck_assert_int_eq(cx_num_sign(number), -1);
    ck_assert(cx_num_div(&number, cx_num_int(INT64_MIN), cx_num_int(-1), bigs));
    ck_number(number, "9223372036854775808");
    ck_assert(cx_num_rem(&number, cx_num_int(INT64_MIN), cx_num_int(-1), bigs));
    ck_number(number, "0");
    ck_assert(cx_num_rem(&number, cx_num_int(-7), cx_num_int(3), bigs));
    ck_number(number, "-1");
    ck_assert(cx_num_rem(&number, read("1e30"), cx_num_int(7), bigs));
    ck_number(number, "1");
    ck_assert_int_eq(cx_num_compare(cx_num_int(INT64_MIN), cx_num_fraction(INT64_MAX, 1)), -1);
}
END_TEST

START_TEST(wholes)
{
    static const struct {
        const char *number, *floor, *ceil, *trunc;
    } cases[] = {
        {"2.5", "2", "3", "2"},
        {"-2.5", "-3", "-2", "-2"},
        {"4", "4", "4", "4"},
        {"1e20", "100000000000000000000", "100000000000000000000", "100000000000000000000"},
        {"-100000000000000000000.5", "-100000000000000000001", "-100000000000000000000",
         "-100000000000000000000"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct cx_num out, number = read(cases[i].number);
        ck_assert(cx_num_whole(&out, number, CX_NUM_FLOOR, bigs));
        ck_number(out, cases[i].floor);
        ck_assert(cx_num_whole(&out, number, CX_NUM_CEIL, bigs));
        ck_number(out, cases[i].ceil);
        ck_assert(cx_num_whole(&out, number, CX_NUM_TRUNC, bigs));
        ck_number(out, cases[i].trunc);
    }
}
END_TEST

/* Half away from zero, in 64 bits and beyond. */
START_TEST(rounds)
{
    static const struct {
        const char *number;
        int decimals;
        const char *wanted;
    } cases[] = {{"0.5", 0, "1"},
                 {"-0.5", 0, "-1"},
                 {"0.4999999999", 0, "0"},
                 {"2.345", 2, "2.35"},
                 {"-2.345", 2, "-2.35"},
                 {"1.005", 2, "1.01"},
                 {"12.3", 30, "12.3"},
                 {"100000000000000000000.5", 0, "100000000000000000001"},
                 {"-100000000000000000000.5", 0, "-100000000000000000001"},
                 {"0.00000000000000000000005", 22, "0.0000000000000000000001"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct cx_num out;
        ck_assert(cx_num_round(&out, read(cases[i].number), cases[i].decimals, bigs));
        ck_number(out, cases[i].wanted);
    }
    int64_t value;
    ck_assert(cx_num_to_dec(&value, cx_num_fraction(2, 3), 6));
    ck_assert_int_eq(value, 666667);
    ck_assert(cx_num_to_dec(&value, cx_num_fraction(-2, 3), 2));
    ck_assert_int_eq(value, -67);
    ck_assert(cx_num_to_dec(&value, cx_num_dec(1250, 2), 2));
    ck_assert_int_eq(value, 1250);
    ck_assert(cx_num_to_dec(&value, read("0.00000000000000000000000000001"), 6));
    ck_assert_int_eq(value, 0);
    ck_assert(!cx_num_to_dec(&value, read("1e18"), 6));
    ck_assert(!cx_num_to_dec(&value, read("1e30"), 0));
}
END_TEST

START_TEST(roots)
{
    struct cx_num out;
    ck_assert(cx_num_sqrt(&out, cx_num_fraction(9, 16), bigs));
    ck_number(out, "0.75");
    ck_assert(cx_num_sqrt(&out, cx_num_int(2), bigs));
    ck_number(out, "1.414213562373095049");
    ck_assert(cx_num_sqrt(&out, cx_num_int(0), bigs));
    ck_number(out, "0");
}
END_TEST

START_TEST(grows_no_further_than_it_may)
{
    struct cx_num number = cx_num_int(10);
    int doublings = 0;
    while (cx_num_mul(&number, number, number, bigs))
        doublings++;
    ck_assert_int_eq(doublings, 10); /* 10^1024; 10^2048 is too large */
    number = cx_num_fraction(1, 10);
    for (doublings = 0; cx_num_mul(&number, number, number, bigs);)
        doublings++;
    ck_assert_int_eq(doublings, 10);
}
END_TEST

START_TEST(as_real)
{
    ck_assert(cx_num_to_real(cx_num_fraction(1, 4)) == 0.25);
    ck_assert(fabs(cx_num_to_real(read("1e30")) / 1e30 - 1) < 1e-15);
}
END_TEST

/* 15 digits of what never ends, wherever they stand. */
START_TEST(writes_far_digits)
{
    struct cx_num number;
    ck_number(cx_num_fraction(2, 3), "0.666666666666667");
    ck_number(cx_num_fraction(200, 3), "66.6666666666667");
    ck_number(cx_num_fraction(-1, 3000), "-0.000333333333333333");
    ck_number(cx_num_fraction(INT64_MAX, 3), "3074457345618258602");
    struct cx_buf text = {0};
    number = cx_num_fraction(1, 3);
    for (int i = 0; i < 4; i++)
        ck_assert(cx_num_div(&number, number, read("1e300"), bigs)); /* no double holds it */
    cx_num_write_text(&text, number);
    ck_assert_uint_eq(text.len, 2 + 1200 + 15);
    ck_assert_str_eq(cx_buf_str(&text) + 2 + 1200, "333333333333333");
    cx_buf_fini(&text);
}
END_TEST

START_TEST(writes_as_asked)
{
    struct cx_buf text = {0};
    cx_num_write(&text, cx_num_fraction(219999999, 1000000000), 4);
    cx_buf_putc(&text, ' ');
    cx_num_write(&text, cx_num_fraction(-1, 1000), 4);
    cx_buf_putc(&text, ' ');
    cx_num_write(&text, cx_num_int(1200), 0);
    ck_assert_str_eq(cx_buf_str(&text), "0.22 -0.001 1200");
    cx_buf_fini(&text);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, reads_and_writes);
    tcase_add_test(tc, too_large_to_read);
    tcase_add_test(tc, leaves_64_bits_and_comes_back);
    tcase_add_test(tc, a_third);
    tcase_add_test(tc, limits_of_int64);
    tcase_add_test(tc, wholes);
    tcase_add_test(tc, rounds);
    tcase_add_test(tc, roots);
    tcase_add_test(tc, grows_no_further_than_it_may);
    tcase_add_test(tc, as_real);
    tcase_add_test(tc, writes_far_digits);
    tcase_add_test(tc, writes_as_asked);
}

UNIT_MAIN("number")
