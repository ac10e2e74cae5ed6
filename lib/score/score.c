#include "score/score.h"

#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/mem.h"
#include "plan/formula.h"
#include "score/cards.h"
#include "score/trend.h"

/* The subject whose formulas are computed, and in which of the two periods. */
struct subject_values {
    const struct cx_scores *scores;
    int period; /* 0: this; 1: the one before, where prev_ is null */
    size_t subject;
};

static struct cx_scalar get_value(void *context, struct cx_name name)
{
    const struct subject_values *of = context;
    int64_t value = name.form == CX_NAME_SELF
                        ? *value_at(of->scores, of->period, of->subject, name.index)
                    : of->period == 0 ? cx_scores_before(of->scores, of->subject, name.index)
                                      : CX_NO_VALUE;
    return cx_scores_scalar(value, of->scores->plan->quantities[name.index].decimals);
}

static int publish(struct cx_scores *scores, int period, size_t subject, int metric,
                   struct cx_scalar result, struct cx_err *err)
{
    const struct cx_quantity *quantity = &scores->plan->quantities[metric];
    int64_t *out = value_at(scores, period, subject, metric);
    *out = CX_NO_VALUE;
    if (result.type == CX_SCALAR_TEXT)
        return cx_err_set(err, CX_EDATA, "metric %s: its value is text, not a number",
                          quantity->name);
    if (result.type == CX_SCALAR_NUMBER && !cx_num_to_dec(out, result.number, quantity->decimals))
        return cx_err_set(err, CX_EDATA, "metric %s: its value is too large", quantity->name);
    return 0;
}

static int compute_metric(struct cx_scores *scores, struct cx_formulas *formulas, int metric,
                          struct subject_values *of, struct cx_err *err)
{
    struct cx_err problem = {0};
    struct cx_scalar result;
    if (cx_expr_eval(&result, formulas->exprs[metric], get_value, of, &problem) < 0)
        return cx_err_set(err, CX_EDATA, "metric %s: %s", scores->plan->quantities[metric].name,
                          problem.text);
    return publish(scores, of->period, of->subject, metric, result, err);
}

/* Of the subjects from the first. */
static int compute_metrics(struct cx_scores *scores, struct cx_formulas *formulas, size_t first,
                           struct cx_err *err)
{
    int rc = 0;
    for (int period = 1; period >= 0; period--) {
        for (size_t subject = first; subject < scores->subject_count; subject++) {
            struct subject_values of = {scores, period, subject};
            for (size_t i = 0; rc == 0 && i < formulas->count; i++)
                rc = compute_metric(scores, formulas, formulas->order[i], &of, err);
        }
    }
    return rc;
}

/* Values of both periods: measures from the sums, then metrics. */
static int compute_values(struct cx_scores *scores, const struct scoring *of, struct cx_err *err)
{
    const struct cx_sums *sums = of->sums;
    size_t quantities = scores->plan->quantity_count;
    size_t first = of->only_teams ? cx_subject_of_team(scores->org, 0) : 0;
    struct cx_formulas *formulas = NULL;
    int bad;
    scores->subject_count = sums->subject_count;
    note_presence(scores);
    scores->values = cx_alloc((2 * sums->subject_count * quantities + 1) * sizeof *scores->values);
    for (int period = 0; period < 2; period++) {
        for (size_t subject = first; subject < sums->subject_count; subject++) {
            for (size_t i = 0; i < sums->measure_count; i++)
                *value_at(scores, period, subject, (int)i) =
                    cx_sums_get(sums, period == 0 ? of->now : of->before, subject, i);
        }
    }
    int rc = cx_formulas_new(&formulas, scores->plan, &bad, err);
    if (rc == 0)
        rc = compute_metrics(scores, formulas, first, err);
    cx_formulas_free(formulas);
    return rc;
}

void list_posts(struct cx_scores *scores)
{
    const struct cx_org *org = scores->org;
    scores->posts = cx_alloc(((size_t)org->post_count + 1) * sizeof *scores->posts);
    for (int i = 0; i < org->post_count; i++) {
        int days = cx_org_days(&org->posts[i], &scores->period);
        if (days > 0)
            scores->posts[scores->post_count++] =
                (struct cx_post_score){.post = i, .days = days, .score = CX_NO_VALUE};
    }
}

int score_posts(struct cx_scores *scores, struct cx_err *err)
{
    list_posts(scores);
    int rc = choose_cards(scores, err);
    if (rc < 0)
        return rc;
    compute_lines(scores);
    return compute_scores(scores, err);
}

int score_sums(struct cx_scores **out, const struct scoring *of, struct cx_err *err)
{
    struct cx_scores *scores = cx_alloc(sizeof *scores);
    scores->period = of->periods[of->now];
    scores->before = of->periods[of->before];
    scores->org = of->org;
    int rc = 0;
    if (cx_plan_holds(of->plan, of->plan_on))
        scores->plan = of->plan;
    else
        rc = cx_plan_load(&scores->own_plan, of->db, of->plan_on, err);
    if (scores->own_plan)
        scores->plan = scores->own_plan;
    if (rc == 0 && !of->only_teams)
        rc = load_targets(scores, of->db, err);
    if (rc == 0)
        rc = compute_values(scores, of, err);
    if (rc == 0 && of->only_teams)
        list_posts(scores);
    else if (rc == 0)
        rc = score_posts(scores, err);
    if (rc < 0) {
        cx_scores_free(scores);
        return rc;
    }
    *out = scores;
    return 0;
}

int cx_scores_rebuild(struct cx_db *db, struct cx_err *err)
{
    struct cx_plan *plan = NULL;
    struct cx_org *org = NULL;
    int rc = cx_plan_load(&plan, db, 0, err);
    if (rc == 0)
        rc = cx_org_load(&org, db, err);
    if (rc == 0)
        rc = cx_sums_rebuild(db, plan, org, err);
    cx_org_free(org);
    cx_plan_free(plan);
    return rc;
}

void cx_scores_free(struct cx_scores *scores)
{
    if (!scores)
        return;
    for (size_t i = 0; i < scores->post_count; i++)
        free(scores->posts[i].lines);
    free(scores->posts);
    free(scores->values);
    free(scores->was_there);
    free(scores->targets);
    cx_bigs_free(scores->numbers);
    cx_org_free(scores->own_org);
    cx_plan_free(scores->own_plan);
    free(scores);
}
