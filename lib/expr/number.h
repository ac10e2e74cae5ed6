/* Exact numbers: fractions of two whole numbers, of any size up to CX_NUM_BITS.
 *
 * Nearly all numbers of a company fit two 64-bit integers and are computed in 128 bits. What
 * doesn't fit is a GMP fraction, which a struct cx_bigs owns: a number that may be large is valid
 * until its cx_bigs is cleared. A money amount of 12.50 is 1250/100; nothing is brought to its
 * lowest terms before it has to be. */
#ifndef CX_EXPR_NUMBER_H
#define CX_EXPR_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/decimal.h"

/* Neither the numerator nor the denominator of a number has more bits: 1233 digits. */
#define CX_NUM_BITS 4096
/* Digits that a number may have where it is written, before its point or behind it. */
#define CX_NUM_DIGITS 308

struct cx_big;

struct cx_num {
    union {
        int64_t n;
        const struct cx_big *big;
    };
    int64_t d; /* above 0: the number is n/d; 0: it is big */
};

struct cx_bigs;
struct cx_bigs *cx_bigs_new(void);
void cx_bigs_free(struct cx_bigs *bigs);  /* NULL is fine */
void cx_bigs_clear(struct cx_bigs *bigs); /* forgets its numbers, keeps the memory */

static inline struct cx_num cx_num_int(int64_t n)
{
    return (struct cx_num){.n = n, .d = 1};
}
/* value with so many decimals (0 to 18). */
static inline struct cx_num cx_num_dec(int64_t value, int decimals)
{
    return (struct cx_num){.n = value, .d = cx_dec_pow10(decimals)};
}
/* n/d, d above 0. */
static inline struct cx_num cx_num_fraction(int64_t n, int64_t d)
{
    return (struct cx_num){.n = n, .d = d};
}

/* Reads digits, with a point and an exponent where there are such: 12, .5, 1.5e-3. No sign. False:
 * more than CX_NUM_DIGITS. s[0..n) has been checked to be a number. */
bool cx_num_parse(struct cx_num *out, const char *s, size_t n, struct cx_bigs *bigs);

/* False where the result has more than CX_NUM_BITS. */
bool cx_num_add(struct cx_num *out, struct cx_num a, struct cx_num b, struct cx_bigs *bigs);
bool cx_num_sub(struct cx_num *out, struct cx_num a, struct cx_num b, struct cx_bigs *bigs);
bool cx_num_mul(struct cx_num *out, struct cx_num a, struct cx_num b, struct cx_bigs *bigs);
/* b is not 0, here and in cx_num_rem. */
bool cx_num_div(struct cx_num *out, struct cx_num a, struct cx_num b, struct cx_bigs *bigs);
/* Of two whole numbers: the remainder, with the sign of a. */
bool cx_num_rem(struct cx_num *out, struct cx_num a, struct cx_num b, struct cx_bigs *bigs);

int cx_num_sign(struct cx_num a);                     /* -1, 0 or 1 */
int cx_num_compare(struct cx_num a, struct cx_num b); /* as cx_num_sign(a - b) */

enum cx_num_whole { CX_NUM_FLOOR, CX_NUM_CEIL, CX_NUM_TRUNC };
bool cx_num_whole(struct cx_num *out, struct cx_num a, enum cx_num_whole how, struct cx_bigs *bigs);
/* The square root of a number that is not below 0: exact where it is a fraction, else with
 * CX_NUM_ROOT_DECIMALS. */
#define CX_NUM_ROOT_DECIMALS 18
bool cx_num_sqrt(struct cx_num *out, struct cx_num a, struct cx_bigs *bigs);

/* Rounds half away from zero to so many decimals (0 or more). */
bool cx_num_round(struct cx_num *out, struct cx_num a, int decimals, struct cx_bigs *bigs);
/* As cx_num_round, to a stored decimal (0 to 9 decimals); false where it doesn't fit. */
bool cx_num_to_dec(int64_t *value, struct cx_num a, int decimals);
/* For pictures and statistics; never for what is compared, scored or paid. */
double cx_num_to_real(struct cx_num a);

/* The fewest decimals that show it as it is; -1: there are none up to max. */
int cx_num_decimals(struct cx_num a, int max);
/* Appends it rounded to so many decimals, without noughts at the end: -12.5. */
void cx_num_write(struct cx_buf *out, struct cx_num a, int decimals);
/* Appends it as it is or, where its decimals don't end, with 15 significant digits. */
void cx_num_write_text(struct cx_buf *out, struct cx_num a);

#endif
