/* expr/range: the least and the most that an expression can come to. */
#include "expressions.h"

/* recovered is 0 or more, exposed from 10 to 20, calls up to -2, rate from -1 to 3; of all else
 * nothing is known. */
static void ck(const char *text, const char *from, const char *to)
{
    struct cx_range names[EXPRESSION_NAMES] = {
        {.has_from = true, .from = cx_num_int(0)},
        {true, true, cx_num_int(10), cx_num_int(20)},
        {.has_to = true, .to = cx_num_int(-2)},
        {true, true, cx_num_int(-1), cx_num_int(3)},
    };
    struct cx_code *code = compiled(text);
    struct cx_bigs *bigs = cx_bigs_new();
    struct cx_range range = cx_code_range(code, NULL, names, bigs);
    const bool has[] = {range.has_from, range.has_to};
    const struct cx_num ends[] = {range.from, range.to};
    const char *const wanted[] = {from, to};
    for (int i = 0; i < 2; i++) {
        char got[CX_DEC_TEXT] = "";
        int64_t value = 0;
        if (has[i]) {
            ck_assert_msg(cx_num_to_dec(&value, ends[i], 6), "%s", text);
            cx_dec_format_short(got, value, 6);
        }
        ck_assert_msg(strcmp(got, wanted[i]) == 0, "%s: %s, not %s", text, got, wanted[i]);
    }
    cx_bigs_free(bigs);
    cx_code_free(code);
}

START_TEST(bounded)
{
    ck("1.5", "1.5", "1.5");
    ck("-(2 - 5)", "3", "3");
    ck("exposed", "10", "20");
    ck("-exposed", "-20", "-10");
    ck("exposed + rate", "9", "23");
    ck("exposed - rate", "7", "21");
    ck("exposed * exposed", "100", "400");
    ck("exposed * -2", "-40", "-20");
    ck("0.5 * rate", "-0.5", "1.5");
    ck("-2 * rate", "-6", "2");
    ck("(rate - 3) / -2", "0", "2");
    ck("0 * exposed", "0", "0");
}
END_TEST

START_TEST(on_one_side)
{
    ck("recovered", "0", "");
    ck("0 - recovered", "", "0");
    ck("(recovered - 80) / 100", "-0.8", "");
    ck("1 - recovered * 0.05", "", "1");
    ck("calls", "", "-2");
    ck("calls * calls", "4", "");
    ck("calls * exposed", "", "-20");
    ck("recovered / exposed", "0", "");
    ck("exposed / calls", "", "0");
    ck("-recovered / -2", "0", "");
}
END_TEST

START_TEST(unbounded)
{
    ck("before", "", "");
    ck("before - exposed", "", "");
    ck("rate * recovered", "", "");
    ck("recovered - exposed * recovered", "", "");
    ck("exposed / rate", "", "");
    ck("max(exposed, 1)", "", "");
    ck("exposed % 3", "", "");
    ck("exposed > 1", "", "");
    ck("case when exposed > 1 then 1 end", "", "");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, bounded);
    tcase_add_test(tc, on_one_side);
    tcase_add_test(tc, unbounded);
}

UNIT_MAIN("expr/range")
