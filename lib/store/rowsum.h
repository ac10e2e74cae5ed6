/* Private to store/: the sum of the hashes of a table's rows, in any order. Rows are added and
 * taken away; two tables that have the same rows have the same sum, and others, but for a chance of
 * some 1 in 2^244, do not. From the difference of two sums follows the key of the row that they
 * differ by, if it is one. All figures are in the field of the integers modulo 2^61 - 1. */
#ifndef CX_STORE_ROWSUM_H
#define CX_STORE_ROWSUM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/hash.h"

#define ROWSUM_LANES 4
#define ROWSUM_TEXT  (16 * (ROWSUM_LANES + 1) + 1)

struct rowsum {
    int64_t rows;
    uint64_t lanes[ROWSUM_LANES]; /* of the rows' SHA-256 */
    uint64_t place;               /* the sum of key times first lane */
};

/* What the sum takes of a row: its bytes. */
void rowsum_hash(uint64_t lanes[ROWSUM_LANES], const void *bytes, size_t n);
/* Adds a row, or with is_minus takes it away: its hash, and its key. */
void rowsum_put(struct rowsum *sum, const uint64_t lanes[ROWSUM_LANES], int64_t key, bool is_minus);
/* Both. */
void rowsum_row(struct rowsum *sum, const void *bytes, size_t n, int64_t key, bool is_minus);
void rowsum_add(struct rowsum *sum, const struct rowsum *more);
void rowsum_subtract(struct rowsum *sum, const struct rowsum *less);
bool rowsum_same(const struct rowsum *a, const struct rowsum *b);
bool rowsum_is_none(const struct rowsum *sum); /* of no rows */
/* Of a difference: the key of the one row by which it came about. Where it was more than one this
 * is any number. */
int64_t rowsum_key(const struct rowsum *difference);

/* Lanes and place as hex digits, and back (false: they are none). */
const char *rowsum_format(char text[ROWSUM_TEXT], const struct rowsum *sum);
bool rowsum_parse(struct rowsum *sum, int64_t rows, const char *text);

#endif
