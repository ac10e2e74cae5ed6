/* Targets that valid rules ask for, and nobody set: the rule then holds for nobody, or pays
 * nothing, without a word. */
#include <string.h>

#include "base/map.h"
#include "pay/kinds.h"
#include "plan/rules.h"
#include "sheet/finder.h"

/* One rule, whose targets are looked up for the posts and teams that it is for. */
struct asking {
    struct finder *finder;
    struct engine engine;
    const struct rule *rule;
    struct cx_map *seen; /* whose target of what was named already */
};

/* Names the target where it is not there. */
static void ask_target(struct asking *asking, struct cx_name name, struct viewpoint *view)
{
    const struct cx_scores *scores = asking->finder->scores;
    const struct cx_org *org = scores->org;
    bool is_team = name.form == CX_NAME_TEAM_TARGET;
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

static void ask_expression(struct asking *asking, const struct cx_expr *expr,
                           struct viewpoint *view)
{
    size_t count = 0;
    const struct cx_name *names = expr ? cx_expr_names(expr, &count) : NULL;
    for (size_t i = 0; i < count; i++) {
        if (names[i].form == CX_NAME_TEAM_TARGET || (names[i].form == CX_NAME_TARGET && view->post))
            ask_target(asking, names[i], view);
    }
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

int find_asked(struct finder *f)
{
    struct cx_bonus bonus = {.scores = f->bonus->scores};
    struct asking asking = {.finder = f, .seen = cx_map_new()};
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
    if (rc == 0)
        finder_add(f, "targets_not_set", f->counted ? CX_READY_LOOK : CX_READY_OK, f->counted,
                   CX_NO_VALUE,
                   "a rule asks for them: without them it pays nothing; import targets");
    return rc;
}
