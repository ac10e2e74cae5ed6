/* Expressions of the plan, checked and computed by SQLite behind an authorizer.
 *
 * A sandbox is an empty database in memory. A calc is a list of expressions over the rows of one
 * source: they may name its columns and a list of pure functions, and nothing else. Each is
 * checked alone, so that none can hide behind another. */
#ifndef CX_STORE_CALC_H
#define CX_STORE_CALC_H

#include "store/rows.h"

struct cx_sandbox;
struct cx_calc;

int cx_sandbox_new(struct cx_sandbox **out, struct cx_err *err);
void cx_sandbox_free(struct cx_sandbox *sandbox); /* its calcs first; NULL is fine */

/* Compiles expressions over rows (both borrowed). CX_EDATA with the reason, and *bad (may be NULL)
 * the expression's index, where one is not allowed. */
int cx_calc_new(struct cx_calc **out, struct cx_sandbox *sandbox, const char *const *columns,
                size_t column_count, const struct cx_rows *rows, const char *const *expressions,
                size_t count, size_t *bad, struct cx_err *err);
void cx_calc_free(struct cx_calc *calc); /* NULL is fine */
/* 1: the results of the next row are there; 0: the end, and the next step starts again. */
int cx_calc_step(struct cx_calc *calc, struct cx_err *err);
/* Lets the next step start again before the end was reached. */
void cx_calc_rewind(struct cx_calc *calc);
struct cx_value cx_calc_result(struct cx_calc *calc, size_t index); /* borrowed until the step */

/* True for a keyword of SQL, which no column may be called. */
bool cx_calc_is_keyword(const char *name);

#endif
