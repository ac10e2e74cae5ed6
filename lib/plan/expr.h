/* One expression of the plan over named values. */
#ifndef CX_PLAN_EXPR_H
#define CX_PLAN_EXPR_H

#include "expr/code.h"
#include "plan/names.h"

struct cx_expr;

/* Compiles text; its names are those of the scope. CX_EDATA with the place in the text and the
 * reason. The plan outlives the expression. */
int cx_expr_new(struct cx_expr **out, const struct cx_plan *plan, enum cx_name_scope scope,
                const char *text, struct cx_err *err);
void cx_expr_free(struct cx_expr *expr); /* NULL is fine */
/* What a name is worth; texts are borrowed until the expression is computed again. */
typedef struct cx_scalar cx_expr_get(void *context, struct cx_name name);
/* Its value, and that of a part of it (expr/code.h); borrowed until it is computed again. */
int cx_expr_eval(struct cx_scalar *out, struct cx_expr *expr, cx_expr_get *get, void *context,
                 struct cx_err *err);
int cx_expr_eval_part(struct cx_scalar *out, struct cx_expr *expr, const struct cx_code_part *part,
                      cx_expr_get *get, void *context, struct cx_err *err);
/* The names it uses, each once, in the order of the text. A name's place in the list is its slot
 * in cx_expr_code. */
const struct cx_name *cx_expr_names(const struct cx_expr *expr, size_t *count);
const struct cx_code *cx_expr_code(const struct cx_expr *expr);

/* Compiles text over columns alone, such as a fact's: values[i] is that of columns[i]. of_rows: it
 * is added up over rows. */
int cx_columns_code(struct cx_code **out, const char *const *columns, size_t count, bool of_rows,
                    const char *text, struct cx_err *err);

/* Whether a formula can name it as it is: letters, digits and _, no digit first. */
bool cx_expr_is_name(const char *name);

#endif
