#include "plan/percents.h"

#include "base/decimal.h"
#include "base/lang.h"
#include "plan/expr.h"

#define MUCH_OF_MONEY (2 * INT64_C(1000000))  /* nobody is paid twice what came in */
#define MUCH_OF_PAY   (10 * INT64_C(1000000)) /* nor ten salaries */
#define MUCH_TO_TIMES (10 * INT64_C(1000000)) /* nobody's pay is multiplied by ten */

bool cx_name_is_money(const struct cx_plan *plan, struct cx_name name)
{
    return cx_name_is_pay(name) || (name.form != CX_NAME_FACT && name.form != CX_NAME_ATTAINMENT &&
                                    plan->quantities[name.index].unit == CX_UNIT_MONEY);
}

static bool is_pay(const struct cx_plan *plan, struct cx_name name)
{
    (void)plan;
    return cx_name_is_pay(name);
}

bool cx_rule_adds(const struct cx_plan *plan, const struct cx_rule *rule, const char *text,
                  size_t most, bool (*is)(const struct cx_plan *plan, struct cx_name name))
{
    struct cx_expr *expr = NULL;
    struct cx_err ignored = {0};
    size_t count = 0;
    if (!text || cx_expr_new(&expr, plan, cx_rule_scope(rule), text, &ignored) < 0)
        return false;
    const struct cx_name *names = cx_expr_names(expr, &count);
    bool out = count > 0 && count <= most && cx_code_adds(cx_expr_code(expr));
    for (size_t i = 0; i < count; i++)
        out = out && is(plan, names[i]);
    cx_expr_free(expr);
    return out;
}

/* Whether a rate, of either sign, is more than is ever paid on a basis. */
static bool is_much(const struct cx_plan *plan, const struct cx_rule *rule, int64_t rate)
{
    const int64_t size = rate < 0 ? -rate : rate;
    return size >= MUCH_OF_MONEY &&
           cx_rule_adds(plan, rule, rule->basis, SIZE_MAX, cx_name_is_money) &&
           (size >= MUCH_OF_PAY || !cx_rule_adds(plan, rule, rule->basis, SIZE_MAX, is_pay));
}

/* The percentage of a rule's own rate; false: it is none. */
static bool find_rate(struct cx_percent *percent, const struct cx_plan *plan,
                      const struct cx_rule *rule)
{
    *percent = (struct cx_percent){.kind = "rules", .id = rule->id};
    percent->is_factor = cx_rule_has(rule, CX_NEEDS_LINES);
    if (!rule->rate || !cx_plan_target(&percent->rate, rule->rate))
        return false;
    return percent->is_factor ? percent->rate >= MUCH_TO_TIMES : is_much(plan, rule, percent->rate);
}

void cx_percents_find(const struct cx_plan *plan,
                      void (*found)(void *context, const struct cx_percent *percent), void *context)
{
    struct cx_percent percent;
    for (size_t i = 0; i < plan->grade_count; i++) {
        const struct cx_grade *grade = &plan->grades[i];
        percent = (struct cx_percent){
            .kind = "grades", .id = grade->name, .rate = grade->coefficient_ppm, .is_factor = true};
        if (grade->has_coefficient && grade->coefficient_ppm >= MUCH_TO_TIMES)
            found(context, &percent);
    }
    for (size_t i = 0; i < plan->rule_count; i++) {
        const struct cx_rule *rule = &plan->rules[i];
        size_t count = 0;
        if (find_rate(&percent, plan, rule))
            found(context, &percent);
        const struct cx_tier *tiers = cx_rule_has(rule, CX_NEEDS_TIERS) && rule->tier_id
                                          ? cx_plan_tiers(plan, rule->tier_id, &count)
                                          : NULL;
        for (size_t k = 0; k < count; k++) {
            percent = (struct cx_percent){.kind = "tiers",
                                          .id = tiers[k].id,
                                          .rate = tiers[k].rate_ppm,
                                          .from = tiers[k].from,
                                          .is_tier = true};
            if (is_much(plan, rule, tiers[k].rate_ppm))
                found(context, &percent);
        }
    }
}

void cx_percent_tell(struct cx_buf *out, const struct cx_percent *percent)
{
    char from[CX_DEC_TEXT], rate[CX_DEC_TEXT];
    cx_dec_format_short(rate, percent->rate, 6);
    if (percent->is_factor)
        cx_buf_say(out, "its coefficient multiplies pay by %s", rate);
    else if (percent->is_tier)
        cx_buf_say(out, "the rate of the tier from %s pays %s times the amount of the basis",
                   cx_dec_format_short(from, percent->from, 6), rate);
    else
        cx_buf_say(out, "its rate pays %s times the amount of its basis", rate);
}
