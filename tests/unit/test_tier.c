/* pay/tier: a basis through a table of tiers. */
#include "base/decimal.h"
#include "csv/reader.h"
#include "files.h"
#include "pay/edition.h"
#include "pay/engine.h"
#include "unit.h"

#define MILLION INT64_C(1000000)
#define END     INT64_MAX

/* 2 % to 20000, 3 % to 50000, 5 % above. */
static const struct cx_tier commission[] = {{"c", 0, 20000 * MILLION, 20000},
                                            {"c", 20000 * MILLION, 50000 * MILLION, 30000},
                                            {"c", 50000 * MILLION, END, 50000}};

/* The amount in cents, rounded as a line's. */
static int64_t amount(const struct cx_tier *tiers, size_t count, enum cx_tier_mode mode,
                      int64_t basis_cents)
{
    int64_t rate, cents;
    __int128 sum = tier_amount(&rate, tiers, count, mode, EDITION, basis_cents);
    ck_assert(cx_dec_divide(&cents, sum, (__int128)10000 * MILLION));
    return cents;
}

static int64_t rate_reached(const struct cx_tier *tiers, size_t count, int64_t basis_cents)
{
    int64_t rate;
    tier_amount(&rate, tiers, count, CX_TIER_WHOLE, EDITION, basis_cents);
    return rate;
}

/* 60000: 20000 × 2 % + 30000 × 3 % + 10000 × 5 % = 400 + 900 + 500. */
START_TEST(marginal)
{
    ck_assert_int_eq(amount(commission, 3, CX_TIER_MARGINAL, 6000000), 180000);
    ck_assert_int_eq(amount(commission, 3, CX_TIER_MARGINAL, 2000000), 40000);
    ck_assert_int_eq(amount(commission, 3, CX_TIER_MARGINAL, 2000100), 40003);
    ck_assert_int_eq(amount(commission, 3, CX_TIER_MARGINAL, 0), 0);
    ck_assert_int_eq(amount(commission, 3, CX_TIER_MARGINAL, 25), 1); /* 0.25 × 2 % = 0.005 */
}
END_TEST

/* A bound belongs to the upper tier. */
START_TEST(whole)
{
    ck_assert_int_eq(amount(commission, 3, CX_TIER_WHOLE, 6000000), 300000);
    ck_assert_int_eq(amount(commission, 3, CX_TIER_WHOLE, 2000000), 60000);
    ck_assert_int_eq(amount(commission, 3, CX_TIER_WHOLE, 1999999), 40000); /* 399.9998 */
    ck_assert_int_eq(rate_reached(commission, 3, 1999999), 20000);
    ck_assert_int_eq(rate_reached(commission, 3, 5000000), 50000);
}
END_TEST

/* What is taken back costs what it earned. */
START_TEST(negative)
{
    ck_assert_int_eq(amount(commission, 3, CX_TIER_MARGINAL, -6000000), -180000);
    ck_assert_int_eq(amount(commission, 3, CX_TIER_WHOLE, -2000000), -60000);
    ck_assert_int_eq(amount(commission, 3, CX_TIER_MARGINAL, -25), -1);
}
END_TEST

/* From 1000 to 2000 alone: nothing below, and nothing above of its own. */
START_TEST(below_and_above)
{
    static const struct cx_tier tiers[] = {{"t", 1000 * MILLION, 2000 * MILLION, 100000}};
    ck_assert_int_eq(amount(tiers, 1, CX_TIER_MARGINAL, 99999), 0);
    ck_assert_int_eq(amount(tiers, 1, CX_TIER_MARGINAL, 150000), 5000);
    ck_assert_int_eq(amount(tiers, 1, CX_TIER_MARGINAL, 300000), 10000);
    ck_assert_int_eq(amount(tiers, 1, CX_TIER_WHOLE, 99999), 0);
    ck_assert_int_eq(amount(tiers, 1, CX_TIER_WHOLE, 200000), 0);
    ck_assert(rate_reached(tiers, 1, 99999) == CX_NO_VALUE);
    ck_assert_int_eq(amount(NULL, 0, CX_TIER_MARGINAL, 99999), 0);
}
END_TEST

/* What of a table lies below 0 holds nothing, of what came in and of what was taken back: 5000 × 2
 * %
 * + 5000 × 3 %, 100 × 2 %. */
START_TEST(below_nothing)
{
    static const struct cx_tier tiers[] = {{"t", -5000 * MILLION, -1000 * MILLION, 500000},
                                           {"t", -1000 * MILLION, 5000 * MILLION, 20000},
                                           {"t", 5000 * MILLION, END, 30000}};
    for (int sign = -1; sign <= 1; sign += 2) {
        ck_assert_int_eq(amount(tiers, 3, CX_TIER_MARGINAL, sign * 1000000), sign * 25000);
        ck_assert_int_eq(amount(tiers, 3, CX_TIER_MARGINAL, sign * 10000), sign * 200);
        ck_assert_int_eq(amount(tiers, 3, CX_TIER_WHOLE, sign * 10000), sign * 200);
    }
    ck_assert_int_eq(amount(tiers, 3, CX_TIER_MARGINAL, 0), 0);
}
END_TEST

/* What is beyond all money stays so: it can't be rounded to cents, whatever the sign. */
START_TEST(beyond_all_money)
{
    static const struct cx_tier tiers[] = {{"t", 0, 1 * MILLION, END},
                                           {"t", 1 * MILLION, END, END}};
    static const int64_t bases[] = {INT64_MAX, -INT64_MAX};
    int64_t rate, cents;
    for (int mode = CX_TIER_MARGINAL; mode <= CX_TIER_WHOLE; mode++) {
        for (int i = 0; i < 2; i++) {
            __int128 sum = tier_amount(&rate, tiers, 2, (enum cx_tier_mode)mode, EDITION, bases[i]);
            ck_assert(!cx_dec_divide(&cents, sum, (__int128)10000 * MILLION));
            ck_assert((sum < 0) == (bases[i] < 0));
        }
    }
}
END_TEST

/* "0:0.01 1000:0.02": each from and its rate, to the next from. */
static size_t read_tiers(struct cx_tier tiers[8], const char *s)
{
    size_t count = 0;
    while (*s) {
        size_t from = strcspn(s, ":"), rate = strcspn(s + from + 1, " ");
        ck_assert_uint_lt(count, 8);
        struct cx_tier *tier = &tiers[count++];
        *tier = (struct cx_tier){.id = "t", .to = END};
        ck_assert_int_eq(cx_dec_parse(&tier->from, s, from, 6), CX_DEC_OK);
        ck_assert_int_eq(cx_dec_parse(&tier->rate_ppm, s + from + 1, rate, 6), CX_DEC_OK);
        if (count > 1)
            tier[-1].to = tier->from;
        s += from + 1 + rate;
        s += strspn(s, " ");
    }
    return count;
}

/* Published cases. An amount may be followed by a remark: "9700 (200+300 …)". */
START_TEST(published)
{
    struct cx_csv_reader *reader = NULL;
    struct cx_csv_row row;
    struct cx_err err = {0};
    int cases = 0;
    int fd = open(CX_SOURCE_DIR "/tests/golden/cases/tiers.csv", O_RDONLY | O_CLOEXEC);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(cx_csv_open(&reader, fd, "tiers.csv", NULL, &err), 0);
    for (; cx_csv_next(reader, &row, &err) == 1; cases++) {
        struct cx_tier tiers[8];
        int64_t basis, wanted;
        size_t count = read_tiers(tiers, row.fields[2].s);
        const char *text = row.fields[3].s;
        ck_assert_int_eq(cx_dec_parse(&basis, text, strcspn(text, " "), 2), CX_DEC_OK);
        ck_assert_int_eq(cx_dec_parse(&wanted, row.fields[4].s, row.fields[4].n, 2), CX_DEC_OK);
        enum cx_tier_mode mode =
            strcmp(row.fields[1].s, "whole") == 0 ? CX_TIER_WHOLE : CX_TIER_MARGINAL;
        int64_t got = amount(tiers, count, mode, basis);
        ck_assert_msg(got == wanted, "%s: %lld cents", row.fields[0].s, (long long)got);
    }
    ck_assert_int_eq(cases, 5);
    cx_csv_free(reader);
    close(fd);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, marginal);
    tcase_add_test(tc, whole);
    tcase_add_test(tc, negative);
    tcase_add_test(tc, below_and_above);
    tcase_add_test(tc, below_nothing);
    tcase_add_test(tc, beyond_all_money);
    tcase_add_test(tc, published);
}

UNIT_MAIN("tier")
