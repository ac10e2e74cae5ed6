/* The plainest expressions, computed without SQLite: sums, differences and
 * products of columns and numbers, and comparisons of such joined by AND. They give what SQLite
 * gives; all else is left to it. */
#ifndef CX_PLAN_ARITH_H
#define CX_PLAN_ARITH_H

#include <stddef.h>

#include "store/rows.h"

struct cx_arith;
/* NULL where text is anything else. names are the columns. */
struct cx_arith *cx_arith_value(const char *text, const char *const *names, size_t count);
struct cx_arith *cx_arith_condition(const char *text, const char *const *names, size_t count);
void cx_arith_free(struct cx_arith *arith); /* NULL is fine */

enum cx_arith_result { CX_ARITH_NULL, CX_ARITH_NUMBER, CX_ARITH_UNKNOWN };
/* Of a condition *number is 1 or 0, and null counts as 0. CX_ARITH_UNKNOWN: a cell is text. */
enum cx_arith_result cx_arith_compute(double *number, const struct cx_arith *arith,
                                      const struct cx_value *cells);

#endif
