/* expr/compared: what always comes to the same, though it can be computed. */
#include "expressions.h"

static void ck(const char *text, const char *message)
{
    struct cx_code *code = compiled(text);
    struct cx_err err = {0};
    int rc = cx_code_check(code, text, &err);
    ck_assert_msg(rc == (*message ? CX_EDATA : 0), "%s: %s", text, err.text);
    ck_assert_msg(strcmp(err.text, message) == 0, "%s: %s", text, err.text);
    cx_code_free(code);
}

START_TEST(numbers_with_texts)
{
    ck("calls < '60'", "character 9: calls is a number: write 60, without quotes");
    ck("'60' > calls", "character 1: calls is a number: write 60, without quotes");
    ck("(calls) in (1, '2')", "character 16: (calls) is a number: write 2, without quotes");
    ck("calls between 1 and '2.5'", "character 21: calls is a number: write 2.5, without quotes");
    ck("case calls when 1 then 2 when '3' then 4 end",
       "character 31: calls is a number: write 3, without quotes");
    ck("nullif(calls, '0') = 1", "character 15: calls is a number: write 0, without quotes");
    ck("calls = 'yes'", "character 9: calls is a number: compare it with a number, not with 'yes' "
                        "(yes is 1, no is 0)");
    ck("length(role) = '5'", "character 16: length(role) is a number: write 5, without quotes");
}
END_TEST

START_TEST(texts_with_numbers)
{
    ck("role > 5", "character 8: role is a text: write '5', in quotes");
    ck("role in ('a', 007)", "character 15: role is a text: write '007', in quotes");
    ck("role >= 2026-10-15", "character 9: role is a text: write '2026-10-15', in quotes");
    ck("calls = 1 or (role <= 2026/9/5)",
       "character 23: role is a text: write '2026-09-05', in quotes");
    ck("role is not calls",
       "character 13: role is a text, and calls is a number: texts are compared with texts in "
       "quotes, numbers with numbers");
    ck("role || 1 = true",
       "character 13: role || 1 is a text, and true is a number: texts are compared with texts in "
       "quotes, numbers with numbers");
}
END_TEST

START_TEST(chains)
{
    ck("80 < calls < 90", "character 1: 80 < calls is 1 or 0, and that is compared with 90: write "
                          "80 < calls and calls < 90");
    ck("calls = recovered = 3", "character 1: calls = recovered is 1 or 0, and that is compared "
                                "with 3: write calls = recovered and recovered = 3");
    ck("recovered + exposed + calls + rate + before + 1234567890 < calls < 90",
       "character 1: a comparison is 1 or 0, and here that is compared with 90: write a < b and "
       "b < c for a < b < c");
    ck("(80 < calls) < 90", "");
    ck("80 < calls = true", "");
}
END_TEST

START_TEST(decimals)
{
    ck("round(calls, -2)", "character 14: round takes 0 to 30 decimals: for whole hundreds, write "
                           "round(x / 100) * 100");
    ck("round(calls, 31)", "character 14: round takes 0 to 30 decimals: for whole hundreds, write "
                           "round(x / 100) * 100");
    ck("round(calls) + round(calls, 30) + round(calls, rate)", "");
}
END_TEST

static void ck_of_hundred(const char *text, const char *message)
{
    struct cx_vocabulary to_hundred = vocabulary;
    struct cx_code *code = NULL;
    struct cx_err err = {0};
    to_hundred.to_hundred = "rate";
    ck_assert_msg(cx_code_new(&code, text, &to_hundred, &err) == 0, "%s: %s", text, err.text);
    ck_assert_int_eq(cx_code_check(code, text, &err), *message ? CX_EDATA : 0);
    ck_assert_str_eq(err.text, message);
    cx_code_free(code);
}

START_TEST(percentages)
{
    ck_of_hundred("1.5 + (RATE > 90%)",
                  "character 15: rate goes to 100, not to 1: write 90, without %");
    ck_of_hundred("rate between 7 and 85.5 %",
                  "character 20: rate goes to 100, not to 1: write 85.5, without %");
    ck_of_hundred("rate in (90, 5%)",
                  "character 14: rate goes to 100, not to 1: write 5, without %");
    ck_of_hundred("(rate) > 90%", "character 10: rate goes to 100, not to 1: write 90, without %");
    ck_of_hundred("((90 %)) < ( [Rate] )",
                  "character 3: rate goes to 100, not to 1: write 90, without %");
    ck_of_hundred("rate * 90% > 80 and calls > 90%", "");
    ck("rate > 90%", "");
}
END_TEST

START_TEST(sense)
{
    ck("role = 'a' and calls in (1, 2) and null = 'x' and before is null", "");
    ck("calls like '6%' and role like 5", "");
    ck("coalesce(calls, 'x') = 'x' and iif(calls, 1, 'x') = 1", "");
    ck("case when role = 'a' then 1 end = 1 and case role when 'a' then 1 else 'b' end = 1", "");
    ck("(calls > 1) = (rate > 2) and not role between 'a' and 'b'", "");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, numbers_with_texts);
    tcase_add_test(tc, texts_with_numbers);
    tcase_add_test(tc, chains);
    tcase_add_test(tc, decimals);
    tcase_add_test(tc, percentages);
    tcase_add_test(tc, sense);
}

UNIT_MAIN("expr/compared")
