/* expr/parse: what it takes, and that it ends soon with whatever it gets. */
#include <time.h>

#include "expressions.h"

static void repeat(struct cx_buf *text, int times, const char *part)
{
    for (int i = 0; i < times; i++)
        cx_buf_puts(text, part);
}

/* Refused at once: a second is for valgrind. */
static void ck_refused_soon(struct cx_buf *text, const char *words)
{
    struct cx_code *code = NULL;
    struct cx_err err = {0};
    clock_t start = clock();
    ck_assert_int_eq(cx_code_new(&code, cx_buf_str(text), &vocabulary, &err), CX_EDATA);
    ck_assert_msg(strstr(err.text, words) != NULL, "%s", err.text);
    ck_assert_msg(clock() - start < CLOCKS_PER_SEC, "too slow");
    cx_buf_fini(text);
}

START_TEST(bounds)
{
    struct cx_buf text = {0};
    repeat(&text, 100000, "(");
    ck_refused_soon(&text, "it has 100000 bytes, and an expression at most 65536");
    repeat(&text, 30000, "(");
    repeat(&text, 30000, ")");
    ck_refused_soon(&text, "character 301: it is nested too deeply here");
    repeat(&text, 1 << 20, "1");
    ck_refused_soon(&text, "it has 1048576 bytes");
    repeat(&text, 60000, "1");
    ck_refused_soon(&text, "this number has too many digits");
    cx_buf_puts(&text, "10");
    repeat(&text, 399, "0");
    ck_refused_soon(&text, "this number has too many digits");
    repeat(&text, 6000, "case when ");
    ck_refused_soon(&text, "it is nested too deeply here");
    repeat(&text, 60000, "-");
    ck_refused_soon(&text, "it ends where a value should stand"); /* a comment */
    repeat(&text, 30000, "- ");
    ck_refused_soon(&text, "it is nested too deeply here");
    repeat(&text, 16000, "not ");
    ck_refused_soon(&text, "it is nested too deeply here");
    repeat(&text, 20000, "1 +");
    ck_refused_soon(&text, "it is nested too deeply here");
    repeat(&text, 10000, "abs(");
    ck_refused_soon(&text, "it is nested too deeply here");
    cx_buf_puts(&text, "max(1");
    repeat(&text, 20000, ",1");
    cx_buf_puts(&text, ")");
    ck_refused_soon(&text, "max takes at most 100 values");
}
END_TEST

START_TEST(within_bounds)
{
    struct cx_buf text = {0};
    repeat(&text, 250, "(");
    cx_buf_puts(&text, "rate");
    repeat(&text, 250, ")");
    ck_result(cx_buf_str(&text), "0.25");
    cx_buf_clear(&text);
    cx_buf_puts(&text, "0");
    repeat(&text, 250, " or rate = 2");
    ck_result(cx_buf_str(&text), "0");
    cx_buf_clear(&text);
    cx_buf_puts(&text, "recovered in (1");
    repeat(&text, 20000, ",2");
    cx_buf_puts(&text, ",30)");
    ck_result(cx_buf_str(&text), "1");
    cx_buf_fini(&text);
}
END_TEST

START_TEST(notation)
{
    static const char *const cases[][2] = {
        {"\"recovered\" + [recovered] + `recovered` + recovered", "120"},
        {"recovered /* of all */ -- and so on", "30"},
        {"Recovered\n\t/ EXPOSED", "0.25"},
        {"CASE WHEN rate>0 THEN 1 ELSE 2 END", "1"},
        {"role\u00A0=\u00A0'collector'", "1"},
        {"10 % -3", "-2.9"}, /* a percent, and then a difference */
    };
    CK_RESULTS(cases);
}
END_TEST

START_TEST(words)
{
    ck_assert(cx_code_is_word("AND"));
    ck_assert(cx_code_is_word("between"));
    ck_assert(!cx_code_is_word("round"));
    ck_assert(!cx_code_is_word(""));
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, bounds);
    tcase_add_test(tc, within_bounds);
    tcase_add_test(tc, notation);
    tcase_add_test(tc, words);
}

UNIT_MAIN("parse")
