/* A rule with its expressions compiled. */
#include "pay/kinds.h"

static int compile(struct cx_expr **out, struct engine *engine, const struct cx_rule *of,
                   enum cx_name_scope scope, const char *text)
{
    struct cx_err problem = {0};
    if (!text)
        return 0;
    int rc = cx_expr_new(out, engine->bonus->scores->plan, scope, text, &problem);
    return rc < 0 ? cx_err_set(engine->err, rc, "rule %s: %s", of->id, problem.text) : 0;
}

int rule_compile(struct rule *rule, struct engine *engine, int index)
{
    const struct cx_rule *of = &engine->bonus->scores->plan->rules[index];
    enum cx_name_scope scope = cx_rule_scope(of);
    *rule = (struct rule){.of = of, .index = index, .kind = rule_kind_of(of)};
    int rc = compile(&rule->when, engine, of, scope, of->when);
    if (rc == 0)
        rc = compile(&rule->basis, engine, of, scope, of->basis);
    if (rc == 0)
        rc = compile(&rule->rate, engine, of, scope, of->rate);
    if (rc == 0 && cx_rule_has(of, CX_IS_TEAMS))
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
