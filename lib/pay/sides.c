#include "pay/sides.h"

#define FEW_DECIMALS  6 /* as metrics are published; more where those look alike */
#define MOST_DECIMALS 15

static bool eval_number(struct cx_num *out, struct viewpoint *view, struct cx_expr *expr,
                        const struct cx_code_part *part, struct cx_bigs *bigs)
{
    struct cx_scalar value;
    struct cx_err ignored = {0}; /* then there are no sides to show */
    return cx_expr_eval_part(&value, expr, part, name_value, view, &ignored) == 0 &&
           value.type == CX_SCALAR_NUMBER &&
           cx_num_add(out, value.number, cx_num_int(0), bigs); /* a copy that stays */
}

bool find_sides(struct sides *out, struct viewpoint *view, struct cx_expr *expr,
                const struct cx_code_part *part)
{
    struct cx_bigs *bigs = cx_bigs_new();
    struct cx_code_part left, right;
    struct cx_num a, b, missing;
    bool is_told = false;
    cx_code_sides(&left, &right, cx_expr_code(expr), part);
    if (eval_number(&a, view, expr, &left, bigs) && eval_number(&b, view, expr, &right, bigs) &&
        cx_num_sub(&missing, b, a, bigs)) {
        bool is_equal = cx_num_sign(missing) == 0;
        for (int decimals = FEW_DECIMALS; !is_told && decimals <= MOST_DECIMALS; decimals++) {
            out->decimals = decimals;
            is_told = cx_num_to_dec(&out->left, a, decimals) &&
                      cx_num_to_dec(&out->right, b, decimals) &&
                      cx_num_to_dec(&out->missing, missing, decimals) &&
                      (is_equal || out->left != out->right);
        }
    }
    cx_bigs_free(bigs);
    return is_told;
}
