/* Private to fact/: what an expression gave for a row, kept for rows that are alike in the columns
 * it uses. Conditions see few different values, so that most rows need no evaluation. */
#ifndef CX_FACT_MEMO_H
#define CX_FACT_MEMO_H

#include <stdbool.h>
#include <stdint.h>

#include "store/rows.h"

#define MEMO_NULL INT64_MIN /* the expression was null */

struct memo;
/* columns: a bit for each that is used. Texts of rows must be the same pointer where they are kept
 * (they are compared as such), and outlive the memo. */
struct memo *memo_new(uint32_t columns);
void memo_free(struct memo *memo); /* NULL is fine */
/* Finds what was put for a row that is alike. */
bool memo_get(int64_t *value, const struct memo *memo, const struct cx_value *cells);
/* Once the memo is full, which means that hardly two rows are alike, nothing more is taken. */
void memo_put(struct memo *memo, const struct cx_value *cells, int64_t value);

#endif
