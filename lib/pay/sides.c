#include "pay/sides.h"

#include <string.h>

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

bool amount_takes(const struct rule *rule, struct viewpoint *view)
{
    (void)view;
    return rule->of->amount_cents < 0;
}

static bool is_basis(const struct rule *rule, const struct cx_code_part *part)
{
    const char *basis = rule->of->basis;
    return basis && strlen(basis) == part->n &&
           strncmp(rule->of->when + part->at, basis, part->n) == 0;
}

/* Whether a condition has it that the basis is less than 0, or than what is below it. */
static bool is_of_negative(const struct rule *rule, const struct cx_code_part *condition,
                           struct viewpoint *view)
{
    struct cx_code_part left, right;
    enum cx_code_relation relation = condition->relation;
    bool is_less = relation == CX_CODE_LT || relation == CX_CODE_LE;
    if (!is_less && relation != CX_CODE_GT && relation != CX_CODE_GE)
        return false;
    cx_code_sides(&left, &right, cx_expr_code(rule->when), condition);
    const struct cx_code_part *less = is_less ? &left : &right, *bound = is_less ? &right : &left;
    struct cx_bigs *bigs = cx_bigs_new();
    struct cx_num value;
    bool is = is_basis(rule, less) && eval_number(&value, view, rule->when, bound, bigs) &&
              cx_num_sign(value) <= 0;
    cx_bigs_free(bigs);
    return is;
}

bool factor_takes(int64_t factor, const struct rule *rule, struct viewpoint *view)
{
    enum { MOST = 100 };
    struct cx_code_part conditions[MOST];
    size_t count = rule->when ? cx_code_conditions(conditions, MOST, cx_expr_code(rule->when)) : 0;
    for (size_t i = 0; i < count; i++) {
        if (is_of_negative(rule, &conditions[i], view))
            return factor > 0;
    }
    return factor < 0;
}

bool rate_takes(const struct rule *rule, struct viewpoint *view)
{
    struct cx_err ignored = {0};
    int64_t rate;
    bool is_known =
        rule_value(&rate, rule->rate, 6, rule, view, &ignored) == 0 && rate != CX_NO_VALUE;
    return factor_takes(is_known ? rate : 1, rule, view);
}
