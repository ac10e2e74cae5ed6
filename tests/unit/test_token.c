/* expr/token: an expression's text, token by token. */
#include "expr/token.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "unit.h"

/* "n12 =< 'x' ": a letter for the type and the token, blanks between. */
static void ck_tokens(const char *text, const char *wanted)
{
    static const char types[] = ".ntwqoub";
    struct cx_buf found = {0};
    struct token token = {0};
    do {
        token = token_next(text, token.at + token.n);
        cx_buf_printf(&found, "%c%.*s ", types[token.type], (int)token.n, text + token.at);
    } while (token.type != TOKEN_END && token.type != TOKEN_OPEN && token.n > 0);
    ck_assert_str_eq(cx_buf_str(&found), wanted);
    cx_buf_fini(&found);
}

START_TEST(kinds_of_tokens)
{
    ck_tokens("", ". ");
    ck_tokens("recovered/exposed>=22%", "wrecovered o/ wexposed o>= n22 o% . ");
    ck_tokens("1.5e-3 .5 5. 1e5", "n1.5e-3 n.5 n5. n1e5 . ");
    ck_tokens("role<>'it''s'||\"a b\" [c d]", "wrole o<> t'it''s' o|| q\"a b\" q[c d] . ");
    ck_tokens("a -- the rest\n/* and\nthis */ b", "wa wb . ");
    ck_tokens("a\u00A0+\u3000b", "wa o+ wb . ");
    ck_tokens("逾期天数 > 3", "w逾期天数 o> n3 . ");
}
END_TEST

START_TEST(what_is_none)
{
    ck_tokens("'abc", "u' ");
    ck_tokens("a /* b", "wa u/* ");
    ck_tokens("\"a", "u\" ");
    ck_tokens("a ≥ b", "wa b≥ wb . ");
    ck_tokens("“x”", "b“ wx b” . ");
    ck_tokens("a & b", "wa b& wb . ");
    ck_tokens("0x10", "b0 wx10 . ");
    ck_tokens("1.2.3", "b1.2 n.3 . ");
}
END_TEST

START_TEST(unquoted)
{
    const char *text = "'it''s' \"a\"\"b\" [c]";
    static const char *const wanted[] = {"it's", "a\"b", "c"};
    struct token token = {0};
    for (int i = 0; i < 3; i++) {
        token = token_next(text, token.at + token.n);
        char *out = token_unquoted(text, token);
        ck_assert_str_eq(out, wanted[i]);
        free(out);
    }
}
END_TEST

START_TEST(words_and_operators)
{
    const char *text = "AND <= \"and\"";
    struct token token = token_next(text, 0);
    ck_assert(token_is_word(text, token, "and"));
    ck_assert(!token_is_word(text, token, "an"));
    token = token_next(text, token.at + token.n);
    ck_assert(token_is_operator(text, token, "<="));
    ck_assert(!token_is_operator(text, token, "<"));
    token = token_next(text, token.at + token.n);
    ck_assert(!token_is_word(text, token, "and"));
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, kinds_of_tokens);
    tcase_add_test(tc, what_is_none);
    tcase_add_test(tc, unquoted);
    tcase_add_test(tc, words_and_operators);
}

UNIT_MAIN("token")
