/* plan/rules: what kinds of rules need. */
#include "plan/rules.h"

#include "unit.h"

/* A rule of each kind with nothing lacks something, and with all of it nothing. */
START_TEST(each_kind)
{
    for (int kind = 0; kind < CX_RULE_KIND_COUNT; kind++) {
        const struct cx_rule empty = {.kind = (enum cx_rule_kind)kind};
        const struct cx_rule full = {.kind = (enum cx_rule_kind)kind,
                                     .basis = "1",
                                     .rate = "1",
                                     .has_amount = true,
                                     .tier_id = "t",
                                     .top_n = 1,
                                     .months = 1};
        ck_assert_ptr_nonnull(cx_rule_kinds[kind]);
        ck_assert_msg(cx_rule_lacks(&empty) != NULL, "%s", cx_rule_kinds[kind]);
        ck_assert_msg(cx_rule_lacks(&full) == NULL, "%s", cx_rule_kinds[kind]);
    }
    ck_assert_ptr_null(cx_rule_kinds[CX_RULE_KIND_COUNT]);
}
END_TEST

/* The first column that is missing is the one that is named. */
START_TEST(columns)
{
    struct cx_rule rule = {.kind = CX_RULE_STREAK};
    ck_assert_str_eq(cx_rule_lacks(&rule), "basis");
    rule.basis = "score";
    ck_assert_str_eq(cx_rule_lacks(&rule), "top_n");
    rule.top_n = 3;
    ck_assert_str_eq(cx_rule_lacks(&rule), "months");
    rule = (struct cx_rule){.kind = CX_RULE_POOL};
    ck_assert_str_eq(cx_rule_lacks(&rule), "amount, or basis and rate");
    rule.basis = "recovered";
    ck_assert_str_eq(cx_rule_lacks(&rule), "rate");
    rule.has_amount = true;
    ck_assert_ptr_null(cx_rule_lacks(&rule));
}
END_TEST

START_TEST(scopes)
{
    const struct cx_rule pool = {.kind = CX_RULE_POOL}, cap = {.kind = CX_RULE_CAP};
    ck_assert_int_eq(cx_rule_scope(&pool), CX_SCOPE_POOL);
    ck_assert_int_eq(cx_rule_scope(&cap), CX_SCOPE_RULE);
    ck_assert(cx_rule_has(&cap, CX_NEEDS_LINES));
    ck_assert(!cx_rule_has(&pool, CX_NEEDS_LINES));
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, each_kind);
    tcase_add_test(tc, columns);
    tcase_add_test(tc, scopes);
}

UNIT_MAIN("plan/rules")
