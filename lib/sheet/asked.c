/* What valid rules ask for, and nobody gave: targets and salaries. The rule then holds for nobody,
 * or pays nothing or too little, without a word. */
#include <string.h>

#include "base/map.h"
#include "pay/kinds.h"
#include "plan/rules.h"
#include "sheet/finder.h"

struct asking;
/* Looks a name of an expression up, and names what is not there. */
typedef void ask_fn(struct asking *asking, struct cx_name name, struct viewpoint *view);

/* One rule, what it asks for is looked up for the posts and teams that it is for. */
struct asking {
    struct finder *finder;
    ask_fn *ask;
    struct engine engine;
    const struct rule *rule;
    struct cx_map *seen; /* whose target of what, or whose salary, was named already */
};

static void ask_target(struct asking *asking, struct cx_name name, struct viewpoint *view)
{
    const struct cx_scores *scores = asking->finder->scores;
    const struct cx_org *org = scores->org;
    bool is_team = name.form == CX_NAME_TEAM_TARGET;
    if (!is_team && (name.form != CX_NAME_TARGET || !view->post))
        return;
    const char *key =
        is_team ? org->teams[view->team].key : org->people[org->posts[view->post->post].person].key;
    struct cx_buf what = {0}, of = {0};
    if (name_value(view, name).type != CX_SCALAR_NULL)
        return;
    cx_buf_puts(&what, scores->plan->quantities[name.index].name);
    cx_buf_show(&of, is_team ? "of team %s (%s)" : "of %s (%s)", key, asking->rule->of->id);
    uint64_t hash = cx_map_hash(what.data, what.len + 1, 0);
    hash = cx_map_hash(key, strlen(key), hash + is_team);
    if (cx_map_put(asking->seen, (int64_t)hash, 1))
        finder_name(asking->finder, cx_buf_str(&what), cx_buf_str(&of));
    cx_buf_fini(&what);
    cx_buf_fini(&of);
}

static void name_unpaid(struct asking *asking, int post)
{
    const struct cx_org *org = asking->finder->scores->org;
    int person = org->posts[post].person;
    struct cx_buf of = {0};
    cx_buf_printf(&of, "(%s)", asking->rule->of->id);
    if (cx_map_put(asking->seen, person, 1))
        finder_name(asking->finder, org->people[person].key, cx_buf_str(&of));
    cx_buf_fini(&of);
}

/* The payroll of a team is the sum of what is known. */
static void ask_salary(struct asking *asking, struct cx_name name, struct viewpoint *view)
{
    const struct cx_scores *scores = asking->finder->scores;
    const struct cx_org *org = scores->org;
    if (name.form != CX_NAME_FACT)
        return;
    if (view->post && (name.index == CX_NAME_BASE_SALARY || name.index == CX_NAME_BASE_PAY) &&
        name_value(view, name).type == CX_SCALAR_NULL)
        name_unpaid(asking, view->post->post);
    for (size_t i = 0; name.index == CX_NAME_TEAM_PAYROLL && i < scores->post_count; i++) {
        const struct cx_post *post = &org->posts[scores->posts[i].post];
        int64_t pay;
        if (cx_org_is_within(org, post->team, view->team, scores->period.to - 1) &&
            cx_org_base_pay(&pay, org, post, &scores->period) && pay == CX_PAY_UNKNOWN)
            name_unpaid(asking, scores->posts[i].post);
    }
}

static void ask_expression(struct asking *asking, const struct cx_expr *expr,
                           struct viewpoint *view)
{
    size_t count = 0;
    const struct cx_name *names = expr ? cx_expr_names(expr, &count) : NULL;
    for (size_t i = 0; i < count; i++)
        asking->ask(asking, names[i], view);
}

/* A pool asks for its team, other rules for each post that they are for. */
static void ask_rule(struct asking *asking)
{
    const struct rule *rule = asking->rule;
    const struct cx_scores *scores = asking->finder->scores;
    bool is_pool = cx_rule_has(rule->of, CX_IS_TEAMS);
    for (size_t i = 0; i < scores->post_count; i++) {
        struct viewpoint view = post_view(&asking->engine, scores, i);
        if (!rule_is_for(rule, scores, i))
            continue;
        ask_expression(asking, rule->split, &view);
        if (is_pool && rule->of->for_team)
            view.team = cx_org_team(scores->org, rule->of->for_team);
        if (is_pool)
            view.post = NULL;
        ask_expression(asking, rule->when, &view);
        ask_expression(asking, rule->basis, &view);
        ask_expression(asking, rule->rate, &view);
    }
}

static int ask_all(struct finder *f, ask_fn *ask)
{
    struct cx_bonus bonus = {.scores = f->bonus->scores};
    struct asking asking = {.finder = f, .ask = ask, .seen = cx_map_new()};
    int rc = engine_open(&asking.engine, &bonus, f->db, f->err);
    for (size_t i = 0; rc == 0 && i < f->scores->plan->rule_count; i++) {
        struct rule rule;
        rc = rule_compile(&rule, &asking.engine, (int)i);
        asking.rule = &rule;
        if (rc == 0)
            ask_rule(&asking);
        rule_fini(&rule);
    }
    engine_close(&asking.engine);
    cx_map_free(asking.seen);
    return rc;
}

int find_asked(struct finder *f)
{
    int rc = ask_all(f, ask_target);
    if (rc < 0)
        return rc;
    finder_add(f, "targets_not_set", f->counted ? CX_READY_LOOK : CX_READY_OK, f->counted,
               CX_NO_VALUE, "a rule asks for them: without them it pays nothing; import targets");
    rc = ask_all(f, ask_salary);
    if (rc == 0 && f->counted)
        finder_add(f, "salaries_not_set", CX_READY_LOOK, f->counted, CX_NO_VALUE,
                   "have days without a salary, which a rule asks for: it pays them nothing, and "
                   "a payroll lacks them; import employees with base_salary");
    return rc;
}
