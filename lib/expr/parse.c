/* From an expression's text to its tree: by precedence, each operator taking what binds tighter on
 * its right. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "expr/build.h"
#include "expr/fault.h"

/* What binds tighter has the higher number. */
enum {
    BIND_LEAST,
    BIND_OR,
    BIND_AND,
    BIND_NOT,
    BIND_EQUAL, /* = <> is in between like */
    BIND_ORDER, /* < <= > >= */
    BIND_SUM,
    BIND_PRODUCT,
    BIND_JOIN
};

static int parse(struct parser *parser, int bind);

/* Whether a token begins a value, so that a % before it is no percent. */
static bool begins_value(const struct parser *parser, struct token token)
{
    return token.type == TOKEN_NUMBER || token.type == TOKEN_TEXT || token.type == TOKEN_QUOTED ||
           (token.type == TOKEN_NAME &&
            (!is_any_word(parser->text, token) || token_is_word(parser->text, token, "case") ||
             token_is_word(parser->text, token, "null"))) ||
           token_is_operator(parser->text, token, "(");
}

static int parse_number(struct parser *parser)
{
    struct token token = parser->token;
    struct cx_num number;
    struct cx_bigs *bigs = parser->code->literals;
    if (!cx_num_parse(&number, parser->text + token.at, token.n, bigs))
        return fault_set(parser->err, parser->text, token.at, "this number has too many digits");
    advance(parser);
    if (is_operator(parser, "%") &&
        !begins_value(parser, token_next(parser->text, parser->token.at + 1))) {
        token.n = parser->token.at + 1 - token.at;
        if (!cx_num_div(&number, number, cx_num_int(100), bigs))
            return fault_set(parser->err, parser->text, token.at,
                             "this number has too many digits");
        advance(parser);
    }
    return add_literal(parser, token, cx_scalar_num(number));
}

static int parse_text(struct parser *parser)
{
    struct cx_code *code = parser->code;
    struct token token = parser->token;
    CX_GROW(code->texts, code->text_count, code->text_cap);
    char *text = code->texts[code->text_count++] = token_unquoted(parser->text, token);
    advance(parser);
    return add_literal(parser, token, cx_scalar_text(text));
}

static int parse_name(struct parser *parser)
{
    struct token token = parser->token;
    const struct cx_vocabulary *vocabulary = parser->vocabulary;
    bool is_of_texts = false;
    char *name = token.type == TOKEN_QUOTED ? token_unquoted(parser->text, token)
                                            : cx_strndup(parser->text + token.at, token.n);
    int slot = vocabulary->find(vocabulary->context, name, strlen(name), &is_of_texts);
    free(name);
    advance(parser);
    return add_node(parser, (struct node){.op = OP_NAME,
                                          .kind = slot < 0      ? ANY
                                                  : is_of_texts ? TEXT
                                                                : NUMBER,
                                          .first = -1,
                                          .at = token.at,
                                          .end = token.at + token.n,
                                          .slot = slot});
}

/* Values up to the closing bracket, linked behind `last`; the bracket that was opened stands at
 * `open`. Returns their number. */
static int parse_list(struct parser *parser, int *first, int last, size_t open)
{
    int count = 0;
    if (is_operator(parser, ")"))
        return 0;
    do {
        int value = parse(parser, BIND_LEAST);
        if (value < 0)
            return -1;
        if (last < 0)
            *first = value;
        else
            parser->code->nodes[last].next = value;
        last = value;
        count++;
    } while (take_operator(parser, ","));
    if (is_operator(parser, ")"))
        return count;
    return parser->token.type == TOKEN_END
               ? fault_set(parser->err, parser->text, open, "this bracket is never closed")
               : fault_unexpected(parser->err, parser->text, parser->token, false);
}

static int parse_call(struct parser *parser, struct token name)
{
    const struct function *function = function_find(parser->text + name.at, name.n);
    size_t open = parser->token.at;
    int first = -1;
    if (!function)
        return fault_function(parser->err, parser->text, name, parser->vocabulary);
    advance(parser);
    int count = parse_list(parser, &first, -1, open);
    if (count < 0 || check_arguments(parser, function, first, count, name.at) < 0)
        return -1;
    size_t end = parser->token.at + 1;
    advance(parser);
    enum kind kind = function->kind;
    if (kind == ANY)
        kind = common_kind(parser, function->lazy == IIF ? parser->code->nodes[first].next : first,
                           false);
    return add_node(parser, (struct node){.op = OP_CALL,
                                          .kind = kind,
                                          .first = first,
                                          .at = name.at,
                                          .end = end,
                                          .function = function});
}

static int parse_bracket(struct parser *parser)
{
    size_t open = parser->token.at;
    advance(parser);
    if (is_word(parser, "select"))
        return fault_set(parser->err, parser->text, parser->token.at,
                         "a query can't stand in an expression");
    int node = parse(parser, BIND_LEAST);
    if (node < 0)
        return -1;
    if (parser->token.type == TOKEN_END)
        return fault_set(parser->err, parser->text, open, "this bracket is never closed");
    if (!is_operator(parser, ")"))
        return fault_unexpected(parser->err, parser->text, parser->token, false);
    parser->code->nodes[node].at = open;
    parser->code->nodes[node].end = parser->token.at + 1;
    parser->code->nodes[node].is_bracketed = true;
    advance(parser);
    return node;
}

static int expect_word(struct parser *parser, const char *word, size_t start)
{
    if (take_word(parser, word))
        return 0;
    if (parser->token.type == TOKEN_END || parser->token.type == TOKEN_NAME)
        return fault_set(parser->err, parser->text, start, "this case lacks its %s", word);
    return fault_unexpected(parser->err, parser->text, parser->token, false);
}

/* Appends a value to a case's children. */
static int parse_part(struct parser *parser, int *first, int *last)
{
    int node = parse(parser, BIND_LEAST);
    if (node < 0)
        return -1;
    if (*first < 0)
        *first = node;
    else
        parser->code->nodes[*last].next = node;
    *last = node;
    return 0;
}

static int parse_case(struct parser *parser)
{
    size_t start = parser->token.at;
    int first = -1, last = -1, whens = 0;
    advance(parser);
    bool is_of = !is_word(parser, "when");
    if (is_of && parse_part(parser, &first, &last) < 0)
        return -1;
    for (; take_word(parser, "when"); whens++) {
        if (parse_part(parser, &first, &last) < 0 || (!is_of && need_numeric(parser, last) < 0) ||
            (is_of && check_compared(parser, last, first, "=") < 0) ||
            expect_word(parser, "then", start) < 0 || parse_part(parser, &first, &last) < 0)
            return -1;
    }
    if (whens == 0)
        return expect_word(parser, "when", start);
    if (take_word(parser, "else") && parse_part(parser, &first, &last) < 0)
        return -1;
    size_t end = parser->token.at + parser->token.n;
    if (expect_word(parser, "end", start) < 0)
        return -1;
    int values = is_of ? parser->code->nodes[first].next : first;
    return add_node(parser, (struct node){.op = is_of ? OP_CASE_OF : OP_CASE,
                                          .kind = common_kind(parser, values, true),
                                          .first = first,
                                          .at = start,
                                          .end = end});
}

/* A word where a value should stand: one of the few that are values. */
static int parse_word(struct parser *parser)
{
    struct token token = parser->token;
    bool is_true = is_word(parser, "true"), is_null = is_word(parser, "null");
    if (is_word(parser, "case"))
        return parse_case(parser);
    if (!is_true && !is_null && !is_word(parser, "false")) {
        advance(parser);
        return is_operator(parser, "(")
                   ? fault_function(parser->err, parser->text, token, parser->vocabulary)
                   : fault_unexpected(parser->err, parser->text, token, true);
    }
    advance(parser);
    return add_literal(parser, token, is_null ? cx_scalar_null() : cx_scalar_int(is_true));
}

static int parse_value(struct parser *parser)
{
    struct token token = parser->token;
    if (token.type == TOKEN_NUMBER)
        return parse_number(parser);
    if (token.type == TOKEN_TEXT)
        return parse_text(parser);
    if (is_operator(parser, "("))
        return parse_bracket(parser);
    bool is_call =
        token.type == TOKEN_NAME &&
        token_is_operator(parser->text, token_next(parser->text, token.at + token.n), "(");
    if (token.type == TOKEN_NAME && is_any_word(parser->text, token) &&
        !(is_call && function_find(parser->text + token.at, token.n)))
        return parse_word(parser);
    if (is_call) {
        advance(parser);
        return parse_call(parser, token);
    }
    if (token.type == TOKEN_NAME || token.type == TOKEN_QUOTED)
        return parse_name(parser);
    return fault_unexpected(parser->err, parser->text, token, true);
}

/* The minus of a number is the number's own. */
static int negate(struct parser *parser, int node, size_t at)
{
    struct cx_code *code = parser->code;
    struct node *of = &code->nodes[node];
    if (of->op == OP_LITERAL && of->literal.type == CX_SCALAR_NUMBER &&
        cx_num_sub(&of->literal.number, cx_num_int(0), of->literal.number, code->literals)) {
        of->at = at;
        return node;
    }
    if (need_numeric(parser, node) < 0)
        return -1;
    return add_node(
        parser,
        (struct node){.op = OP_NEGATE, .kind = NUMBER, .first = node, .at = at, .end = of->end});
}

/* A value behind signs and nots. */
static int parse_prefixed(struct parser *parser)
{
    size_t at = parser->token.at;
    bool is_minus = is_operator(parser, "-");
    int node;
    if (take_word(parser, "not")) {
        node = parse(parser, BIND_NOT);
        return node < 0 || need_numeric(parser, node) < 0 ? -1 : add_negation(parser, node, at);
    }
    if (!is_minus && !is_operator(parser, "+"))
        return parse_value(parser);
    if (++parser->depth > CX_CODE_DEPTH_MAX)
        return too_deep(parser, at);
    advance(parser);
    node = parse_prefixed(parser);
    parser->depth--;
    return node >= 0 && is_minus ? negate(parser, node, at) : node;
}

static int parse_between(struct parser *parser, int left)
{
    struct cx_code *code = parser->code;
    int from = parse(parser, BIND_EQUAL);
    if (from < 0)
        return -1;
    if (!take_word(parser, "and"))
        return fault_set(parser->err, parser->text, code->nodes[from].end,
                         "between needs two bounds: between a and b");
    int to = parse(parser, BIND_EQUAL);
    if (to < 0 || check_compared(parser, from, left, "=") < 0 ||
        check_compared(parser, to, left, "=") < 0)
        return -1;
    code->nodes[left].next = from;
    code->nodes[from].next = to;
    return add_node(parser, (struct node){.op = OP_BETWEEN,
                                          .kind = NUMBER,
                                          .first = left,
                                          .at = code->nodes[left].at,
                                          .end = code->nodes[to].end});
}

static int parse_in(struct parser *parser, int left)
{
    struct cx_code *code = parser->code;
    size_t open = parser->token.at;
    int first = left;
    if (!take_operator(parser, "("))
        return fault_set(parser->err, parser->text, open,
                         "in needs its values in brackets: in (a, b)");
    int count = parse_list(parser, &first, left, open);
    if (count < 0)
        return -1;
    if (count == 0)
        return fault_set(parser->err, parser->text, open, "in needs a value at least: in (a, b)");
    for (int node = code->nodes[left].next; node >= 0; node = code->nodes[node].next) {
        if (check_compared(parser, node, left, "=") < 0)
            return -1;
    }
    size_t end = parser->token.at + 1;
    advance(parser);
    return add_node(
        parser,
        (struct node){
            .op = OP_IN, .kind = NUMBER, .first = left, .at = code->nodes[left].at, .end = end});
}

static int add_null_test(struct parser *parser, enum op op, int left, struct token token)
{
    int null = add_literal(parser, token, cx_scalar_null());
    return null < 0 ? -1 : add_binary(parser, op, left, null);
}

/* is, is not, is [not] distinct from, and what stands behind them. */
static int parse_is(struct parser *parser, int left)
{
    bool is_not = take_word(parser, "not");
    if (is_word(parser, "distinct")) {
        advance(parser);
        if (!take_word(parser, "from"))
            return fault_unexpected(parser->err, parser->text, parser->token, false);
        is_not = !is_not;
    }
    int right = parse(parser, BIND_EQUAL);
    return right < 0 ? -1 : add_binary(parser, is_not ? OP_IS_NOT : OP_IS, left, right);
}

/* A test by words: is, in, between, like, isnull, notnull, not null. -2: there is none. */
static int parse_test(struct parser *parser, int left)
{
    struct parser before = *parser;
    size_t at = parser->code->nodes[left].at;
    struct token token = parser->token;
    bool is_not = take_word(parser, "not");
    int node;
    if (!is_not && take_word(parser, "is"))
        return parse_is(parser, left);
    if (!is_not && take_word(parser, "isnull"))
        return add_null_test(parser, OP_IS, left, token);
    if (take_word(parser, is_not ? "null" : "notnull"))
        return add_null_test(parser, OP_IS_NOT, left, token);
    if (take_word(parser, "between")) {
        node = parse_between(parser, left);
    } else if (take_word(parser, "in")) {
        node = parse_in(parser, left);
    } else if (take_word(parser, "like")) {
        int pattern = parse(parser, BIND_EQUAL);
        node = pattern < 0 ? -1 : add_binary(parser, OP_LIKE, left, pattern);
    } else {
        *parser = before;
        return -2;
    }
    return is_not ? add_negation(parser, node, at) : node;
}

struct binary {
    const char *op;
    enum op node;
    int bind;
};

static const struct binary *find_binary(const struct parser *parser)
{
    static const struct binary binaries[] = {
        {"or", OP_OR, BIND_OR},
        {"and", OP_AND, BIND_AND},
        {"=", OP_EQ, BIND_EQUAL},
        {"==", OP_EQ, BIND_EQUAL},
        {"<>", OP_NE, BIND_EQUAL},
        {"!=", OP_NE, BIND_EQUAL},
        {"<", OP_LT, BIND_ORDER},
        {"<=", OP_LE, BIND_ORDER},
        {">", OP_GT, BIND_ORDER},
        {">=", OP_GE, BIND_ORDER},
        {"+", OP_ADD, BIND_SUM},
        {"-", OP_SUBTRACT, BIND_SUM},
        {"*", OP_MULTIPLY, BIND_PRODUCT},
        {"/", OP_DIVIDE, BIND_PRODUCT},
        {"%", OP_REMAINDER, BIND_PRODUCT},
        {"||", OP_JOIN, BIND_JOIN},
    };
    for (size_t i = 0; i < sizeof binaries / sizeof *binaries; i++) {
        if (is_operator(parser, binaries[i].op) || is_word(parser, binaries[i].op))
            return &binaries[i];
    }
    return NULL;
}

/* A value and all operators behind it that bind tighter than `bind`. */
static int parse_operators(struct parser *parser, int bind)
{
    int left = parse_prefixed(parser);
    while (left >= 0) {
        const struct binary *binary = find_binary(parser);
        if (!binary) {
            int test = bind < BIND_EQUAL ? parse_test(parser, left) : -2;
            if (test == -2)
                break;
            left = test;
            continue;
        }
        if (binary->bind <= bind)
            break;
        advance(parser);
        int right = parse(parser, binary->bind);
        left = right < 0 ? -1 : add_binary(parser, binary->node, left, right);
    }
    return left;
}

static int parse(struct parser *parser, int bind)
{
    if (++parser->depth > CX_CODE_DEPTH_MAX)
        return too_deep(parser, parser->token.at);
    int node = parse_operators(parser, bind);
    parser->depth--;
    return node;
}

/* Names that nothing is known of, which comparing didn't explain. */
static int check_names(struct parser *parser)
{
    for (size_t i = 0; i < parser->code->count; i++) {
        const struct node *node = &parser->code->nodes[i];
        if (node->op != OP_NAME || node->slot >= 0)
            continue;
        return parser->text[node->at] == '"'
                   ? fault_quotes(parser->err, parser->text, node, NULL, "")
                   : fault_name(parser->err, parser->text, node, parser->vocabulary);
    }
    return 0;
}

static int parse_all(struct parser *parser)
{
    size_t length = strlen(parser->text);
    if (length > CX_CODE_LENGTH_MAX)
        return cx_err_set(parser->err, CX_EDATA, "it has %zu bytes, and an expression at most %d",
                          length, CX_CODE_LENGTH_MAX);
    parser->token = token_next(parser->text, 0);
    parser->code->root = parse(parser, BIND_LEAST);
    if (parser->code->root < 0)
        return CX_EDATA;
    if (parser->token.type != TOKEN_END) {
        fault_unexpected(parser->err, parser->text, parser->token, false);
        return CX_EDATA;
    }
    return check_names(parser) < 0 ? CX_EDATA : 0;
}

int cx_code_new(struct cx_code **out, const char *text, const struct cx_vocabulary *vocabulary,
                struct cx_err *err)
{
    struct cx_code *code = cx_alloc(sizeof *code);
    struct parser parser = {.text = text, .code = code, .vocabulary = vocabulary, .err = err};
    code->to_hundred = vocabulary->to_hundred;
    code->literals = cx_bigs_new();
    code->bigs = cx_bigs_new();
    if (parse_all(&parser) < 0) {
        cx_code_free(code);
        return CX_EDATA;
    }
    *out = code;
    return 0;
}
