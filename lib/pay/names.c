/* What the names in rules stand for. */
#include <string.h>

#include "base/pool.h"
#include "pay/engine.h"

struct viewpoint post_view(const struct engine *engine, const struct cx_scores *scores, size_t post)
{
    const struct cx_post_score *of = &scores->posts[post];
    return (struct viewpoint){engine, scores, of, scores->org->posts[of->post].team};
}

static struct cx_scalar target(const struct viewpoint *view, int quantity)
{
    const struct cx_scores *scores = view->scores;
    const struct cx_score_line *line = cx_scores_line(view->post, quantity);
    if (line && line->target != CX_NO_VALUE)
        return cx_scores_scalar(line->target, 6);
    int person = scores->org->posts[view->post->post].person;
    return cx_scores_scalar(
        cx_scores_target(scores, CX_SCOPE_EMPLOYEE, scores->org->people[person].id, quantity), 6);
}

/* The first absence of a person or of one after them. */
static size_t first_absence(const struct engine *engine, int person)
{
    size_t low = 0, high = engine->absence_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (engine->absences[middle].person < person)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Days of the post in the period that absences cover, each once: they come by their first day. */
static int absent_days(const struct viewpoint *view)
{
    const struct cx_post *post = &view->scores->org->posts[view->post->post];
    const struct cx_period *period = &view->scores->period;
    const struct engine *engine = view->engine;
    cx_date counted = post->since > period->from ? post->since : period->from; /* days before it */
    cx_date end = post->end < period->to ? post->end : period->to;
    int days = 0;
    for (size_t i = first_absence(engine, post->person);
         i < engine->absence_count && engine->absences[i].person == post->person; i++) {
        const struct absence *absence = &engine->absences[i];
        cx_date from = absence->from > counted ? absence->from : counted;
        cx_date to = absence->end < end ? absence->end : end;
        days += to > from ? to - from : 0;
        counted = to > counted ? to : counted;
    }
    return days;
}

static struct cx_scalar coefficient(const struct cx_plan *plan, const char *grade)
{
    for (size_t i = 0; grade && i < plan->grade_count; i++) {
        if (strcmp(plan->grades[i].name, grade) == 0 && plan->grades[i].has_coefficient)
            return cx_scores_scalar(plan->grades[i].coefficient_ppm, 6);
    }
    return cx_scalar_null();
}

/* Calendar months from the team's opening to the period: 0 in the month of opening. */
static struct cx_scalar team_age(const struct cx_scores *scores, int team)
{
    cx_date opened = scores->org->teams[team].opened_on;
    if (opened == CX_DATE_NONE)
        return cx_scalar_null();
    struct cx_ymd from = cx_date_split(opened), to = cx_date_split(scores->period.to - 1);
    return cx_scalar_int((to.year - from.year) * 12 + to.month - from.month);
}

/* Beyond all money: whatever is paid on it fails, and names its rule. */
static struct cx_scalar money(bool fits, int64_t cents)
{
    if (fits && cents == CX_PAY_UNKNOWN)
        return cx_scalar_null();
    return fits ? cx_scores_scalar(cents, 2) : cx_scalar_int(INT64_MAX);
}

static struct cx_scalar months_since(const struct cx_scores *scores, cx_date day)
{
    return cx_scalar_int(cx_date_whole_months(day, scores->period.to - 1));
}

static struct cx_scalar team_fact(const struct viewpoint *view, enum cx_rule_name name)
{
    const struct cx_scores *scores = view->scores;
    const struct cx_org *org = scores->org;
    int64_t cents;
    bool fits;
    switch (name) {
    case CX_NAME_TEAM_ID: return cx_scalar_text(org->teams[view->team].key);
    case CX_NAME_TEAM_KIND:
        return cx_scalar_text(
            cx_team_kinds[cx_org_team_kind(org, view->team, scores->period.to - 1)]);
    case CX_NAME_TEAM_AGE_MONTHS: return team_age(scores, view->team);
    case CX_NAME_TEAM_HEADCOUNT:
        return cx_scalar_int(cx_org_headcount(org, view->team, scores->period.to - 1));
    case CX_NAME_TEAM_HEADCOUNT_BEFORE:
        return cx_scalar_int(cx_org_headcount(org, view->team, scores->period.from - 1));
    case CX_NAME_TEAM_NEW_HIRES:
        return cx_scalar_int(cx_org_new_hires(org, view->team, &scores->period));
    case CX_NAME_TEAM_PAYROLL:
        fits = cx_org_payroll(&cents, org, view->team, &scores->period);
        return money(fits, cents);
    default: return cx_scalar_null();
    }
}

/* A text that lives as long as the plan. */
static struct cx_scalar date_text(const struct viewpoint *view, cx_date date)
{
    struct cx_pool *texts = view->scores->plan->texts;
    char text[CX_DATE_TEXT];
    cx_date_format(text, date);
    return cx_scalar_text(cx_pool_get(texts, cx_pool_put(texts, text, strlen(text))));
}

static struct cx_scalar post_fact(const struct viewpoint *view, enum cx_rule_name name)
{
    const struct cx_scores *scores = view->scores;
    const struct cx_post_score *of = view->post;
    const struct cx_post *post = &scores->org->posts[of->post];
    cx_date last = scores->period.to - 1, left_on;
    int64_t cents;
    bool fits;
    switch (name) {
    case CX_NAME_SCORE: return cx_scores_scalar(of->score, CX_SCORE_DECIMALS);
    case CX_NAME_RANK: return of->rank ? cx_scalar_int(of->rank) : cx_scalar_null();
    case CX_NAME_GRADE: return cx_scalar_text(of->grade);
    case CX_NAME_GRADE_COEFFICIENT: return coefficient(scores->plan, of->grade);
    case CX_NAME_DAYS: return cx_scalar_int(of->days);
    case CX_NAME_ABSENT_DAYS: return cx_scalar_int(absent_days(view));
    case CX_NAME_EMPLOYEE_ID: return cx_scalar_text(scores->org->people[post->person].key);
    case CX_NAME_ROLE: return cx_scalar_text(post->role);
    case CX_NAME_BASE_SALARY: return money(true, cx_org_salary(scores->org, post, &scores->period));
    case CX_NAME_BASE_PAY:
        fits = cx_org_base_pay(&cents, scores->org, post, &scores->period);
        return money(fits, cents);
    case CX_NAME_TENURE_MONTHS:
        return months_since(scores, cx_org_hired_on(scores->org, post, last));
    case CX_NAME_ROLE_TENURE_MONTHS:
        return months_since(scores, cx_org_role_since(scores->org, post));
    case CX_NAME_TEAM_TENURE_MONTHS:
        return months_since(scores, cx_org_team_since(scores->org, post));
    case CX_NAME_LEFT_ON:
        left_on = cx_org_left_on(scores->org, post, last);
        return left_on == CX_DATE_NONE ? cx_scalar_null() : date_text(view, left_on);
    default: return team_fact(view, name);
    }
}

struct cx_scalar name_value(void *context, struct cx_name name)
{
    const struct viewpoint *view = context;
    const struct cx_scores *scores = view->scores;
    const struct cx_org *org = scores->org;
    size_t team = cx_subject_of_team(org, view->team);
    if (name.form == CX_NAME_FACT) {
        if (name.index == CX_NAME_PERIOD_DAYS)
            return cx_scalar_int(cx_period_days(&scores->period));
        return view->post ? post_fact(view, (enum cx_rule_name)name.index)
                          : team_fact(view, (enum cx_rule_name)name.index);
    }
    int decimals = scores->plan->quantities[name.index].decimals;
    switch (name.form) {
    case CX_NAME_TEAM: return cx_scores_scalar(cx_scores_value(scores, team, name.index), decimals);
    case CX_NAME_TEAM_PREV:
        return cx_scores_scalar(cx_scores_before(scores, team, name.index), decimals);
    case CX_NAME_TEAM_TARGET:
        return cx_scores_scalar(
            cx_scores_target(scores, CX_SCOPE_TEAM, org->teams[view->team].id, name.index), 6);
    default: break;
    }
    if (!view->post)
        return cx_scalar_null();
    const struct cx_score_line *line = cx_scores_line(view->post, name.index);
    switch (name.form) {
    case CX_NAME_SELF:
        return cx_scores_scalar(cx_scores_value(scores, (size_t)view->post->post, name.index),
                                decimals);
    case CX_NAME_PREV:
        return cx_scores_scalar(cx_scores_before(scores, (size_t)view->post->post, name.index),
                                decimals);
    case CX_NAME_TARGET: return target(view, name.index);
    case CX_NAME_ATTAINMENT:
        return line && line->has_attainment ? cx_scalar_num(line->attainment) : cx_scalar_null();
    default: return cx_scalar_null();
    }
}
