/* Lint: lines of scorecards that their method doesn't score as they read. */
#include "base/decimal.h"
#include "base/lang.h"
#include "lint/linter.h"

#define MILLION INT64_C(1000000)

static const struct cx_quantity *quantity_of(const struct linter *linter,
                                             const struct cx_card_line *line)
{
    return &linter->plan->quantities[line->quantity];
}

static bool has_low(const struct linter *linter, const struct cx_card_line *line)
{
    return quantity_of(linter, line)->better == CX_BETTER_LOW;
}

static void lint_unread(struct linter *linter, const struct cx_card_line *line)
{
    static const char advice[] = N_("empty the column, or give the line the method target");
    if (line->method == CX_METHOD_TARGET)
        return;
    if (line->target && line->method != CX_METHOD_STEPS)
        found(linter, CX_LINT_WARNING, "unread", "scorecards", line->card, advice,
              "%s: its target counts for nothing: method %s doesn't look at it", line->metric,
              cx_methods[line->method]);
    if (line->prorate)
        found(linter, CX_LINT_WARNING, "unread", "scorecards", line->card, advice,
              "%s: its prorate counts for nothing: method %s doesn't look at it", line->metric,
              cx_methods[line->method]);
}

/* The value itself is what counts: 1 is all there is to get. */
static void lint_direct(struct linter *linter, const struct cx_card_line *line)
{
    const enum cx_unit unit = quantity_of(linter, line)->unit;
    if (line->method != CX_METHOD_DIRECT)
        return;
    if (has_low(linter, line))
        found(linter, CX_LINT_ERROR, "method", "scorecards", line->card,
              "use method target, steps or rank, which know that less is better",
              "%s: less is better, and method direct gives most to whoever has most", line->metric);
    if (unit == CX_UNIT_MONEY || unit == CX_UNIT_COUNT || unit == CX_UNIT_SECONDS ||
        unit == CX_UNIT_HOURS || unit == CX_UNIT_DAYS)
        found(linter, unit == CX_UNIT_COUNT ? CX_LINT_WARNING : CX_LINT_ERROR, "method",
              "scorecards", line->card, "use method target, steps or rank",
              "%s: method direct takes the value as it is, so 1 of unit %s counts as 100 %%",
              line->metric, cx_units[unit]);
}

/* A target that is cut to the days of the post, and a value that isn't. */
static void lint_prorate(struct linter *linter, const struct cx_card_line *line)
{
    if (line->method != CX_METHOD_TARGET || !line->prorate)
        return;
    if (!quantity_of(linter, line)->accrues)
        found(linter, CX_LINT_WARNING, "prorate", "scorecards", line->card, "empty its prorate",
              "%s: prorate scales the target by the post's days, and the metric doesn't grow with "
              "them",
              line->metric);
    else if (line->of_team)
        found(linter, CX_LINT_WARNING, "prorate", "scorecards", line->card, "empty its prorate",
              "%s: prorate scales the team's target by the post's days, and its value is all of "
              "the team's",
              line->metric);
}

/* Whether steps end above what a line's metric gets to: no score is above 100. */
static bool is_out_of_reach(const struct linter *linter, const struct cx_card_line *line,
                            int64_t to)
{
    return quantity_of(linter, line)->unit == CX_UNIT_SCORE && to > 100 * MILLION;
}

/* A share ends at 1, and what is called a ratio may be more. */
static enum cx_lint_severity severity_of_end(const struct linter *linter,
                                             const struct cx_card_line *line, int64_t to)
{
    return quantity_of(linter, line)->unit == CX_UNIT_RATIO && to > MILLION ? CX_LINT_WARNING
                                                                            : CX_LINT_ERROR;
}

/* Whoever does better than all steps: above the last, or where less is better, below the first. */
static void lint_ends(struct linter *linter, const struct cx_card_line *line,
                      const struct cx_tier *tiers, size_t count)
{
    const struct cx_tier *first = &tiers[0], *last = &tiers[count - 1];
    const bool is_low = has_low(linter, line);
    char at[CX_DEC_TEXT], least[CX_DEC_TEXT];
    cx_dec_format_short(least, line->floor_ppm, 6);
    if (!is_low && last->to != INT64_MAX && last->rate_ppm > line->floor_ppm &&
        !is_out_of_reach(linter, line, last->to))
        found(linter, severity_of_end(linter, line, last->to), "cliff", "scorecards", line->card,
              "who does better gets the least: leave the to of the last step empty",
              "%s: from %s on no step of %s holds, which counts as %s", line->metric,
              cx_dec_format_short(at, last->to, 6), line->target, least);
    if (is_low && first->from > 0 && first->rate_ppm > line->floor_ppm)
        found(linter, CX_LINT_ERROR, "cliff", "scorecards", line->card,
              "who does better gets the least: let the first step begin at 0",
              "%s: below %s no step of %s holds, which counts as %s", line->metric,
              cx_dec_format_short(at, first->from, 6), line->target, least);
}

static void lint_steps(struct linter *linter, const struct cx_card_line *line)
{
    size_t count = 0;
    const struct cx_tier *tiers = line->method == CX_METHOD_STEPS && line->target
                                      ? cx_plan_tiers(linter->plan, line->target, &count)
                                      : NULL;
    char from[CX_DEC_TEXT], rate[CX_DEC_TEXT], bound[CX_DEC_TEXT];
    for (size_t i = 0; i < count; i++) {
        if (tiers[i].rate_ppm > line->cap_ppm)
            found(linter, CX_LINT_WARNING, "cliff", "scorecards", line->card,
                  "raise the cap of the line (empty: 1), or lower the step",
                  "%s: the step from %s of %s is %s, and its cap lets no more than %s count",
                  line->metric, cx_dec_format_short(from, tiers[i].from, 6), line->target,
                  cx_dec_format_short(rate, tiers[i].rate_ppm, 6),
                  cx_dec_format_short(bound, line->cap_ppm, 6));
        else if (tiers[i].rate_ppm < line->floor_ppm)
            found(linter, CX_LINT_WARNING, "cliff", "scorecards", line->card,
                  "lower the floor of the line (empty: 0), or raise the step",
                  "%s: the step from %s of %s is %s, and its floor makes it %s", line->metric,
                  cx_dec_format_short(from, tiers[i].from, 6), line->target,
                  cx_dec_format_short(rate, tiers[i].rate_ppm, 6),
                  cx_dec_format_short(bound, line->floor_ppm, 6));
    }
    if (count > 0)
        lint_ends(linter, line, tiers, count);
}

void lint_cards(struct linter *linter)
{
    for (size_t i = 0; i < linter->plan->line_count; i++) {
        const struct cx_card_line *line = &linter->plan->lines[i];
        if (line->quantity < 0)
            continue;
        lint_unread(linter, line);
        lint_direct(linter, line);
        lint_prorate(linter, line);
        lint_steps(linter, line);
    }
}
