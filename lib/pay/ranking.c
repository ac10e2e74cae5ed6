/* The kinds rank and streak: the best of a group of posts, in one period or in several running. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/rank.h"
#include "pay/kinds.h"

#define RUN_MAX 120 /* periods that a streak is followed back */

static bool same_group(const struct cx_scores *scores, enum cx_among among, size_t a, size_t b)
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
        while (first < i && !same_group(scores, among, first, i))
            first++;
        groups[i] = (int64_t)first;
    }
    return groups;
}

static int find_top(bool *is_top, int64_t *bases, struct engine *engine, const struct rule *rule,
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
        rc = find_top(is_top, bases, engine, rule, scores, holds);
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

static int find_runs(int *runs, struct engine *engine, const struct rule *rule, const bool *is_top)
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
    figures.basis = basis;
    figures.numerator = rule->of->amount_cents;
    if (rule->of->prorate) {
        figures.days = engine->bonus->scores->posts[post].days;
        figures.numerator *= figures.days;
        figures.denominator = figures.period_days;
    }
    if (run > 0)
        figures_say(&figures, "among the top %d for %d periods running", rule->of->top_n, run);
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

static int run(struct engine *engine, const struct rule *rule, const bool *holds)
{
    const struct cx_scores *scores = engine->bonus->scores;
    bool *is_top = cx_alloc(scores->post_count + 1);
    int64_t *bases = cx_alloc((scores->post_count + 1) * sizeof *bases);
    int *runs = cx_alloc(((size_t)scores->org->person_count + 1) * sizeof *runs);
    bool is_streak = cx_rule_has(rule->of, CX_NEEDS_MONTHS);
    int months = rule->of->months > 0 ? rule->of->months : 1;
    int rc = find_top(is_top, bases, engine, rule, scores, holds);
    if (rc == 0 && is_streak)
        keep_top(engine, rule, is_top);
    if (rc == 0 && is_streak)
        rc = find_runs(runs, engine, rule, is_top);
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

/* Where a post stands among those of a rank or streak: 1 is first; 0: it is not in the ranking. */
struct standing {
    int place, of, tied; /* tied: how many have the place's basis */
    int64_t basis, edge; /* its basis; the lowest that is in the top; CX_NO_VALUE: none */
    bool is_top;
    int run; /* of a streak: periods running, this one the last */
};

static int find_standing(struct standing *out, struct statement *statement,
                         const struct case_of *of, size_t post)
{
    const struct rule *rule = of->rule;
    const struct cx_scores *scores = statement->bonus->scores;
    bool *is_top = cx_alloc(scores->post_count + 1);
    int64_t *bases = cx_alloc((scores->post_count + 1) * sizeof *bases);
    int *runs = cx_alloc(((size_t)scores->org->person_count + 1) * sizeof *runs);
    *out = (struct standing){.edge = CX_NO_VALUE};
    int rc = find_top(is_top, bases, &statement->engine, rule, scores, of->holds);
    out->basis = bases[post];
    out->is_top = is_top[post];
    for (size_t i = 0; rc == 0 && i < scores->post_count; i++) {
        if (bases[i] == CX_NO_VALUE || !same_group(scores, rule->of->among, post, i))
            continue;
        out->of++;
        out->place += bases[i] > bases[post];
        out->tied += bases[i] == bases[post];
        if (is_top[i] && (out->edge == CX_NO_VALUE || bases[i] < out->edge))
            out->edge = bases[i];
    }
    out->place = out->basis == CX_NO_VALUE ? 0 : out->place + 1;
    if (rc == 0 && out->is_top && cx_rule_has(rule->of, CX_NEEDS_MONTHS))
        rc = find_runs(runs, &statement->engine, rule, is_top);
    out->run = runs[scores->org->posts[scores->posts[post].post].person];
    free(is_top);
    free(bases);
    free(runs);
    return rc;
}

static int explain(struct statement *statement, const struct case_of *of,
                   const struct cx_bonus_line *line)
{
    static const char *const groups[] = {"your team", "your role", "your scorecard", "the company"};
    struct page *page = statement->page;
    struct standing standing;
    int rc = explain_basis(statement, of, line);
    if (rc == 0)
        rc = find_standing(&standing, statement, of, (size_t)line->row);
    if (rc < 0)
        return rc;
    page_item(page, 0, "Place %d of %d in %s%s; the first %d are paid.", standing.place,
              standing.of, groups[of->rule->of->among], standing.tied > 1 ? ", shared" : "",
              of->rule->of->top_n);
    if (cx_rule_has(of->rule->of, CX_NEEDS_MONTHS))
        page_item(page, 0, "For %d periods running; it is paid after each %d.", standing.run,
                  of->rule->of->months);
    if (!line->award)
        say_amount(statement, of, line);
    return 0;
}

static int explain_missing(struct statement *statement, const struct case_of *of, size_t post)
{
    struct page *page = statement->page;
    const struct rule *rule = of->rule;
    struct viewpoint view = post_view(&statement->engine, statement->bonus->scores, post);
    struct standing standing;
    int rc = find_standing(&standing, statement, of, post);
    if (rc < 0)
        return rc;
    struct says says = {"Ranked by", say_post(statement, post), rule->of->basis};
    explain_expression(statement, &view, rule->basis, &says, standing.basis, 6);
    if (standing.is_top) { /* of a streak that is not long enough */
        page_item(page, 0, "Among the first %d for %d %s running: it is paid after each %d.",
                  rule->of->top_n, standing.run, standing.run == 1 ? "period" : "periods",
                  rule->of->months);
        return 0;
    }
    if (standing.place == 0) {
        page_item(page, 0, "Without a value there is no place.");
        return 0;
    }
    page_item(page, 0, "Place %d of %d; the first %d are paid.", standing.place, standing.of,
              rule->of->top_n);
    enum cx_unit unit = unit_of(statement, rule->basis, NULL);
    int64_t lack;
    if (!__builtin_sub_overflow(standing.edge, standing.basis, &lack))
        page_item(page, 0, "The last of those has %s, which is %s more.",
                  page_quantity(page, standing.edge, 6, unit), page_gap(page, lack, 6, unit));
    return 0;
}

const struct rule_kind rank_kind = {.run = run, .explain = explain, .miss = explain_missing};
const struct rule_kind streak_kind = {.run = run, .explain = explain, .miss = explain_missing};
