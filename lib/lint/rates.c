/* Lint: rates and coefficients that look like percentages without their sign, and shares as the
 * basis of what is paid on an amount of money. */
#include "base/decimal.h"
#include "base/lang.h"
#include "lint/linter.h"
#include "plan/expr.h"
#include "plan/rules.h"

#define MUCH_OF_MONEY (2 * INT64_C(1000000))  /* nobody is paid twice what came in */
#define MUCH_OF_PAY   (10 * INT64_C(1000000)) /* nor ten salaries */
#define MUCH_TO_TIMES (10 * INT64_C(1000000)) /* nobody's pay is multiplied by ten */

static const char advice[] = N_("write a ratio as a part of 1, or with its sign: 0.2 or 20%");

static bool is_money(const struct cx_plan *plan, struct cx_name name)
{
    return cx_name_is_pay(name) || (name.form != CX_NAME_FACT && name.form != CX_NAME_ATTAINMENT &&
                                    plan->quantities[name.index].unit == CX_UNIT_MONEY);
}

static bool is_pay(const struct cx_plan *plan, struct cx_name name)
{
    (void)plan;
    return cx_name_is_pay(name);
}

static bool is_score(const struct cx_plan *plan, struct cx_name name)
{
    return name.form == CX_NAME_FACT ? name.index == CX_NAME_SCORE
                                     : name.form != CX_NAME_ATTAINMENT &&
                                           plan->quantities[name.index].unit == CX_UNIT_SCORE;
}

/* Whether a rule's expression has names, at most so many, all of one kind, and no more than adds
 * them up: 5 on `recovered / 1000`, or on each time that something held, may be meant. */
static bool is_sum_of(const struct linter *linter, const struct cx_rule *rule, const char *text,
                      size_t most, bool (*is)(const struct cx_plan *plan, struct cx_name name))
{
    struct cx_expr *expr = NULL;
    struct cx_err ignored = {0};
    size_t count = 0;
    if (!text || cx_expr_new(&expr, linter->plan, cx_rule_scope(rule), text, &ignored) < 0)
        return false;
    const struct cx_name *names = cx_expr_names(expr, &count);
    bool out = count > 0 && count <= most && cx_code_adds(cx_expr_code(expr));
    for (size_t i = 0; i < count; i++)
        out = out && is(linter->plan, names[i]);
    cx_expr_free(expr);
    return out;
}

/* Whether a rate, of either sign, is more than is ever paid on a basis. */
static bool is_much(const struct linter *linter, const struct cx_rule *rule, int64_t rate)
{
    const int64_t size = rate < 0 ? -rate : rate;
    return size >= MUCH_OF_MONEY && is_sum_of(linter, rule, rule->basis, SIZE_MAX, is_money) &&
           (size >= MUCH_OF_PAY || !is_sum_of(linter, rule, rule->basis, SIZE_MAX, is_pay));
}

static void lint_rate(struct linter *linter, const struct cx_rule *rule)
{
    const bool is_factor = cx_rule_has(rule, CX_NEEDS_LINES);
    int64_t rate;
    char text[CX_DEC_TEXT];
    if (!rule->rate)
        return;
    if (!cx_plan_target(&rate, rule->rate)) {
        if (!is_factor && is_sum_of(linter, rule, rule->rate, 1, is_score) &&
            is_sum_of(linter, rule, rule->basis, SIZE_MAX, is_money))
            found(linter, CX_LINT_WARNING, "rate", "rules", rule->id,
                  "divide it by 100, as in score / 100",
                  "its rate is a score, which pays up to 100 times the amount of its basis");
        return;
    }
    if (is_factor && rate >= MUCH_TO_TIMES)
        found(linter, CX_LINT_WARNING, "rate", "rules", rule->id, advice,
              "its coefficient multiplies pay by %s", cx_dec_format_short(text, rate, 6));
    else if (!is_factor && is_much(linter, rule, rate))
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
        if (is_much(linter, rule, tiers[i].rate_ppm))
            found(linter, CX_LINT_WARNING, "rate", "tiers", tiers[i].id, advice,
                  "the rate of the tier from %s pays %s times the amount of the basis",
                  cx_dec_format_short(from, tiers[i].from, 6),
                  cx_dec_format_short(rate, tiers[i].rate_ppm, 6));
    }
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
    if (instead && is_sum_of(linter, rule, rule->basis, 1, cx_name_is_share))
        found(linter, CX_LINT_WARNING, "basis", "rules", rule->id, instead,
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
