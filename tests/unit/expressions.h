/* Expressions over a few names, for the tests of lib/expr: recovered 30, exposed 120, calls 0,
 * rate 0.25, before null, role 'collector', region '华东', grade null. */
#ifndef CX_TESTS_EXPRESSIONS_H
#define CX_TESTS_EXPRESSIONS_H

#include <string.h>
#include <strings.h>

#include "expr/code.h"
#include "unit.h"

static const char *const expression_names[] = {"recovered", "exposed", "calls",  "rate",
                                               "before",    "role",    "region", "grade"};
enum { EXPRESSION_NAMES = 8, FIRST_TEXT = 5 };

static inline int find_name(void *context, const char *name, size_t n, bool *is_text)
{
    (void)context;
    for (int i = 0; i < EXPRESSION_NAMES; i++) {
        *is_text = i >= FIRST_TEXT;
        if (strncasecmp(expression_names[i], name, n) == 0 && expression_names[i][n] == '\0')
            return i;
    }
    return -1;
}

static inline const char *list_names(void *context, size_t *i)
{
    (void)context;
    return *i < EXPRESSION_NAMES ? expression_names[(*i)++] : NULL;
}

static const struct cx_vocabulary vocabulary __attribute__((unused)) = {
    .find = find_name,
    .list = list_names,
    .unknown = "no name \"%.*s\"",
    .misspelt = "no name \"%.*s\" (did you mean \"%s\"?)",
};
static const struct cx_vocabulary of_rows __attribute__((unused)) = {
    .find = find_name,
    .list = list_names,
    .unknown = "no column \"%.*s\": there are %s",
    .misspelt = "no column \"%.*s\" (did you mean \"%s\"?): there are %s",
    .is_of_rows = true,
};

static inline struct cx_code *compiled(const char *text)
{
    struct cx_code *code = NULL;
    struct cx_err err = {0};
    ck_assert_msg(cx_code_new(&code, text, &vocabulary, &err) == 0, "%s: %s", text, err.text);
    return code;
}

static inline int evaluate(struct cx_scalar *out, struct cx_code *code, struct cx_err *err)
{
    struct cx_scalar values[EXPRESSION_NAMES] = {
        cx_scalar_int(30),      cx_scalar_dec(12000, 2), cx_scalar_int(0),
        cx_scalar_dec(25, 2),   cx_scalar_null(),        cx_scalar_text("collector"),
        cx_scalar_text("华东"), cx_scalar_null()};
    return cx_code_eval(out, code, values, err);
}

/* What an expression comes to: null, a number, or a text in quotes; or its error. The caller
 * finishes it. */
static inline struct cx_buf result_of(const char *text)
{
    struct cx_code *code = compiled(text);
    struct cx_buf out = {0};
    for (int again = 0; again < 2; again++) { /* it can be computed again and again */
        struct cx_scalar value;
        struct cx_err err = {0};
        cx_buf_clear(&out);
        if (evaluate(&value, code, &err) < 0)
            cx_buf_printf(&out, "error: %s", err.text);
        else if (value.type == CX_SCALAR_NULL)
            cx_buf_puts(&out, "null");
        else if (value.type == CX_SCALAR_TEXT)
            cx_buf_printf(&out, "'%s'", value.text);
        else
            cx_num_write_text(&out, value.number);
    }
    cx_code_free(code);
    return out;
}

static inline void ck_result(const char *text, const char *wanted)
{
    struct cx_buf result = result_of(text);
    ck_assert_msg(strcmp(cx_buf_str(&result), wanted) == 0, "%s: %s, not %s", text,
                  cx_buf_str(&result), wanted);
    cx_buf_fini(&result);
}

/* Pairs of an expression and what it comes to. */
static inline void ck_results(const char *const (*cases)[2], size_t count)
{
    for (size_t i = 0; i < count; i++)
        ck_result(cases[i][0], cases[i][1]);
}
#define CK_RESULTS(cases) ck_results((cases), sizeof(cases) / sizeof *(cases))

static inline void ck_fault_in(const struct cx_vocabulary *of, const char *text,
                               const char *message)
{
    struct cx_code *code = NULL;
    struct cx_err err = {0};
    ck_assert_msg(cx_code_new(&code, text, of, &err) == CX_EDATA, "%.80s", text);
    ck_assert_ptr_null(code);
    ck_assert_msg(strcmp(err.text, message) == 0, "%.80s: %s", text, err.text);
}

static inline void ck_faults(const char *const (*cases)[2], size_t count)
{
    for (size_t i = 0; i < count; i++)
        ck_fault_in(&vocabulary, cases[i][0], cases[i][1]);
}
#define CK_FAULTS(cases) ck_faults((cases), sizeof(cases) / sizeof *(cases))

#endif
