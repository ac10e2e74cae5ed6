#include "score/cards.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/decimal.h"
#include "base/invariant.h"
#include "base/mem.h"
#include "base/rank.h"
#include "plan/expr.h"

/* Steps from a team up to `above`; -1: it is not among its ancestors. */
static int distance(const struct cx_org *org, int team, int above, cx_date day)
{
    for (int steps = 0; team >= 0; team = cx_org_up(org, team, day, &steps)) {
        if (team == above)
            return steps;
    }
    return -1;
}

/* How specifically a card's for_ columns fit a post: an employee before a team, the nearer team
 * before the farther, with a role before without; 0: they name nobody; -1: they don't fit. */
static int64_t fit(const struct cx_scores *scores, const struct cx_post *post,
                   const struct cx_card_line *card)
{
    const struct cx_org *org = scores->org;
    int64_t fitness = 0;
    if (card->for_employee) {
        if (org->people[post->person].id != card->for_employee)
            return -1;
        fitness += (int64_t)1 << 40;
    }
    if (card->for_team) {
        int steps =
            distance(org, post->team, cx_org_team(org, card->for_team), scores->period.to - 1);
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
        int64_t fitness = fit(scores, &scores->org->posts[post->post], &plan->lines[i]);
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

static struct cx_scalar get_required(void *context, struct cx_name name)
{
    const struct required *of = context;
    int64_t value = name.form == CX_NAME_SELF
                        ? cx_scores_value(of->scores, of->subject, name.index)
                        : cx_scores_before(of->scores, of->subject, name.index);
    return cx_scores_scalar(value, of->scores->plan->quantities[name.index].decimals);
}

/* Whether what a card requires holds, for all posts that have the card. */
static int require(struct cx_scores *scores, const struct cx_card_line *line, struct cx_err *err)
{
    struct cx_expr *expr = NULL;
    int rc = cx_expr_new(&expr, scores->plan, CX_SCOPE_FORMULA, line->require, err);
    for (size_t i = 0; rc == 0 && i < scores->post_count; i++) {
        struct cx_post_score *post = &scores->posts[i];
        struct required of = {scores, (size_t)post->post};
        struct cx_scalar result;
        if (!post->card || strcmp(post->card, line->card) != 0)
            continue;
        rc = cx_expr_eval(&result, expr, get_required, &of, err);
        post->is_scored = post->is_scored && rc == 0 && cx_scalar_holds(result);
    }
    cx_expr_free(expr);
    return rc;
}

int choose_cards(struct cx_scores *scores, struct cx_err *err)
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
            rc = require(scores, &plan->lines[i], err);
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
        cx_plan_target(&target, line->target);
    return target;
}

static void compute_target(const struct cx_scores *scores, const struct cx_post_score *post,
                           struct cx_score_line *line)
{
    line->target = line->whole_target = CX_NO_VALUE;
    if (line->line->method != CX_METHOD_TARGET)
        return;
    int64_t target = base_target(scores, &scores->org->posts[post->post], line->line);
    line->whole_target = target;
    if (target != CX_NO_VALUE && line->line->prorate)
        cx_dec_divide(&target, (__int128)target * post->days, cx_period_days(&scores->period));
    line->target = target;
}

/* a / b; what scorecards divide has few digits. */
static struct cx_num quotient(const struct cx_scores *scores, struct cx_num a, struct cx_num b)
{
    struct cx_num out = cx_num_int(0);
    CX_INVARIANT(cx_num_div(&out, a, b, scores->numbers), "an attainment has few digits");
    return out;
}

static struct cx_num product(const struct cx_scores *scores, struct cx_num a, struct cx_num b)
{
    struct cx_num out = cx_num_int(0);
    CX_INVARIANT(cx_num_mul(&out, a, b, scores->numbers), "an attainment has few digits");
    return out;
}

/* value / target, the other way round where low is better; false: null. */
static bool by_target(struct cx_num *attainment, const struct cx_scores *scores,
                      const struct cx_post_score *post, const struct cx_score_line *line,
                      struct cx_num value)
{
    const struct cx_card_line *of = line->line;
    if (line->target == CX_NO_VALUE)
        return false;
    /* The prorated target is used unrounded. */
    struct cx_num target = cx_num_dec(line->whole_target, 6);
    if (of->prorate)
        target =
            product(scores, target, cx_num_fraction(post->days, cx_period_days(&scores->period)));
    if (scores->plan->quantities[of->quantity].better == CX_BETTER_LOW) {
        *attainment =
            cx_num_sign(value) <= 0 ? cx_num_dec(of->cap_ppm, 6) : quotient(scores, target, value);
        return true;
    }
    if (cx_num_sign(target) == 0)
        return false;
    *attainment = quotient(scores, value, target);
    return true;
}

static struct cx_num by_steps(const struct cx_plan *plan, const struct cx_score_line *line)
{
    size_t count;
    const struct cx_tier *tiers = cx_plan_tiers(plan, line->line->target, &count);
    int decimals = plan->quantities[line->line->quantity].decimals;
    __int128 millionths = (__int128)line->value * cx_dec_pow10(6 - decimals);
    for (size_t i = count; i > 0; i--) {
        bool is_below = tiers[i - 1].to == INT64_MAX || millionths < tiers[i - 1].to;
        if (millionths >= tiers[i - 1].from && is_below)
            return cx_num_dec(tiers[i - 1].rate_ppm, 6);
    }
    return cx_num_int(0);
}

/* 1 − (rank − 1)/(n − 1), ties at their mean rank: a half of 2 rank + equal − 1. */
static struct cx_num by_rank(const struct cx_rank *rank)
{
    int64_t others = (int64_t)rank->count - 1;
    int64_t before = 2 * (int64_t)rank->rank + (int64_t)rank->equal - 3;
    return others <= 0 ? cx_num_int(1) : cx_num_fraction(2 * others - before, 2 * others);
}

static struct cx_num within(struct cx_num attainment, const struct cx_card_line *line)
{
    struct cx_num floor = cx_num_dec(line->floor_ppm, 6), cap = cx_num_dec(line->cap_ppm, 6);
    if (cx_num_compare(attainment, floor) < 0)
        attainment = floor;
    return cx_num_compare(attainment, cap) > 0 ? cap : attainment;
}

/* rank: where the method is rank. */
static void compute_attainment(const struct cx_scores *scores, const struct cx_post_score *post,
                               struct cx_score_line *line, const struct cx_rank *rank)
{
    const struct cx_card_line *of = line->line;
    const struct cx_quantity *quantity = &scores->plan->quantities[of->quantity];
    struct cx_num value = cx_num_dec(line->value, quantity->decimals), attainment = cx_num_int(0);
    line->has_attainment = line->value != CX_NO_VALUE;
    if (line->has_attainment) {
        switch (of->method) {
        case CX_METHOD_TARGET:
            line->has_attainment = by_target(&attainment, scores, post, line, value);
            break;
        case CX_METHOD_DIRECT:
            attainment =
                quantity->unit == CX_UNIT_SCORE ? quotient(scores, value, cx_num_int(100)) : value;
            break;
        case CX_METHOD_RANK:
            line->has_attainment = rank->rank > 0;
            attainment = by_rank(rank);
            break;
        case CX_METHOD_STEPS: attainment = by_steps(scores->plan, line); break;
        }
    }
    line->has_reached = line->has_attainment;
    line->reached = attainment;
    if (of->method == CX_METHOD_RANK)
        line->rank = *rank;
    if (line->has_attainment) {
        line->attainment = within(attainment, of);
    } else if (of->missing != CX_MISSING_SKIP) {
        line->has_attainment = true;
        line->attainment = cx_num_int(of->missing == CX_MISSING_FULL);
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
    if (!scores->numbers)
        scores->numbers = cx_bigs_new();
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

/* 100 × the sum of weight × attainment of some lines / the sum of all weights that count, rounded;
 * false: no weight counts, or too many digits. */
static bool weigh(int64_t *out, const struct cx_post_score *post, const struct cx_score_line *lines,
                  size_t count)
{
    struct cx_bigs *bigs = cx_bigs_new();
    struct cx_num sum = cx_num_int(0), weights = cx_num_int(0), part;
    bool fits = true;
    for (size_t i = 0; fits && i < post->line_count; i++) {
        if (post->lines[i].has_attainment)
            fits =
                cx_num_add(&weights, weights, cx_num_dec(post->lines[i].line->weight_ppm, 6), bigs);
    }
    for (size_t i = 0; fits && i < count; i++) {
        if (lines[i].has_attainment)
            fits = cx_num_mul(&part, cx_num_dec(lines[i].line->weight_ppm, 4), lines[i].attainment,
                              bigs) &&
                   cx_num_add(&sum, sum, part, bigs);
    }
    fits = fits && cx_num_sign(weights) > 0 && cx_num_div(&sum, sum, weights, bigs) &&
           cx_num_to_dec(out, sum, CX_SCORE_DECIMALS);
    cx_bigs_free(bigs);
    return fits;
}

static bool has_weight(const struct cx_post_score *post)
{
    for (size_t i = 0; i < post->line_count; i++) {
        if (post->lines[i].has_attainment && post->lines[i].line->weight_ppm > 0)
            return true;
    }
    return false;
}

int64_t cx_scores_points(const struct cx_post_score *post, const struct cx_score_line *line)
{
    int64_t points;
    return line->has_attainment && weigh(&points, post, line, 1) ? points : CX_NO_VALUE;
}

int64_t cx_scores_of_lines(const struct cx_post_score *post)
{
    int64_t score;
    return post->is_scored && weigh(&score, post, post->lines, post->line_count) ? score
                                                                                 : CX_NO_VALUE;
}

int compute_scores(struct cx_scores *scores, struct cx_err *err)
{
    for (size_t i = 0; i < scores->post_count; i++) {
        struct cx_post_score *post = &scores->posts[i];
        if (!post->is_scored || !has_weight(post))
            continue;
        if (!weigh(&post->score, post, post->lines, post->line_count))
            return cx_err_set(err, CX_EDATA, "scorecard %s gives a score that is too large",
                              post->card);
        post->grade = grade_of(scores->plan, post->score);
    }
    rank_posts(scores);
    return 0;
}
