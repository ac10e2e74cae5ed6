#include "pay/sides.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"

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

static bool is_written(const struct rule *rule, const struct cx_code_part *part, const char *text)
{
    return strlen(text) == part->n && strncasecmp(rule->of->when + part->at, text, part->n) == 0;
}

/* Brings a value's range to what `when` asks of it: conditions that have it, as it is written, on
 * one side. */
static void narrow(struct cx_range *range, const struct rule *rule, const char *text,
                   struct cx_bigs *bigs)
{
    enum { MOST = 100 };
    struct cx_code_part conditions[MOST], left, right;
    size_t names = 0;
    const struct cx_code *code = rule->when ? cx_expr_code(rule->when) : NULL;
    size_t count = code ? cx_code_conditions(conditions, MOST, code) : 0;
    if (code)
        cx_expr_names(rule->when, &names);
    struct cx_range *any = cx_alloc((names + 1) * sizeof *any);
    for (size_t i = 0; i < count; i++) {
        enum cx_code_relation relation = conditions[i].relation;
        if (relation < CX_CODE_LT)
            continue;
        cx_code_sides(&left, &right, code, &conditions[i]);
        bool is_left = is_written(rule, &left, text);
        if (!is_left && !is_written(rule, &right, text))
            continue;
        bool is_less = (relation == CX_CODE_LT || relation == CX_CODE_LE) == is_left;
        struct cx_range bound = cx_code_range(code, is_left ? &right : &left, any, bigs);
        if (is_less && bound.has_to) {
            range->has_to = true;
            range->to = bound.to;
        } else if (!is_less && bound.has_from) {
            range->has_from = true;
            range->from = bound.from;
        }
    }
    free(any);
}

/* What an expression of the rule can come to where `when` holds. A name is not below 0, unless
 * `when` asks for it. */
static struct cx_range range_of(const struct rule *rule, const struct cx_expr *expr,
                                const char *text, const struct viewpoint *view,
                                struct cx_bigs *bigs)
{
    size_t count;
    const struct cx_name *names = cx_expr_names(expr, &count);
    struct cx_range *ranges = cx_alloc((count + 1) * sizeof *ranges);
    struct cx_buf name = {0};
    for (size_t i = 0; i < count; i++) {
        ranges[i] = (struct cx_range){.has_from = true, .from = cx_num_int(0)};
        cx_buf_clear(&name);
        cx_name_write(&name, view->scores->plan, names[i]);
        narrow(&ranges[i], rule, cx_buf_str(&name), bigs);
        if (ranges[i].has_to && cx_num_sign(ranges[i].to) <= 0)
            ranges[i].has_from = false;
    }
    struct cx_range out = cx_code_range(cx_expr_code(expr), NULL, ranges, bigs);
    narrow(&out, rule, text, bigs);
    cx_buf_fini(&name);
    free(ranges);
    return out;
}

static bool has_negative_basis(const struct rule *rule, const struct viewpoint *view)
{
    struct cx_bigs *bigs = cx_bigs_new();
    struct cx_range basis = {0};
    if (rule->basis)
        basis = range_of(rule, rule->basis, rule->of->basis, view, bigs);
    bool is = basis.has_to && cx_num_sign(basis.to) <= 0;
    cx_bigs_free(bigs);
    return is;
}

bool factor_takes(int64_t factor, const struct rule *rule, struct viewpoint *view)
{
    return has_negative_basis(rule, view) ? factor > 0 : factor < 0;
}

static struct cx_range range_of_rate(const struct rule *rule, const struct viewpoint *view,
                                     struct cx_bigs *bigs)
{
    return rule->rate ? range_of(rule, rule->rate, rule->of->rate, view, bigs)
                      : (struct cx_range){0};
}

bool rate_takes(const struct rule *rule, struct viewpoint *view)
{
    struct cx_bigs *bigs = cx_bigs_new();
    struct cx_range rate = range_of_rate(rule, view, bigs);
    bool takes = has_negative_basis(rule, view) ? rate.has_from && cx_num_sign(rate.from) >= 0
                                                : rate.has_to && cx_num_sign(rate.to) <= 0;
    cx_bigs_free(bigs);
    return takes;
}

bool coefficient_takes(const struct rule *rule, struct viewpoint *view)
{
    struct cx_bigs *bigs = cx_bigs_new();
    struct cx_range rate = range_of_rate(rule, view, bigs);
    bool takes = rate.has_to && cx_num_compare(rate.to, cx_num_int(1)) <= 0;
    cx_bigs_free(bigs);
    return takes;
}
