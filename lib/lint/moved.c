/* Lint: rules that pay whoever changes posts within a month for the same thing in each. */
#include "lint/linter.h"
#include "plan/expr.h"
#include "plan/rules.h"

/* Whether it is less for a part of a month, or another in another post: two posts have their own.
 */
static bool is_of_post(const struct cx_plan *plan, struct cx_name name)
{
    switch (name.form) {
    case CX_NAME_PREV: return false;
    case CX_NAME_SELF: return plan->quantities[name.index].accrues;
    case CX_NAME_ATTAINMENT: return false;
    case CX_NAME_FACT:
        return name.index == CX_NAME_DAYS || name.index == CX_NAME_ABSENT_DAYS ||
               name.index == CX_NAME_BASE_PAY || name.index == CX_NAME_ROLE ||
               name.index == CX_NAME_ROLE_TENURE_MONTHS ||
               name.index == CX_NAME_TEAM_TENURE_MONTHS || name.index >= CX_NAME_TEAM_ID;
    default: return true;
    }
}

/* What can't be compiled is told of elsewhere. */
static bool has_own(const struct linter *linter, const struct cx_rule *rule, const char *text)
{
    struct cx_expr *expr = NULL;
    struct cx_err ignored = {0};
    size_t count = 0;
    bool out = false;
    if (!text || cx_expr_new(&expr, linter->plan, cx_rule_scope(rule), text, &ignored) < 0)
        return text != NULL;
    const struct cx_name *names = cx_expr_names(expr, &count);
    for (size_t i = 0; i < count; i++)
        out = out || is_of_post(linter->plan, names[i]);
    cx_expr_free(expr);
    return out;
}

static bool is_bound(const struct cx_rule *rule)
{
    return cx_rule_has(rule, CX_LIMITS_ABOVE) || cx_rule_has(rule, CX_LIMITS_BELOW);
}

/* Per person bases are added up, and prorated by all days. */
static bool pays_each(const struct linter *linter, const struct cx_rule *rule)
{
    bool is_amount = rule->kind == CX_RULE_AMOUNT || is_bound(rule);
    bool is_on_basis = cx_rule_has(rule, CX_NEEDS_BASIS) && !cx_rule_has(rule, CX_NEEDS_TOP);
    bool is_twice = rule->per == CX_PER_PERSON ? is_on_basis : !rule->prorate;
    return (is_amount || is_on_basis) && is_twice && !rule->award &&
           !has_own(linter, rule, rule->when) && !has_own(linter, rule, rule->basis) &&
           !has_own(linter, rule, rule->rate);
}

/* The last post that somebody took up within a month in which they had another, both of which the
 * rule is for; NULL: there is none. */
static const struct cx_post *find_moved(const struct cx_org *org, const struct whom *whom)
{
    const struct cx_post *last = NULL;
    for (int i = 0; i < org->post_count; i++) {
        const struct cx_post *to = &org->posts[i];
        bool is_second = false;
        for (int k = i - 1; k >= 0 && org->posts[k].person == to->person; k--)
            is_second = is_second || (org->posts[k].end > cx_date_month_start(to->since) &&
                                      whom_fits(whom, org, &org->posts[k]));
        if (is_second && whom_fits(whom, org, to) && (!last || to->since > last->since))
            last = to;
    }
    return last;
}

void lint_moved(struct linter *linter)
{
    const struct cx_org *org = linter->org;
    for (size_t i = 0; i < linter->plan->rule_count; i++) {
        const struct cx_rule *rule = &linter->plan->rules[i];
        const struct whom whom = whom_of_rule(rule);
        const struct cx_post *to = pays_each(linter, rule) ? find_moved(org, &whom) : NULL;
        char day[CX_DATE_TEXT];
        if (!to)
            continue;
        cx_date_format(day, to->since);
        if (is_bound(rule))
            found(linter, CX_LINT_WARNING, "moved", "rules", rule->id,
                  "let it prorate, or be per person",
                  "holds in full for each post of whoever changes posts within a month, as %s did "
                  "on %s",
                  org->people[to->person].key, day);
        else
            found(linter, CX_LINT_WARNING, "moved", "rules", rule->id,
                  rule->kind == CX_RULE_AMOUNT ? N_("let it prorate, or pay per person")
                                               : N_("let it prorate, and pay per post"),
                  "pays whoever changes posts within a month for the same in each, as %s did on %s",
                  org->people[to->person].key, day);
    }
}
