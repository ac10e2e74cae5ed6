#include "report/todate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/mem.h"
#include "report/reports.h"
#include "report/todate.sql.h"

#define DAY_S 86400

static int load_targets(struct todate *todate, struct cx_db *db, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    const struct cx_plan *plan = todate->scores->plan;
    int rc = cx_stmt_new(&stmt, db, SQL_todate_targets, err);
    if (rc == 0)
        cx_stmt_bind_text(stmt, 1, todate->whole.name);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        const char *metric = cx_stmt_text(stmt, 2);
        CX_GROW(todate->targets, todate->target_count, todate->target_cap);
        todate->targets[todate->target_count++] = (struct target_row){
            (enum cx_scope)cx_stmt_choice(stmt, 0, cx_scopes, 0), cx_stmt_int(stmt, 1),
            cx_plan_quantity(plan, metric, strlen(metric)), cx_stmt_int(stmt, 3)};
        rc = 0;
    }
    cx_stmt_free(stmt);
    return rc;
}

int todate_cut(struct cx_period *part, const struct cx_period *whole, cx_date today,
               struct cx_err *err)
{
    char from[CX_DATE_TEXT], to[CX_DATE_TEXT], name[2 * CX_DATE_TEXT + 3];
    *part = *whole;
    if (today >= whole->to - 1 || today < whole->from)
        return 0;
    snprintf(name, sizeof name, "%s..%s", cx_date_format(from, whole->from),
             cx_date_format(to, today));
    return cx_period_parse(part, name, today, err);
}

/* How much of the whole's working time is over. */
static int measure_work(struct todate *todate, struct cx_db *db, cx_time until, struct cx_err *err)
{
    const struct cx_period *whole = &todate->whole;
    cx_time end = (cx_time)whole->to * DAY_S;
    int rc = cx_workdays_load(&todate->calendar, db, todate->plan->settings.work, err);
    if (rc < 0)
        return rc;
    int64_t length = cx_workdays_length(todate->calendar);
    todate->is_over = until >= end;
    todate->workdays = cx_workdays_count(todate->calendar, whole->from, whole->to);
    todate->work_s = todate->workdays * length;
    if (todate->is_begun)
        todate->worked_s =
            cx_workdays_worked(todate->calendar, whole->from, todate->is_over ? end : until);
    todate->elapsed = (int)(todate->worked_s / length);
    return 0;
}

int todate_load(struct todate **out, struct cx_db *db, const struct cx_period *period,
                cx_time until, struct cx_err *err)
{
    struct todate *todate = cx_alloc(sizeof *todate);
    todate->whole = *period;
    todate->is_begun = cx_date_of(until) >= period->from;
    int rc = todate_cut(&todate->part, period, cx_date_of(until), err);
    if (rc == 0)
        rc = cx_plan_load(&todate->plan, db, todate->part.to - 1, err);
    if (rc == 0)
        rc = measure_work(todate, db, (until + 1) % DAY_S == 0 ? until + 1 : until, err);
    if (rc == 0)
        rc = cx_org_load(&todate->org, db, err);
    if (rc == 0)
        rc = cx_trend_with(&todate->trend, db, todate->plan, todate->org, &todate->part, 1, err);
    if (rc == 0)
        rc = cx_trend_scores(&todate->scores, todate->trend, 0, todate->part.to - 1, err);
    if (rc == 0)
        rc = load_targets(todate, db, err);
    if (rc < 0) {
        todate_free(todate);
        return rc;
    }
    *out = todate;
    return 0;
}

void todate_free(struct todate *todate)
{
    if (!todate)
        return;
    cx_workdays_free(todate->calendar);
    cx_scores_free(todate->scores);
    cx_trend_free(todate->trend);
    cx_org_free(todate->org);
    cx_plan_free(todate->plan);
    free(todate->targets);
    free(todate);
}

bool todate_is_part(const struct todate *todate)
{
    return todate->part.to < todate->whole.to;
}

int64_t todate_due(const struct todate *todate, int quantity, int64_t target)
{
    int64_t out;
    if (target == CX_NO_VALUE || todate->is_over ||
        !todate->scores->plan->quantities[quantity].accrues)
        return target;
    if (todate->work_s == 0)
        return CX_NO_VALUE;
    return cx_dec_divide(&out, (__int128)target * todate->worked_s, todate->work_s) ? out
                                                                                    : CX_NO_VALUE;
}

int64_t todate_target(const struct todate *todate, enum cx_scope scope, int64_t id, int quantity)
{
    for (size_t i = 0; i < todate->target_count; i++) {
        const struct target_row *row = &todate->targets[i];
        if (row->scope == scope && row->id == id && row->quantity == quantity)
            return row->target;
    }
    return CX_NO_VALUE;
}

bool todate_subject(size_t *subject, const struct todate *todate, enum cx_scope scope, int64_t id)
{
    const struct cx_org *org = todate->scores->org;
    int team = scope == CX_SCOPE_TEAM ? cx_org_team(org, id) : -1;
    int person = scope == CX_SCOPE_EMPLOYEE ? cx_org_person(org, id) : -1;
    *subject = scope == CX_SCOPE_COMPANY ? cx_subject_of_company(org)
               : team >= 0               ? cx_subject_of_team(org, team)
               : person >= 0             ? cx_subject_of_person(org, person)
                                         : 0;
    return scope == CX_SCOPE_COMPANY || team >= 0 || person >= 0;
}

void todate_put_days(struct cx_buf *out, const struct todate *todate)
{
    char days[CX_DEC_TEXT];
    int64_t tenths = 0;
    if (todate->work_s > 0)
        cx_dec_divide(&tenths, (__int128)todate->worked_s * todate->workdays * 10, todate->work_s);
    cx_buf_show(out, "%s of %d working days are over", cx_dec_format_short(days, tenths, 1),
                todate->workdays);
}
