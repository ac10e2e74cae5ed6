/* The kinds rank and streak: the best of a group of posts, in one period or in several running. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/lang.h"
#include "base/mem.h"
#include "parts/head.h"
#include "pay/edition.h"
#include "pay/kinds.h"
#include "pay/pay.sql.h"
#include "pay/sides.h"

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

/* Without a scorecard nobody is among those of one. */
static bool has_group(const struct cx_scores *scores, enum cx_among among, size_t post)
{
    return among != CX_AMONG_SCORECARD || scores->posts[post].card;
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

int find_places(struct place *places, struct engine *engine, const struct rule *rule,
                const struct cx_scores *scores, const bool *holds)
{
    struct cx_rank *ranks = cx_alloc((scores->post_count + 1) * sizeof *ranks);
    int64_t *bases = cx_alloc((scores->post_count + 1) * sizeof *bases);
    int64_t *groups = number_groups(scores, rule->of->among);
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < scores->post_count; i++) {
        struct viewpoint view = post_view(engine, scores, i);
        bases[i] = CX_NO_VALUE;
        if (holds[i] && has_group(scores, rule->of->among, i))
            rc = rule_value(&bases[i], rule->basis, 6, rule, &view, engine->err);
    }
    if (rc == 0)
        cx_rank(ranks, bases, groups, scores->post_count, false);
    for (size_t i = 0; rc == 0 && i < scores->post_count; i++) {
        struct place *place = &places[i];
        *place = (struct place){.basis = bases[i], .group = (int)groups[i], .of = ranks[i]};
        place->is_void = ranks[i].rank > 0 && ranks[i].equal == ranks[i].count &&
                         ranks[i].count > rule->of->top_n;
        place->is_top = ranks[i].rank > 0 && ranks[i].rank <= rule->of->top_n && !place->is_void;
    }
    free(ranks);
    free(bases);
    free(groups);
    return rc;
}

int place_paid(const struct place *place)
{
    return place->of.rank - 1 + place->of.equal;
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
    bool *holds = cx_alloc(scores->post_count + 1);
    struct place *places = cx_alloc((scores->post_count + 1) * sizeof *places);
    rc = holds_then(holds, engine, rule, scores);
    if (rc == 0)
        rc = find_places(places, engine, rule, scores, holds);
    for (size_t i = 0; rc == 0 && i < scores->post_count; i++)
        now[scores->org->posts[scores->posts[i].post].person] |= places[i].is_top;
    free(holds);
    free(places);
    cx_scores_free(scores);
    return rc;
}

/* Who was in the top in an earlier period: was[person] stays true only for them. 1, or
 * negative. */
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
    return rc < 0 ? rc : 1;
}

/* Whether a streak counts a period: not before the company's first event, and only where the rule
 * was valid, in whatever row, on its last day. 1, 0 or negative. */
static int is_counted(struct engine *engine, const struct rule *rule,
                      const struct cx_period *period, cx_date first_event)
{
    struct cx_stmt *stmt = NULL;
    if (first_event != CX_DATE_NONE && period->to <= first_event)
        return 0;
    int rc = cx_stmt_new(&stmt, engine->db, SQL_rule_on, engine->err);
    if (rc == 0) {
        cx_stmt_bind_text(stmt, 1, rule->of->id);
        cx_stmt_bind_int(stmt, 2, period->to - 1);
        rc = cx_stmt_step(stmt, engine->err);
    }
    cx_stmt_free(stmt);
    return rc;
}

static void note_runs(bool *any, int *runs, const bool *was, size_t people, int length)
{
    *any = false;
    for (size_t i = 0; i < people; i++) {
        runs[i] = was[i] ? length : runs[i];
        *any = *any || was[i];
    }
}

/* By person, how many periods running they were in the top; 0: not in this one. */
static int find_runs(int *runs, struct engine *engine, const struct rule *rule,
                     const struct place *places)
{
    const struct cx_scores *scores = engine->bonus->scores;
    size_t people = (size_t)scores->org->person_count;
    struct cx_period period = scores->period;
    bool *was = cx_alloc(people + 1), any = true;
    cx_date first_event;
    int rc = cx_head_first_event(&first_event, engine->db, engine->err);
    for (size_t i = 0; i < scores->post_count; i++)
        was[scores->org->posts[scores->posts[i].post].person] |= places[i].is_top;
    if (rc == 0)
        rc = is_counted(engine, rule, &period, first_event);
    for (int length = 1; rc == 1 && any; length++) {
        note_runs(&any, runs, was, people, length);
        period = cx_period_before(&period);
        rc = any ? is_counted(engine, rule, &period, first_event) : 0;
        if (rc == 1)
            rc = keep_running(was, engine, rule, &period);
    }
    free(was);
    return rc < 0 ? rc : 0;
}

/* Says how a line came about: of a streak, how long; and that more share its place than are paid.
 */
static void say_place(struct figures *figures, const struct rule *rule, const struct place *place,
                      int run)
{
    int top_n = rule->of->top_n, paid = place_paid(place);
    char ties[96] = "";
    if (paid > top_n)
        snprintf(ties, sizeof ties, "%d share place %d: %d are paid, not %d", place->of.equal,
                 place->of.rank, paid, top_n);
    if (run > 0)
        figures_say(figures,
                    run == 1 ? "among the top %d for %d period running%s%s"
                             : "among the top %d for %d periods running%s%s",
                    top_n, run, *ties ? "; " : "", ties);
    else
        figures_say(figures, "%s", ties);
}

/* days: those that a prorated rule pays. */
static int pay(struct engine *engine, const struct rule *rule, size_t post,
               const struct place *place, int days, int run)
{
    struct figures figures = figures_none(engine);
    figures.basis = place->basis;
    figures.numerator = rule->of->amount_cents;
    if (rule->of->prorate) {
        figures.days = days;
        figures.numerator *= figures.days;
        figures.denominator = figures.period_days;
    }
    say_place(&figures, rule, place, run);
    return add_line(engine, rule, post, &figures);
}

/* What a seal keeps of a streak: that it was looked at, and who was in its top. */
static void keep_top(struct engine *engine, const struct rule *rule, const struct place *places)
{
    struct cx_bonus *bonus = engine->bonus;
    const struct cx_scores *scores = bonus->scores;
    CX_GROW(bonus->tops, bonus->top_count, bonus->top_cap);
    bonus->tops[bonus->top_count++] = (struct cx_bonus_top){rule->of->id, -1};
    for (size_t i = 0; i < scores->post_count; i++) {
        if (!places[i].is_top)
            continue;
        CX_GROW(bonus->tops, bonus->top_count, bonus->top_cap);
        bonus->tops[bonus->top_count++] =
            (struct cx_bonus_top){rule->of->id, scores->org->posts[scores->posts[i].post].person};
    }
}

/* Groups in which there is no ranking, each by the first of its posts that takes part. */
static void keep_ties(struct cx_bonus *bonus, const struct rule *rule, const struct place *places)
{
    for (size_t i = 0; i < bonus->scores->post_count; i++) {
        size_t first = 0;
        if (!places[i].is_void)
            continue;
        while (!places[first].is_void || places[first].group != places[i].group)
            first++;
        if (first < i)
            continue;
        CX_GROW(bonus->ties, bonus->tie_count, bonus->tie_cap);
        bonus->ties[bonus->tie_count++] =
            (struct cx_bonus_tie){rule->of->id, places[i].of.count, rule->of->top_n};
    }
}

/* The days of all of a person's posts in the top, by the last of them; 0: there is a later one. */
static int days_in_top(const struct cx_scores *scores, const struct place *places, size_t post)
{
    const int person = scores->org->posts[scores->posts[post].post].person;
    int days = 0;
    for (size_t i = 0; i < scores->post_count; i++) {
        if (!places[i].is_top || scores->org->posts[scores->posts[i].post].person != person)
            continue;
        if (i > post)
            return 0;
        days += scores->posts[i].days;
    }
    return days;
}

/* Whether a person's posts in the top are paid together: a streak is the person's. */
static bool is_paid_once(const struct engine *engine, const struct rule *rule)
{
    return cx_rule_has(rule->of, CX_NEEDS_MONTHS) && engine->edition != EDITION_1;
}

static int pay_top(struct engine *engine, const struct rule *rule, const struct place *places,
                   const int *runs)
{
    const struct cx_scores *scores = engine->bonus->scores;
    const bool is_streak = cx_rule_has(rule->of, CX_NEEDS_MONTHS);
    const int months = rule->of->months > 0 ? rule->of->months : 1;
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < scores->post_count; i++) {
        const int run = runs[scores->org->posts[scores->posts[i].post].person];
        if (!places[i].is_top || (is_streak && (run == 0 || run % months != 0)))
            continue;
        const int days =
            is_paid_once(engine, rule) ? days_in_top(scores, places, i) : scores->posts[i].days;
        if (days > 0)
            rc = pay(engine, rule, i, &places[i], days, run);
    }
    return rc;
}

static int run(struct engine *engine, const struct rule *rule, const bool *holds)
{
    const struct cx_scores *scores = engine->bonus->scores;
    struct place *places = cx_alloc((scores->post_count + 1) * sizeof *places);
    int *runs = cx_alloc(((size_t)scores->org->person_count + 1) * sizeof *runs);
    bool is_streak = cx_rule_has(rule->of, CX_NEEDS_MONTHS);
    int rc = find_places(places, engine, rule, scores, holds);
    if (rc == 0)
        keep_ties(engine->bonus, rule, places);
    if (rc == 0 && is_streak)
        keep_top(engine, rule, places);
    if (rc == 0 && is_streak)
        rc = find_runs(runs, engine, rule, places);
    if (rc == 0)
        rc = pay_top(engine, rule, places, runs);
    free(places);
    free(runs);
    return rc;
}

/* How all posts stand in a rank or streak. */
struct standings {
    struct place *places; /* by post of scores */
    int64_t *edges;       /* by group: the lowest basis that is in the top; CX_NO_VALUE: none */
    int *runs; /* by person, of a streak: periods running, this one the last; NULL: not found yet */
};

/* Where one of them stands. */
struct standing {
    struct place place;
    int64_t edge; /* of its group */
    int run;
};

void standings_free(struct standings *standings)
{
    if (!standings)
        return;
    free(standings->places);
    free(standings->edges);
    free(standings->runs);
    free(standings);
}

static void find_edges(struct standings *all, size_t count)
{
    for (size_t i = 0; i < count; i++)
        all->edges[i] = CX_NO_VALUE;
    for (size_t i = 0; i < count; i++) {
        const struct place *place = &all->places[i];
        int64_t *edge = &all->edges[place->group];
        if (place->is_top && (*edge == CX_NO_VALUE || place->basis < *edge))
            *edge = place->basis;
    }
}

/* The standings of the rule, for this statement and all others. */
static int find_standings(struct standings **out, struct statement *statement,
                          const struct case_of *of)
{
    const struct cx_scores *scores = statement->bonus->scores;
    struct standings *all = *out = *of->standings;
    if (all)
        return 0;
    *out = *of->standings = all = cx_alloc(sizeof *all);
    all->places = cx_alloc((scores->post_count + 1) * sizeof *all->places);
    all->edges = cx_alloc((scores->post_count + 1) * sizeof *all->edges);
    int rc = find_places(all->places, statement->engine, of->rule, scores, of->holds);
    if (rc == 0)
        find_edges(all, scores->post_count);
    return rc;
}

static int find_standing(struct standing *out, struct statement *statement,
                         const struct case_of *of, size_t post)
{
    const struct cx_org *org = statement->bonus->scores->org;
    struct standings *all;
    int rc = find_standings(&all, statement, of);
    if (rc < 0)
        return rc;
    *out = (struct standing){.place = all->places[post]};
    out->edge = all->edges[out->place.group];
    if (!out->place.is_top || !cx_rule_has(of->rule->of, CX_NEEDS_MONTHS))
        return 0;
    if (!all->runs) {
        all->runs = cx_alloc(((size_t)org->person_count + 1) * sizeof *all->runs);
        rc = find_runs(all->runs, statement->engine, of->rule, all->places);
    }
    out->run = all->runs[org->posts[statement->bonus->scores->posts[post].post].person];
    return rc;
}

/* What is paid after one period is paid in each. */
static void explain_run(struct page *page, int run, int months)
{
    if (months > 1)
        page_item(page, 0, "For %d periods running; it is paid after each %d.", run, months);
    else
        page_item(page, 0,
                  cx_shown_n("For %d period running; it is paid in each.",
                             "For %d periods running; it is paid in each.",
                             (unsigned long long)run),
                  run);
}

static int explain(struct statement *statement, const struct case_of *of,
                   const struct cx_bonus_line *line)
{
    static const char *const groups[] = {N_("your team"), N_("your role"), N_("your scorecard"),
                                         N_("the company")};
    struct page *page = statement->page;
    struct standing standing;
    int rc = explain_basis(statement, of, line);
    if (rc == 0)
        rc = find_standing(&standing, statement, of, (size_t)line->row);
    if (rc < 0)
        return rc;
    const bool is_shared = standing.place.of.equal > 1;
    page_item(page, 0,
              of->rule->of->top_n == 1
                  ? is_shared ? "Place %d of %d in %s, shared; only the first is paid."
                              : "Place %d of %d in %s; only the first is paid."
              : is_shared ? "Place %d of %d in %s, shared; the first %d are paid."
                          : "Place %d of %d in %s; the first %d are paid.",
              standing.place.of.rank, standing.place.of.count,
              cx_shown(groups[of->rule->of->among]), of->rule->of->top_n);
    if (cx_rule_has(of->rule->of, CX_NEEDS_MONTHS))
        explain_run(page, standing.run, of->rule->of->months);
    if (!line->award)
        say_amount(statement, of, line);
    return 0;
}

static int explain_missing(struct statement *statement, const struct case_of *of, size_t post)
{
    struct page *page = statement->page;
    const struct rule *rule = of->rule;
    struct viewpoint view = post_view(statement->engine, statement->bonus->scores, post);
    struct standing standing;
    int rc = find_standing(&standing, statement, of, post);
    if (rc < 0)
        return rc;
    if (!has_group(statement->bonus->scores, rule->of->among, post)) {
        page_item(page, 0, "Without a scorecard there is no place.");
        return 0;
    }
    struct says says = {"Ranked by", say_post(statement, post), rule->of->basis};
    explain_expression(statement, &view, rule->basis, &says, standing.place.basis, 6);
    if (standing.place.is_void) {
        page_item(page, 0,
                  rule->of->top_n == 1
                      ? "All %d tie, and only the first is paid: there is no ranking."
                      : "All %d tie, and only the first %d are paid: there is no ranking.",
                  standing.place.of.count, rule->of->top_n);
        return 0;
    }
    if (standing.place.is_top && standing.run > 0 && standing.run % of->rule->of->months == 0) {
        page_item(page, 0, "It is paid once, at a later post.");
        return 0;
    }
    if (standing.place.is_top) { /* of a streak that is not long enough */
        page_item(page, 0,
                  cx_shown_n("Among the first %d for %d period running: it is paid after each %d.",
                             "Among the first %d for %d periods running: it is paid after each %d.",
                             (unsigned long long)standing.run),
                  rule->of->top_n, standing.run, rule->of->months);
        return 0;
    }
    if (standing.place.of.rank == 0) {
        page_item(page, 0, "Without a value there is no place.");
        return 0;
    }
    page_item(page, 0,
              rule->of->top_n == 1 ? "Place %d of %d; only the first is paid."
                                   : "Place %d of %d; the first %d are paid.",
              standing.place.of.rank, standing.place.of.count, rule->of->top_n);
    enum cx_unit unit = unit_of(statement, rule->basis, NULL);
    int64_t lack;
    if (standing.edge != CX_NO_VALUE &&
        !__builtin_sub_overflow(standing.edge, standing.place.basis, &lack))
        page_item(page, 0, "The last of those has %s, which is %s more.",
                  page_quantity(page, standing.edge, 6, unit), page_gap(page, lack, 6, unit));
    return 0;
}

const struct rule_kind rank_kind = {.run = run,
                                    .explain = explain,
                                    .miss = explain_missing,
                                    .takes = amount_takes,
                                    .is_quiet = true};
const struct rule_kind streak_kind = {.run = run,
                                      .explain = explain,
                                      .miss = explain_missing,
                                      .takes = amount_takes,
                                      .is_quiet = true};
