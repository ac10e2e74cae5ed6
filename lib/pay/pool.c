/* The kind pool: an amount of a team, split over its posts to the cent. */
#include <stdio.h>
#include <stdlib.h>

#include "base/decimal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "pay/kinds.h"
#include "pay/sides.h"

static int pool_amount(int64_t *cents, struct figures *figures, struct engine *engine,
                       const struct rule *rule, int team)
{
    struct viewpoint view = {engine, engine->bonus->scores, NULL, team};
    *cents = rule->of->amount_cents;
    if (rule->of->has_amount)
        return 0;
    figures->basis_decimals = 2;
    int rc = rule_value(&figures->basis, rule->basis, 2, rule, &view, engine->err);
    if (rc == 0)
        rc = rule_value(&figures->rate, rule->rate, 6, rule, &view, engine->err);
    *cents = CX_NO_VALUE;
    if (rc == 0 && figures->basis != CX_NO_VALUE && figures->rate != CX_NO_VALUE &&
        !cx_dec_divide(cents, (__int128)figures->basis * figures->rate, 1000000))
        return cx_err_set(engine->err, CX_EDATA, "rule %s: its amount is too large", rule->of->id);
    return rc;
}

static int weigh(struct pool *pool, struct engine *engine, const struct rule *rule, int team)
{
    const struct cx_scores *scores = engine->bonus->scores;
    const bool *taken = group_flags(engine, rule);
    size_t post_cap = 0, weight_cap = 0;
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < scores->post_count; i++) {
        int own = scores->org->posts[scores->posts[i].post].team;
        bool is_in = rule->of->for_team
                         ? cx_org_is_within(scores->org, own, team, scores->period.to - 1)
                         : own == team;
        struct viewpoint view = post_view(engine, scores, i);
        int64_t weight;
        if (!is_in || !rule_is_for(rule, scores, i) || (taken && taken[i]))
            continue;
        rc = rule_value(&weight, rule->split, 6, rule, &view, engine->err);
        CX_GROW(pool->posts, pool->count, post_cap);
        CX_GROW(pool->weights, pool->count, weight_cap);
        pool->posts[pool->count] = i;
        pool->weights[pool->count++] = weight == CX_NO_VALUE || weight < 0 ? 0 : weight;
    }
    return rc;
}

static int share_out(struct pool *pool, struct engine *engine, const struct rule *rule,
                     const struct figures *of, int64_t cents)
{
    int64_t *parts = cx_alloc((pool->count + 1) * sizeof *parts);
    char text[CX_DEC_TEXT];
    int rc = 0;
    /* where nobody weighs anything, there is nobody to pay */
    bool is_split = pool->count > 0 && cx_dec_split(parts, cents, pool->weights, pool->count);
    for (size_t i = 0; rc == 0 && is_split && i < pool->count; i++) {
        struct figures figures = *of;
        figures.numerator = parts[i];
        figures_say(&figures, "of a pool of %s", cx_dec_format(text, cents, 2));
        if (parts[i] != 0)
            rc = add_line(engine, rule, pool->posts[i], &figures);
    }
    free(parts);
    return rc;
}

/* Its posts are done with, as to its group. */
static void take(const struct pool *pool, bool *taken)
{
    for (size_t i = 0; taken && i < pool->count; i++)
        taken[pool->posts[i]] = true;
}

void pool_fini(struct pool *pool)
{
    free(pool->posts);
    free(pool->weights);
}

int pool_find(struct pool *pool, struct engine *engine, const struct rule *rule, int team)
{
    struct viewpoint view = {engine, engine->bonus->scores, NULL, team};
    *pool = (struct pool){0};
    int rc = weigh(pool, engine, rule, team);
    if (rc == 0 && pool->count > 0 && (rc = rule_holds(rule, &view, engine->err)) == 1)
        take(pool, group_flags(engine, rule));
    return rc;
}

static bool weighs_nothing(const struct pool *pool)
{
    size_t i = 0;
    while (i < pool->count && pool->weights[i] == 0)
        i++;
    return i == pool->count;
}

static void keep_unshared(struct cx_bonus *bonus, const struct rule *rule, int team, int64_t cents)
{
    CX_GROW(bonus->unshared, bonus->unshared_count, bonus->unshared_cap);
    bonus->unshared[bonus->unshared_count++] =
        (struct cx_bonus_unshared){rule->of->id, team, cents};
}

static int run_team(struct engine *engine, const struct rule *rule, int team)
{
    struct figures figures = figures_none(engine);
    struct pool pool;
    int64_t cents = CX_NO_VALUE;
    int rc = pool_find(&pool, engine, rule, team);
    if (rc == 1) {
        rc = pool_amount(&cents, &figures, engine, rule, team);
        if (rc == 0 && cents != CX_NO_VALUE && cents != 0 && weighs_nothing(&pool))
            keep_unshared(engine->bonus, rule, team, cents);
        else if (rc == 0 && cents != CX_NO_VALUE)
            rc = share_out(&pool, engine, rule, &figures, cents);
    }
    pool_fini(&pool);
    return rc;
}

static int each_team(struct engine *engine, const struct rule *rule,
                     int (*visit)(struct engine *engine, const struct rule *rule, int team))
{
    const struct cx_org *org = engine->bonus->scores->org;
    int rc = 0;
    if (rule->of->for_team)
        return visit(engine, rule, cx_org_team(org, rule->of->for_team));
    for (int team = 0; rc == 0 && team < org->team_count; team++)
        rc = visit(engine, rule, team);
    return rc;
}

static int run(struct engine *engine, const struct rule *rule, const bool *holds)
{
    (void)holds; /* a team, not its posts, is what it holds for */
    return each_team(engine, rule, run_team);
}

static int take_team(struct engine *engine, const struct rule *rule, int team)
{
    struct pool pool;
    int rc = pool_find(&pool, engine, rule, team);
    pool_fini(&pool);
    return rc < 0 ? rc : 0;
}

int pool_take(struct engine *engine, const struct rule *rule)
{
    return each_team(engine, rule, take_team);
}

/* A sum of weights, which may be beyond 64 bits. */
static const char *show_weights(struct page *page, __int128 weights)
{
    int64_t whole;
    return weights <= INT64_MAX                      ? page_number(page, (int64_t)weights, 6, 0)
           : cx_dec_divide(&whole, weights, 1000000) ? page_number(page, whole, 0, 0)
                                                     : cx_shown("too large to show");
}

static int explain(struct statement *statement, const struct case_of *of,
                   const struct cx_bonus_line *line)
{
    const struct rule *rule = of->rule;
    const struct cx_scores *scores = statement->bonus->scores;
    struct engine *engine = statement->engine;
    struct page *page = statement->page;
    int team = rule->of->for_team ? cx_org_team(scores->org, rule->of->for_team)
                                  : scores->org->posts[scores->posts[line->row].post].team;
    struct viewpoint view = {engine, scores, NULL, team};
    struct figures figures = figures_none(engine);
    int64_t cents;
    int rc = pool_amount(&cents, &figures, engine, rule, team);
    if (rc < 0)
        return rc;
    page_item(page, 0, "A pool of team %s.",
              page_text(page, cx_team_title(&scores->org->teams[team])));
    explain_condition(statement, &view, rule);
    if (!rule->of->has_amount) {
        rc = explain_paid_on(statement, rule, &view, "", figures.basis_decimals);
        if (rc < 0)
            return rc;
        explain_expression(statement, &view, rule->rate, &(struct says){"Rate", "", rule->of->rate},
                           figures.rate, 6);
        page_item(page, 0, "The pool: %s × %s = %s", page_money(page, figures.basis),
                  page_number(page, figures.rate, 6, 0), page_money(page, cents));
    } else {
        page_item(page, 0, "The pool: %s", page_money(page, cents));
    }
    struct viewpoint own = post_view(engine, scores, (size_t)line->row);
    int64_t weight;
    rc = rule_value(&weight, rule->split, 6, rule, &own, engine->err);
    if (rc < 0)
        return rc;
    explain_expression(
        statement, &own, rule->split,
        &(struct says){"Your weight in it", "", rule->of->split ? rule->of->split : "days"}, weight,
        6);
    page_item(page, 0,
              "All weights together: %s, so your part is %s × %s / %s, which is %s where the "
              "parts are rounded so that they add up to the pool.",
              show_weights(page, of->weights), page_money(page, cents),
              page_number(page, weight, 6, 0), show_weights(page, of->weights),
              page_money(page, line->amount));
    return 0;
}

static bool takes(const struct rule *rule, struct viewpoint *view)
{
    return rule->of->has_amount ? amount_takes(rule, view) : rate_takes(rule, view);
}

const struct rule_kind pool_kind = {
    .run = run, .explain = explain, .takes = takes, .is_quiet = true};
