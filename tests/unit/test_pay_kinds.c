/* pay/kinds: the table of the kinds of rules. */
#include "kind/words.h"
#include "pay/kinds.h"
#include "unit.h"

/* Each kind runs, explains itself, and has figures where its run asks for them. */
START_TEST(whole)
{
    for (int kind = 0; kind < CX_RULE_KIND_COUNT; kind++) {
        const struct cx_rule rule = {.kind = (enum cx_rule_kind)kind};
        const struct rule_kind *of = rule_kind_of(&rule);
        const char *word = cx_rule_kinds[kind];
        ck_assert_msg(of->run && of->explain, "%s", word);
        ck_assert_msg((of->run == run_plain) == (of->figure != NULL), "%s", word);
        ck_assert_msg(!cx_rule_has(&rule, CX_IS_TEAMS) || of->run != run_plain, "%s", word);
    }
}
END_TEST

/* What hangs on others is not computed again, unless the rule says so. */
START_TEST(retro)
{
    struct cx_rule rule = {.kind = CX_RULE_RATE, .retro = -1};
    ck_assert(rule_is_retro(&rule));
    rule.retro = 0;
    ck_assert(!rule_is_retro(&rule));
    rule = (struct cx_rule){.kind = CX_RULE_POOL, .retro = -1};
    ck_assert(!rule_is_retro(&rule));
    rule.kind = CX_RULE_STREAK;
    ck_assert(!rule_is_retro(&rule));
    rule.retro = 1;
    ck_assert(rule_is_retro(&rule));
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, whole);
    tcase_add_test(tc, retro);
}

UNIT_MAIN("pay/kinds")
