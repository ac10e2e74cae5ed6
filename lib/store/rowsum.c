#include "store/rowsum.h"

#include <endian.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define P ((UINT64_C(1) << 61) - 1)

static uint64_t reduce(uint64_t n)
{
    n = (n & P) + (n >> 61);
    return n >= P ? n - P : n;
}

static uint64_t plus(uint64_t a, uint64_t b)
{
    return reduce(a + b);
}

static uint64_t minus(uint64_t a, uint64_t b)
{
    return plus(a, P - b);
}

static uint64_t times(uint64_t a, uint64_t b)
{
    unsigned __int128 product = (unsigned __int128)a * b;
    return plus((uint64_t)(product & P), (uint64_t)(product >> 61));
}

/* By Fermat; 0 has none. */
static uint64_t inverse(uint64_t n)
{
    uint64_t result = 1;
    for (uint64_t exponent = P - 2; exponent > 0; exponent >>= 1) {
        if (exponent & 1)
            result = times(result, n);
        n = times(n, n);
    }
    return result;
}

static uint64_t of_key(int64_t key)
{
    return key < 0 ? minus(0, reduce((uint64_t)-key)) : reduce((uint64_t)key);
}

/* Keys are near 0, on either side. */
static int64_t to_key(uint64_t n)
{
    return n > P / 2 ? -(int64_t)(P - n) : (int64_t)n;
}

void rowsum_hash(uint64_t lanes[ROWSUM_LANES], const void *bytes, size_t n)
{
    struct cx_hash hash;
    uint8_t digest[CX_HASH_BYTES];
    cx_hash_init(&hash);
    cx_hash_add(&hash, bytes, n);
    cx_hash_bytes(&hash, digest);
    for (size_t i = 0; i < ROWSUM_LANES; i++) {
        uint64_t lane;
        memcpy(&lane, digest + i * sizeof lane, sizeof lane);
        lanes[i] = reduce(be64toh(lane));
    }
}

void rowsum_put(struct rowsum *sum, const uint64_t lanes[ROWSUM_LANES], int64_t key, bool is_minus)
{
    struct rowsum row = {.rows = 1};
    memcpy(row.lanes, lanes, sizeof row.lanes);
    row.place = times(row.lanes[0], of_key(key));
    if (is_minus)
        rowsum_subtract(sum, &row);
    else
        rowsum_add(sum, &row);
}

void rowsum_row(struct rowsum *sum, const void *bytes, size_t n, int64_t key, bool is_minus)
{
    uint64_t lanes[ROWSUM_LANES];
    rowsum_hash(lanes, bytes, n);
    rowsum_put(sum, lanes, key, is_minus);
}

void rowsum_add(struct rowsum *sum, const struct rowsum *more)
{
    sum->rows += more->rows;
    for (size_t i = 0; i < ROWSUM_LANES; i++)
        sum->lanes[i] = plus(sum->lanes[i], more->lanes[i]);
    sum->place = plus(sum->place, more->place);
}

void rowsum_subtract(struct rowsum *sum, const struct rowsum *less)
{
    sum->rows -= less->rows;
    for (size_t i = 0; i < ROWSUM_LANES; i++)
        sum->lanes[i] = minus(sum->lanes[i], less->lanes[i]);
    sum->place = minus(sum->place, less->place);
}

bool rowsum_same(const struct rowsum *a, const struct rowsum *b)
{
    return a->rows == b->rows && a->place == b->place &&
           memcmp(a->lanes, b->lanes, sizeof a->lanes) == 0;
}

bool rowsum_is_none(const struct rowsum *sum)
{
    const struct rowsum none = {0};
    return rowsum_same(sum, &none);
}

int64_t rowsum_key(const struct rowsum *difference)
{
    return to_key(times(difference->place, inverse(difference->lanes[0])));
}

const char *rowsum_format(char text[ROWSUM_TEXT], const struct rowsum *sum)
{
    for (size_t i = 0; i <= ROWSUM_LANES; i++)
        snprintf(text + 16 * i, 17, "%016" PRIx64, i < ROWSUM_LANES ? sum->lanes[i] : sum->place);
    return text;
}

bool rowsum_parse(struct rowsum *sum, int64_t rows, const char *text)
{
    *sum = (struct rowsum){.rows = rows};
    if (strspn(text, "0123456789abcdef") != ROWSUM_TEXT - 1 || text[ROWSUM_TEXT - 1])
        return false;
    for (size_t i = 0; i <= ROWSUM_LANES; i++) {
        uint64_t *part = i < ROWSUM_LANES ? &sum->lanes[i] : &sum->place;
        if (sscanf(text + 16 * i, "%16" SCNx64, part) != 1 || *part >= P)
            return false;
    }
    return true;
}
