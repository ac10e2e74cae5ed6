/* expr/parts: an expression's conditions, and what its names are compared with. */
#include "expressions.h"

static void hear(void *context, int slot, const char *literal)
{
    cx_buf_printf(context, "%s:%s ", expression_names[slot], literal);
}

START_TEST(literals)
{
    static const char *const cases[][2] = {
        {"role = 'x'", "role:x "},
        {"'x' <> role and rate", "role:x "},
        {"role == 'it''s' or Region != 'T'", "role:it's region:T "},
        {"role in ('x', 'y') and rate", "role:x role:y "},
        {"role NOT IN ( 'x' ) or role is not 'z'", "role:x role:z "},
        {"\"role\" = 'x' -- = 'c'\n", "role:x "},
        {"coalesce(role, 'x') > 1 and rate = 1", ""},
        {"iif(rate > 1, 'x', 'y')", ""},
        {"role = ''", "role: "},
        {"'x' = 'y'", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct cx_buf heard = {0};
        struct cx_code *code = compiled(cases[i][0]);
        cx_code_literals(code, hear, &heard);
        ck_assert_msg(strcmp(cx_buf_str(&heard), cases[i][1]) == 0, "%s: %s", cases[i][0],
                      cx_buf_str(&heard));
        cx_buf_fini(&heard);
        cx_code_free(code);
    }
}
END_TEST

static void hear_slot(void *context, int slot)
{
    cx_buf_printf(context, "%s ", expression_names[slot]);
}

START_TEST(conditions)
{
    const char *text = "rate >= 20% and (role = 'x' or calls) and (recovered < exposed * 1.1)";
    struct cx_code *code = compiled(text);
    struct cx_code_part parts[5], left, right;
    struct cx_buf names = {0};
    ck_assert_uint_eq(cx_code_conditions(parts, 5, code), 3);
    ck_assert(strncmp(text + parts[0].at, "rate >= 20%", parts[0].n) == 0);
    ck_assert_int_eq(parts[0].relation, CX_CODE_GE);
    ck_assert(strncmp(text + parts[1].at, "(role = 'x' or calls)", parts[1].n) == 0);
    ck_assert_int_eq(parts[1].relation, CX_CODE_NONE);
    ck_assert_int_eq(parts[2].relation, CX_CODE_LT);
    cx_code_sides(&left, &right, code, &parts[2]);
    ck_assert(strncmp(text + right.at, "exposed * 1.1", right.n) == 0);
    cx_code_slots(code, &parts[1], hear_slot, &names);
    ck_assert_str_eq(cx_buf_str(&names), "role calls ");
    ck_assert_uint_eq(cx_code_conditions(parts, 2, code), 2);
    cx_buf_fini(&names);
    cx_code_free(code);
}
END_TEST

START_TEST(sides)
{
    struct cx_code *code = compiled("recovered / 7 > 5");
    struct cx_scalar values[EXPRESSION_NAMES] = {cx_scalar_int(30)}, value;
    struct cx_code_part part, left, right;
    struct cx_err err = {0};
    ck_assert_uint_eq(cx_code_conditions(&part, 1, code), 1);
    cx_code_sides(&left, &right, code, &part);
    ck_assert_int_eq(cx_code_eval_part(&value, code, &left, values, &err), 0);
    ck_assert_int_eq(cx_num_compare(value.number, cx_num_fraction(30, 7)), 0);
    ck_assert_int_eq(cx_code_eval_part(&value, code, &right, values, &err), 0);
    ck_assert_int_eq(cx_num_compare(value.number, cx_num_int(5)), 0);
    cx_code_free(code);
}
END_TEST

START_TEST(sums)
{
    static const char *const are[] = {"recovered", "recovered - exposed", "-recovered + 5",
                                      "max(coalesce(recovered, 0) - 100, 0)"};
    static const char *const are_not[] = {"recovered * 2",    "recovered / 2",
                                          "recovered >= 5",   "recovered + (exposed % 2)",
                                          "round(recovered)", "iif(calls > 1, recovered, 0)"};
    for (size_t i = 0; i < sizeof are / sizeof *are; i++) {
        struct cx_code *code = compiled(are[i]);
        ck_assert_msg(cx_code_adds(code), "%s", are[i]);
        cx_code_free(code);
    }
    for (size_t i = 0; i < sizeof are_not / sizeof *are_not; i++) {
        struct cx_code *code = compiled(are_not[i]);
        ck_assert_msg(!cx_code_adds(code), "%s", are_not[i]);
        cx_code_free(code);
    }
}
END_TEST

START_TEST(texts)
{
    static const char *const are[] = {"role",
                                      "'x'",
                                      "lower(rate)",
                                      "role || 1",
                                      "case when rate then 'a' else role end",
                                      "coalesce(role, 'x')"};
    static const char *const are_not[] = {
        "rate",         "role = 'x'", "case when rate then 'a' else 1 end", "iif(rate, role, null)",
        "length(role)", "null"};
    for (int i = 0; i < 6; i++) {
        struct cx_code *text = compiled(are[i]), *other = compiled(are_not[i]);
        ck_assert_msg(cx_code_is_text(text), "%s", are[i]);
        ck_assert_msg(!cx_code_is_text(other), "%s", are_not[i]);
        cx_code_free(text);
        cx_code_free(other);
    }
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, literals);
    tcase_add_test(tc, conditions);
    tcase_add_test(tc, sides);
    tcase_add_test(tc, sums);
    tcase_add_test(tc, texts);
}

UNIT_MAIN("parts")
