/* Lint: weights, tiers and their cliffs. */
#include <string.h>

#include "base/decimal.h"
#include "base/lang.h"
#include "lint/linter.h"
#include "pay/edition.h"
#include "plan/rules.h"

#define PERCENT   INT64_C(1000000) /* of weights */
#define CENT      10000            /* of tiers, in millionths */
#define YUAN      100              /* in cents: the step over a bound */
#define TIER_UNIT ((__int128)CENT * 1000000)

static void lint_weights(struct linter *linter)
{
    const struct cx_plan *plan = linter->plan;
    char text[CX_DEC_TEXT];
    for (size_t i = 0, next; i < plan->line_count; i = next) {
        __int128 sum = 0;
        int64_t shown;
        for (next = i;
             next < plan->line_count && strcmp(plan->lines[next].card, plan->lines[i].card) == 0;
             next++)
            sum += plan->lines[next].weight_ppm;
        if (sum != 100 * PERCENT && cx_dec_divide(&shown, sum, 1))
            found(linter, CX_LINT_ERROR, "weights", "scorecards", plan->lines[i].card,
                  "make the weights of its rows add up to 100", "the weights add up to %s",
                  cx_dec_format_short(text, shown, 6));
    }
}

static const char *bound(char text[CX_DEC_TEXT], int64_t value)
{
    return value == INT64_MAX ? cx_shown("no end") : cx_dec_format_short(text, value, 6);
}

static void lint_steps(struct linter *linter)
{
    static const char advice[] = N_("let each tier's to be the from of the next");
    const struct cx_plan *plan = linter->plan;
    char from[CX_DEC_TEXT], to[CX_DEC_TEXT];
    for (size_t i = 0; i < plan->tier_count; i++) {
        const struct cx_tier *tier = &plan->tiers[i], *next = tier + 1;
        bool has_next = i + 1 < plan->tier_count && strcmp(next->id, tier->id) == 0;
        if (tier->to <= tier->from)
            found(linter, CX_LINT_ERROR, "tiers", "tiers", tier->id, advice,
                  "the tier from %s ends at %s, before it begins", bound(from, tier->from),
                  bound(to, tier->to));
        else if (has_next && tier->to < next->from)
            found(linter, CX_LINT_ERROR, "tiers", "tiers", tier->id, advice,
                  "a gap: no tier holds from %s to %s, and nothing is paid there",
                  bound(from, tier->to), bound(to, next->from));
        else if (has_next && tier->to > next->from)
            found(linter, CX_LINT_ERROR, "tiers", "tiers", tier->id, advice,
                  "an overlap: from %s to %s two tiers hold", bound(from, next->from),
                  bound(to, tier->to));
    }
}

/* The amount in cents that tiers pay on a basis of cents; false: too large. */
static bool pay(int64_t *cents, const struct cx_rule *rule, const struct cx_tier *tiers,
                size_t count, int64_t basis)
{
    int64_t rate;
    return cx_dec_divide(cents, tier_amount(&rate, tiers, count, rule->mode, EDITION, basis),
                         TIER_UNIT);
}

/* What pays nothing from the end of its last tier on, though that tier does. */
static void lint_end(struct linter *linter, const struct cx_rule *rule, const struct cx_tier *last)
{
    char at[CX_DEC_TEXT];
    if (last->to == INT64_MAX || last->rate_ppm <= 0)
        return;
    if (rule->mode == CX_TIER_WHOLE)
        found(linter, CX_LINT_ERROR, "cliff", "rules", rule->id,
              "who earns more gets nothing: leave the to of the last tier empty",
              "from %s on no tier of %s holds, and nothing is paid", bound(at, last->to),
              rule->tier_id);
    else
        found(linter, CX_LINT_WARNING, "cliff", "rules", rule->id,
              "leave the to of the last tier empty, or have one with the rate 0 behind it",
              "from %s on no tier of %s holds, and nothing is paid on what is above",
              bound(at, last->to), rule->tier_id);
}

/* What is taken back is paid as its absolute value, with a minus. */
static void lint_below(struct linter *linter, const struct cx_tier *first)
{
    char at[CX_DEC_TEXT];
    if (first->from < 0)
        found(linter, CX_LINT_WARNING, "tiers", "tiers", first->id,
              "let its first tier begin at 0: what is taken back costs what it earned there",
              "a tier begins at %s, and what lies below 0 pays nothing", bound(at, first->from));
}

/* What the last yuan before a bound changes: a cliff where it is more than that yuan. */
static void lint_cliffs(struct linter *linter, const struct cx_rule *rule)
{
    size_t count;
    const struct cx_tier *tiers = cx_plan_tiers(linter->plan, rule->tier_id, &count);
    char at[CX_DEC_TEXT], by[CX_DEC_TEXT];
    for (size_t i = 0; i < count; i++) {
        int64_t basis = tiers[i].from / CENT + (tiers[i].from % CENT > 0), below, above, jump;
        if (basis < YUAN || !pay(&below, rule, tiers, count, basis - YUAN) ||
            !pay(&above, rule, tiers, count, basis) || __builtin_sub_overflow(above, below, &jump))
            continue;
        if (jump < 0)
            found(linter, CX_LINT_ERROR, "cliff", "rules", rule->id,
                  "who earns more gets less: raise the upper rate, or use mode marginal",
                  "at %s of %s one more unit of money changes pay by %s",
                  cx_dec_format(at, basis, 2), rule->tier_id, cx_dec_format(by, jump, 2));
        else if (jump > YUAN)
            found(linter, CX_LINT_WARNING, "cliff", "rules", rule->id,
                  "mode marginal pays each slice at its own rate, without a jump",
                  "at %s of %s one more unit of money changes pay by %s",
                  cx_dec_format(at, basis, 2), rule->tier_id, cx_dec_format(by, jump, 2));
    }
    if (count > 0) {
        lint_below(linter, &tiers[0]);
        lint_end(linter, rule, &tiers[count - 1]);
    }
}

void lint_tables(struct linter *linter)
{
    lint_weights(linter);
    lint_steps(linter);
    for (size_t i = 0; i < linter->plan->rule_count; i++) {
        if (cx_rule_has(&linter->plan->rules[i], CX_NEEDS_TIERS))
            lint_cliffs(linter, &linter->plan->rules[i]);
    }
}
