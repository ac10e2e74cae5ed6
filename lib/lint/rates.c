/* Lint: rates and coefficients that look like percentages without their sign, and shares as the
 * basis of what is paid on an amount of money. */
#include <string.h>

#include "base/decimal.h"
#include "base/lang.h"
#include "lint/linter.h"
#include "plan/expr.h"
#include "plan/rules.h"

#define MUCH_OF_MONEY (2 * INT64_C(1000000))  /* nobody is paid twice what came in */
#define MUCH_TO_TIMES (10 * INT64_C(1000000)) /* nobody's pay is multiplied by ten */

static const char advice[] = N_("write a ratio as a part of 1, or with its sign: 0.2 or 20%");

static bool is_money(const struct cx_plan *plan, struct cx_name name)
{
    return name.form != CX_NAME_FACT && name.form != CX_NAME_ATTAINMENT &&
           plan->quantities[name.index].unit == CX_UNIT_MONEY;
}

/* Whether a basis has names, and all of them are of one kind. */
static bool is_all(const struct linter *linter, const struct cx_rule *rule,
                   bool (*is)(const struct cx_plan *plan, struct cx_name name))
{
    struct cx_expr *basis = NULL;
    struct cx_err ignored = {0};
    size_t count = 0;
    if (!rule->basis ||
        cx_expr_new(&basis, linter->plan, cx_rule_scope(rule), rule->basis, &ignored) < 0)
        return false;
    const struct cx_name *names = cx_expr_names(basis, &count);
    bool out = count > 0;
    for (size_t i = 0; i < count; i++)
        out = out && is(linter->plan, names[i]);
    cx_expr_free(basis);
    return out;
}

/* What is divided may be 5 for each 1000. */
static bool is_on_money(const struct linter *linter, const struct cx_rule *rule)
{
    return !strchr(rule->basis ? rule->basis : "/", '/') && is_all(linter, rule, is_money);
}

static void lint_rate(struct linter *linter, const struct cx_rule *rule)
{
    const bool is_factor = cx_rule_has(rule, CX_NEEDS_LINES);
    int64_t rate;
    char text[CX_DEC_TEXT];
    if (!rule->rate || !cx_plan_target(&rate, rule->rate))
        return;
    if (is_factor && rate >= MUCH_TO_TIMES)
        found(linter, CX_LINT_WARNING, "rate", "rules", rule->id, advice,
              "its coefficient multiplies pay by %s", cx_dec_format_short(text, rate, 6));
    else if (!is_factor && rate >= MUCH_OF_MONEY && is_on_money(linter, rule))
        found(linter, CX_LINT_WARNING, "rate", "rules", rule->id, advice,
              "its rate pays %s times the amount of its basis", cx_dec_format_short(text, rate, 6));
}

static void lint_tiers(struct linter *linter, const struct cx_rule *rule)
{
    size_t count = 0;
    const struct cx_tier *tiers = cx_rule_has(rule, CX_NEEDS_TIERS) && rule->tier_id
                                      ? cx_plan_tiers(linter->plan, rule->tier_id, &count)
                                      : NULL;
    char from[CX_DEC_TEXT], rate[CX_DEC_TEXT];
    for (size_t i = 0; i < count; i++) {
        if (tiers[i].rate_ppm >= MUCH_OF_MONEY && is_on_money(linter, rule))
            found(linter, CX_LINT_WARNING, "rate", "tiers", tiers[i].id, advice,
                  "the rate of the tier from %s pays %s times the amount of the basis",
                  cx_dec_format_short(from, tiers[i].from, 6),
                  cx_dec_format_short(rate, tiers[i].rate_ppm, 6));
    }
}

/* What a rate or tiers are paid on is an amount of money, and is rounded to cents like one. */
static void lint_basis(struct linter *linter, const struct cx_rule *rule)
{
    if (rule->kind == CX_RULE_RATE && is_all(linter, rule, cx_name_is_share))
        found(linter, CX_LINT_WARNING, "basis", "rules", rule->id,
              "give it the kind per_unit, whose basis keeps 6 decimals",
              "its basis is no amount of money, and is rounded to 2 decimals like one");
    else if (rule->kind == CX_RULE_TIER && is_all(linter, rule, cx_name_is_share))
        found(linter, CX_LINT_WARNING, "basis", "rules", rule->id,
              "ask for its steps in the when of several rules, which is exact",
              "its basis is no amount of money, and is rounded to 2 decimals like one");
}

static void lint_grades(struct linter *linter)
{
    const struct cx_plan *plan = linter->plan;
    char text[CX_DEC_TEXT];
    for (size_t i = 0; i < plan->grade_count; i++) {
        const struct cx_grade *grade = &plan->grades[i];
        if (grade->has_coefficient && grade->coefficient_ppm >= MUCH_TO_TIMES)
            found(linter, CX_LINT_WARNING, "rate", "grades", grade->name, advice,
                  "its coefficient multiplies pay by %s",
                  cx_dec_format_short(text, grade->coefficient_ppm, 6));
    }
}

void lint_rates(struct linter *linter)
{
    lint_grades(linter);
    for (size_t i = 0; i < linter->plan->rule_count; i++) {
        lint_rate(linter, &linter->plan->rules[i]);
        lint_tiers(linter, &linter->plan->rules[i]);
        lint_basis(linter, &linter->plan->rules[i]);
    }
}
