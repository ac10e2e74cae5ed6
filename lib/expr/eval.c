/* Computing an expression's tree. */
#include "expr/tree.h"

/* What a condition came to: 1, 0, or -1 for null. */
static bool truth(int *out, struct machine *machine, int node)
{
    struct cx_scalar value;
    if (!compute(&value, machine, node))
        return false;
    *out = -1;
    if (value.type == CX_SCALAR_NULL)
        return true;
    if (!need_number(machine, &value))
        return false;
    *out = cx_num_sign(value.number) != 0;
    return true;
}

static void give_truth(struct cx_scalar *out, int truth)
{
    *out = truth < 0 ? cx_scalar_null() : cx_scalar_int(truth);
}

/* and: the first that doesn't hold decides; or: the first that holds. */
static bool compute_logic(struct cx_scalar *out, struct machine *machine, const struct node *node)
{
    int deciding = node->op == OP_OR, left, right;
    if (!truth(&left, machine, node->first))
        return false;
    if (left == deciding) {
        give_truth(out, left);
        return true;
    }
    if (!truth(&right, machine, machine->code->nodes[node->first].next))
        return false;
    give_truth(out, right == deciding ? right : left < 0 ? left : right);
    return true;
}

static bool compute_arithmetic(struct cx_scalar *out, struct machine *machine,
                               const struct node *node, struct cx_scalar *a, struct cx_scalar *b)
{
    struct cx_bigs *bigs = machine->code->bigs;
    bool fits = true;
    if (!need_number(machine, a) || !need_number(machine, b))
        return false;
    out->type = CX_SCALAR_NUMBER;
    switch (node->op) {
    case OP_ADD: fits = cx_num_add(&out->number, a->number, b->number, bigs); break;
    case OP_SUBTRACT: fits = cx_num_sub(&out->number, a->number, b->number, bigs); break;
    case OP_MULTIPLY: fits = cx_num_mul(&out->number, a->number, b->number, bigs); break;
    default:
        if (node->op == OP_REMAINDER)
            fits = cx_num_whole(&a->number, a->number, CX_NUM_TRUNC, bigs) &&
                   cx_num_whole(&b->number, b->number, CX_NUM_TRUNC, bigs);
        if (cx_num_sign(b->number) == 0)
            *out = cx_scalar_null();
        else if (node->op == OP_REMAINDER)
            fits = fits && cx_num_rem(&out->number, a->number, b->number, bigs);
        else
            fits = cx_num_div(&out->number, a->number, b->number, bigs);
    }
    return fits || too_large(machine);
}

static bool relation_holds(enum op op, int order)
{
    switch (op) {
    case OP_EQ: return order == 0;
    case OP_NE: return order != 0;
    case OP_LT: return order < 0;
    case OP_LE: return order <= 0;
    case OP_GT: return order > 0;
    default: return order >= 0;
    }
}

static bool join_texts(struct cx_scalar *out, struct machine *machine, const struct cx_scalar *a,
                       const struct cx_scalar *b)
{
    const char *left = text_of(machine, a), *right = text_of(machine, b);
    if (!left || !right)
        return false;
    struct cx_buf *text = make_text(machine);
    cx_buf_puts(text, left);
    cx_buf_puts(text, right);
    return take_text(out, machine, text);
}

static bool compute_binary(struct cx_scalar *out, struct machine *machine, const struct node *node)
{
    struct cx_scalar a, b;
    if (!compute(&a, machine, node->first) ||
        !compute(&b, machine, machine->code->nodes[node->first].next))
        return false;
    bool is_null = a.type == CX_SCALAR_NULL || b.type == CX_SCALAR_NULL;
    if (node->op == OP_IS || node->op == OP_IS_NOT) {
        bool is_same = is_null ? a.type == b.type : cx_scalar_compare(&a, &b) == 0;
        *out = cx_scalar_int(is_same == (node->op == OP_IS));
        return true;
    }
    if (is_null) {
        *out = cx_scalar_null();
        return true;
    }
    switch (node->op) {
    case OP_JOIN: return join_texts(out, machine, &a, &b);
    case OP_LIKE: return text_like(out, machine, (const struct cx_scalar[]){b, a}, 2);
    case OP_ADD:
    case OP_SUBTRACT:
    case OP_MULTIPLY:
    case OP_DIVIDE:
    case OP_REMAINDER: return compute_arithmetic(out, machine, node, &a, &b);
    default: *out = cx_scalar_int(relation_holds(node->op, cx_scalar_compare(&a, &b))); return true;
    }
}

/* from <= value and value <= to */
static bool compute_between(struct cx_scalar *out, struct machine *machine, const struct node *node)
{
    struct cx_scalar value[3];
    int count = 0, holds[2];
    EACH_CHILD(child, machine->code, node - machine->code->nodes)
    {
        if (!compute(&value[count++], machine, child))
            return false;
    }
    for (int i = 0; i < 2; i++) {
        bool is_null = value[0].type == CX_SCALAR_NULL || value[i + 1].type == CX_SCALAR_NULL;
        int order = is_null ? 0 : cx_scalar_compare(&value[0], &value[i + 1]);
        holds[i] = is_null ? -1 : i == 0 ? order >= 0 : order <= 0;
    }
    give_truth(out, holds[0] == 0 || holds[1] == 0 ? 0 : holds[0] < 0 ? -1 : holds[1]);
    return true;
}

static bool compute_in(struct cx_scalar *out, struct machine *machine, const struct node *node)
{
    struct cx_scalar value, other;
    int found = 0;
    if (!compute(&value, machine, node->first))
        return false;
    for (int child = machine->code->nodes[node->first].next; child >= 0 && found != 1;
         child = machine->code->nodes[child].next) {
        if (!compute(&other, machine, child))
            return false;
        if (value.type == CX_SCALAR_NULL || other.type == CX_SCALAR_NULL)
            found = -1;
        else if (cx_scalar_compare(&value, &other) == 0)
            found = 1;
    }
    give_truth(out, found);
    return true;
}

/* The first child of a case: *is_due says whether its condition holds. */
static bool holds_for(bool *is_due, struct machine *machine, const struct node *node,
                      const struct cx_scalar *of, int condition)
{
    struct cx_scalar value;
    int holds;
    if (node->op == OP_CASE) {
        if (!truth(&holds, machine, condition))
            return false;
        *is_due = holds == 1;
        return true;
    }
    if (!compute(&value, machine, condition))
        return false;
    *is_due = of->type != CX_SCALAR_NULL && value.type != CX_SCALAR_NULL &&
              cx_scalar_compare(of, &value) == 0;
    return true;
}

static bool compute_case(struct cx_scalar *out, struct machine *machine, const struct node *node)
{
    const struct node *nodes = machine->code->nodes;
    struct cx_scalar of = cx_scalar_null();
    int child = node->first;
    if (node->op == OP_CASE_OF) {
        if (!compute(&of, machine, child))
            return false;
        child = nodes[child].next;
    }
    for (; child >= 0; child = nodes[nodes[child].next].next) {
        bool is_due;
        if (nodes[child].next < 0) /* else */
            return compute(out, machine, child);
        if (!holds_for(&is_due, machine, node, &of, child))
            return false;
        if (is_due)
            return compute(out, machine, nodes[child].next);
    }
    *out = cx_scalar_null();
    return true;
}

/* coalesce, iif, nullif: functions that null doesn't spread through. */
static bool call_lazily(struct cx_scalar *out, struct machine *machine, const struct node *node)
{
    const struct node *nodes = machine->code->nodes;
    int child = node->first, holds;
    struct cx_scalar other;
    switch (node->function->lazy) {
    case IIF:
        if (!truth(&holds, machine, child))
            return false;
        child = nodes[child].next;
        return compute(out, machine, holds == 1 ? child : nodes[child].next);
    case NULLIF:
        if (!compute(out, machine, child) || !compute(&other, machine, nodes[child].next))
            return false;
        if (out->type != CX_SCALAR_NULL && other.type != CX_SCALAR_NULL &&
            cx_scalar_compare(out, &other) == 0)
            *out = cx_scalar_null();
        return true;
    default:
        *out = cx_scalar_null();
        for (; child >= 0 && out->type == CX_SCALAR_NULL; child = nodes[child].next) {
            if (!compute(out, machine, child))
                return false;
        }
        return true;
    }
}

static bool compute_call(struct cx_scalar *out, struct machine *machine, const struct node *node)
{
    struct cx_scalar values[ARGUMENTS_MAX];
    size_t count = 0;
    bool is_null = false;
    if (node->function->lazy != EAGER)
        return call_lazily(out, machine, node);
    EACH_CHILD(child, machine->code, node - machine->code->nodes)
    {
        struct cx_scalar *value = &values[count++];
        if (!compute(value, machine, child))
            return false;
        is_null = is_null || value->type == CX_SCALAR_NULL;
        if (value->type == CX_SCALAR_TEXT && !node->function->takes_texts)
            return need_number(machine, value);
    }
    *out = cx_scalar_null();
    return is_null || node->function->call(out, machine, values, count);
}

static bool compute_not(struct cx_scalar *out, struct machine *machine, const struct node *node)
{
    int holds;
    if (!truth(&holds, machine, node->first))
        return false;
    give_truth(out, holds < 0 ? holds : !holds);
    return true;
}

static bool compute_negative(struct cx_scalar *out, struct machine *machine,
                             const struct node *node)
{
    struct cx_scalar value;
    if (!compute(&value, machine, node->first))
        return false;
    *out = value;
    if (value.type == CX_SCALAR_NULL)
        return true;
    return need_number(machine, &value) &&
           (cx_num_sub(&out->number, cx_num_int(0), value.number, machine->code->bigs) ||
            too_large(machine));
}

bool compute(struct cx_scalar *out, struct machine *machine, int index)
{
    const struct node *node = &machine->code->nodes[index];
    switch (node->op) {
    case OP_LITERAL: *out = node->literal; return true;
    case OP_NAME: *out = machine->values[node->slot]; return true;
    case OP_NEGATE: return compute_negative(out, machine, node);
    case OP_NOT: return compute_not(out, machine, node);
    case OP_AND:
    case OP_OR: return compute_logic(out, machine, node);
    case OP_BETWEEN: return compute_between(out, machine, node);
    case OP_IN: return compute_in(out, machine, node);
    case OP_CASE:
    case OP_CASE_OF: return compute_case(out, machine, node);
    case OP_CALL: return compute_call(out, machine, node);
    default: return compute_binary(out, machine, node);
    }
}

int cx_code_eval(struct cx_scalar *out, struct cx_code *code, const struct cx_scalar *values,
                 struct cx_err *err)
{
    struct cx_code_part whole = {.node = code->root};
    return cx_code_eval_part(out, code, &whole, values, err);
}

int cx_code_eval_part(struct cx_scalar *out, struct cx_code *code, const struct cx_code_part *part,
                      const struct cx_scalar *values, struct cx_err *err)
{
    struct machine machine = {code, values, err};
    cx_bigs_clear(code->bigs);
    code->made_count = code->made_bytes = 0;
    return compute(out, &machine, part->node) ? 0 : CX_EDATA;
}
