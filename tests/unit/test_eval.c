/* expr/eval: what expressions come to. */
#include "expressions.h"

START_TEST(exact)
{
    static const char *const cases[][2] = {
        {"1/2", "0.5"},
        {"1/3*3 >= 1", "1"},
        {"1/3*3 = 1", "1"},
        {"0.1 + 0.2 = 0.3", "1"},
        {"round(2/3, 6)", "0.666667"},
        {"round(2/3, 2)", "0.67"},
        {"2%", "0.02"},
        {"90 %", "0.9"},
        {"100% - 2%", "0.98"},
        {"22% >= 20% * 1.1", "1"},
        {"floor((0.29 - 0.2) * 100) * 100", "900"},
        {"30% - 20% >= 0.1", "1"},
        {"1.10 * 1.10", "1.21"},
        {"1/7 + 1/7 + 1/7 + 1/7 + 1/7 + 1/7 + 1/7 = 1", "1"},
        {"recovered / exposed = rate", "1"},
        {"123456789.01 * 987654321.09", "121932631133622923.2209"},
    };
    CK_RESULTS(cases);
}
END_TEST

/* What a text comes to with the two numbers of rate and before, in millionths; it holds or not. */
static bool holds_for(const char *text, int64_t now_ppm, int64_t before_ppm)
{
    struct cx_code *code = compiled(text);
    struct cx_scalar values[EXPRESSION_NAMES] = {cx_scalar_null()}, value;
    struct cx_err err = {0};
    values[3] = cx_scalar_dec(now_ppm, 6);
    values[4] = cx_scalar_dec(before_ppm, 6);
    ck_assert_msg(cx_code_eval(&value, code, values, &err) == 0, "%s", err.text);
    cx_code_free(code);
    return cx_scalar_holds(value);
}

static int64_t comes_to(const char *text, int64_t now_ppm, int decimals)
{
    struct cx_code *code = compiled(text);
    struct cx_scalar values[EXPRESSION_NAMES] = {cx_scalar_null()}, value;
    struct cx_err err = {0};
    int64_t out = 0;
    values[3] = cx_scalar_dec(now_ppm, 6);
    ck_assert_msg(cx_code_eval(&value, code, values, &err) == 0, "%s", err.text);
    ck_assert(cx_num_to_dec(&out, value.number, decimals));
    cx_code_free(code);
    return out;
}

/* Every rate from 1 % to 100 %, as it is published: 10 % more of it is 11 tenths, which 6 decimals
 * hold; so what is a millionth less is less. */
START_TEST(every_rate)
{
    for (int percent = 1; percent <= 100; percent++) {
        int64_t rate = percent * INT64_C(10000), more = percent * INT64_C(11000);
        ck_assert(holds_for("rate >= before * 1.1", more, rate));
        ck_assert(holds_for("rate = before * 110%", more, rate));
        ck_assert(holds_for("rate / before >= 1.1", more, rate));
        ck_assert(holds_for("rate / before - 1 >= 10%", more, rate));
        ck_assert(!holds_for("rate >= before * 1.1", more - 1, rate));
        ck_assert(!holds_for("rate / before - 1 >= 10%", more - 1, rate));
        ck_assert(!holds_for("rate > before * 1.1", more, rate));
        ck_assert(holds_for("rate > before * 1.1", more + 1, rate));
        ck_assert(holds_for("rate - before >= 0.1", rate + 100000, rate));
        ck_assert(!holds_for("rate - before >= 0.1", rate + 99999, rate));
        ck_assert(holds_for("rate * 100 - before * 100 = 10", rate + 100000, rate));
    }
}
END_TEST

/* Products with 100, and whole percents from below and above. */
START_TEST(every_percent)
{
    for (int percent = 1; percent <= 100; percent++) {
        int64_t rate = percent * INT64_C(10000);
        ck_assert_int_eq(comes_to("floor(rate * 100)", rate, 0), percent);
        ck_assert_int_eq(comes_to("ceil(rate * 100)", rate, 0), percent);
        ck_assert_int_eq(comes_to("floor(rate * 100)", rate - 1, 0), percent - 1);
        ck_assert_int_eq(comes_to("ceil(rate * 100)", rate + 1, 0), percent + 1);
        ck_assert_int_eq(comes_to("floor((rate - 0.2) * 100) * 100", rate, 0),
                         (percent - 20) * 100);
        ck_assert_int_eq(comes_to("ceil((rate - 1%) / 1%)", rate, 0), percent - 1);
        ck_assert_int_eq(comes_to("rate * 100", rate, 6), percent * INT64_C(1000000));
        /* half a cent goes up */
        ck_assert_int_eq(comes_to("rate * 0.5", rate, 2), (percent + 1) / 2);
        ck_assert_int_eq(comes_to("-rate * 0.5", rate, 2), -((percent + 1) / 2));
    }
}
END_TEST

START_TEST(remainders)
{
    static const char *const cases[][2] = {
        {"7 % 3", "1"},    {"-7 % 3", "-1"},       {"7.9 % 3.9", "1"},     {"7 % 0.5", "null"},
        {"7 % 0", "null"}, {"10 % calls", "null"}, {"recovered % 7", "2"}, {"50% % 3", "0"},
        {"10 % (3)", "1"}, {"9 % 5 * 2", "8"},
    };
    CK_RESULTS(cases);
}
END_TEST

START_TEST(nulls)
{
    static const char *const cases[][2] = {
        {"null", "null"},
        {"recovered / calls", "null"},
        {"recovered + before", "null"},
        {"before = before", "null"},
        {"before is null", "1"},
        {"before is not null", "0"},
        {"recovered is not null", "1"},
        {"before isnull", "1"},
        {"before notnull", "0"},
        {"recovered not null", "1"},
        {"before is before", "1"},
        {"grade is 'A'", "0"},
        {"grade is not 'A'", "1"},
        {"grade = 'A'", "null"},
        {"role is distinct from 'x'", "1"},
        {"role is not distinct from 'collector'", "1"},
        {"not before", "null"},
        {"before and 0", "0"},
        {"0 and before", "0"},
        {"before and 1", "null"},
        {"before or 1", "1"},
        {"before or 0", "null"},
        {"-before", "null"},
        {"before || 'x'", "null"},
        {"before in (1, 2)", "null"},
        {"1 in (1, before)", "1"},
        {"3 in (1, before)", "null"},
        {"3 not in (1, before)", "null"},
        {"3 not in (1, 2)", "1"},
        {"before between 1 and 2", "null"},
        {"3 between before and 2", "0"},
        {"1 between before and 2", "null"},
        {"min(1, before)", "null"},
        {"max(before, 1, 2)", "null"},
        {"abs(before)", "null"},
        {"coalesce(before, grade, 7)", "7"},
        {"ifnull(before, 'x')", "'x'"},
        {"nullif(3, 3)", "null"},
        {"nullif(3, before)", "3"},
        {"nullif(before, 3)", "null"},
        {"iif(before, 1, 2)", "2"},
        {"case when before then 1 end", "null"},
        {"case before when null then 1 else 2 end", "2"},
        {"role like null", "null"},
    };
    CK_RESULTS(cases);
}
END_TEST

START_TEST(conditions)
{
    static const char *const cases[][2] = {
        {"role = 'collector' and recovered == 30", "1"},
        {"ROLE <> 'Collector'", "1"},
        {"role != 'collector'", "0"},
        {"role in ('agent', 'collector')", "1"},
        {"rate between 0.25 and 25%", "1"},
        {"rate not between 0 and 0.2", "1"},
        {"role like 'COLL%'", "1"},
        {"role like 'c_llector'", "1"},
        {"region like '华_'", "1"},
        {"region not like '%北'", "1"},
        {"not rate > 0.3", "1"},
        {"not not 5", "1"},
        {"3 < 'a'", "1"},
        {"99999 < ''", "1"},
        {"'10' < '9'", "1"},
        {"true and not false", "1"},
        {"1 < 2 = 1", "1"},
        {"case when calls > 0 then 'some' else 'none' end", "'none'"},
        {"case role when 'agent' then 1 when 'collector' then 2 end", "2"},
        {"case 5 when 1 then 2 end", "null"},
        {"iif(recovered > 20, 'yes', 'no')", "'yes'"},
    };
    CK_RESULTS(cases);
}
END_TEST

/* Operators bind as in SQL. */
START_TEST(binding)
{
    static const char *const cases[][2] = {
        {"2 + 3 * 4", "14"},
        {"(2 + 3) * 4", "20"},
        {"2 - 3 - 4", "-5"},
        {"24 / 4 / 2", "3"},
        {"-2 - -3", "1"},
        {"- - 2", "2"},
        {"+2", "2"},
        {"-(2)", "-2"},
        {"1 or 0 and 0", "1"},
        {"not 1 = 2", "1"},
        {"not 0 and 0", "0"},
        {"1 + not 0", "2"},
        {"1 = 2 < 3", "1"},
        {"2 > 1 in (1)", "1"},
        {"1 || 2 = '12'", "1"},
        {"3 between 1 and 4 and 0", "0"},
        {"1 is 2 < 3", "1"},
    };
    CK_RESULTS(cases);
}
END_TEST

START_TEST(too_much)
{
    ck_result("1e300 * 1e300 * 1e300 * 1e300 * 1e300",
              "error: a number in it becomes too large: it may have 1233 digits, and so may the "
              "numerator and denominator of a fraction");
    ck_result("1 + ifnull(role, 2)", "error: 'collector' is a text where a number is needed");
    ck_result("not ifnull(role, 1)", "error: 'collector' is a text where a number is needed");
    ck_result("0 and 1e300 * 1e300 * 1e300 * 1e300 * 1e300",
              "0"); /* what doesn't count isn't computed */
    ck_result("coalesce(1, 1e300 * 1e300 * 1e300 * 1e300 * 1e300)", "1");
    struct cx_buf text = {0};
    cx_buf_puts(&text, "length(replace('");
    for (int i = 0; i < 1000; i++)
        cx_buf_putc(&text, 'a');
    cx_buf_puts(&text, "', 'a', '");
    for (int i = 0; i < 1000; i++)
        cx_buf_putc(&text, 'b');
    cx_buf_puts(&text, "'))");
    ck_result(cx_buf_str(&text), "error: its texts become too long: more than 100000 bytes");
    cx_buf_fini(&text);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, exact);
    tcase_add_test(tc, every_rate);
    tcase_add_test(tc, every_percent);
    tcase_add_test(tc, remainders);
    tcase_add_test(tc, nulls);
    tcase_add_test(tc, conditions);
    tcase_add_test(tc, binding);
    tcase_add_test(tc, too_much);
}

UNIT_MAIN("eval")
