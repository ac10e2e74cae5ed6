/* Numbers and money. Byte 0 says which of the functions below, byte 1 the decimals. */
#include "base/decimal.h"

#include <math.h>

#include "fuzz.h"

enum { DECIMALS_MAX = 9 };

/* What was read is written and reads back the same, long and short. */
static void check_text(int64_t value, int decimals)
{
    char text[CX_DEC_TEXT];
    int64_t again = ~value;
    cx_dec_format(text, value, decimals);
    holds(cx_dec_parse(&again, text, strlen(text), decimals) == CX_DEC_OK && again == value,
          "%s with %d decimals", text, decimals);
    again = ~value;
    cx_dec_format_short(text, value, decimals);
    holds(cx_dec_parse(&again, text, strlen(text), decimals) == CX_DEC_OK && again == value,
          "%s with %d decimals", text, decimals);
}

/* Within half a unit of what the C library reads, whose long double has 64 bits. */
static void check_near(int64_t value, const char *text, int decimals)
{
    long double real = strtold(text, NULL) * (long double)cx_dec_pow10(decimals);
    long double off = fabsl(real - (long double)value);
    holds(off <= 0.5L + fabsl(real) * 1e-17L, "%s is %lld with %d decimals", text, (long long)value,
          decimals);
}

static void try_decimal(const char *text, size_t n, int decimals)
{
    int64_t value = 0, rounded = 0;
    char *copy = fuzz_copy(text, n);
    enum cx_dec_result result = cx_dec_parse(&value, copy, n, decimals);
    free(copy);
    if (result != CX_DEC_OK && result != CX_DEC_INEXACT)
        return;
    check_text(value, decimals);
    if (!memchr(text, ',', n) && strlen(text) == n)
        check_near(value, text, decimals);
    if (decimals == 0)
        return;
    /* Fewer decimals: the same number, rounded once. */
    if (result == CX_DEC_OK && cx_dec_parse(&rounded, text, n, decimals - 1) <= CX_DEC_INEXACT) {
        int64_t wanted = 0;
        holds(cx_dec_divide(&wanted, value, 10) && wanted == rounded, "%.*s: %lld, then %lld",
              (int)n, text, (long long)value, (long long)rounded);
    }
}

static void try_money(const char *text, size_t n)
{
    int64_t cents = 0, again = 0;
    char *copy = fuzz_copy(text, n), plain[CX_DEC_TEXT];
    enum cx_dec_result result = cx_money_parse(&cents, copy, n);
    if (result == CX_DEC_OK || result == CX_DEC_INEXACT) {
        check_text(cents, 2);
        cx_dec_format(plain, cents, 2);
        holds(cx_money_parse(&again, plain, strlen(plain)) == CX_DEC_OK && again == cents, "%s",
              plain);
    }
    /* What is a number is the same amount of money. */
    if (cx_dec_parse(&again, copy, n, 2) == CX_DEC_OK)
        holds(result == CX_DEC_OK && again == cents, "%.*s", (int)n, text);
    free(copy);
}

/* The rule itself, by printf: 15 significant digits, then half away from zero. */
static void try_real(double real, int decimals)
{
    char text[40];
    int64_t fast = 0, slow = 0;
    bool fits = cx_dec_from_real(&fast, real, decimals);
    if (!isfinite(real)) {
        holds(!fits, "%g is a decimal", real);
        return;
    }
    snprintf(text, sizeof text, "%.15g", real);
    enum cx_dec_result result = cx_dec_parse(&slow, text, strlen(text), decimals);
    holds(fits == (result <= CX_DEC_INEXACT && result != CX_DEC_BAD), "%s: %d, by text %d", text,
          fits, result);
    holds(!fits || fast == slow, "%s (%a) with %d decimals is %lld, by text %lld", text, real,
          decimals, (long long)fast, (long long)slow);
}

/* A real from 8 bytes, then its neighbours of few digits: halves are where mistakes are. */
static void try_reals(const uint8_t *data, size_t n, int decimals)
{
    uint64_t bits = 0;
    double real;
    memcpy(&bits, data, n < sizeof bits ? n : sizeof bits);
    memcpy(&real, &bits, sizeof real);
    try_real(real, decimals);
    double half = ((double)(int64_t)(bits & 0xFFFFFFFFFFFF) + 0.5) / (double)cx_dec_pow10(decimals);
    try_real(half, decimals);
    try_real(nextafter(half, 0), decimals);
    try_real(nextafter(half, INFINITY), decimals);
    try_real(-half, decimals);
}

static void try_split(const uint8_t *data, size_t n)
{
    int64_t parts[32], weights[32], total = 0;
    __int128 sum = 0, all = 0;
    size_t count = 0;
    bool is_negative = false;
    memcpy(&total, data, n < sizeof total ? n : sizeof total);
    data += n < sizeof total ? n : sizeof total;
    n -= n < sizeof total ? n : sizeof total;
    for (; n > 0 && count < 32; count++) {
        size_t width = n < 1 + (size_t)(data[0] & 7) ? n : 1 + (size_t)(data[0] & 7);
        weights[count] = 0;
        memcpy(&weights[count], data, width);
        data += width;
        n -= width;
        sum += weights[count];
        is_negative |= weights[count] < 0;
    }
    bool fits = cx_dec_split(parts, total, weights, count);
    holds(fits == (sum > 0 && !is_negative), "of %zu weights", count);
    for (size_t i = 0; fits && i < count; i++) {
        __int128 off = (__int128)parts[i] * sum - (__int128)total * weights[i];
        holds(off < sum && -off < sum, "part %zu is a whole unit off", i);
        all += parts[i];
    }
    holds(!fits || all == total, "the parts don't add up");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    uint8_t which = fuzz_byte(&data, &size);
    int decimals = fuzz_byte(&data, &size) % (DECIMALS_MAX + 1);
    char *text = fuzz_string(data, size);
    switch (which & 3) {
    case 0: try_decimal(text, strlen(text), decimals); break;
    case 1: try_money(text, strlen(text)); break;
    case 2: try_reals(data, size, decimals); break;
    default: try_split(data, size); break;
    }
    free(text);
    return 0;
}
