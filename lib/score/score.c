#include "score/score.h"

#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/mem.h"
#include "plan/formula.h"
#include "score/cards.h"
#include "score/score.sql.h"
#include "score/trend.h"

static int64_t *cell(const struct cx_scores *scores, int period, size_t subject, int quantity)
{
    size_t n = scores->plan->quantity_count;
    return &scores
                ->values[((size_t)period * scores->subject_count + subject) * n + (size_t)quantity];
}

int64_t cx_scores_value(const struct cx_scores *scores, size_t subject, int quantity)
{
    return *cell(scores, 0, subject, quantity);
}

void note_presence(struct cx_scores *scores)
{
    const struct cx_org *org = scores->org;
    scores->was_there = cx_alloc(scores->subject_count * sizeof *scores->was_there);
    scores->was_there[cx_subject_of_company(org)] = true;
    for (int i = 0; i < org->post_count; i++) {
        const struct cx_post *post = &org->posts[i];
        int team = post->team;
        if (cx_org_days(post, &scores->before) == 0)
            continue;
        scores->was_there[cx_subject_of_person(org, post->person)] = true;
        for (int steps = 0; team >= 0 && steps < org->team_count; steps++) {
            scores->was_there[cx_subject_of_team(org, team)] = true;
            team = org->teams[team].parent;
        }
    }
}

int64_t cx_scores_before(const struct cx_scores *scores, size_t subject, int quantity)
{
    const struct cx_org *org = scores->org;
    if (subject < (size_t)org->post_count)
        subject = cx_subject_of_person(org, org->posts[subject].person);
    return scores->was_there[subject] ? *cell(scores, 1, subject, quantity) : CX_NO_VALUE;
}

int64_t cx_scores_target(const struct cx_scores *scores, enum cx_scope scope, int64_t id,
                         int quantity)
{
    for (size_t i = 0; i < scores->target_count; i++) {
        const struct target *target = &scores->targets[i];
        if (target->scope == scope && target->id == id && target->quantity == quantity)
            return target->value;
    }
    return CX_NO_VALUE;
}

const struct cx_score_line *cx_scores_line(const struct cx_post_score *post, int quantity)
{
    for (size_t i = 0; i < post->line_count; i++) {
        if (post->lines[i].line->quantity == quantity)
            return &post->lines[i];
    }
    return NULL;
}

int load_targets(struct cx_scores *scores, struct cx_db *db, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, SQL_targets, err);
    if (rc < 0)
        return rc;
    cx_stmt_bind_text(stmt, 1, scores->period.name);
    while ((rc = cx_stmt_step(stmt, err)) == 1) {
        const char *metric = cx_stmt_text(stmt, 2);
        CX_GROW(scores->targets, scores->target_count, scores->target_cap);
        scores->targets[scores->target_count++] = (struct target){
            (enum cx_scope)cx_stmt_int(stmt, 0), cx_stmt_int(stmt, 1),
            cx_plan_quantity(scores->plan, metric, strlen(metric)), cx_stmt_int(stmt, 3)};
    }
    cx_stmt_free(stmt);
    return rc;
}

/* Whose formulas are computed, in which of the two periods. */
struct subject_values {
    const struct cx_scores *scores;
    int period; /* 0: this; 1: the one before, where prev_ is null */
    size_t subject;
};

static struct cx_value as_real(const struct cx_plan *plan, int64_t value, int quantity)
{
    return value == CX_NO_VALUE
               ? cx_value_null()
               : cx_value_real(cx_dec_to_real(value, plan->quantities[quantity].decimals));
}

static struct cx_value get_value(void *context, struct cx_name name)
{
    const struct subject_values *of = context;
    int64_t value = name.form == CX_NAME_SELF
                        ? *cell(of->scores, of->period, of->subject, name.index)
                    : of->period == 0 ? cx_scores_before(of->scores, of->subject, name.index)
                                      : CX_NO_VALUE;
    return as_real(of->scores->plan, value, name.index);
}

static int publish(struct cx_scores *scores, int period, size_t subject, int metric,
                   struct cx_value result, struct cx_err *err)
{
    const struct cx_quantity *quantity = &scores->plan->quantities[metric];
    int64_t *out = cell(scores, period, subject, metric);
    double real;
    *out = CX_NO_VALUE;
    if (result.type == CX_VALUE_NULL)
        return 0;
    if (!cx_expr_number(&real, result))
        return cx_err_set(err, CX_EDATA, "metric %s: its value is text, not a number",
                          quantity->name);
    if (!cx_dec_from_real(out, real, quantity->decimals))
        return cx_err_set(err, CX_EDATA, "metric %s: its value is too large", quantity->name);
    return 0;
}

static int compute_metrics(struct cx_scores *scores, struct cx_formulas *formulas,
                           struct cx_err *err)
{
    int rc = 0;
    for (int period = 1; period >= 0; period--) {
        for (size_t subject = 0; subject < scores->subject_count; subject++) {
            struct subject_values of = {scores, period, subject};
            for (size_t i = 0; rc == 0 && i < formulas->count; i++) {
                struct cx_value result;
                int metric = formulas->order[i];
                rc = cx_expr_eval(&result, formulas->exprs[metric], get_value, &of, err);
                if (rc == 0)
                    rc = publish(scores, period, subject, metric, result, err);
            }
        }
    }
    return rc;
}

/* Values of both periods: measures from the sums, then metrics. */
static int compute_values(struct cx_scores *scores, const struct scoring *of,
                          struct cx_sandbox *sandbox, struct cx_err *err)
{
    const struct cx_sums *sums = of->sums;
    size_t quantities = scores->plan->quantity_count;
    struct cx_formulas *formulas = NULL;
    int bad;
    scores->subject_count = sums->subject_count;
    note_presence(scores);
    scores->values = cx_alloc((2 * sums->subject_count * quantities + 1) * sizeof *scores->values);
    for (int period = 0; period < 2; period++) {
        for (size_t subject = 0; subject < sums->subject_count; subject++) {
            for (size_t i = 0; i < sums->measure_count; i++)
                *cell(scores, period, subject, (int)i) =
                    cx_sums_get(sums, period == 0 ? of->now : of->before, subject, i);
        }
    }
    int rc = cx_formulas_new(&formulas, sandbox, scores->plan, &bad, err);
    if (rc == 0)
        rc = compute_metrics(scores, formulas, err);
    cx_formulas_free(formulas);
    return rc;
}

static void list_posts(struct cx_scores *scores)
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

int score_posts(struct cx_scores *scores, struct cx_sandbox *sandbox, struct cx_err *err)
{
    list_posts(scores);
    int rc = choose_cards(scores, sandbox, err);
    if (rc < 0)
        return rc;
    compute_lines(scores);
    return compute_scores(scores, err);
}

int score_sums(struct cx_scores **out, const struct scoring *of, struct cx_err *err)
{
    struct cx_scores *scores = cx_alloc(sizeof *scores);
    struct cx_sandbox *sandbox = NULL;
    scores->period = of->periods[of->now];
    scores->before = of->periods[of->before];
    scores->org = of->org;
    int rc = cx_plan_load(&scores->plan, of->db, of->plan_on, err);
    if (rc == 0)
        rc = load_targets(scores, of->db, err);
    if (rc == 0)
        rc = cx_sandbox_new(&sandbox, err);
    if (rc == 0)
        rc = compute_values(scores, of, sandbox, err);
    if (rc == 0)
        rc = score_posts(scores, sandbox, err);
    cx_sandbox_free(sandbox);
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

int cx_scores_compute(struct cx_scores **out, struct cx_db *db, const struct cx_period *period,
                      struct cx_err *err)
{
    struct cx_trend *trend = NULL;
    int rc = cx_trend_new(&trend, db, period, 1, err);
    if (rc == 0)
        rc = cx_trend_scores(out, trend, 0, period->to - 1, err);
    if (rc == 0)
        (*out)->own_org = trend_give_org(trend);
    cx_trend_free(trend);
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
    cx_org_free(scores->own_org);
    cx_plan_free(scores->plan);
    free(scores);
}
