/* The kind pool: an amount of a team, split over its posts to the cent. */
#include <stdio.h>
#include <stdlib.h>

#include "base/decimal.h"
#include "base/mem.h"
#include "pay/engine.h"

int pool_amount(int64_t *cents, struct figures *figures, struct engine *engine,
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
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < scores->post_count; i++) {
        int own = scores->org->posts[scores->posts[i].post].team;
        bool is_in = rule->of->for_team ? cx_org_is_within(scores->org, own, team) : own == team;
        struct viewpoint view = post_view(engine, scores, i);
        int64_t weight;
        if (!is_in || !rule_is_for(rule, scores, i) || (taken && taken[i]))
            continue;
        rc = rule_value(&weight, rule->split, 6, rule, &view, engine->err);
        pool->posts[pool->count] = i;
        pool->weights[pool->count++] = weight == CX_NO_VALUE || weight < 0 ? 0 : weight;
    }
    return rc;
}

static int share_out(struct pool *pool, struct engine *engine, const struct rule *rule,
                     const struct figures *of, int64_t cents)
{
    char note[64], text[CX_DEC_TEXT];
    int rc = 0;
    if (pool->count == 0 || !cx_dec_split(pool->parts, cents, pool->weights, pool->count))
        return 0; /* nobody weighs anything: there is nobody to pay */
    snprintf(note, sizeof note, "of a pool of %s", cx_dec_format(text, cents, 2));
    for (size_t i = 0; rc == 0 && i < pool->count; i++) {
        struct figures figures = *of;
        figures.numerator = pool->parts[i];
        figures.note = note;
        if (pool->parts[i] != 0)
            rc = add_line(engine, rule, pool->posts[i], &figures);
    }
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
    free(pool->parts);
}

int pool_find(struct pool *pool, struct engine *engine, const struct rule *rule, int team)
{
    struct viewpoint view = {engine, engine->bonus->scores, NULL, team};
    size_t n = engine->bonus->scores->post_count + 1;
    *pool = (struct pool){cx_alloc(n * sizeof *pool->posts), cx_alloc(n * sizeof *pool->weights),
                          cx_alloc(n * sizeof *pool->parts), 0};
    int rc = weigh(pool, engine, rule, team);
    if (rc == 0 && pool->count > 0 && (rc = rule_holds(rule, &view, engine->err)) == 1)
        take(pool, group_flags(engine, rule));
    return rc;
}

static int run_team(struct engine *engine, const struct rule *rule, int team)
{
    struct figures figures = figures_none(engine);
    struct pool pool;
    int64_t cents = CX_NO_VALUE;
    int rc = pool_find(&pool, engine, rule, team);
    if (rc == 1) {
        rc = pool_amount(&cents, &figures, engine, rule, team);
        if (rc == 0 && cents != CX_NO_VALUE)
            rc = share_out(&pool, engine, rule, &figures, cents);
    }
    pool_fini(&pool);
    return rc;
}

int run_pool(struct engine *engine, const struct rule *rule)
{
    const struct cx_org *org = engine->bonus->scores->org;
    int rc = 0;
    if (rule->of->for_team)
        return run_team(engine, rule, cx_org_team(org, rule->of->for_team));
    for (int team = 0; rc == 0 && team < org->team_count; team++)
        rc = run_team(engine, rule, team);
    return rc;
}
