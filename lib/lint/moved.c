/* Lint: rules that pay whoever changes posts within a month for the same thing in each. */
#include "lint/linter.h"
#include "plan/expr.h"
#include "plan/rules.h"

/* Of what a value is another one, or a part of the month's. */
enum owner { OF_PERSON, OF_TEAM, OF_POST };

static enum owner owner_of_fact(int index)
{
    switch (index) {
    case CX_NAME_DAYS:
    case CX_NAME_ABSENT_DAYS:
    case CX_NAME_BASE_PAY:
    case CX_NAME_ROLE:
    case CX_NAME_ROLE_TENURE_MONTHS:
    case CX_NAME_TEAM_TENURE_MONTHS: return OF_POST;
    default: return index >= CX_NAME_TEAM_ID ? OF_TEAM : OF_PERSON;
    }
}

static enum owner owner_of(const struct cx_plan *plan, struct cx_name name)
{
    switch (name.form) {
    case CX_NAME_PREV:
    case CX_NAME_ATTAINMENT: return OF_PERSON;
    case CX_NAME_SELF: return plan->quantities[name.index].accrues ? OF_POST : OF_PERSON;
    case CX_NAME_TEAM:
    case CX_NAME_TEAM_PREV:
    case CX_NAME_TEAM_TARGET: return OF_TEAM;
    case CX_NAME_FACT: return owner_of_fact(name.index);
    default: return OF_POST;
    }
}

/* Whose posts a condition tells apart: both of somebody's may come to an amount, but what asks for
 * the post or the team itself holds in one of them. */
static enum owner chosen_by(struct cx_name name)
{
    return name.form != CX_NAME_FACT        ? OF_PERSON
           : name.index == CX_NAME_BASE_PAY ? OF_PERSON
           : name.index > CX_NAME_TEAM_KIND ? OF_PERSON
                                            : owner_of_fact(name.index);
}

/* The narrowest of the names in an expression; what can't be compiled is told of elsewhere. */
static enum owner narrowest(const struct linter *linter, const struct cx_rule *rule,
                            const char *text, bool is_condition)
{
    struct cx_expr *expr = NULL;
    struct cx_err ignored = {0};
    size_t count = 0;
    enum owner out = OF_PERSON;
    if (!text)
        return OF_PERSON;
    if (cx_expr_new(&expr, linter->plan, cx_rule_scope(rule), text, &ignored) < 0)
        return OF_POST;
    const struct cx_name *names = cx_expr_names(expr, &count);
    for (size_t i = 0; i < count; i++) {
        const enum owner of = is_condition ? chosen_by(names[i]) : owner_of(linter->plan, names[i]);
        out = of > out ? of : out;
    }
    cx_expr_free(expr);
    return out;
}

static bool is_bound(const struct cx_rule *rule)
{
    return cx_rule_has(rule, CX_LIMITS_ABOVE) || cx_rule_has(rule, CX_LIMITS_BELOW);
}

/* Per person bases are added up, and prorated by all days. */
static bool pays_each(const struct cx_rule *rule)
{
    bool is_amount = rule->kind == CX_RULE_AMOUNT || is_bound(rule);
    bool is_on_basis = cx_rule_has(rule, CX_NEEDS_BASIS) && !cx_rule_has(rule, CX_NEEDS_TOP);
    bool is_twice = rule->per == CX_PER_PERSON ? is_on_basis : !rule->prorate;
    return (is_amount || is_on_basis) && is_twice && !rule->award;
}

/* Whose it is, what a rule pays. */
static enum owner owner_of_pay(const struct linter *linter, const struct cx_rule *rule)
{
    const enum owner all[] = {narrowest(linter, rule, rule->when, true),
                              narrowest(linter, rule, rule->basis, false),
                              narrowest(linter, rule, rule->rate, false)};
    enum owner out = OF_PERSON;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        out = all[i] > out ? all[i] : out;
    return out;
}

/* The last post that somebody took up within a month in which they had another, both of which the
 * rule is for, and for is_team both in one team; NULL: there is none. */
static const struct cx_post *find_moved(const struct cx_org *org, const struct whom *whom,
                                        bool is_team)
{
    const struct cx_post *last = NULL;
    for (int i = 0; i < org->post_count; i++) {
        const struct cx_post *to = &org->posts[i];
        bool is_second = false;
        for (int k = i - 1; k >= 0 && org->posts[k].person == to->person; k--)
            is_second = is_second || (org->posts[k].end > cx_date_month_start(to->since) &&
                                      (!is_team || org->posts[k].team == to->team) &&
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
        const enum owner owner = pays_each(rule) ? owner_of_pay(linter, rule) : OF_POST;
        const struct cx_post *to =
            owner == OF_POST ? NULL : find_moved(org, &whom, owner == OF_TEAM);
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
