/* expr/build: nodes, and what is checked of those under them. */
#include "expr/build.h"

#include "base/mem.h"
#include "expressions.h"

static struct parser parser;
static struct cx_err err;

static void set_up(void)
{
    err = (struct cx_err){0};
    parser = (struct parser){.text = "role 12 'x'", .vocabulary = &vocabulary, .err = &err};
    parser.code = cx_alloc(sizeof *parser.code);
    advance(&parser);
}

static void tear_down(void)
{
    cx_code_free(parser.code);
}

static int literal(struct cx_scalar value)
{
    struct token token = parser.token;
    return add_literal(&parser, token, value);
}

START_TEST(tokens)
{
    ck_assert(is_word(&parser, "role"));
    ck_assert(!take_word(&parser, "12"));
    ck_assert(take_word(&parser, "role"));
    ck_assert(!is_operator(&parser, "12"));
    ck_assert_int_eq(parser.token.type, TOKEN_NUMBER);
}
END_TEST

START_TEST(depth_is_bounded)
{
    int node = literal(cx_scalar_int(1));
    ck_assert_int_eq(parser.code->nodes[node].depth, 1);
    for (int depth = 2; depth <= CX_CODE_DEPTH_MAX; depth++) {
        node = add_negation(&parser, node, 0);
        ck_assert_int_eq(parser.code->nodes[node].depth, depth);
    }
    ck_assert_int_eq(add_negation(&parser, node, 0), -1);
    ck_assert_str_eq(err.text, "character 1: it is nested too deeply here: more than 300 levels");
}
END_TEST

START_TEST(kinds)
{
    int number = literal(cx_scalar_int(1)), text = literal(cx_scalar_text("x"));
    int null = literal(cx_scalar_null());
    ck_assert_int_eq(parser.code->nodes[number].kind, NUMBER);
    ck_assert_int_eq(parser.code->nodes[text].kind, TEXT);
    ck_assert_int_eq(parser.code->nodes[null].kind, ANY);
    ck_assert_int_eq(need_numeric(&parser, number), 0);
    ck_assert_int_eq(need_numeric(&parser, null), 0);
    ck_assert_int_eq(need_numeric(&parser, text), -1);
    parser.code->nodes[number].next = text;
    ck_assert_int_eq(common_kind(&parser, number, false), ANY);
    ck_assert_int_eq(common_kind(&parser, number, true), TEXT);
    ck_assert_int_eq(common_kind(&parser, text, false), TEXT);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, tokens);
    tcase_add_test(tc, depth_is_bounded);
    tcase_add_test(tc, kinds);
}

UNIT_MAIN("build")
