#include "pay/kinds.h"

#define KIND(name, word, traits) &word##_kind,
static const struct rule_kind *const kinds[] = {CX_RULE_KINDS(KIND)};

const struct rule_kind *rule_kind_of(const struct cx_rule *rule)
{
    return kinds[rule->kind];
}

bool rule_is_retro(const struct cx_rule *rule)
{
    return rule->retro >= 0 ? rule->retro == 1 : rule_kind_of(rule)->is_retro;
}
