#include "report/firing.h"

#include <stdlib.h>

#include "base/mem.h"
#include "report/reports.h"

/* Whose values an expression sees: a team's (person -1) or a person's over all their posts. */
struct view {
    const struct firings *of;
    int team, person;
};

static size_t subject_of(const struct view *view)
{
    const struct cx_org *org = view->of->todate->scores->org;
    return view->person >= 0 ? cx_subject_of_person(org, view->person)
                             : cx_subject_of_team(org, view->team);
}

static int64_t target_of_card(const struct cx_scores *scores, int person, int quantity)
{
    const struct cx_post_score *post = person >= 0 ? report_main_post(scores, person) : NULL;
    const struct cx_score_line *line = post ? cx_scores_line(post, quantity) : NULL;
    return line ? line->target : CX_NO_VALUE;
}

/* What is due by now: the target of the person or team; if it is not an amount, else that of the
 * team, then of the company; at last that of the person's scorecard. */
static int64_t target(const struct view *view, int quantity)
{
    const struct todate *todate = view->of->todate;
    const struct cx_org *org = todate->scores->org;
    bool is_amount = cx_unit_adds_up(view->of->plan->quantities[quantity].unit);
    int64_t value = CX_NO_VALUE;
    if (view->person >= 0)
        value = todate_target(todate, CX_SCOPE_EMPLOYEE, org->people[view->person].id, quantity);
    if (value == CX_NO_VALUE && (view->person < 0 || !is_amount))
        value = todate_target(todate, CX_SCOPE_TEAM, org->teams[view->team].id, quantity);
    if (value == CX_NO_VALUE && !is_amount)
        value = todate_target(todate, CX_SCOPE_COMPANY, 0, quantity);
    if (value == CX_NO_VALUE)
        value = target_of_card(todate->scores, view->person, quantity);
    return todate_due(todate, quantity, value);
}

static struct cx_scalar fact(const struct view *view, int name)
{
    const struct cx_scores *scores = view->of->todate->scores;
    const struct cx_org *org = scores->org;
    const struct cx_post_score *post =
        view->person >= 0 ? report_main_post(scores, view->person) : NULL;
    switch (name) {
    case CX_NAME_TEAM_ID: return cx_scalar_text(org->teams[view->team].key);
    case CX_NAME_TEAM_KIND:
        return cx_scalar_text(
            cx_team_kinds[cx_org_team_kind(org, view->team, scores->period.to - 1)]);
    case CX_NAME_PERIOD_DAYS: return cx_scalar_int(cx_period_days(&scores->period));
    case CX_NAME_DAYS: return post ? cx_scalar_int(post->days) : cx_scalar_null();
    case CX_NAME_ROLE: return cx_scalar_text(post ? org->posts[post->post].role : NULL);
    default: return cx_scalar_text(view->person >= 0 ? org->people[view->person].key : NULL);
    }
}

static struct cx_scalar get(void *context, struct cx_name name)
{
    const struct view *view = context;
    const struct cx_scores *scores = view->of->todate->scores;
    const struct cx_plan *plan = view->of->plan;
    switch (name.form) {
    case CX_NAME_SELF:
        return cx_scores_scalar(cx_scores_value(scores, subject_of(view), name.index),
                                plan->quantities[name.index].decimals);
    case CX_NAME_PREV:
        return cx_scores_scalar(cx_scores_before(scores, subject_of(view), name.index),
                                plan->quantities[name.index].decimals);
    case CX_NAME_TARGET: return cx_scores_scalar(target(view, name.index), 6);
    case CX_NAME_FACT: return fact(view, name.index);
    default: return cx_scalar_null();
    }
}

static int holds(const struct firings *firings, size_t alert, int team, int person,
                 struct cx_err *err)
{
    struct view view = {firings, team, person};
    struct cx_scalar value;
    int rc = cx_expr_eval(&value, firings->whens[alert], get, &view, err);
    return rc < 0 ? rc : cx_scalar_holds(value);
}

static int team_of(const struct cx_scores *scores, int person)
{
    const struct cx_post_score *post = report_main_post(scores, person);
    return post ? scores->org->posts[post->post].team : -1;
}

int firings_holds(const struct firings *firings, size_t alert, int person, struct cx_err *err)
{
    int team = team_of(firings->todate->scores, person);
    return team < 0 ? 0 : holds(firings, alert, team, person, err);
}

static bool team_was_there(const struct cx_scores *scores, int team)
{
    for (size_t i = 0; i < scores->post_count; i++) {
        if (cx_org_is_within(scores->org, scores->org->posts[scores->posts[i].post].team, team,
                             scores->period.to - 1))
            return true;
    }
    return false;
}

static int try(struct firings *firings, size_t alert, int team, int person, struct cx_err *err)
{
    int rc = holds(firings, alert, team, person, err);
    if (rc <= 0)
        return rc;
    CX_GROW(firings->list, firings->count, firings->cap);
    firings->list[firings->count++] = (struct firing){alert, team, person};
    return 0;
}

static int try_all(struct firings *firings, size_t alert, struct cx_err *err)
{
    const struct cx_scores *scores = firings->todate->scores;
    int rc = 0;
    if (firings->plan->alerts[alert].of_team) {
        for (int team = 0; rc == 0 && team < scores->org->team_count; team++) {
            if (team_was_there(scores, team))
                rc = try(firings, alert, team, -1, err);
        }
        return rc;
    }
    for (int person = 0; rc == 0 && person < scores->org->person_count; person++) {
        int team = team_of(scores, person);
        if (team >= 0)
            rc = try(firings, alert, team, person, err);
    }
    return rc;
}

int firings_new(struct firings **out, const struct todate *todate, struct cx_err *err)
{
    struct firings *firings = cx_alloc(sizeof *firings);
    const struct cx_plan *plan = todate->scores->plan;
    firings->todate = todate;
    firings->plan = plan;
    firings->whens = cx_alloc((plan->alert_count + 1) * sizeof(struct cx_expr *));
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < plan->alert_count; i++)
        rc = cx_expr_new(&firings->whens[i], plan, CX_SCOPE_ALERT, plan->alerts[i].when, err);
    for (size_t i = 0; rc == 0 && todate->is_begun && i < plan->alert_count; i++)
        rc = try_all(firings, i, err);
    if (rc < 0) {
        firings_free(firings);
        return rc;
    }
    *out = firings;
    return 0;
}

void firings_free(struct firings *firings)
{
    if (!firings)
        return;
    for (size_t i = 0; firings->whens && i < firings->plan->alert_count; i++)
        cx_expr_free(firings->whens[i]);
    free(firings->whens);
    free(firings->list);
    free(firings);
}

int firings_subject(const struct firings *firings, size_t alert)
{
    size_t count;
    const struct cx_name *names = cx_expr_names(firings->whens[alert], &count);
    int measure = -1;
    for (size_t i = 0; i < count; i++) {
        if (names[i].form != CX_NAME_SELF)
            continue;
        if (firings->plan->quantities[names[i].index].is_metric)
            return names[i].index;
        measure = measure < 0 ? names[i].index : measure;
    }
    return measure;
}

int64_t firings_value(const struct firings *firings, const struct firing *of, int quantity)
{
    const struct view view = {firings, of->team, of->person};
    return cx_scores_value(firings->todate->scores, subject_of(&view), quantity);
}

int64_t firings_target(const struct firings *firings, const struct firing *of, int quantity)
{
    const struct view view = {firings, of->team, of->person};
    return target(&view, quantity);
}
