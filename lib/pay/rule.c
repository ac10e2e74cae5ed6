/* Whom a rule is for, what its expressions give, and the lines that it adds. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/decimal.h"
#include "base/mem.h"
#include "pay/engine.h"

bool rule_is_for(const struct rule *rule, const struct cx_scores *scores, size_t index)
{
    const struct cx_rule *of = rule->of;
    const struct cx_org *org = scores->org;
    const struct cx_post *post = &org->posts[scores->posts[index].post];
    if (of->for_employee && org->people[post->person].id != of->for_employee)
        return false;
    if (of->for_role && strcasecmp(of->for_role, post->role) != 0)
        return false;
    return !of->for_team ||
           cx_org_is_within(org, post->team, cx_org_team(org, of->for_team), scores->period.to - 1);
}

bool *group_flags(struct engine *engine, const struct rule *rule)
{
    size_t posts = engine->bonus->scores->post_count + 1, i = 0;
    if (!rule->of->grp)
        return NULL;
    while (i < engine->group_count && strcasecmp(engine->groups[i], rule->of->grp) != 0)
        i++;
    if (i == engine->group_count)
        engine->groups[engine->group_count++] = rule->of->grp;
    return engine->is_taken + i * posts;
}

/* The value of an expression of a rule. */
static int eval(struct cx_scalar *value, struct cx_expr *expr, const struct rule *rule,
                struct viewpoint *view, struct cx_err *err)
{
    struct cx_err problem = {0};
    if (cx_expr_eval(value, expr, name_value, view, &problem) < 0)
        return cx_err_set(err, CX_EDATA, "rule %s: %s", rule->of->id, problem.text);
    return 0;
}

int rule_holds(const struct rule *rule, struct viewpoint *view, struct cx_err *err)
{
    struct cx_scalar value;
    if (!rule->when)
        return 1;
    int rc = eval(&value, rule->when, rule, view, err);
    return rc < 0 ? rc : cx_scalar_holds(value);
}

int rule_value(int64_t *out, struct cx_expr *expr, int decimals, const struct rule *rule,
               struct viewpoint *view, struct cx_err *err)
{
    struct cx_scalar value;
    *out = CX_NO_VALUE;
    if (!expr)
        return 0;
    int rc = eval(&value, expr, rule, view, err);
    if (rc < 0 || value.type == CX_SCALAR_NULL)
        return rc;
    if (value.type == CX_SCALAR_TEXT)
        return cx_err_set(err, CX_EDATA, "rule %s: \"%s\" where a number is needed", rule->of->id,
                          value.text);
    if (!cx_num_to_dec(out, value.number, decimals))
        return cx_err_set(err, CX_EDATA, "rule %s: its basis or rate is too large", rule->of->id);
    return 0;
}

struct figures figures_none(const struct engine *engine)
{
    int days = cx_period_days(&engine->bonus->scores->period);
    return (struct figures){.basis = CX_NO_VALUE,
                            .rate = CX_NO_VALUE,
                            .basis_decimals = 6,
                            .rate_decimals = 6,
                            .days = days,
                            .period_days = days,
                            .denominator = 1};
}

void figures_say(struct figures *figures, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(figures->note, sizeof figures->note, format, args);
    va_end(args);
}

int add_line(struct engine *engine, const struct rule *rule, size_t post,
             const struct figures *figures)
{
    struct cx_bonus *bonus = engine->bonus;
    int64_t amount = 0;
    if (!rule->of->award && !cx_dec_divide(&amount, figures->numerator, figures->denominator))
        return cx_err_set(engine->err, CX_EDATA, "rule %s: its amount is too large", rule->of->id);
    CX_GROW(bonus->lines, bonus->line_count, bonus->line_cap);
    bonus->lines[bonus->line_count++] = (struct cx_bonus_line){
        .row = (int)post, /* rows start as the posts; bonus.c adds the others */
        .rule_id = rule->of->id,
        .kind = cx_rule_kinds[rule->of->kind],
        .rule = rule->index,
        .seq = rule->of->seq,
        .basis = figures->basis,
        .basis_decimals = figures->basis_decimals,
        .rate = figures->rate,
        .rate_decimals = figures->rate_decimals,
        .days = figures->days,
        .period_days = figures->period_days,
        .amount = amount,
        .award = rule->of->award,
        .note = cx_strdup(figures->note),
    };
    return 0;
}

bool rule_applies_to(const struct rule *rule, const char *id)
{
    const char *list = rule->of->applies_to;
    size_t n = strlen(id);
    if (!list)
        return false;
    for (const char *s = list; *s;) {
        size_t word = strcspn(s, " ");
        if ((word == 1 && *s == '*') || (word == n && strncasecmp(s, id, n) == 0))
            return true;
        s += word;
        s += strspn(s, " ");
    }
    return false;
}

bool sum_lines(int64_t *sum, const struct engine *engine, const struct rule *rule, size_t post)
{
    const struct cx_bonus *bonus = engine->bonus;
    *sum = 0;
    for (size_t i = 0; i < bonus->line_count; i++) {
        const struct cx_bonus_line *line = &bonus->lines[i];
        if (line->row == (int)post && rule_applies_to(rule, line->rule_id) &&
            __builtin_add_overflow(*sum, line->amount, sum))
            return false;
    }
    return true;
}
