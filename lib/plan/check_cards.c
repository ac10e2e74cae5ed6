/* Their lines, their weights, and for whom they are. */
#include "plan/check_cards.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/decimal.h"

static void blame_line(struct check *check, const struct cx_card_line *line, const char *column)
{
    blame(check, "scorecards", line->card, column);
    snprintf(check->fault.rest, sizeof check->fault.rest, "\x1f%s", line->metric);
}

static int check_card_line(struct check *check, const struct cx_card_line *line)
{
    int64_t target;
    size_t tiers;
    const char *metric = line->metric;
    blame_line(check, line, "metric_id");
    if (line->quantity < 0)
        return cx_err_set(&check->problem, CX_EDATA,
                          "scorecard %s scores %s, a metric that the plan doesn't have", line->card,
                          metric);
    blame_line(check, line, "weight");
    if (line->weight_ppm < 0)
        return cx_err_set(&check->problem, CX_EDATA, "%s: a weight can't be negative", metric);
    blame_line(check, line, "target");
    if (line->method == CX_METHOD_STEPS) {
        if (!line->target || (cx_plan_tiers(check->plan, line->target, &tiers), tiers == 0))
            return cx_err_set(&check->problem, CX_EDATA,
                              "%s: method steps needs the tier_id of its steps as target", metric);
    } else if (line->target && !cx_plan_target(&target, line->target)) {
        return cx_err_set(&check->problem, CX_EDATA, "%s: the target \"%s\" is not a number",
                          metric, line->target);
    }
    blame_line(check, line, "floor");
    if (line->floor_ppm > line->cap_ppm)
        return cx_err_set(&check->problem, CX_EDATA, "%s: the floor is above the cap", metric);
    blame_line(check, line, "require");
    return check_expression(check, CX_SCOPE_FORMULA, line->require);
}

static bool same_role(const char *a, const char *b)
{
    return a && b ? strcasecmp(a, b) == 0 : a == b;
}

/* Whether two lines name the same posts, so that neither is the more specific. */
static bool is_for_the_same(const struct cx_card_line *a, const struct cx_card_line *b)
{
    return a->for_team == b->for_team && a->for_employee == b->for_employee &&
           same_role(a->for_role, b->for_role);
}

/* All rows of a card are for the same posts, and no two cards are. */
static int check_whom_of(struct check *check, size_t i)
{
    const struct cx_plan *plan = check->plan;
    const struct cx_card_line *line = &plan->lines[i];
    for (size_t k = 0; k < i; k++) {
        const struct cx_card_line *other = &plan->lines[k];
        bool is_one_card = strcmp(line->card, other->card) == 0;
        if (is_for_the_same(line, other) == is_one_card)
            continue;
        blame(check, "scorecards", line->card, "scorecard_id");
        return is_one_card
                   ? cx_err_set(&check->problem, CX_EDATA,
                                "the rows of scorecard %s are for different posts: for_role, "
                                "for_team and for_employee must be the same in all",
                                line->card)
                   : cx_err_set(&check->problem, CX_EDATA,
                                "scorecards %s and %s are for the same posts: give one of them "
                                "another for_role, for_team or for_employee",
                                other->card, line->card);
    }
    return 0;
}

static int check_weights(struct check *check, const struct cx_card_line *lines, size_t count)
{
    int64_t sum = 0;
    char text[CX_DEC_TEXT];
    blame(check, "scorecards", lines->card, "weight");
    for (size_t i = 0; i < count; i++) {
        if (__builtin_add_overflow(sum, lines[i].weight_ppm, &sum))
            return cx_err_set(&check->problem, CX_EDATA,
                              "the weights of scorecard %s are too large", lines->card);
    }
    if (sum != 100 * cx_dec_pow10(6))
        return cx_err_set(&check->problem, CX_EDATA,
                          "the weights of scorecard %s add up to %s, not to 100", lines->card,
                          cx_dec_format_short(text, sum, 6));
    return 0;
}

int check_cards(struct check *check)
{
    const struct cx_plan *plan = check->plan;
    int rc = 0;
    for (size_t first = 0, next; rc == 0 && first < plan->line_count; first = next) {
        const struct cx_card_line *lines = &plan->lines[first];
        int before = check->seen;
        for (next = first;
             rc == 0 && next < plan->line_count && strcmp(plan->lines[next].card, lines->card) == 0;
             next++)
            rc = take_up(check, check_card_line(check, &plan->lines[next]));
        if (rc == 0 && check->seen == before)
            rc = take_up(check, check_weights(check, lines, next - first));
    }
    for (size_t i = 0; rc == 0 && i < plan->line_count; i++)
        rc = take_up(check, check_whom_of(check, i));
    return rc;
}
