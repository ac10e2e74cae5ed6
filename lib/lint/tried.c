/* Lint: rules tried on the data, whether they ever hold and apply. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/decimal.h"
#include "base/mem.h"
#include "lint/linter.h"
#include "pay/kinds.h"
#include "pay/sides.h"
#include "plan/rules.h"
#include "store/id.h"

/* The comparison that came nearest to holding, where the rule held for nobody: of the conditions
 * that must all hold, the last one that anybody came to, and the least that was missing there. */
struct near {
    size_t part; /* its number among the conditions, from 1; 0: none */
    char who[CX_ID_MAX + 1];
    struct sides sides;
    size_t at, n; /* the comparison in the rule's text */
};

/* What stood out where a rank or streak was tried: the last period with it; "": none. */
struct ranked {
    char tied[CX_PERIOD_TEXT], over[CX_PERIOD_TEXT], idle[CX_PERIOD_TEXT];
    int tied_count;            /* all of a group */
    struct cx_rank over_place; /* that more share than it pays */
    int idle_person;           /* takes part with nothing to show */
};

/* How often, over posts (of a pool: teams) and periods. */
struct census {
    size_t count;
    struct tries {
        int64_t fits, held, applied;
        int taker;      /* a rule of its group that applied where it would have; -1: none */
        bool names_pay; /* in its when */
        struct near nearest;
        struct ranked ranked;
    } * rules; /* by the plan's rules */
};

struct census *census_new(const struct cx_plan *plan)
{
    struct census *census = cx_alloc(sizeof *census);
    census->count = plan->rule_count;
    census->rules = cx_alloc((plan->rule_count + 1) * sizeof *census->rules);
    for (size_t i = 0; i < plan->rule_count; i++)
        census->rules[i].taker = -1;
    return census;
}

void census_free(struct census *census)
{
    if (!census)
        return;
    free(census->rules);
    free(census);
}

/* The posts of one try, and which rule of a group applied to each: [group][post], 0: none, else
 * the rule's number from 1. */
struct trial {
    struct engine *engine;
    const struct cx_scores *scores;
    int *takers;
};

static int *takers_of(struct trial *trial, const struct rule *rule)
{
    const bool *flags = group_flags(trial->engine, rule);
    return flags ? trial->takers + (flags - trial->engine->is_taken) : NULL;
}

/* Whether less is missing in a than in b. */
static bool is_nearer(const struct sides *a, const struct sides *b)
{
    double left = (double)a->missing, right = (double)b->missing; /* to compare, not to keep */
    return fabs(left) / pow(10, a->decimals) < fabs(right) / pow(10, b->decimals);
}

/* A post, or a pool's team, for which `when` doesn't hold. */
static void note_near(struct near *nearest, const struct rule *rule, struct viewpoint *view,
                      const char *who)
{
    enum { MOST = 32 };
    struct cx_code_part parts[MOST];
    size_t count = rule->when ? cx_code_conditions(parts, MOST, cx_expr_code(rule->when)) : 0;
    for (size_t i = 0; i < count; i++) {
        struct near now = {.part = i + 1, .at = parts[i].at, .n = parts[i].n};
        struct cx_scalar value;
        struct cx_err ignored = {0};
        if (cx_expr_eval_part(&value, rule->when, &parts[i], name_value, view, &ignored) < 0)
            return;
        if (cx_scalar_holds(value))
            continue;
        if (parts[i].relation == CX_CODE_NONE ||
            !find_sides(&now.sides, view, rule->when, &parts[i]))
            return;
        snprintf(now.who, sizeof now.who, "%s", who);
        if (now.part > nearest->part ||
            (now.part == nearest->part && is_nearer(&now.sides, &nearest->sides)))
            *nearest = now;
        return;
    }
}

static int try_post(struct tries *tries, struct trial *trial, const struct rule *rule, size_t post)
{
    struct viewpoint view = post_view(trial->engine, trial->scores, post);
    int *takers = takers_of(trial, rule);
    if (!rule_is_for(rule, trial->scores, post))
        return 0;
    tries->fits++;
    int rc = rule_holds(rule, &view, trial->engine->err);
    if (rc == 0 && tries->held == 0)
        note_near(&tries->nearest, rule, &view,
                  trial->scores->org
                      ->people[trial->scores->org->posts[trial->scores->posts[post].post].person]
                      .key);
    if (rc <= 0)
        return rc;
    tries->held++;
    if (takers && takers[post]) {
        tries->taker = takers[post] - 1;
        return 0;
    }
    tries->applied++;
    if (takers)
        takers[post] = rule->index + 1;
    return 0;
}

/* Whether a post shares in a team's pool, as far as its group lets it. */
static bool is_in_pool(const struct trial *trial, const struct rule *rule, int team, size_t post)
{
    const struct cx_org *org = trial->scores->org;
    int own = org->posts[trial->scores->posts[post].post].team;
    bool is_in = rule->of->for_team ? cx_org_is_within(org, own, team, trial->scores->period.to - 1)
                                    : own == team;
    return is_in && rule_is_for(rule, trial->scores, post);
}

/* A pool holds for a team, and takes those of its posts that no rule of its group took. */
static int try_team(struct tries *tries, struct trial *trial, const struct rule *rule, int team)
{
    struct viewpoint view = {trial->engine, trial->scores, NULL, team};
    int *takers = takers_of(trial, rule);
    size_t posts = 0, taken = 0;
    for (size_t i = 0; i < trial->scores->post_count; i++) {
        if (!is_in_pool(trial, rule, team, i))
            continue;
        posts++;
        taken += takers && takers[i];
    }
    if (posts == 0)
        return 0;
    tries->fits++;
    int rc = rule_holds(rule, &view, trial->engine->err);
    if (rc == 0 && tries->held == 0)
        note_near(&tries->nearest, rule, &view, trial->scores->org->teams[team].key);
    if (rc <= 0)
        return rc;
    tries->held++;
    tries->applied += taken < posts;
    for (size_t i = 0; takers && i < trial->scores->post_count; i++) {
        if (!is_in_pool(trial, rule, team, i))
            continue;
        if (takers[i])
            tries->taker = takers[i] - 1;
        else
            takers[i] = rule->index + 1;
    }
    return 0;
}

/* Whether nothing that the post did, or that was done on its account, is counted by any measure:
 * what it holds or costs is no deed. */
static bool is_idle(const struct cx_scores *scores, size_t post)
{
    const struct cx_plan *plan = scores->plan;
    for (size_t i = 0; i < plan->measure_count; i++) {
        enum cx_fact fact = plan->quantities[i].fact;
        if (fact != CX_FACT_EXPOSURE && fact != CX_FACT_OWNED_EXPOSURE && fact != CX_FACT_COST &&
            fact != CX_FACT_CUSTOMER &&
            cx_scores_value(scores, (size_t)scores->posts[post].post, (int)i) != 0)
            return false;
    }
    return true;
}

static void note_place(struct ranked *ranked, const struct trial *trial, const struct rule *rule,
                       const struct place *place, size_t post)
{
    const struct cx_scores *scores = trial->scores;
    if (place->of.rank == 0)
        return;
    if (place->is_void) {
        memcpy(ranked->tied, scores->period.name, sizeof ranked->tied);
        ranked->tied_count = place->of.count;
    } else if (place->is_top && place_paid(place) > rule->of->top_n) {
        memcpy(ranked->over, scores->period.name, sizeof ranked->over);
        ranked->over_place = place->of;
    }
    if (is_idle(scores, post)) {
        memcpy(ranked->idle, scores->period.name, sizeof ranked->idle);
        ranked->idle_person = scores->org->posts[scores->posts[post].post].person;
    }
}

static int try_ranking(struct ranked *ranked, struct trial *trial, const struct rule *rule)
{
    const struct cx_scores *scores = trial->scores;
    const int *takers = takers_of(trial, rule);
    bool *holds = cx_alloc(scores->post_count + 1);
    struct place *places = cx_alloc((scores->post_count + 1) * sizeof *places);
    int rc = 0;
    for (size_t i = 0; rc >= 0 && i < scores->post_count; i++) {
        struct viewpoint view = post_view(trial->engine, scores, i);
        if (!rule_is_for(rule, scores, i) || (takers && takers[i] != rule->index + 1))
            continue;
        rc = rule_holds(rule, &view, trial->engine->err);
        holds[i] = rc == 1;
    }
    if (rc >= 0)
        rc = find_places(places, trial->engine, rule, scores, holds);
    for (size_t i = 0; rc == 0 && i < scores->post_count; i++)
        note_place(ranked, trial, rule, &places[i], i);
    free(holds);
    free(places);
    return rc;
}

static bool names_pay(const struct cx_expr *when)
{
    size_t count = 0;
    const struct cx_name *names = when ? cx_expr_names(when, &count) : NULL;
    for (size_t i = 0; i < count; i++) {
        if (cx_name_is_pay(names[i]))
            return true;
    }
    return false;
}

static int try_rule(struct tries *tries, struct trial *trial, int index)
{
    struct rule rule;
    int rc = rule_compile(&rule, trial->engine, index);
    tries->names_pay = rc == 0 && names_pay(rule.when);
    bool is_pool = cx_rule_has(rule.of, CX_IS_TEAMS);
    const struct cx_org *org = trial->scores->org;
    int only = rule.of->for_team ? cx_org_team(org, rule.of->for_team) : -1;
    for (int i = 0; is_pool && rc == 0 && i < org->team_count; i++) {
        if (only < 0 || i == only)
            rc = try_team(tries, trial, &rule, i);
    }
    for (size_t i = 0; !is_pool && rc == 0 && i < trial->scores->post_count; i++)
        rc = try_post(tries, trial, &rule, i);
    if (rc == 0 && cx_rule_has(rule.of, CX_NEEDS_TOP))
        rc = try_ranking(&tries->ranked, trial, &rule);
    rule_fini(&rule);
    return rc;
}

int census_add(struct census *census, struct cx_db *db, const struct cx_period *period,
               struct cx_err *err)
{
    struct cx_bonus bonus = {0};
    struct engine engine = {.bonus = &bonus, .db = db, .err = err};
    struct trial trial = {.engine = &engine};
    int rc = cx_scores_compute(&bonus.scores, db, period, err);
    if (rc < 0)
        return rc;
    size_t room = (census->count + 1) * (bonus.scores->post_count + 1);
    trial.scores = bonus.scores;
    trial.takers = cx_alloc(room * sizeof *trial.takers);
    engine.groups = cx_alloc((census->count + 1) * sizeof *engine.groups);
    engine.is_taken = cx_alloc(room);
    rc = load_absences(&engine);
    for (size_t i = 0; rc == 0 && i < census->count; i++)
        rc = try_rule(&census->rules[i], &trial, (int)i);
    free(engine.absences);
    free(engine.groups);
    free(engine.is_taken);
    free(trial.takers);
    cx_scores_free(bonus.scores);
    return rc;
}

/* "; nearest was E003, where `rate >= 0.2` compared 0.1999996 with 0.2"; "" where no comparison of
 * numbers decided. */
static void say_near(struct cx_buf *out, const struct cx_rule *rule, const struct near *nearest)
{
    char left[CX_DEC_TEXT], right[CX_DEC_TEXT];
    const struct sides *sides = &nearest->sides;
    if (nearest->part > 0)
        cx_buf_show(out, "; nearest was %s, where %.*s compared %s with %s", nearest->who,
                    (int)nearest->n, rule->when + nearest->at,
                    cx_dec_format_short(left, sides->left, sides->decimals),
                    cx_dec_format_short(right, sides->right, sides->decimals));
}

static void find_never(struct linter *linter, const struct cx_rule *rule, const struct tries *tries)
{
    struct cx_buf why = {0};
    if (!tries->names_pay || !linter->out->hides_pay)
        say_near(&why, rule, &tries->nearest);
    found(linter, CX_LINT_WARNING, "never", "rules", rule->id,
          "look at what its names are worth with cx-score; null counts as no",
          "its when held for nobody in %s%s", linter->out->tried, cx_buf_str(&why));
    cx_buf_fini(&why);
}

static void lint_ranked(struct linter *linter, const struct cx_rule *rule,
                        const struct ranked *ranked)
{
    if (*ranked->tied)
        found(linter, CX_LINT_WARNING, "tied", "rules", rule->id,
              "rank by a figure that sets people apart, or give it a when",
              "in %s all %d tie, and it pays %d: there is no ranking, and nobody is paid",
              ranked->tied, ranked->tied_count, rule->top_n);
    if (*ranked->over)
        found(linter, CX_LINT_WARNING, "shared_place", "rules", rule->id,
              "rank by a figure that sets people apart, or take it that more are paid",
              "in %s %d share place %d: %d are paid, not %d", ranked->over,
              ranked->over_place.equal, ranked->over_place.rank,
              ranked->over_place.rank - 1 + ranked->over_place.equal, rule->top_n);
    if (*ranked->idle)
        found(linter, CX_LINT_WARNING, "won_by_nothing", "rules", rule->id,
              "give it a when that asks for work, such as recovered > 0",
              "anybody takes part, as %s did in %s with nothing to show, and wins where fewer than "
              "%d do better",
              linter->org->people[ranked->idle_person].key, ranked->idle, rule->top_n);
}

void lint_tried(struct linter *linter, const struct census *census)
{
    for (size_t i = 0; i < census->count; i++) {
        const struct cx_rule *rule = &linter->plan->rules[i];
        const struct tries *tries = &census->rules[i];
        const char *tried = linter->out->tried;
        lint_ranked(linter, rule, &tries->ranked);
        if (tries->fits == 0 && !is_found(linter, "nobody", "rules", rule->id))
            found(linter, CX_LINT_WARNING, "nobody", "rules", rule->id,
                  "correct whom it is for, or take it out", "nobody whom it is for was there in %s",
                  tried);
        else if (tries->fits > 0 && tries->held == 0)
            find_never(linter, rule, tries);
        else if (tries->held > 0 && tries->applied == 0 &&
                 !is_found(linter, "shadowed", "rules", rule->id))
            found(linter, CX_LINT_WARNING, "shadowed", "rules", rule->id,
                  "give it a lower seq than that rule, or another grp",
                  "wherever its when held in %s a rule of its grp before it applied, such as %s",
                  tried, linter->plan->rules[tries->taker].id);
    }
}
