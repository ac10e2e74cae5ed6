/* Exact decimals, and the one place that rounds.
 *
 * A decimal is an int64 and a number of decimals: 12.50 with 2 decimals is 1250. Rounding is half
 * away from zero everywhere. Reals become decimals only in cx_dec_from_real: rounded to 15
 * significant digits first, then half away from zero. */
#ifndef CX_BASE_DECIMAL_H
#define CX_BASE_DECIMAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CX_DEC_TEXT 32 /* bytes that hold any formatted decimal */

/* 10^n for 0 <= n <= 18. */
int64_t cx_dec_pow10(int n);

/* value = numerator / denominator, rounded half away from zero. False on overflow of int64 or a
 * denominator of 0. */
bool cx_dec_divide(int64_t *value, __int128 numerator, __int128 denominator);

/* value = real, rounded to this number of decimals (0 to 9). False if real is not finite or does
 * not fit. Fast unless the digits after the wanted decimals are close to a half. */
bool cx_dec_from_real(int64_t *value, double real, int decimals);

/* The nearest double, for statistics and pictures; never for what is compared, scored or paid. */
double cx_dec_to_real(int64_t value, int decimals);

enum cx_dec_result {
    CX_DEC_OK,
    CX_DEC_BAD,     /* not a number */
    CX_DEC_INEXACT, /* a number with more decimals than wanted; *value is rounded */
    CX_DEC_RANGE,   /* too large for int64 */
};

/* Reads a decimal number with optional sign, exponent (1.5E+05) and thousands separators (1,234.50;
 * groups of three only). No blanks, no currency. */
enum cx_dec_result cx_dec_parse(int64_t *value, const char *s, size_t n, int decimals);

/* Like cx_dec_parse with 2 decimals, but also accepts surrounding blanks; in front or behind the
 * sign or code of one currency, as ¥ (U+00A5, U+FFE5) $ € £ ₹ CNY RMB USD EUR GBP, behind also 元;
 * and what is negative in brackets, or with decimals and a minus behind them. */
enum cx_dec_result cx_money_parse(int64_t *cents, const char *s, size_t n);
/* Whether such an amount can be of a currency, given by its code in any case: it names none, or by
 * a sign that stands for it, as $ does for USD and HKD. */
bool cx_money_is_of(const char *s, size_t n, const char *currency);

/* Writes "-12.50"; decimals 0 writes no point. Returns buf. */
char *cx_dec_format(char buf[CX_DEC_TEXT], int64_t value, int decimals);

/* Like cx_dec_format, without trailing zeros (1.500000 is "1.5", 2.00 is "2"). */
char *cx_dec_format_short(char buf[CX_DEC_TEXT], int64_t value, int decimals);

/* Splits total into parts in proportion to weights (>= 0) by largest remainder, ties going to the
 * lower index, so that the parts add up to exactly total; a negative total is split like its
 * absolute value. False if all weights are zero or any is negative. */
bool cx_dec_split(int64_t *parts, int64_t total, const int64_t *weights, size_t n);

#endif
