/* Private to fact/: the plainest expressions, computed without SQLite: sums, differences and
 * products of columns and numbers, and comparisons of such joined by AND. They give what SQLite
 * gives; all else is left to it. */
#ifndef CX_FACT_ARITH_H
#define CX_FACT_ARITH_H

#include <stddef.h>

#include "store/rows.h"

struct arith;
/* NULL where text is anything else. names are the columns. */
struct arith *arith_value(const char *text, const char *const *names, size_t count);
struct arith *arith_condition(const char *text, const char *const *names, size_t count);
void arith_free(struct arith *arith); /* NULL is fine */

enum arith_result { ARITH_NULL, ARITH_NUMBER, ARITH_UNKNOWN };
/* Of a condition *number is 1 or 0, and null counts as 0. ARITH_UNKNOWN: a cell is text. */
enum arith_result arith_compute(double *number, const struct arith *arith,
                                const struct cx_value *cells);

#endif
