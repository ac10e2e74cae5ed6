/* What a name in an expression is worth, and what an expression comes to: nothing (null), an exact
 * number, or a text. */
#ifndef CX_EXPR_SCALAR_H
#define CX_EXPR_SCALAR_H

#include "expr/number.h"

enum cx_scalar_type { CX_SCALAR_NULL, CX_SCALAR_NUMBER, CX_SCALAR_TEXT };

struct cx_scalar {
    enum cx_scalar_type type;
    union {
        struct cx_num number;
        const char *text; /* NUL-terminated UTF-8, borrowed */
    };
};

static inline struct cx_scalar cx_scalar_null(void)
{
    return (struct cx_scalar){.type = CX_SCALAR_NULL};
}
static inline struct cx_scalar cx_scalar_num(struct cx_num number)
{
    return (struct cx_scalar){.type = CX_SCALAR_NUMBER, .number = number};
}
static inline struct cx_scalar cx_scalar_int(int64_t n)
{
    return cx_scalar_num(cx_num_int(n));
}
static inline struct cx_scalar cx_scalar_dec(int64_t value, int decimals)
{
    return cx_scalar_num(cx_num_dec(value, decimals));
}
static inline struct cx_scalar cx_scalar_text(const char *text) /* NULL: null */
{
    return text ? (struct cx_scalar){.type = CX_SCALAR_TEXT, .text = text} : cx_scalar_null();
}

/* Whether a condition that came to it holds: a number other than 0. */
static inline bool cx_scalar_holds(struct cx_scalar value)
{
    return value.type == CX_SCALAR_NUMBER && cx_num_sign(value.number) != 0;
}
/* A number before any text; neither is null. */
int cx_scalar_compare(const struct cx_scalar *a, const struct cx_scalar *b);

#endif
