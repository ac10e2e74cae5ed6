/* The kinds that look at one post, or one person, at a time. */
#include <stdio.h>
#include <stdlib.h>

#include "base/decimal.h"
#include "base/mem.h"
#include "pay/engine.h"

#define MILLION   1000000
#define TIER_UNIT ((__int128)10000 * MILLION) /* of tier_amount, a cent */

/* The posts that one line is made of: one, or all of a person for which the rule holds. */
struct group {
    size_t *posts;
    size_t count;
};

static int days_of(const struct engine *engine, const struct group *group)
{
    int days = 0;
    for (size_t i = 0; i < group->count; i++)
        days += engine->bonus->scores->posts[group->posts[i]].days;
    return days;
}

static void set_factor(struct figures *figures, const struct engine *engine,
                       const struct rule *rule, const struct group *group, char note[64])
{
    if (!rule->of->prorate)
        return;
    figures->days = days_of(engine, group);
    /* What doesn't fit is no amount of money: add_line says so where the denominator is 0. */
    bool is_over = __builtin_mul_overflow(figures->numerator, figures->days, &figures->numerator);
    figures->denominator *= is_over ? 0 : figures->period_days;
    if (!figures->note && figures->days != figures->period_days) {
        snprintf(note, 64, "%d of %d days", figures->days, figures->period_days);
        figures->note = note;
    }
}

/* The bases of a group, each rounded, added up; CX_NO_VALUE where all are null. */
static int add_bases(int64_t *sum, struct engine *engine, const struct rule *rule, int decimals,
                     const struct group *group)
{
    *sum = CX_NO_VALUE;
    for (size_t i = 0; i < group->count; i++) {
        struct viewpoint view = post_view(engine, engine->bonus->scores, group->posts[i]);
        int64_t basis;
        int rc = rule_value(&basis, rule->basis, decimals, rule, &view, engine->err);
        if (rc < 0)
            return rc;
        if (basis == CX_NO_VALUE)
            continue;
        if (*sum == CX_NO_VALUE)
            *sum = 0;
        if (__builtin_add_overflow(*sum, basis, sum))
            return cx_err_set(engine->err, CX_EDATA, "rule %s: its basis is too large",
                              rule->of->id);
    }
    return 0;
}

static int get_rate(int64_t *rate, struct engine *engine, const struct rule *rule, size_t post)
{
    struct viewpoint view = post_view(engine, engine->bonus->scores, post);
    return rule_value(rate, rule->rate, 6, rule, &view, engine->err);
}

static int amount_line(struct engine *engine, const struct rule *rule, const struct group *group,
                       struct figures *figures)
{
    (void)engine;
    (void)group;
    figures->numerator = rule->of->amount_cents;
    return 0;
}

static int per_unit_line(struct engine *engine, const struct rule *rule, const struct group *group,
                         struct figures *figures)
{
    int rc = add_bases(&figures->basis, engine, rule, 6, group);
    figures->rate = rule->of->amount_cents;
    figures->rate_decimals = 2;
    figures->denominator = MILLION;
    if (figures->basis == CX_NO_VALUE)
        figures->note = "the basis is null";
    else
        figures->numerator = (__int128)rule->of->amount_cents * figures->basis;
    return rc;
}

static int rate_line(struct engine *engine, const struct rule *rule, const struct group *group,
                     struct figures *figures)
{
    figures->basis_decimals = 2;
    int rc = add_bases(&figures->basis, engine, rule, 2, group);
    if (rc == 0)
        rc = get_rate(&figures->rate, engine, rule, group->posts[group->count - 1]);
    figures->denominator = MILLION;
    if (figures->basis == CX_NO_VALUE || figures->rate == CX_NO_VALUE)
        figures->note = figures->basis == CX_NO_VALUE ? "the basis is null" : "the rate is null";
    else
        figures->numerator = (__int128)figures->basis * figures->rate;
    return rc;
}

static int tier_line(struct engine *engine, const struct rule *rule, const struct group *group,
                     struct figures *figures)
{
    size_t count;
    const struct cx_tier *tiers =
        cx_plan_tiers(engine->bonus->scores->plan, rule->of->tier_id, &count);
    figures->basis_decimals = 2;
    int rc = add_bases(&figures->basis, engine, rule, 2, group);
    figures->denominator = TIER_UNIT;
    if (figures->basis == CX_NO_VALUE)
        figures->note = "the basis is null";
    else
        figures->numerator =
            tier_amount(&figures->rate, tiers, count, rule->of->mode, figures->basis);
    return rc;
}

/* The lines that a coefficient, cap or floor applies to, over a group; cents. */
static int add_lines(int64_t *sum, struct engine *engine, const struct rule *rule,
                     const struct group *group)
{
    *sum = 0;
    for (size_t i = 0; i < group->count; i++) {
        int64_t part;
        if (!sum_lines(&part, engine, rule, group->posts[i]) ||
            __builtin_add_overflow(*sum, part, sum))
            return cx_err_set(engine->err, CX_EDATA, "rule %s: the sum of its lines is too large",
                              rule->of->id);
    }
    return 0;
}

static int coefficient_line(struct engine *engine, const struct rule *rule,
                            const struct group *group, struct figures *figures)
{
    figures->basis_decimals = 2;
    int rc = add_lines(&figures->basis, engine, rule, group);
    if (rc == 0)
        rc = get_rate(&figures->rate, engine, rule, group->posts[group->count - 1]);
    figures->denominator = MILLION;
    if (figures->rate == CX_NO_VALUE)
        figures->note = "the rate is null";
    else
        figures->numerator = figures->basis * ((__int128)figures->rate - MILLION);
    return rc;
}

/* 1 where a cap or floor changes something; its line is what brings the sum to the amount. */
static int bound_line(struct engine *engine, const struct rule *rule, const struct group *group,
                      struct figures *figures, char note[64])
{
    struct figures bound = *figures;
    int64_t limit;
    char text[CX_DEC_TEXT];
    bound.numerator = rule->of->amount_cents;
    set_factor(&bound, engine, rule, group, note);
    if (!cx_dec_divide(&limit, bound.numerator, bound.denominator))
        return cx_err_set(engine->err, CX_EDATA, "rule %s: its amount is too large", rule->of->id);
    *figures = bound;
    figures->basis_decimals = 2;
    int rc = add_lines(&figures->basis, engine, rule, group);
    if (rc < 0)
        return rc;
    bool is_cap = rule->of->kind == CX_RULE_CAP;
    figures->numerator = (__int128)limit - figures->basis;
    figures->denominator = 1;
    snprintf(note, 64, "%s %s", is_cap ? "down to" : "up to", cx_dec_format(text, limit, 2));
    figures->note = note;
    return is_cap ? figures->basis > limit : figures->basis < limit;
}

static int run_group(struct engine *engine, const struct rule *rule, const struct group *group)
{
    static int (*const kinds[])(struct engine *, const struct rule *, const struct group *,
                                struct figures *) = {
        [CX_RULE_AMOUNT] = amount_line,
        [CX_RULE_PER_UNIT] = per_unit_line,
        [CX_RULE_RATE] = rate_line,
        [CX_RULE_TIER] = tier_line,
        [CX_RULE_COEFFICIENT] = coefficient_line,
    };
    struct figures figures = figures_none(engine);
    char note[64];
    int rc;
    if (rule->of->kind == CX_RULE_CAP || rule->of->kind == CX_RULE_FLOOR) {
        if ((rc = bound_line(engine, rule, group, &figures, note)) <= 0)
            return rc;
    } else {
        if ((rc = kinds[rule->of->kind](engine, rule, group, &figures)) < 0)
            return rc;
        set_factor(&figures, engine, rule, group, note);
    }
    return add_line(engine, rule, group->posts[group->count - 1], &figures);
}

int run_single(struct engine *engine, const struct rule *rule, const bool *holds)
{
    const struct cx_scores *scores = engine->bonus->scores;
    struct group group = {cx_alloc((scores->post_count + 1) * sizeof *group.posts), 0};
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < scores->post_count; i++) {
        if (holds[i])
            group.posts[group.count++] = i;
        bool is_last =
            i + 1 == scores->post_count || scores->org->posts[scores->posts[i + 1].post].person !=
                                               scores->org->posts[scores->posts[i].post].person;
        if (group.count == 0 || (rule->of->per == CX_PER_PERSON && !is_last))
            continue;
        rc = run_group(engine, rule, &group);
        group.count = 0;
    }
    free(group.posts);
    return rc;
}
