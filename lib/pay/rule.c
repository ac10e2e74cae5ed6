#include <string.h>
#include <strings.h>

#include "base/decimal.h"
#include "base/mem.h"
#include "pay/engine.h"

static int compile(struct cx_expr **out, struct engine *engine, const struct cx_rule *of,
                   enum cx_name_scope scope, const char *text)
{
    struct cx_err problem = {0};
    if (!text)
        return 0;
    int rc = cx_expr_new(out, engine->sandbox, engine->bonus->scores->plan, scope, text, &problem);
    return rc < 0 ? cx_err_set(engine->err, rc, "rule %s: %s", of->id, problem.text) : 0;
}

int rule_compile(struct rule *rule, struct engine *engine, int index)
{
    const struct cx_rule *of = &engine->bonus->scores->plan->rules[index];
    enum cx_name_scope scope = of->kind == CX_RULE_POOL ? CX_SCOPE_POOL : CX_SCOPE_RULE;
    *rule = (struct rule){.of = of, .index = index};
    int rc = compile(&rule->when, engine, of, scope, of->when);
    if (rc == 0)
        rc = compile(&rule->basis, engine, of, scope, of->basis);
    if (rc == 0)
        rc = compile(&rule->rate, engine, of, scope, of->rate);
    if (rc == 0 && of->kind == CX_RULE_POOL)
        rc = compile(&rule->split, engine, of, CX_SCOPE_RULE, of->split ? of->split : "days");
    return rc;
}

void rule_fini(struct rule *rule)
{
    cx_expr_free(rule->when);
    cx_expr_free(rule->basis);
    cx_expr_free(rule->rate);
    cx_expr_free(rule->split);
}

bool rule_is_retro(const struct cx_rule *rule)
{
    if (rule->retro >= 0)
        return rule->retro == 1;
    return rule->kind != CX_RULE_RANK && rule->kind != CX_RULE_STREAK && rule->kind != CX_RULE_POOL;
}

bool rule_is_for(const struct rule *rule, const struct cx_scores *scores, size_t index)
{
    const struct cx_rule *of = rule->of;
    const struct cx_org *org = scores->org;
    const struct cx_post *post = &org->posts[scores->posts[index].post];
    if (of->for_employee && org->people[post->person].id != of->for_employee)
        return false;
    if (of->for_role && strcasecmp(of->for_role, post->role) != 0)
        return false;
    return !of->for_team || cx_org_is_within(org, post->team, cx_org_team(org, of->for_team));
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

int rule_holds(const struct rule *rule, struct viewpoint *view, struct cx_err *err)
{
    struct cx_value value;
    double real;
    if (!rule->when)
        return 1;
    int rc = cx_expr_eval(&value, rule->when, name_value, view, err);
    return rc < 0 ? rc : cx_expr_number(&real, value) && real != 0;
}

int rule_value(int64_t *out, struct cx_expr *expr, int decimals, const struct rule *rule,
               struct viewpoint *view, struct cx_err *err)
{
    struct cx_value value;
    double real;
    *out = CX_NO_VALUE;
    if (!expr)
        return 0;
    int rc = cx_expr_eval(&value, expr, name_value, view, err);
    if (rc < 0 || value.type == CX_VALUE_NULL)
        return rc;
    if (!cx_expr_number(&real, value))
        return cx_err_set(err, CX_EDATA, "rule %s: \"%s\" where a number is needed", rule->of->id,
                          value.s);
    if (!cx_dec_from_real(out, real, decimals))
        return cx_err_set(err, CX_EDATA, "rule %s: its basis or rate is too large", rule->of->id);
    return 0;
}

struct figures figures_none(const struct engine *engine)
{
    int days = cx_period_days(&engine->bonus->scores->period);
    return (struct figures){CX_NO_VALUE, CX_NO_VALUE, 6, 6, days, days, 0, 1, NULL};
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
        .note = cx_strdup(figures->note ? figures->note : ""),
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
