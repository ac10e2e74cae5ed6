/* One expression of the plan over named values. */
#ifndef CX_PLAN_EXPR_H
#define CX_PLAN_EXPR_H

#include "plan/names.h"
#include "store/calc.h"

struct cx_expr;

/* Compiles text; its names are those of the scope. CX_EDATA with the reason where it isn't allowed
 * (unknown name, subquery, two whole literals divided, …). sandbox and plan outlive the expression.
 */
int cx_expr_new(struct cx_expr **out, struct cx_sandbox *sandbox, const struct cx_plan *plan,
                enum cx_name_scope scope, const char *text, struct cx_err *err);
void cx_expr_free(struct cx_expr *expr); /* NULL is fine */
/* Its value, where get says what each of its names is worth. Text is borrowed until the next
 * evaluation of any expression. */
int cx_expr_eval(struct cx_value *out, struct cx_expr *expr,
                 struct cx_value (*get)(void *context, struct cx_name name), void *context,
                 struct cx_err *err);
/* The names it uses. */
const struct cx_name *cx_expr_names(const struct cx_expr *expr, size_t *count);

/* Hands each text literal that a name is compared with (role = 'x', 'x' = role, role IN ('x', 'y'))
 * to hear: the name's first byte and length in text, and the literal without its quotes. */
void cx_expr_literals(const char *text,
                      void (*hear)(void *context, const char *name, size_t n, const char *literal),
                      void *context);

/* Refuses what SQLite would take in another sense than the writer's: two whole literals divided. */
int cx_expr_check_text(const char *text, struct cx_err *err);

/* Whether a formula can name it as it is: letters, digits and _, no digit first. */
bool cx_expr_is_name(const char *name);

/* A value as a number: true and *real, or false for null and for text that is none. */
bool cx_expr_number(double *real, struct cx_value value);

#endif
