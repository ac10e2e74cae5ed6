/* expr/builtin: the functions of numbers, and those of any values. */
#include <stdio.h>

#include "expressions.h"

START_TEST(of_numbers)
{
    static const char *const cases[][2] = {
        {"abs(-2.5)", "2.5"},
        {"abs(2.5)", "2.5"},
        {"sign(-3)", "-1"},
        {"sign(0)", "0"},
        {"floor(-1.5)", "-2"},
        {"ceil(1.2)", "2"},
        {"ceiling(-1.2)", "-1"},
        {"round(2.5)", "3"},
        {"round(-2.5)", "-3"},
        {"round(1.005, 2)", "1.01"},
        {"round(1/3, 0)", "0"},
        {"round(1/3, 30)", "0.333333333333333333333333333333"},
        {"round(1.5, -3)", "2"}, /* as a sealed plan may have it */
        {"round(1/3, calls + 31)", "0.333333333333333333333333333333"},
        {"round(1/3, 2.9)", "0.33"},
        {"sqrt(2.25)", "1.5"},
        {"sqrt(-1)", "null"},
        {"floor(100 * 0.29)", "29"},
        {"ceil(100 * 0.07)", "7"},
        {"ROUND(0.5)", "1"},
    };
    CK_RESULTS(cases);
}
END_TEST

START_TEST(of_any_values)
{
    static const char *const cases[][2] = {
        {"max(1, 3, 2)", "3"}, {"min(1, 3, 2)", "1"},    {"max(1, 'a')", "'a'"},
        {"min(1, 'a')", "1"},  {"max('a', 'b')", "'b'"}, {"min(1/3, 0.333)", "0.333"},
        {"max(-1/3, 0)", "0"},
    };
    CK_RESULTS(cases);
}
END_TEST

/* The manual has each function, and what it says that examples come to is so. */
START_TEST(as_in_the_manual)
{
    FILE *page = fopen(CX_SOURCE_DIR "/man/cx-expressions.7", "r");
    char line[500];
    int examples = 0;
    if (!page)
        ck_abort_msg("there is no man/cx-expressions.7");
    while (fgets(line, sizeof line, page)) {
        char *end = strstr(line, "   is "); /* "expression   is result" */
        if (!end)
            continue;
        *end = '\0';
        end += strlen("   is ");
        end += strspn(end, " ");
        end[strcspn(end, "\n")] = '\0';
        ck_result(strncmp(line, "\\&", 2) == 0 ? line + 2 : line, end); /* \& of mdoc */
        examples++;
    }
    fclose(page);
    ck_assert_int_ge(examples, 30);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, of_numbers);
    tcase_add_test(tc, of_any_values);
    tcase_add_test(tc, as_in_the_manual);
}

UNIT_MAIN("builtin")
