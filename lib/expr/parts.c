/* Looking into an expression: what its conditions are, and what its names are compared with. */
#include <string.h>

#include "expr/tree.h"

bool cx_code_is_text(const struct cx_code *code)
{
    return code->nodes[code->root].kind == TEXT;
}

static void hear_literal(const struct cx_code *code, int name, int literal,
                         void (*hear)(void *context, int slot, const char *literal), void *context)
{
    const struct node *of = &code->nodes[name], *with = &code->nodes[literal];
    if (of->op == OP_NAME && with->op == OP_LITERAL && with->literal.type == CX_SCALAR_TEXT)
        hear(context, of->slot, with->literal.text);
}

void cx_code_literals(const struct cx_code *code,
                      void (*hear)(void *context, int slot, const char *literal), void *context)
{
    for (size_t i = 0; i < code->count; i++) {
        enum op op = code->nodes[i].op;
        int first = code->nodes[i].first;
        bool is_comparison = (op >= OP_EQ && op <= OP_IS_NOT) || op == OP_IN || op == OP_BETWEEN;
        if (op == OP_CASE_OF) {
            /* the conditions, each with its value behind it, and perhaps an else */
            for (int child = code->nodes[first].next; child >= 0 && code->nodes[child].next >= 0;
                 child = code->nodes[code->nodes[child].next].next) {
                hear_literal(code, first, child, hear, context);
                hear_literal(code, child, first, hear, context);
            }
        }
        for (int child = is_comparison ? code->nodes[first].next : -1; child >= 0;
             child = code->nodes[child].next) {
            hear_literal(code, first, child, hear, context);
            hear_literal(code, child, first, hear, context);
        }
    }
}

static struct cx_code_part part_of(const struct cx_code *code, int node)
{
    const struct node *of = &code->nodes[node];
    bool compares = of->op >= OP_EQ && of->op <= OP_GE;
    return (struct cx_code_part){
        .node = node,
        .at = of->at,
        .n = of->end - of->at,
        .relation =
            compares ? (enum cx_code_relation)(CX_CODE_EQ + (int)(of->op - OP_EQ)) : CX_CODE_NONE,
    };
}

/* In the order of the text: the left of an `and` is before its right. */
static size_t add_conditions(struct cx_code_part *parts, size_t count, size_t max,
                             const struct cx_code *code, int node)
{
    if (code->nodes[node].op == OP_AND) {
        int left = code->nodes[node].first;
        count = add_conditions(parts, count, max, code, left);
        return add_conditions(parts, count, max, code, code->nodes[left].next);
    }
    if (count < max)
        parts[count++] = part_of(code, node);
    return count;
}

size_t cx_code_conditions(struct cx_code_part *parts, size_t max, const struct cx_code *code)
{
    return add_conditions(parts, 0, max, code, code->root);
}

void cx_code_sides(struct cx_code_part *left, struct cx_code_part *right,
                   const struct cx_code *code, const struct cx_code_part *part)
{
    int first = code->nodes[part->node].first;
    *left = part_of(code, first);
    *right = part_of(code, code->nodes[first].next);
}

static void hear_slots(const struct cx_code *code, int node, void (*hear)(void *, int),
                       void *context)
{
    if (code->nodes[node].op == OP_NAME)
        hear(context, code->nodes[node].slot);
    EACH_CHILD(child, code, node)
    hear_slots(code, child, hear, context);
}

void cx_code_slots(const struct cx_code *code, const struct cx_code_part *part,
                   void (*hear)(void *context, int slot), void *context)
{
    hear_slots(code, part ? part->node : code->root, hear, context);
}

static bool has_name(const struct cx_code *code, int node)
{
    bool has = code->nodes[node].op == OP_NAME;
    EACH_CHILD(child, code, node)
    has = has || has_name(code, child);
    return has;
}

bool cx_code_divides(const struct cx_code *code)
{
    for (size_t i = 0; i < code->count; i++) {
        const struct node *of = &code->nodes[i];
        if (of->op == OP_DIVIDE && has_name(code, code->nodes[of->first].next))
            return true;
    }
    return false;
}

static bool node_adds(const struct node *of)
{
    switch (of->op) {
    case OP_LITERAL:
    case OP_NAME:
    case OP_NEGATE:
    case OP_ADD:
    case OP_SUBTRACT: return true;
    case OP_CALL:
        return of->function->lazy == COALESCE || strcmp(of->function->name, "max") == 0 ||
               strcmp(of->function->name, "min") == 0;
    default: return false;
    }
}

bool cx_code_adds(const struct cx_code *code)
{
    for (size_t i = 0; i < code->count; i++) {
        if (!node_adds(&code->nodes[i]))
            return false;
    }
    return true;
}
