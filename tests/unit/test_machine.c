/* expr/machine: what computations share. */
#include "expr/tree.h"
#include "expressions.h"

START_TEST(order)
{
    struct cx_scalar numbers[] = {cx_scalar_int(-1), cx_scalar_dec(15, 1), cx_scalar_int(10)};
    struct cx_scalar texts[] = {cx_scalar_text(""), cx_scalar_text("10"), cx_scalar_text("9")};
    for (int i = 0; i < 3; i++) {
        for (int k = 0; k < 3; k++) {
            int wanted = (i > k) - (i < k);
            ck_assert_int_eq(cx_scalar_compare(&numbers[i], &numbers[k]), wanted);
            ck_assert_int_eq(cx_scalar_compare(&texts[i], &texts[k]), wanted);
            ck_assert_int_eq(cx_scalar_compare(&numbers[i], &texts[k]), -1);
            ck_assert_int_eq(cx_scalar_compare(&texts[i], &numbers[k]), 1);
        }
    }
}
END_TEST

START_TEST(holds)
{
    ck_assert(cx_scalar_holds(cx_scalar_dec(-1, 6)));
    ck_assert(!cx_scalar_holds(cx_scalar_int(0)));
    ck_assert(!cx_scalar_holds(cx_scalar_null()));
    ck_assert(!cx_scalar_holds(cx_scalar_text("1")));
    ck_assert_int_eq(cx_scalar_text(NULL).type, CX_SCALAR_NULL);
}
END_TEST

START_TEST(made_texts)
{
    struct cx_code *code = compiled("1");
    struct cx_err err = {0};
    struct machine machine = {code, NULL, &err};
    struct cx_scalar out, number = cx_scalar_dec(1250, 2), text = cx_scalar_text("x");
    ck_assert_str_eq(text_of(&machine, &number), "12.5");
    ck_assert_ptr_eq(text_of(&machine, &text), text.text);
    ck_assert(need_number(&machine, &number));
    struct cx_buf *made = make_text(&machine);
    cx_buf_puts(made, "abc");
    ck_assert(take_text(&out, &machine, made));
    ck_assert_str_eq(out.text, "abc");
    ck_assert(!need_number(&machine, &text));
    ck_assert_str_eq(err.text, "'x' is a text where a number is needed");
    cx_code_free(code);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, order);
    tcase_add_test(tc, holds);
    tcase_add_test(tc, made_texts);
}

UNIT_MAIN("machine")
