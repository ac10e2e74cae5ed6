/* expr/fault: what people are told of an expression that isn't one. */
#include "expressions.h"

START_TEST(names)
{
    static const char *const cases[][2] = {
        {"recoverd / exposed", "character 1: no name \"recoverd\" (did you mean \"recovered\"?)"},
        {"recovered / Expossed", "character 13: no name \"Expossed\" (did you mean \"exposed\"?)"},
        {"recovered * bonus", "character 13: no name \"bonus\""},
        {"华东 + x", "character 1: no name \"华东\""},
        {"region = '华东' and recovrd > 1",
         "character 19: no name \"recovrd\" (did you mean \"recovered\"?)"},
        {"rol = 'x'", "character 1: no name \"rol\" (did you mean \"role\"?)"},
        {"rnd(2)", "character 1: no function \"rnd\" (did you mean \"round\"?)"},
        {"random()", "character 1: no function \"random\""},
    };
    CK_FAULTS(cases);
    ck_fault_in(&of_rows, "amout",
                "character 1: no column \"amout\": there are recovered, exposed, calls, rate, "
                "before, role, region, grade");
    ck_fault_in(&of_rows, "recoverd",
                "character 1: no column \"recoverd\" (did you mean \"recovered\"?): there are "
                "recovered, exposed, calls, rate, before, role, region, grade");
}
END_TEST

START_TEST(quotes)
{
    static const char *const cases[][2] = {
        {"role = manager", "character 8: texts stand in single quotes: role = 'manager'"},
        {"rate > 1 and manager <> role",
         "character 14: texts stand in single quotes: role <> 'manager'"},
        {"role = \"manager\"", "character 8: texts stand in single quotes: role = 'manager'"},
        {"role in (agent, 'x')", "character 10: texts stand in single quotes: role = 'agent'"},
        {"role like coll", "character 11: texts stand in single quotes: role like 'coll'"},
        {"case role when agent then 1 end",
         "character 16: texts stand in single quotes: role = 'agent'"},
        {"recovered > \"x\"", "character 13: texts stand in single quotes: 'x'"},
        {"role = “x”", "character 8: unexpected “: texts stand in straight single quotes: 'text'"},
        {"role = 'x", "character 8: the text that begins here has no end"},
        {"1 + /* one", "character 5: the comment that begins here has no end"},
    };
    CK_FAULTS(cases);
}
END_TEST

START_TEST(spreadsheets)
{
    static const char *const cases[][2] = {
        {"IF(rate > 1; 2; 3)", "character 1: write iif, with commas between its three values: "
                               "iif(condition, a, b)"},
        {"iif(rate > 1; 2; 3)", "character 13: write a comma between values, not a semicolon"},
        {"=recovered", "character 1: leave out the = at the beginning"},
        {"0,5 * rate", "character 2: write numbers with a point, and without commas: 0.5"},
        {"rate => 1", "character 6: write >="},
        {"rate ≥ 1", "character 6: unexpected ≥: write >="},
        {"rate ＜ 1", "character 6: unexpected ＜: write <"},
        {"max（rate, 1)", "character 4: unexpected （: write ("},
        {"rate ＞＝ 1", "character 6: unexpected ＞: write >"},
        {"rate ～ 1", "character 6: unexpected ～"},
        {"rate ＾ 2", "character 6: unexpected ＾: write a power as a product: x * x"},
        {"role = ＂x＂",
         "character 8: unexpected ＂: texts stand in straight single quotes: 'text'"},
        {"max(rate；1)",
         "character 9: unexpected ；: write a comma between values, not a semicolon"},
        {"max(rate、1)", "character 9: unexpected 、: write ,"},
        {"rate > ８０",
         "character 8: unexpected ８: write letters and digits in half width, as in 8"},
        {"rate ＡＮＤ 1",
         "character 6: unexpected Ａ: write letters and digits in half width, as in A"},
        {"rate > 1 且 rate < 2", "character 10: unexpected 且: write and"},
        {"rate 大于等于 1", "character 6: unexpected 大于等于: write >="},
        {"rate ^ 2", "character 6: unexpected ^: write a power as a product: x * x"},
        {"rate & calls", "character 6: unexpected &: write and; texts are joined with ||"},
        {"and(rate, 1)", "character 1: and stands between two conditions: a and b"},
        {"sum(recovered)", "character 1: there are no rows here to add up: name a measure instead "
                           "of sum()"},
        {"count(*)",
         "character 1: there are no rows here to count: name a measure that counts them"},
        {"10k", "character 1: 10 runs into what is no part of a number: write 1500.5, or 1.5e3"},
        {"average(rate)", "character 1: a mean is a metric: one measure adds up, another counts, "
                          "and a formula divides them"},
    };
    CK_FAULTS(cases);
    ck_fault_in(&of_rows, "count(*)", "character 1: write 1: cx adds it up");
    ck_fault_in(&of_rows, "SUM(rate)",
                "character 1: write what is to be added up, without SUM(): "
                "cx adds it up");
}
END_TEST

START_TEST(what_is_missing)
{
    static const char *const cases[][2] = {
        {"", "character 1: it is empty"},
        {"  ", "character 3: it is empty"},
        {"rate +", "character 7: it ends where a value should stand"},
        {"(rate + 1", "character 1: this bracket is never closed"},
        {"1 * (rate + (2 - 1)", "character 5: this bracket is never closed"},
        {"max(rate, 1", "character 4: this bracket is never closed"},
        {"rate + 1)", "character 9: this ) closes no bracket"},
        {"rate + * 2", "character 8: a value is missing before *"},
        {"()", "character 2: a value is missing before )"},
        {"rate 2", "character 6: unexpected 2: an operator is missing before it"},
        {"rate exposed", "character 6: unexpected exposed: an operator is missing before it"},
        {"1; 2", "character 2: write a comma between values, not a semicolon"},
        {"rate in 5", "character 9: in needs its values in brackets: in (a, b)"},
        {"rate in ()", "character 9: in needs a value at least: in (a, b)"},
        {"rate between 1", "character 15: between needs two bounds: between a and b"},
        {"case when 1 then 2", "character 1: this case lacks its end"},
        {"case when 1 end", "character 1: this case lacks its then"},
        {"case 1 end", "character 1: this case lacks its when"},
        {"rate = and", "character 8: a value is missing before and"},
        {"(select 1)", "character 2: a query can't stand in an expression"},
        {"?1", "character 1: unexpected ?: write iif(condition, a, b)"},
        {"rate.x", "character 5: unexpected ."},
    };
    CK_FAULTS(cases);
}
END_TEST

START_TEST(wrong_kinds)
{
    static const char *const cases[][2] = {
        {"role + 1", "character 1: role is a text: a number or a condition is needed here"},
        {"1 * 'x'", "character 5: 'x' is a text: a number or a condition is needed here"},
        {"rate and role", "character 10: role is a text: a number or a condition is needed here"},
        {"not lower(role)",
         "character 5: lower(role) is a text: a number or a condition is needed here"},
        {"round(role)", "character 7: role is a text: a number or a condition is needed here"},
        {"-role", "character 2: role is a text: a number or a condition is needed here"},
        {"iif(role, 1, 2)", "character 5: role is a text: a number or a condition is needed here"},
        {"1 + iif(rate, 'a', 'b')", "character 5: iif(rate, 'a', 'b') is a text: a number or a "
                                    "condition is needed here"},
        {"round()", "character 1: round takes at least 1 value, not 0"},
        {"round(1, 2, 3)", "character 1: round takes at most 2 values, not 3"},
        {"max(rate)", "character 1: max takes at least 2 values, not 1"},
        {"iif(1, 2)", "character 1: iif takes 3 values, not 2"},
    };
    CK_FAULTS(cases);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, names);
    tcase_add_test(tc, quotes);
    tcase_add_test(tc, spreadsheets);
    tcase_add_test(tc, what_is_missing);
    tcase_add_test(tc, wrong_kinds);
}

UNIT_MAIN("fault")
