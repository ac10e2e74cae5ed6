#include "score/cards.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/decimal.h"
#include "base/mem.h"
#include "base/rank.h"
#include "plan/expr.h"

/* Steps from a team up to `above`; -1: it is not among its ancestors. */
static int distance(const struct cx_org *org, int team, int above)
{
    for (int steps = 0; team >= 0 && steps <= org->team_count; steps++) {
        if (team == above)
            return steps;
        team = org->teams[team].parent;
    }
    return -1;
}

/* How specifically a card's for_ columns fit a post: an employee before a team, the nearer team
 * before the farther, with a role before without; 0: they name nobody; -1: they don't fit. */
static int64_t fit(const struct cx_org *org, const struct cx_post *post,
                   const struct cx_card_line *card)
{
    int64_t fitness = 0;
    if (card->for_employee) {
        if (org->people[post->person].id != card->for_employee)
            return -1;
        fitness += (int64_t)1 << 40;
    }
    if (card->for_team) {
        int steps = distance(org, post->team, cx_org_team(org, card->for_team));
        if (steps < 0)
            return -1;
        fitness += ((int64_t)1 << 32) - 2 * steps;
    }
    if (card->for_role) {
        if (strcasecmp(card->for_role, post->role) != 0)
            return -1;
        fitness += 1;
    }
    return fitness;
}

static void take_card(struct cx_scores *scores, struct cx_post_score *post)
{
    const struct cx_plan *plan = scores->plan;
    int64_t best = -1;
    size_t first = 0;
    for (size_t i = 0; i < plan->line_count; i++) {
        if (i > 0 && strcmp(plan->lines[i].card, plan->lines[i - 1].card) == 0)
            continue;
        int64_t fitness = fit(scores->org, &scores->org->posts[post->post], &plan->lines[i]);
        if (fitness > best) {
            best = fitness;
            first = i;
        }
    }
    if (best < 0)
        return;
    post->card = plan->lines[first].card;
    while (first + post->line_count < plan->line_count &&
           strcmp(plan->lines[first + post->line_count].card, post->card) == 0)
        post->line_count++;
    post->lines = cx_alloc(post->line_count * sizeof *post->lines);
    for (size_t i = 0; i < post->line_count; i++)
        post->lines[i].line = &plan->lines[first + i];
}

struct required {
    const struct cx_scores *scores;
    size_t subject;
};

static struct cx_value get_required(void *context, struct cx_name name)
{
    const struct required *of = context;
    int64_t value = name.form == CX_NAME_SELF
                        ? cx_scores_value(of->scores, of->subject, name.index)
                        : cx_scores_before(of->scores, of->subject, name.index);
    return value == CX_NO_VALUE ? cx_value_null()
                                : cx_value_real(cx_dec_to_real(
                                      value, of->scores->plan->quantities[name.index].decimals));
}

/* Whether what a card requires holds, for all posts that have the card. */
static int require(struct cx_scores *scores, struct cx_sandbox *sandbox,
                   const struct cx_card_line *line, struct cx_err *err)
{
    struct cx_expr *expr = NULL;
    int rc = cx_expr_new(&expr, sandbox, scores->plan, CX_SCOPE_FORMULA, line->require, err);
    for (size_t i = 0; rc == 0 && i < scores->post_count; i++) {
        struct cx_post_score *post = &scores->posts[i];
        struct required of = {scores, (size_t)post->post};
        struct cx_value result;
        double real = 0;
        if (!post->card || strcmp(post->card, line->card) != 0)
            continue;
        rc = cx_expr_eval(&result, expr, get_required, &of, err);
        post->is_scored = post->is_scored && cx_expr_number(&real, result) && real != 0;
    }
    cx_expr_free(expr);
    return rc;
}

int choose_cards(struct cx_scores *scores, struct cx_sandbox *sandbox, struct cx_err *err)
{
    const struct cx_plan *plan = scores->plan;
    int rc = 0;
    for (size_t i = 0; i < scores->post_count; i++) {
        struct cx_post_score *post = &scores->posts[i];
        take_card(scores, post);
        post->is_scored = post->card != NULL;
        for (size_t k = 0; k < post->line_count; k++)
            post->is_scored = post->is_scored && post->days >= post->lines[k].line->min_days;
    }
    for (size_t i = 0; rc == 0 && i < plan->line_count; i++) {
        bool is_repeated = i > 0 && strcmp(plan->lines[i].card, plan->lines[i - 1].card) == 0 &&
                           plan->lines[i - 1].require && plan->lines[i].require &&
                           strcmp(plan->lines[i].require, plan->lines[i - 1].require) == 0;
        if (plan->lines[i].require && !is_repeated)
            rc = require(scores, sandbox, &plan->lines[i], err);
    }
    return rc;
}

/* The target of a line for a post, before proration; millionths. */
static int64_t base_target(const struct cx_scores *scores, const struct cx_post *post,
                           const struct cx_card_line *line)
{
    const struct cx_org *org = scores->org;
    enum cx_unit unit = scores->plan->quantities[line->quantity].unit;
    int64_t target = CX_NO_VALUE, team = org->teams[post->team].id;
    bool is_amount = unit != CX_UNIT_RATIO && unit != CX_UNIT_SCORE && unit != CX_UNIT_DAYS;
    if (line->of_team) {
        target = cx_scores_target(scores, CX_SCOPE_TEAM, team, line->quantity);
    } else {
        target = cx_scores_target(scores, CX_SCOPE_EMPLOYEE, org->people[post->person].id,
                                  line->quantity);
        if (target == CX_NO_VALUE && !is_amount)
            target = cx_scores_target(scores, CX_SCOPE_TEAM, team, line->quantity);
        if (target == CX_NO_VALUE && !is_amount)
            target = cx_scores_target(scores, CX_SCOPE_COMPANY, 0, line->quantity);
    }
    if (target == CX_NO_VALUE && line->target)
        cx_dec_parse(&target, line->target, strlen(line->target), 6);
    return target;
}

static void compute_target(const struct cx_scores *scores, const struct cx_post_score *post,
                           struct cx_score_line *line)
{
    line->target = CX_NO_VALUE;
    if (line->line->method != CX_METHOD_TARGET)
        return;
    int64_t target = base_target(scores, &scores->org->posts[post->post], line->line);
    if (target != CX_NO_VALUE && line->line->prorate)
        cx_dec_divide(&target, (__int128)target * post->days, cx_period_days(&scores->period));
    line->target = target;
}

/* value / target, the other way round where low is better; false: null. */
static bool by_target(double *attainment, const struct cx_scores *scores,
                      const struct cx_post_score *post, const struct cx_score_line *line,
                      double value)
{
    const struct cx_card_line *of = line->line;
    if (line->target == CX_NO_VALUE)
        return false;
    /* The prorated target is used unrounded: days and figures come in last. */
    double target = cx_dec_to_real(base_target(scores, &scores->org->posts[post->post], of), 6);
    if (of->prorate)
        target = target * post->days / cx_period_days(&scores->period);
    if (scores->plan->quantities[of->quantity].better == CX_BETTER_LOW) {
        *attainment = value <= 0 ? of->cap : target / value;
        return true;
    }
    *attainment = value / target;
    return target != 0;
}

static double by_steps(const struct cx_plan *plan, const struct cx_score_line *line)
{
    size_t count;
    const struct cx_tier *tiers = cx_plan_tiers(plan, line->line->target, &count);
    int decimals = plan->quantities[line->line->quantity].decimals;
    __int128 millionths = (__int128)line->value * cx_dec_pow10(6 - decimals);
    for (size_t i = count; i > 0; i--) {
        bool is_below = tiers[i - 1].to == INT64_MAX || millionths < tiers[i - 1].to;
        if (millionths >= tiers[i - 1].from && is_below)
            return cx_dec_to_real(tiers[i - 1].rate_ppm, 6);
    }
    return 0;
}

/* 1 − (rank − 1)/(n − 1), ties at their mean rank. */
static double by_rank(const struct cx_rank *rank)
{
    double mean = rank->rank + (rank->equal - 1) / 2.0;
    return rank->count <= 1 ? 1 : 1 - (mean - 1) / (rank->count - 1);
}

/* rank: where the method is rank. */
static void compute_attainment(const struct cx_scores *scores, const struct cx_post_score *post,
                               struct cx_score_line *line, const struct cx_rank *rank)
{
    const struct cx_card_line *of = line->line;
    const struct cx_quantity *quantity = &scores->plan->quantities[of->quantity];
    double value = cx_dec_to_real(line->value, quantity->decimals), attainment = 0;
    line->has_attainment = line->value != CX_NO_VALUE;
    if (line->has_attainment) {
        switch (of->method) {
        case CX_METHOD_TARGET:
            line->has_attainment = by_target(&attainment, scores, post, line, value);
            break;
        case CX_METHOD_DIRECT:
            attainment = quantity->unit == CX_UNIT_SCORE ? value / 100 : value;
            break;
        case CX_METHOD_RANK:
            line->has_attainment = rank->rank > 0;
            attainment = by_rank(rank);
            break;
        case CX_METHOD_STEPS: attainment = by_steps(scores->plan, line); break;
        }
    }
    if (line->has_attainment) {
        attainment = attainment < of->floor ? of->floor : attainment;
        line->attainment = attainment > of->cap ? of->cap : attainment;
    } else if (of->missing != CX_MISSING_SKIP) {
        line->has_attainment = true;
        line->attainment = of->missing == CX_MISSING_FULL ? 1 : 0;
    }
}

/* The line of a post that is the nth of the plan; NULL: another card's. */
static struct cx_score_line *nth_line(const struct cx_scores *scores,
                                      const struct cx_post_score *post, size_t n)
{
    size_t first = post->line_count > 0 ? (size_t)(post->lines[0].line - scores->plan->lines) : 0;
    return n >= first && n - first < post->line_count ? &post->lines[n - first] : NULL;
}

/* Ranks the posts that have the plan's nth line, a value and are scored. */
static void rank_line(struct cx_rank *ranks, const struct cx_scores *scores, size_t n)
{
    enum cx_better better = scores->plan->quantities[scores->plan->lines[n].quantity].better;
    int64_t *values = cx_alloc((scores->post_count + 1) * sizeof *values);
    for (size_t i = 0; i < scores->post_count; i++) {
        const struct cx_score_line *line = nth_line(scores, &scores->posts[i], n);
        values[i] = line && scores->posts[i].is_scored ? line->value : CX_UNRANKED;
    }
    cx_rank(ranks, values, NULL, scores->post_count, better == CX_BETTER_LOW);
    free(values);
}

void compute_lines(struct cx_scores *scores)
{
    struct cx_rank *ranks = cx_alloc((scores->post_count + 1) * sizeof *ranks);
    for (size_t i = 0; i < scores->post_count; i++) {
        struct cx_post_score *post = &scores->posts[i];
        for (size_t k = 0; k < post->line_count; k++) {
            struct cx_score_line *line = &post->lines[k];
            size_t subject =
                line->line->of_team
                    ? cx_subject_of_team(scores->org, scores->org->posts[post->post].team)
                    : (size_t)post->post;
            line->value = cx_scores_value(scores, subject, line->line->quantity);
            compute_target(scores, post, line);
        }
    }
    for (size_t n = 0; n < scores->plan->line_count; n++) {
        if (scores->plan->lines[n].method == CX_METHOD_RANK)
            rank_line(ranks, scores, n);
        for (size_t i = 0; i < scores->post_count; i++) {
            struct cx_score_line *line = nth_line(scores, &scores->posts[i], n);
            if (line)
                compute_attainment(scores, &scores->posts[i], line, &ranks[i]);
        }
    }
    free(ranks);
}

const char *grade_of(const struct cx_plan *plan, int64_t score)
{
    for (size_t i = 0; i < plan->grade_count; i++) {
        if ((__int128)score * 100 >= plan->grades[i].min_score)
            return plan->grades[i].name;
    }
    return NULL;
}

/* Among the posts of a card. */
static void rank_posts(struct cx_scores *scores)
{
    size_t count = scores->post_count;
    struct cx_rank *ranks = cx_alloc((count + 1) * sizeof *ranks);
    int64_t *values = cx_alloc((2 * count + 1) * sizeof *values), *cards = values + count;
    for (size_t i = 0; i < count; i++) {
        const struct cx_post_score *post = &scores->posts[i];
        values[i] = post->score;
        cards[i] = post->line_count > 0 ? post->lines[0].line - scores->plan->lines : -1;
    }
    cx_rank(ranks, values, cards, count, false);
    for (size_t i = 0; i < count; i++)
        scores->posts[i].rank = ranks[i].rank;
    free(ranks);
    free(values);
}

int compute_scores(struct cx_scores *scores, struct cx_err *err)
{
    for (size_t i = 0; i < scores->post_count; i++) {
        struct cx_post_score *post = &scores->posts[i];
        double sum = 0, weights = 0;
        for (size_t k = 0; k < post->line_count; k++) {
            const struct cx_score_line *line = &post->lines[k];
            if (!line->has_attainment)
                continue;
            double weight = cx_dec_to_real(line->line->weight_ppm, 6);
            sum += weight * line->attainment;
            weights += weight;
        }
        if (!post->is_scored || weights <= 0)
            continue;
        if (!cx_dec_from_real(&post->score, sum / weights * 100, CX_SCORE_DECIMALS))
            return cx_err_set(err, CX_EDATA, "scorecard %s gives a score that is too large",
                              post->card);
        post->grade = grade_of(scores->plan, post->score);
    }
    rank_posts(scores);
    return 0;
}
