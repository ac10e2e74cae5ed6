/* Texts that columns are compared with, where a column has a list of words: any other text would
 * be like none, and what is counted 0, without a word. */
#ifndef CX_PLAN_LITERALS_H
#define CX_PLAN_LITERALS_H

#include "expr/code.h"

/* Checks the texts in an expression over columns (cx_columns_code). CX_EDATA: the first that is no
 * word of its column, and which one may be meant. */
int cx_literals_check(const struct cx_code *code, const char *const *columns, size_t count,
                      struct cx_err *err);

#endif
