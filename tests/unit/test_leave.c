/* import/leave: rows that a map leaves out. */
#include "import/intake.h"

#include <string.h>

#include "unit.h"

static bool is(const char *patterns, const char *s)
{
    return matches_any(patterns, s, strlen(s));
}

START_TEST(patterns)
{
    ck_assert(is("合计", "合计") && !is("合计", "合计：12") && is("合计*", "合计：12"));
    ck_assert(is("total", "TOTAL") && !is("total", "totals"));
    ck_assert(is("*记录*", "共 12 条记录数") && is("共*条*", "共 12 条记录") &&
              !is("共*条", "共 12 条记录"));
    ck_assert(is("a;b;c*", "cd") && is("a;b;c*", "b") && !is("a;b;c*", "d"));
    ck_assert(is("", "") && !is("", "x") && is("x;", "") && is("*", "") && is("*", "x"));
    ck_assert(is("closed; refunded", "refunded") && is(" a b ;", "A B") && !is("a ; ", "") &&
              !is(" ", ""));
    ck_assert(is("a*a*b", "aaab") && !is("a*a*b", "ab") && is("**", "x"));
}
END_TEST

static bool out(const struct intake_rule *rule, const char *first, const char *second,
                const char *fault)
{
    struct cx_csv_field fields[] = {{first, strlen(first)}, {second ? second : "", 0}};
    struct intake_rule own = *rule;
    fields[1].n = strlen(fields[1].s);
    struct intake intake = {.rules = &own,
                            .rule_count = 1,
                            .row = {.count = second ? 2 : 1, .fields = fields, .fault = fault}};
    return leaves_out(&intake);
}

START_TEST(rules)
{
    const struct intake_rule leave = {0, "合计*", false}, any = {-1, "x", false},
                             only = {1, "ok", true}, empty = {1, "", false};
    ck_assert(out(&leave, " 合计：1 \t", "b", NULL) && !out(&leave, "a", "合计", NULL));
    ck_assert(out(&any, "a", "x", NULL) && out(&any, "x", "a", NULL) && !out(&any, "a", "b", NULL));
    ck_assert(out(&only, "a", "b", NULL) && !out(&only, "a", "OK", NULL));
    ck_assert(out(&empty, "a", "", NULL) && !out(&empty, "a", "b", NULL));
    /* a footer has fewer cells than the header */
    ck_assert(out(&leave, "合计 2", NULL, "has 1 field, the header has 2"));
    ck_assert(!out(&only, "a", NULL, "has 1 field, the header has 2"));
}
END_TEST

/* Cells without a value are no value's: neither taken for one nor for another. */
START_TEST(no_value)
{
    static const enum cx_csv_cell none[] = {CX_CSV_ERROR, CX_CSV_NOT_COMPUTED, CX_CSV_NO_VALUE,
                                            CX_CSV_LIST};
    static const struct intake_rule given[] = {
        {0, "#N/A", false}, {0, "ok", true}, {-1, "#n*", false}};
    struct cx_csv_field cell = {"#N/A", 4};
    for (size_t i = 0; i < 3; i++) {
        struct intake_rule own = given[i];
        unsigned char kind = CX_CSV_TEXT;
        struct intake intake = {
            .rules = &own, .rule_count = 1, .row = {.count = 1, .fields = &cell, .kinds = &kind}};
        ck_assert(leaves_out(&intake));
        for (size_t k = 0; k < 4; k++) {
            kind = (unsigned char)none[k];
            ck_assert(!leaves_out(&intake));
        }
    }
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, patterns);
    tcase_add_test(tc, rules);
    tcase_add_test(tc, no_value);
}

UNIT_MAIN("leave")
