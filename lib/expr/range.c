/* What an expression can come to, by what its names can. */
#include "expr/tree.h"

struct span {
    const struct cx_code *code;
    const struct cx_range *names;
    struct cx_bigs *bigs;
};

static const struct cx_range anything = {0};

static bool is_one(const struct cx_range *range)
{
    return range->has_from && range->has_to && cx_num_compare(range->from, range->to) == 0;
}

/* Above 0, or at it. */
static bool is_above(const struct cx_range *range)
{
    return range->has_from && cx_num_sign(range->from) >= 0;
}

static bool is_below(const struct cx_range *range)
{
    return range->has_to && cx_num_sign(range->to) <= 0;
}

static struct cx_range negated(const struct span *span, struct cx_range a)
{
    struct cx_range out = {.has_from = a.has_to, .has_to = a.has_from};
    const struct cx_num zero = cx_num_int(0);
    out.has_from = out.has_from && cx_num_sub(&out.from, zero, a.to, span->bigs);
    out.has_to = out.has_to && cx_num_sub(&out.to, zero, a.from, span->bigs);
    return out;
}

static struct cx_range added(const struct span *span, struct cx_range a, struct cx_range b)
{
    struct cx_range out = {0};
    out.has_from = a.has_from && b.has_from && cx_num_add(&out.from, a.from, b.from, span->bigs);
    out.has_to = a.has_to && b.has_to && cx_num_add(&out.to, a.to, b.to, span->bigs);
    return out;
}

/* Times a number that is not below 0. */
static struct cx_range scaled(const struct span *span, struct cx_range a, struct cx_num by)
{
    struct cx_range out = {0};
    if (cx_num_sign(by) == 0)
        return (struct cx_range){true, true, by, by};
    out.has_from = a.has_from && cx_num_mul(&out.from, a.from, by, span->bigs);
    out.has_to = a.has_to && cx_num_mul(&out.to, a.to, by, span->bigs);
    return out;
}

/* Of two that are not below 0. */
static struct cx_range multiplied_above(const struct span *span, struct cx_range a,
                                        struct cx_range b)
{
    struct cx_range out = {0};
    if (is_one(&a))
        return scaled(span, b, a.from);
    if (is_one(&b))
        return scaled(span, a, b.from);
    out.has_from = cx_num_mul(&out.from, a.from, b.from, span->bigs);
    out.has_to = a.has_to && b.has_to && cx_num_mul(&out.to, a.to, b.to, span->bigs);
    return out;
}

static struct cx_range multiplied(const struct span *span, struct cx_range a, struct cx_range b)
{
    bool is_minus = is_below(&a) != is_below(&b);
    a = is_below(&a) ? negated(span, a) : a;
    b = is_below(&b) ? negated(span, b) : b;
    struct cx_range out = is_above(&a) && is_above(&b) ? multiplied_above(span, a, b)
                          : is_one(&a) && is_above(&a) ? scaled(span, b, a.from)
                          : is_one(&b) && is_above(&b) ? scaled(span, a, b.from)
                                                       : anything;
    return is_minus ? negated(span, out) : out;
}

/* By a number; of all else only the sign is known. */
static struct cx_range divided(const struct span *span, struct cx_range a, struct cx_range b)
{
    struct cx_range one = {.has_from = true};
    one.from = cx_num_int(0);
    if (is_one(&b) && cx_num_sign(b.from) != 0) {
        one.has_from = one.has_to = cx_num_div(&one.from, cx_num_int(1), b.from, span->bigs);
        one.to = one.from;
    } else if (is_below(&b)) {
        one = negated(span, one);
    } else if (!is_above(&b)) {
        one = anything;
    }
    return multiplied(span, a, one);
}

static struct cx_range range_of(const struct span *span, int node)
{
    const struct node *of = &span->code->nodes[node];
    const bool is_number = of->op == OP_LITERAL && of->literal.type == CX_SCALAR_NUMBER;
    if (is_number)
        return (struct cx_range){true, true, of->literal.number, of->literal.number};
    if (of->op == OP_NAME)
        return span->names[of->slot];
    if (of->op < OP_NEGATE || of->op > OP_DIVIDE || of->op == OP_NOT)
        return anything;
    const struct cx_range a = range_of(span, of->first);
    if (of->op == OP_NEGATE)
        return negated(span, a);
    const struct cx_range b = range_of(span, span->code->nodes[of->first].next);
    switch (of->op) {
    case OP_ADD: return added(span, a, b);
    case OP_SUBTRACT: return added(span, a, negated(span, b));
    case OP_MULTIPLY: return multiplied(span, a, b);
    default: return divided(span, a, b);
    }
}

struct cx_range cx_code_range(const struct cx_code *code, const struct cx_code_part *part,
                              const struct cx_range *names, struct cx_bigs *bigs)
{
    return range_of(&(struct span){code, names, bigs}, part ? part->node : code->root);
}
