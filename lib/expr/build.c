/* The nodes of a tree: made one by one, each checked against those under it. */
#include "expr/build.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/lang.h"
#include "base/mem.h"
#include "expr/fault.h"

void advance(struct parser *parser)
{
    parser->token = token_next(parser->text, parser->token.at + parser->token.n);
}

bool is_word(const struct parser *parser, const char *word)
{
    return token_is_word(parser->text, parser->token, word);
}

bool is_operator(const struct parser *parser, const char *op)
{
    return token_is_operator(parser->text, parser->token, op);
}

bool take_word(struct parser *parser, const char *word)
{
    bool is_it = is_word(parser, word);
    if (is_it)
        advance(parser);
    return is_it;
}

bool take_operator(struct parser *parser, const char *op)
{
    bool is_it = is_operator(parser, op);
    if (is_it)
        advance(parser);
    return is_it;
}

/* Words that never are names. */
static const char *const words[] = {"and",  "between", "case",   "else", "end", "false",
                                    "in",   "is",      "isnull", "like", "not", "notnull",
                                    "null", "or",      "then",   "true", "when"};

bool cx_code_is_word(const char *name)
{
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcasecmp(words[i], name) == 0)
            return true;
    }
    return false;
}

bool is_any_word(const char *text, struct token token)
{
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (token_is_word(text, token, words[i]))
            return true;
    }
    return false;
}

int too_deep(struct parser *parser, size_t at)
{
    return fault_set(parser->err, parser->text, at,
                     "it is nested too deeply here: more than %d levels", CX_CODE_DEPTH_MAX);
}

int add_node(struct parser *parser, struct node node)
{
    struct cx_code *code = parser->code;
    node.depth = 1;
    node.next = -1;
    for (int child = node.first; child >= 0; child = code->nodes[child].next) {
        if (node.depth <= code->nodes[child].depth)
            node.depth = code->nodes[child].depth + 1;
    }
    if (node.depth > CX_CODE_DEPTH_MAX)
        return too_deep(parser, node.at);
    CX_GROW(code->nodes, code->count, code->cap);
    code->nodes[code->count] = node;
    return (int)code->count++;
}

static bool is_text(const struct parser *parser, int node)
{
    return parser->code->nodes[node].kind == TEXT;
}

static bool is_unknown(const struct parser *parser, int node)
{
    return parser->code->nodes[node].op == OP_NAME && parser->code->nodes[node].slot < 0;
}

/* A name that isn't known, beside a text: it was to be a text itself. */
int check_compared(struct parser *parser, int node, int other, const char *between)
{
    const struct node *nodes = parser->code->nodes;
    bool is_quoted = parser->text[nodes[node].at] == '"';
    if (is_unknown(parser, node) && is_text(parser, other) &&
        (nodes[other].op != OP_LITERAL || is_quoted))
        return fault_quotes(parser->err, parser->text, &nodes[node],
                            nodes[other].op == OP_NAME ? &nodes[other] : NULL, between);
    return 0;
}

int need_numeric(struct parser *parser, int node)
{
    const struct node *of = &parser->code->nodes[node];
    if (of->kind != TEXT)
        return 0;
    return fault_set(parser->err, parser->text, of->at,
                     "%.*s is a text: a number or a condition is needed here",
                     (int)(of->end - of->at > 40 ? 40 : of->end - of->at), parser->text + of->at);
}

int add_binary(struct parser *parser, enum op op, int left, int right)
{
    struct node *nodes = parser->code->nodes;
    bool is_compared = (op >= OP_EQ && op <= OP_IS_NOT) || op == OP_LIKE;
    char between[8];
    size_t n = 0;
    nodes[left].next = right;
    if (is_compared) {
        /* the operator as it is written, where it is one */
        size_t at = token_next(parser->text, nodes[left].end).at;
        for (; n < 2 && strchr("=<>!", parser->text[at + n]) && parser->text[at + n]; n++)
            between[n] = parser->text[at + n];
        memcpy(between + n, n ? "" : op == OP_LIKE ? "like" : "is", n ? 1 : op == OP_LIKE ? 5 : 3);
        if (check_compared(parser, right, left, between) < 0 ||
            check_compared(parser, left, right, between) < 0)
            return -1;
    } else if (op != OP_JOIN &&
               (need_numeric(parser, left) < 0 || need_numeric(parser, right) < 0)) {
        return -1;
    }
    return add_node(parser, (struct node){.op = op,
                                          .kind = op == OP_JOIN ? TEXT : NUMBER,
                                          .first = left,
                                          .at = nodes[left].at,
                                          .end = nodes[right].end});
}

int add_negation(struct parser *parser, int node, size_t at)
{
    if (node < 0)
        return -1;
    return add_node(parser, (struct node){.op = OP_NOT,
                                          .kind = NUMBER,
                                          .first = node,
                                          .at = at,
                                          .end = parser->code->nodes[node].end});
}

int add_literal(struct parser *parser, struct token token, struct cx_scalar literal)
{
    return add_node(parser, (struct node){.op = OP_LITERAL,
                                          .kind = literal.type == CX_SCALAR_TEXT     ? TEXT
                                                  : literal.type == CX_SCALAR_NUMBER ? NUMBER
                                                                                     : ANY,
                                          .first = -1,
                                          .at = token.at,
                                          .end = token.at + token.n,
                                          .is_percent = literal.type == CX_SCALAR_NUMBER &&
                                                        parser->text[token.at + token.n - 1] == '%',
                                          .literal = literal});
}

int check_arguments(struct parser *parser, const struct function *function, int first, int count,
                    size_t at)
{
    int most = function->most ? function->most : ARGUMENTS_MAX;
    if (count < function->least || count > most) {
        int bound = count < function->least ? function->least : most;
        unsigned long long n = (unsigned long long)bound;
        return fault_set(parser->err, parser->text, at,
                         function->least == most ? cx_said_n("%s takes %d value, not %d",
                                                             "%s takes %d values, not %d", n)
                         : count < most          ? cx_said_n("%s takes at least %d value, not %d",
                                                             "%s takes at least %d values, not %d", n)
                                                 : cx_said_n("%s takes at most %d value, not %d",
                                                             "%s takes at most %d values, not %d", n),
                         function->name, bound, count);
    }
    if (!function->takes_texts || function->lazy == IIF) {
        for (int node = first; node >= 0; node = parser->code->nodes[node].next) {
            if (need_numeric(parser, node) < 0)
                return -1;
            if (function->lazy == IIF) /* its condition alone */
                break;
        }
    }
    return 0;
}

/* What several values have in common, so far as it is known; skips those in front. */
enum kind common_kind(const struct parser *parser, int node, bool is_pairs)
{
    const struct node *nodes = parser->code->nodes;
    enum kind kind = ANY;
    for (bool is_first = true; node >= 0; is_first = false) {
        /* of a case, the values behind the conditions, and the else */
        int value = is_pairs && nodes[node].next >= 0 ? nodes[node].next : node;
        if (!is_first && nodes[value].kind != kind)
            return ANY;
        kind = nodes[value].kind;
        node = nodes[value].next;
    }
    return kind;
}

void cx_code_free(struct cx_code *code)
{
    if (!code)
        return;
    for (size_t i = 0; i < code->text_count; i++)
        free(code->texts[i]);
    for (size_t i = 0; i < code->made_cap; i++)
        cx_buf_fini(&code->made[i]);
    cx_bigs_free(code->literals);
    cx_bigs_free(code->bigs);
    free(code->texts);
    free(code->made);
    free(code->nodes);
    free(code);
}
