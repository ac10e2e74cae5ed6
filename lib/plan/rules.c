#include "plan/rules.h"

#define TRAITS(name, word, traits) traits,
static const int traits_of[] = {CX_RULE_KINDS(TRAITS)};

bool cx_rule_has(const struct cx_rule *rule, enum cx_rule_trait trait)
{
    return (traits_of[rule->kind] & (int)trait) != 0;
}

enum cx_name_scope cx_rule_scope(const struct cx_rule *rule)
{
    return cx_rule_has(rule, CX_IS_TEAMS) ? CX_SCOPE_POOL : CX_SCOPE_RULE;
}

const char *cx_rule_lacks(const struct cx_rule *rule)
{
    const struct {
        enum cx_rule_trait trait;
        bool has;
        const char *column;
    } needs[] = {
        {CX_NEEDS_BASIS, rule->basis != NULL, "basis"},
        {CX_NEEDS_RATE, rule->rate != NULL, "rate"},
        {CX_NEEDS_AMOUNT, rule->has_amount, "amount"},
        {CX_NEEDS_TIERS, rule->tier_id != NULL, "tier_id"},
        {CX_NEEDS_TOP, rule->top_n > 0, "top_n"},
        {CX_NEEDS_MONTHS, rule->months > 0, "months"},
        {CX_IS_TEAMS, rule->has_amount || rule->basis, "amount, or basis and rate"},
        {CX_IS_TEAMS, rule->has_amount || rule->rate, "rate"},
    };
    for (size_t i = 0; i < sizeof needs / sizeof *needs; i++) {
        if (cx_rule_has(rule, needs[i].trait) && !needs[i].has)
            return needs[i].column;
    }
    return NULL;
}
