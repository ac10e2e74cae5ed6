/* Scores under another plan, with the values of measures and metrics that are there already. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "score/cards.h"

static bool same_text(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static bool same_settings(const struct cx_settings *a, const struct cx_settings *b)
{
    return same_text(a->currency, b->currency) && same_text(a->jurisdiction, b->jurisdiction) &&
           same_text(a->region_jurisdictions, b->region_jurisdictions) &&
           same_text(a->agent_speakers, b->agent_speakers) &&
           a->attribution_days == b->attribution_days &&
           a->contact_window_days == b->contact_window_days &&
           a->promise_grace_days == b->promise_grace_days &&
           a->reverses_original_day == b->reverses_original_day && a->churn_days == b->churn_days &&
           a->instalments_stop_ageing == b->instalments_stop_ageing;
}

static bool same_quantity(const struct cx_quantity *a, const struct cx_quantity *b)
{
    return same_text(a->name, b->name) && a->is_metric == b->is_metric && a->unit == b->unit &&
           a->fact == b->fact && same_text(a->expression, b->expression) &&
           same_text(a->where, b->where);
}

static bool same_stage(const struct cx_stage *a, const struct cx_stage *b)
{
    return same_text(a->name, b->name) && a->from_dpd == b->from_dpd && a->to_dpd == b->to_dpd;
}

/* Whether measures and metrics have the same values under both plans. */
static bool is_worth_the_same(const struct cx_plan *a, const struct cx_plan *b)
{
    bool same = same_settings(&a->settings, &b->settings) && a->stage_count == b->stage_count &&
                a->quantity_count == b->quantity_count && a->measure_count == b->measure_count;
    for (size_t i = 0; same && i < a->stage_count; i++)
        same = same_stage(&a->stages[i], &b->stages[i]);
    for (size_t i = 0; same && i < a->quantity_count; i++)
        same = same_quantity(&a->quantities[i], &b->quantities[i]);
    return same;
}

/* All but the values, which are copied. */
static int compute(struct cx_scores *scores, struct cx_db *db, const struct cx_scores *like,
                   struct cx_err *err)
{
    size_t values = 2 * like->subject_count * like->plan->quantity_count;
    scores->period = like->period;
    scores->before = like->before;
    scores->subject_count = like->subject_count;
    scores->values = cx_alloc((values + 1) * sizeof *scores->values);
    memcpy(scores->values, like->values, values * sizeof *scores->values);
    int rc = cx_org_load(&scores->own_org, db, err);
    scores->org = scores->own_org;
    if (rc == 0)
        note_presence(scores);
    if (rc == 0)
        rc = load_targets(scores, db, err);
    if (rc == 0)
        rc = score_posts(scores, err);
    return rc;
}

int cx_scores_again(struct cx_scores **out, struct cx_db *db, const struct cx_scores *like,
                    struct cx_err *err)
{
    struct cx_scores *scores = cx_alloc(sizeof *scores);
    int rc = cx_plan_load(&scores->own_plan, db, like->period.to - 1, err);
    scores->plan = scores->own_plan;
    bool same = rc == 0 && is_worth_the_same(scores->plan, like->plan);
    if (same)
        rc = compute(scores, db, like, err);
    if (rc < 0 || !same) {
        cx_scores_free(scores);
        return rc < 0 ? rc : cx_scores_compute(out, db, &like->period, err);
    }
    *out = scores;
    return 0;
}
