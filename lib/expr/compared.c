/* What a new expression is refused for though it can be computed: comparisons that come to the same
 * whatever their names are worth, and what a function gives no sense to. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/lang.h"
#include "base/letter.h"
#include "expr/fault.h"

struct check {
    const struct cx_code *code;
    const char *text;
    struct cx_err *err;
};

#define SHOWN_MAX 60 /* bytes of a part of an expression that is told */

/* A part of the text, cut between two characters. */
static int shown(const struct check *check, size_t at, size_t end)
{
    size_t n = end - at;
    return (int)(n > SHOWN_MAX ? cx_letter_start(check->text + at, SHOWN_MAX) : n);
}
#define SHOWN(check, node) shown((check), (node)->at, (node)->end), (check)->text + (node)->at

static bool is_figure(const char *s)
{
    s += strspn(s, " +-");
    size_t n = strspn(s, "0123456789.");
    s += n;
    s += strspn(s, " %");
    return n > 0 && *s == '\0';
}

/* A number that was to be a text: 5, or 2026-10-15, which is 2001. A day is written as days are. */
static bool unquoted(char out[SHOWN_MAX], const struct check *check, const struct node *number)
{
    const char *s = check->text + number->at;
    size_t n = number->end - number->at;
    int year, month, day, read = 0;
    if (n >= SHOWN_MAX || strspn(s, "0123456789.-/ ") < n || !isdigit((unsigned char)*s))
        return false;
    snprintf(out, SHOWN_MAX, "%.*s", (int)n, s);
    if (sscanf(out, "%4d %*1[-/] %2d %*1[-/] %2d%n", &year, &month, &day, &read) == 3 &&
        year > 999 && out[read] == '\0')
        snprintf(out, SHOWN_MAX, "%04d-%02d-%02d", year, month, day);
    return true;
}

static int fault_kinds(const struct check *check, const struct node *number,
                       const struct node *text)
{
    char literal[SHOWN_MAX];
    bool is_literal = text->op == OP_LITERAL;
    if (is_literal && is_figure(text->literal.text))
        return fault_set(check->err, check->text, text->at,
                         "%.*s is a number: write %s, without quotes", SHOWN(check, number),
                         text->literal.text + strspn(text->literal.text, " "));
    if (is_literal)
        return fault_set(check->err, check->text, text->at,
                         "%.*s is a number: compare it with a number, not with %.*s (yes is 1, no "
                         "is 0)",
                         SHOWN(check, number), SHOWN(check, text));
    if (unquoted(literal, check, number))
        return fault_set(check->err, check->text, number->at,
                         "%.*s is a text: write '%s', in quotes", SHOWN(check, text), literal);
    return fault_set(check->err, check->text, number->at,
                     "%.*s is a text, and %.*s is a number: texts are compared with texts in "
                     "quotes, numbers with numbers",
                     SHOWN(check, text), SHOWN(check, number));
}

#define OPENING    "( \t\r\n" /* before what stands in brackets */
#define NAME_BYTES "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"

static int check_percent(const struct check *check, const struct node *name,
                         const struct node *literal)
{
    const char *to_hundred = check->code->to_hundred, *text = check->text;
    size_t n = to_hundred ? strlen(to_hundred) : 0;
    if (!to_hundred || name->op != OP_NAME || !literal->is_percent)
        return 0;
    const char *s = text + name->at + strspn(text + name->at, OPENING "\"`[");
    if (strncasecmp(s, to_hundred, n) != 0 || strspn(s + n, NAME_BYTES) > 0 ||
        (unsigned char)s[n] >= 0x80)
        return 0;
    size_t at = literal->at + strspn(text + literal->at, OPENING);
    return fault_set(check->err, text, at, "%s goes to 100, not to 1: write %.*s, without %%",
                     to_hundred, (int)strspn(text + at, "-0123456789."), text + at);
}

/* Any number is less than any text, and a score of 1 and more than any percentage. */
static int check_kinds(const struct check *check, const struct node *a, const struct node *b)
{
    if (check_percent(check, a, b) < 0 || check_percent(check, b, a) < 0)
        return CX_EDATA;
    if (a->kind == NUMBER && b->kind == TEXT)
        return fault_kinds(check, a, b);
    return a->kind == TEXT && b->kind == NUMBER ? fault_kinds(check, b, a) : 0;
}

static bool is_order(enum op op)
{
    return op >= OP_LT && op <= OP_GE;
}

static bool is_equality(enum op op)
{
    return op == OP_EQ || op == OP_NE;
}

/* 80 < score < 90 */
static int check_chain(const struct check *check, const struct node *node)
{
    const struct node *nodes = check->code->nodes, *left = &nodes[node->first];
    bool is_chain = (is_order(node->op) && is_order(left->op)) ||
                    (is_equality(node->op) && is_equality(left->op));
    if (!is_chain || left->is_bracketed)
        return 0;
    const struct node *right = &nodes[left->next], *middle = &nodes[nodes[left->first].next];
    if (node->end - node->at > SHOWN_MAX)
        return fault_set(check->err, check->text, node->at,
                         "a comparison is 1 or 0, and here that is compared with %.*s: write a < b "
                         "and b < c for a < b < c",
                         SHOWN(check, right));
    return fault_set(check->err, check->text, node->at,
                     "%.*s is 1 or 0, and that is compared with %.*s: write %.*s and %.*s",
                     SHOWN(check, left), SHOWN(check, right), SHOWN(check, left),
                     shown(check, middle->at, node->end), check->text + middle->at);
}

static int check_case(const struct check *check, const struct node *node)
{
    const struct node *nodes = check->code->nodes, *value = &nodes[node->first];
    int rc = 0;
    for (int i = value->next; rc == 0 && i >= 0 && nodes[i].next >= 0;
         i = nodes[nodes[i].next].next)
        rc = check_kinds(check, value, &nodes[i]);
    return rc;
}

static int check_round(const struct check *check, const struct node *node)
{
    const struct node *nodes = check->code->nodes;
    int second = nodes[node->first].next;
    if (strcmp(node->function->name, "round") != 0 || second < 0)
        return 0;
    const struct node *decimals = &nodes[second];
    if (decimals->op != OP_LITERAL || decimals->literal.type != CX_SCALAR_NUMBER ||
        (cx_num_sign(decimals->literal.number) >= 0 &&
         cx_num_compare(decimals->literal.number, cx_num_int(ROUND_MAX)) <= 0))
        return 0;
    return fault_set(check->err, check->text, decimals->at,
                     "round takes 0 to %d decimals: for whole hundreds, write round(x / 100) * 100",
                     ROUND_MAX);
}

static int check_node(const struct check *check, const struct node *node)
{
    const struct node *nodes = check->code->nodes;
    bool is_nullif = node->op == OP_CALL && node->function->lazy == NULLIF;
    int rc = 0;
    if (is_order(node->op) || is_equality(node->op))
        rc = check_chain(check, node);
    if (node->op == OP_CASE_OF)
        return check_case(check, node);
    if (node->op == OP_CALL && !is_nullif)
        return check_round(check, node);
    if (!is_nullif && (node->op < OP_EQ || node->op > OP_IS_NOT) && node->op != OP_BETWEEN &&
        node->op != OP_IN)
        return 0;
    for (int i = nodes[node->first].next; rc == 0 && i >= 0; i = nodes[i].next)
        rc = check_kinds(check, &nodes[node->first], &nodes[i]);
    return rc;
}

int cx_code_check(const struct cx_code *code, const char *text, struct cx_err *err)
{
    const struct check check = {code, text, err};
    for (size_t i = 0; i < code->count; i++) {
        if (check_node(&check, &code->nodes[i]) < 0)
            return CX_EDATA;
    }
    return 0;
}
