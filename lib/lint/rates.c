/* Lint: rates and coefficients that look like percentages without their sign, and shares as the
 * basis of what is paid on an amount of money. */
#include "base/lang.h"
#include "lint/linter.h"
#include "plan/percents.h"

static const char advice[] = N_("write a ratio as a part of 1, or with its sign: 0.2 or 20%");

static bool is_score(const struct cx_plan *plan, struct cx_name name)
{
    return name.form == CX_NAME_FACT ? name.index == CX_NAME_SCORE
                                     : name.form != CX_NAME_ATTAINMENT &&
                                           plan->quantities[name.index].unit == CX_UNIT_SCORE;
}

static void hear_percent(void *context, const struct cx_percent *percent)
{
    struct cx_buf text = {0};
    cx_percent_tell(&text, percent);
    found(context, CX_LINT_WARNING, "rate", percent->kind, percent->id, advice, "%s",
          cx_buf_str(&text));
    cx_buf_fini(&text);
}

/* A score of 80 is no 80 %. */
static void lint_scores(struct linter *linter, const struct cx_rule *rule)
{
    int64_t rate;
    if (rule->rate && !cx_plan_target(&rate, rule->rate) && !cx_rule_has(rule, CX_NEEDS_LINES) &&
        cx_rule_adds(linter->plan, rule, rule->rate, 1, is_score) &&
        cx_rule_adds(linter->plan, rule, rule->basis, SIZE_MAX, cx_name_is_money))
        found(linter, CX_LINT_WARNING, "rate", "rules", rule->id,
              "divide it by 100, as in score / 100",
              "its rate is a score, which pays up to 100 times the amount of its basis");
}

/* What to pay on instead of a share; NULL: the kind may pay on one. */
static const char *share_advice(const struct cx_rule *rule)
{
    int64_t rate;
    if (rule->kind == CX_RULE_TIER)
        return N_("ask for its steps in the when of several rules, which is exact");
    if (rule->kind == CX_RULE_RATE && rule->rate && cx_plan_target(&rate, rule->rate))
        return N_("give it the kind per_unit, whose basis keeps 6 decimals");
    if (rule->kind == CX_RULE_RATE || cx_rule_has(rule, CX_IS_TEAMS))
        return N_("make its basis an amount of money, as in share * 1000");
    return NULL;
}

/* What a rate, tiers or a pool are paid on is an amount of money, and is rounded to cents like one.
 */
static void lint_basis(struct linter *linter, const struct cx_rule *rule)
{
    const char *instead = share_advice(rule);
    if (instead && cx_rule_adds(linter->plan, rule, rule->basis, 1, cx_name_is_share))
        found(linter, CX_LINT_WARNING, "basis", "rules", rule->id, instead,
              "its basis is no amount of money, and is rounded to 2 decimals like one");
}

void lint_rates(struct linter *linter)
{
    cx_percents_find(linter->plan, hear_percent, linter);
    for (size_t i = 0; i < linter->plan->rule_count; i++) {
        lint_scores(linter, &linter->plan->rules[i]);
        lint_basis(linter, &linter->plan->rules[i]);
    }
}
