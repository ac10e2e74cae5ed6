#include "expr/number.h"

#include <ctype.h>
#include <gmp.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

typedef __int128 i128;
typedef unsigned __int128 u128;

struct cx_big {
    mpq_t q; /* in lowest terms, and not small */
};

struct cx_bigs {
    struct cx_big **list; /* those up to count are in use */
    size_t count, made, cap;
};

struct cx_bigs *cx_bigs_new(void)
{
    return cx_alloc(sizeof(struct cx_bigs));
}

void cx_bigs_clear(struct cx_bigs *bigs)
{
    bigs->count = 0;
}

void cx_bigs_free(struct cx_bigs *bigs)
{
    if (!bigs)
        return;
    for (size_t i = 0; i < bigs->made; i++) {
        mpq_clear(bigs->list[i]->q);
        free(bigs->list[i]);
    }
    free(bigs->list);
    free(bigs);
}

static struct cx_big *next_big(struct cx_bigs *bigs)
{
    if (bigs->count == bigs->made) {
        CX_GROW(bigs->list, bigs->made, bigs->cap);
        bigs->list[bigs->made] = cx_alloc(sizeof(struct cx_big));
        mpq_init(bigs->list[bigs->made++]->q);
    }
    return bigs->list[bigs->count++];
}

static u128 magnitude(i128 n)
{
    return n < 0 ? -(u128)n : (u128)n;
}

static u128 divisor(u128 a, u128 b)
{
    while (b) {
        u128 rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

static bool is_small(i128 n, i128 d)
{
    return n >= INT64_MIN && n <= INT64_MAX && d <= INT64_MAX;
}

/* n/d as two 64-bit integers, in lower terms where it takes that; d above 0. */
static bool fit(struct cx_num *out, i128 n, i128 d)
{
    if (!is_small(n, d)) {
        i128 common = (i128)divisor(magnitude(n), (u128)d);
        n /= common;
        d /= common;
        if (!is_small(n, d))
            return false;
    }
    *out = (struct cx_num){.n = (int64_t)n, .d = (int64_t)d};
    return true;
}

static void load(mpq_t q, struct cx_num a)
{
    mpq_init(q);
    if (a.d == 0) {
        mpq_set(q, a.big->q);
    } else {
        mpq_set_si(q, a.n, (unsigned long)a.d);
        mpq_canonicalize(q);
    }
}

/* Takes a fraction in lowest terms, and frees it. */
static bool store(struct cx_num *out, mpq_t q, struct cx_bigs *bigs)
{
    bool fits = mpz_sizeinbase(mpq_numref(q), 2) <= CX_NUM_BITS &&
                mpz_sizeinbase(mpq_denref(q), 2) <= CX_NUM_BITS;
    if (mpz_fits_slong_p(mpq_numref(q)) && mpz_fits_slong_p(mpq_denref(q))) {
        *out = (struct cx_num){.n = mpz_get_si(mpq_numref(q)), .d = mpz_get_si(mpq_denref(q))};
    } else if (fits) {
        struct cx_big *big = next_big(bigs);
        mpq_swap(big->q, q);
        *out = (struct cx_num){.big = big, .d = 0};
    }
    mpq_clear(q);
    return fits;
}

static bool compute_big(struct cx_num *out, void (*compute)(mpq_t, const mpq_t, const mpq_t),
                        struct cx_num a, struct cx_num b, struct cx_bigs *bigs)
{
    mpq_t x, y;
    load(x, a);
    load(y, b);
    compute(x, x, y);
    mpq_clear(y);
    return store(out, x, bigs);
}

bool cx_num_add(struct cx_num *out, struct cx_num a, struct cx_num b, struct cx_bigs *bigs)
{
    if (a.d && b.d) {
        bool is_alike = a.d == b.d;
        i128 n = is_alike ? (i128)a.n + b.n : (i128)a.n * b.d + (i128)b.n * a.d;
        if (fit(out, n, is_alike ? a.d : (i128)a.d * b.d))
            return true;
    }
    return compute_big(out, mpq_add, a, b, bigs);
}

bool cx_num_sub(struct cx_num *out, struct cx_num a, struct cx_num b, struct cx_bigs *bigs)
{
    if (a.d && b.d) {
        bool is_alike = a.d == b.d;
        i128 n = is_alike ? (i128)a.n - b.n : (i128)a.n * b.d - (i128)b.n * a.d;
        if (fit(out, n, is_alike ? a.d : (i128)a.d * b.d))
            return true;
    }
    return compute_big(out, mpq_sub, a, b, bigs);
}

bool cx_num_mul(struct cx_num *out, struct cx_num a, struct cx_num b, struct cx_bigs *bigs)
{
    if (a.d && b.d && fit(out, (i128)a.n * b.n, (i128)a.d * b.d))
        return true;
    return compute_big(out, mpq_mul, a, b, bigs);
}

bool cx_num_div(struct cx_num *out, struct cx_num a, struct cx_num b, struct cx_bigs *bigs)
{
    if (a.d && b.d) {
        i128 n = (i128)a.n * b.d, d = (i128)a.d * b.n;
        if (d < 0 ? fit(out, -n, -d) : fit(out, n, d))
            return true;
    }
    return compute_big(out, mpq_div, a, b, bigs);
}

bool cx_num_rem(struct cx_num *out, struct cx_num a, struct cx_num b, struct cx_bigs *bigs)
{
    if (a.d == 1 && b.d == 1) {
        *out = cx_num_int(b.n == -1 ? 0 : a.n % b.n);
        return true;
    }
    mpq_t x, y;
    load(x, a);
    load(y, b);
    mpz_tdiv_r(mpq_numref(x), mpq_numref(x), mpq_numref(y));
    mpq_clear(y);
    return store(out, x, bigs);
}

int cx_num_sign(struct cx_num a)
{
    return a.d ? (a.n > 0) - (a.n < 0) : mpq_sgn(a.big->q);
}

int cx_num_compare(struct cx_num a, struct cx_num b)
{
    if (a.d && a.d == b.d)
        return (a.n > b.n) - (a.n < b.n);
    if (a.d && b.d) {
        i128 left = (i128)a.n * b.d, right = (i128)b.n * a.d;
        return (left > right) - (left < right);
    }
    mpq_t x, y;
    load(x, a);
    load(y, b);
    int order = mpq_cmp(x, y);
    mpq_clear(x);
    mpq_clear(y);
    return (order > 0) - (order < 0);
}

bool cx_num_whole(struct cx_num *out, struct cx_num a, enum cx_num_whole how, struct cx_bigs *bigs)
{
    if (a.d) {
        int64_t whole = a.n / a.d, rest = a.n % a.d;
        whole -= how == CX_NUM_FLOOR && rest < 0;
        whole += how == CX_NUM_CEIL && rest > 0;
        *out = cx_num_int(whole);
        return true;
    }
    mpq_t x;
    load(x, a);
    (how == CX_NUM_FLOOR  ? mpz_fdiv_q
     : how == CX_NUM_CEIL ? mpz_cdiv_q
                          : mpz_tdiv_q)(mpq_numref(x), mpq_numref(x), mpq_denref(x));
    mpz_set_ui(mpq_denref(x), 1);
    return store(out, x, bigs);
}

static void multiply_by_pow10(mpz_t z, int power)
{
    mpz_t factor;
    mpz_init(factor);
    mpz_ui_pow_ui(factor, 10, (unsigned long)power);
    mpz_mul(z, z, factor);
    mpz_clear(factor);
}

bool cx_num_sqrt(struct cx_num *out, struct cx_num a, struct cx_bigs *bigs)
{
    mpq_t x;
    load(x, a);
    if (mpz_perfect_square_p(mpq_numref(x)) && mpz_perfect_square_p(mpq_denref(x))) {
        mpz_sqrt(mpq_numref(x), mpq_numref(x));
        mpz_sqrt(mpq_denref(x), mpq_denref(x));
        return store(out, x, bigs);
    }
    /* twice the root in units of the last decimal, cut off: half of it is what rounds */
    multiply_by_pow10(mpq_numref(x), 2 * CX_NUM_ROOT_DECIMALS);
    mpz_mul_ui(mpq_numref(x), mpq_numref(x), 4);
    mpz_tdiv_q(mpq_numref(x), mpq_numref(x), mpq_denref(x));
    mpz_sqrt(mpq_numref(x), mpq_numref(x));
    mpz_add_ui(mpq_numref(x), mpq_numref(x), 1);
    mpz_tdiv_q_ui(mpq_numref(x), mpq_numref(x), 2);
    mpz_ui_pow_ui(mpq_denref(x), 10, CX_NUM_ROOT_DECIMALS);
    mpq_canonicalize(x);
    return store(out, x, bigs);
}

/* a * 10^decimals, rounded half away from zero as cx_dec_divide does it for 128 bits. */
static void round_big(mpz_t out, struct cx_num a, int decimals)
{
    mpq_t x;
    mpz_t rest;
    load(x, a);
    mpz_init(rest);
    multiply_by_pow10(mpq_numref(x), decimals);
    mpz_tdiv_qr(out, rest, mpq_numref(x), mpq_denref(x));
    mpz_mul_2exp(rest, rest, 1);
    if (mpz_cmpabs(rest, mpq_denref(x)) >= 0) {
        if (mpz_sgn(rest) < 0)
            mpz_sub_ui(out, out, 1);
        else
            mpz_add_ui(out, out, 1);
    }
    mpz_clear(rest);
    mpq_clear(x);
}

bool cx_num_round(struct cx_num *out, struct cx_num a, int decimals, struct cx_bigs *bigs)
{
    int64_t value;
    if (decimals <= 18 && a.d && cx_dec_divide(&value, (i128)a.n * cx_dec_pow10(decimals), a.d)) {
        *out = cx_num_dec(value, decimals);
        return true;
    }
    mpq_t x;
    mpq_init(x);
    round_big(mpq_numref(x), a, decimals);
    mpz_ui_pow_ui(mpq_denref(x), 10, (unsigned long)decimals);
    mpq_canonicalize(x);
    return store(out, x, bigs);
}

bool cx_num_to_dec(int64_t *value, struct cx_num a, int decimals)
{
    if (a.d) {
        int64_t scale = cx_dec_pow10(decimals);
        if (a.d == scale) {
            *value = a.n;
            return true;
        }
        return cx_dec_divide(value, (i128)a.n * scale, a.d);
    }
    mpz_t z;
    mpz_init(z);
    round_big(z, a, decimals);
    bool fits = mpz_fits_slong_p(z);
    if (fits)
        *value = mpz_get_si(z);
    mpz_clear(z);
    return fits;
}

double cx_num_to_real(struct cx_num a)
{
    return a.d ? (double)((long double)a.n / (long double)a.d) : mpq_get_d(a.big->q);
}

int cx_num_decimals(struct cx_num a, int max)
{
    mpq_t x;
    int decimals = 0;
    load(x, a);
    while (decimals <= max && mpz_cmp_ui(mpq_denref(x), 1) != 0) {
        mpz_mul_ui(mpq_numref(x), mpq_numref(x), 10);
        mpq_canonicalize(x);
        decimals++;
    }
    mpq_clear(x);
    return decimals <= max ? decimals : -1;
}

void cx_num_write(struct cx_buf *out, struct cx_num a, int decimals)
{
    mpz_t z;
    mpz_init(z);
    round_big(z, a, decimals);
    while (decimals > 0 && mpz_divisible_ui_p(z, 10)) {
        mpz_tdiv_q_ui(z, z, 10);
        decimals--;
    }
    char *digits = mpz_get_str(NULL, 10, z), *s = digits;
    size_t n, wanted = (size_t)decimals;
    if (*s == '-')
        cx_buf_putc(out, *s++);
    n = strlen(s);
    if (n > wanted)
        cx_buf_add(out, s, n - wanted);
    else
        cx_buf_putc(out, '0');
    if (decimals > 0) {
        cx_buf_putc(out, '.');
        for (size_t i = n; i < wanted; i++)
            cx_buf_putc(out, '0');
        cx_buf_puts(out, n > wanted ? s + n - wanted : s);
    }
    free(digits);
    mpz_clear(z);
}

#define TEXT_DECIMALS 30
#define TEXT_DIGITS   15

/* Where the first digit stands: 0 of 1 to 9.99, -1 of 0.1; a is not 0. */
static int first_place(struct cx_num a)
{
    mpq_t x;
    mpz_t over, under;
    load(x, a);
    /* sizes are right or one too many */
    int place = (int)mpz_sizeinbase(mpq_numref(x), 10) - (int)mpz_sizeinbase(mpq_denref(x), 10) + 1;
    mpz_init(over);
    mpz_init(under);
    do {
        place--;
        mpz_set(over, mpq_numref(x));
        mpz_set(under, mpq_denref(x));
        multiply_by_pow10(place < 0 ? over : under, place < 0 ? -place : place);
    } while (mpz_cmpabs(over, under) < 0);
    mpz_clear(over);
    mpz_clear(under);
    mpq_clear(x);
    return place;
}

void cx_num_write_text(struct cx_buf *out, struct cx_num a)
{
    int decimals = cx_num_decimals(a, TEXT_DECIMALS);
    if (decimals < 0) {
        int place = first_place(a);
        decimals = place < TEXT_DIGITS ? TEXT_DIGITS - 1 - place : 0;
    }
    cx_num_write(out, a, decimals);
}

/* A literal's parts: digits * 10^exponent. */
struct literal {
    char digits[2 * CX_NUM_DIGITS + 1]; /* without noughts in front */
    size_t count;
    long exponent;
};

static bool read_literal(struct literal *literal, const char *s, size_t n)
{
    bool is_fraction = false;
    literal->count = 0;
    literal->exponent = 0;
    for (size_t i = 0; i < n; i++) {
        if (s[i] == '.') {
            is_fraction = true;
        } else if (tolower((unsigned char)s[i]) == 'e') {
            long power = strtol(s + i + 1, NULL, 10);
            if (power > 4 * CX_NUM_DIGITS || power < -4 * CX_NUM_DIGITS)
                return false;
            literal->exponent += power;
            break;
        } else {
            literal->exponent -= is_fraction;
            if (s[i] == '0' && literal->count == 0)
                continue;
            if (literal->count == sizeof literal->digits - 1)
                return false;
            literal->digits[literal->count++] = s[i];
        }
    }
    literal->digits[literal->count] = '\0';
    return literal->exponent >= -CX_NUM_DIGITS &&
           (long)literal->count + literal->exponent <= CX_NUM_DIGITS;
}

bool cx_num_parse(struct cx_num *out, const char *s, size_t n, struct cx_bigs *bigs)
{
    struct literal literal;
    mpq_t x;
    if (!read_literal(&literal, s, n))
        return false;
    if (literal.count <= 18 && literal.exponent <= 0 && literal.exponent >= -18) {
        *out = cx_num_dec(strtoll(literal.count ? literal.digits : "0", NULL, 10),
                          (int)-literal.exponent);
        return true;
    }
    mpq_init(x);
    mpz_set_str(mpq_numref(x), literal.count ? literal.digits : "0", 10);
    if (literal.exponent >= 0) {
        multiply_by_pow10(mpq_numref(x), (int)literal.exponent);
    } else {
        mpz_ui_pow_ui(mpq_denref(x), 10, (unsigned long)-literal.exponent);
        mpq_canonicalize(x);
    }
    return store(out, x, bigs);
}
