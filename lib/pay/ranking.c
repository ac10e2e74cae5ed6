/* The kinds rank and streak: the best of a group of posts, in one period or in several running. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/rank.h"
#include "pay/engine.h"

#define RUN_MAX 120 /* periods that a streak is followed back */

bool ranking_same_group(const struct cx_scores *scores, enum cx_among among, size_t a, size_t b)
{
    const struct cx_post *left = &scores->org->posts[scores->posts[a].post];
    const struct cx_post *right = &scores->org->posts[scores->posts[b].post];
    const char *card = scores->posts[a].card, *other = scores->posts[b].card;
    switch (among) {
    case CX_AMONG_TEAM: return left->team == right->team;
    case CX_AMONG_ROLE: return strcasecmp(left->role, right->role) == 0;
    case CX_AMONG_SCORECARD: return card && other && strcmp(card, other) == 0;
    case CX_AMONG_COMPANY: return true;
    }
    return false;
}

/* A number for the group of each post: the first post of it. */
static int64_t *number_groups(const struct cx_scores *scores, enum cx_among among)
{
    int64_t *groups = cx_alloc((scores->post_count + 1) * sizeof *groups);
    for (size_t i = 0; i < scores->post_count; i++) {
        size_t first = 0;
        while (first < i && !ranking_same_group(scores, among, first, i))
            first++;
        groups[i] = (int64_t)first;
    }
    return groups;
}

int ranking_top(bool *is_top, int64_t *bases, struct engine *engine, const struct rule *rule,
                const struct cx_scores *scores, const bool *holds)
{
    struct cx_rank *ranks = cx_alloc((scores->post_count + 1) * sizeof *ranks);
    int64_t *groups = number_groups(scores, rule->of->among);
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < scores->post_count; i++) {
        struct viewpoint view = post_view(engine, scores, i);
        bases[i] = CX_NO_VALUE;
        if (holds[i])
            rc = rule_value(&bases[i], rule->basis, 6, rule, &view, engine->err);
    }
    if (rc == 0)
        cx_rank(ranks, bases, groups, scores->post_count, false);
    for (size_t i = 0; rc == 0 && i < scores->post_count; i++)
        is_top[i] = ranks[i].rank > 0 && ranks[i].rank <= rule->of->top_n;
    free(ranks);
    free(groups);
    return rc;
}

static int holds_then(bool *holds, struct engine *engine, const struct rule *rule,
                      const struct cx_scores *scores)
{
    int rc = 0;
    for (size_t i = 0; rc >= 0 && i < scores->post_count; i++) {
        struct viewpoint view = post_view(engine, scores, i);
        holds[i] = false;
        if (rule_is_for(rule, scores, i) && (rc = rule_holds(rule, &view, engine->err)) == 1)
            holds[i] = true;
    }
    return rc < 0 ? rc : 0;
}

/* Who was in the top of a sealed period, as it was sealed, by person. 1; 0: it is open, or was
 * sealed without this rule, and must be looked at. */
static int find_sealed_top(bool *now, struct engine *engine, const struct rule *rule,
                           const struct cx_period *period)
{
    const struct cx_org *org = engine->bonus->scores->org;
    struct sealed_tops tops;
    int rc = sealed_tops_load(&tops, engine->db, period, rule->of->id, org, engine->err);
    for (size_t i = 0; rc == 1 && i < tops.count; i++)
        now[tops.people[i]] = true;
    sealed_tops_fini(&tops);
    return rc;
}

/* Who was in the top of an open period, by person. */
static int find_open_top(bool *now, struct engine *engine, const struct rule *rule,
                         const struct cx_period *period)
{
    struct cx_scores *scores = NULL;
    int rc = cx_scores_compute(&scores, engine->db, period, engine->err);
    if (rc < 0)
        return rc;
    size_t posts = scores->post_count + 1;
    bool *holds = cx_alloc(posts), *is_top = cx_alloc(posts);
    int64_t *bases = cx_alloc(posts * sizeof *bases);
    rc = holds_then(holds, engine, rule, scores);
    if (rc == 0)
        rc = ranking_top(is_top, bases, engine, rule, scores, holds);
    for (size_t i = 0; rc == 0 && i < scores->post_count; i++)
        now[scores->org->posts[scores->posts[i].post].person] |= is_top[i];
    free(holds);
    free(is_top);
    free(bases);
    cx_scores_free(scores);
    return rc;
}

/* Who was in the top in an earlier period: was[person] stays true only for them. */
static int keep_running(bool *was, struct engine *engine, const struct rule *rule,
                        const struct cx_period *period)
{
    size_t people = (size_t)engine->bonus->scores->org->person_count;
    bool *now = cx_alloc(people + 1);
    int rc = find_sealed_top(now, engine, rule, period);
    if (rc == 0)
        rc = find_open_top(now, engine, rule, period);
    for (size_t i = 0; rc >= 0 && i < people; i++)
        was[i] = was[i] && now[i];
    free(now);
    return rc < 0 ? rc : 0;
}

int ranking_runs(int *runs, struct engine *engine, const struct rule *rule, const bool *is_top)
{
    const struct cx_scores *scores = engine->bonus->scores;
    size_t people = (size_t)scores->org->person_count;
    struct cx_period period = scores->period;
    bool *was = cx_alloc(people + 1), any = true;
    int rc = 0;
    for (size_t i = 0; i < scores->post_count; i++)
        was[scores->org->posts[scores->posts[i].post].person] |= is_top[i];
    for (int length = 1; rc == 0 && any && length < RUN_MAX; length++) {
        any = false;
        for (size_t i = 0; i < people; i++) {
            runs[i] = was[i] ? length : runs[i];
            any = any || was[i];
        }
        period = cx_period_before(&period);
        if (any)
            rc = keep_running(was, engine, rule, &period);
    }
    free(was);
    return rc;
}

static int pay(struct engine *engine, const struct rule *rule, size_t post, int64_t basis, int run)
{
    struct figures figures = figures_none(engine);
    char note[64];
    figures.basis = basis;
    figures.numerator = rule->of->amount_cents;
    if (rule->of->prorate) {
        figures.days = engine->bonus->scores->posts[post].days;
        figures.numerator *= figures.days;
        figures.denominator = figures.period_days;
    }
    if (run > 0) {
        snprintf(note, sizeof note, "among the top %d for %d periods running", rule->of->top_n,
                 run);
        figures.note = note;
    }
    return add_line(engine, rule, post, &figures);
}

/* What a seal keeps of a streak: that it was looked at, and who was in its top. */
static void keep_top(struct engine *engine, const struct rule *rule, const bool *is_top)
{
    struct cx_bonus *bonus = engine->bonus;
    const struct cx_scores *scores = bonus->scores;
    CX_GROW(bonus->tops, bonus->top_count, bonus->top_cap);
    bonus->tops[bonus->top_count++] = (struct cx_bonus_top){rule->of->id, -1};
    for (size_t i = 0; i < scores->post_count; i++) {
        if (!is_top[i])
            continue;
        CX_GROW(bonus->tops, bonus->top_count, bonus->top_cap);
        bonus->tops[bonus->top_count++] =
            (struct cx_bonus_top){rule->of->id, scores->org->posts[scores->posts[i].post].person};
    }
}

int run_ranking(struct engine *engine, const struct rule *rule, const bool *holds)
{
    const struct cx_scores *scores = engine->bonus->scores;
    bool *is_top = cx_alloc(scores->post_count + 1);
    int64_t *bases = cx_alloc((scores->post_count + 1) * sizeof *bases);
    int *runs = cx_alloc(((size_t)scores->org->person_count + 1) * sizeof *runs);
    bool is_streak = rule->of->kind == CX_RULE_STREAK;
    int months = rule->of->months > 0 ? rule->of->months : 1;
    int rc = ranking_top(is_top, bases, engine, rule, scores, holds);
    if (rc == 0 && is_streak)
        keep_top(engine, rule, is_top);
    if (rc == 0 && is_streak)
        rc = ranking_runs(runs, engine, rule, is_top);
    for (size_t i = 0; rc == 0 && i < scores->post_count; i++) {
        int run = runs[scores->org->posts[scores->posts[i].post].person];
        if (is_top[i] && (!is_streak || run % months == 0))
            rc = pay(engine, rule, i, bases[i], run);
    }
    free(is_top);
    free(bases);
    free(runs);
    return rc;
}
