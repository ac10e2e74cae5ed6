#include "score/trend.h"

#include <stdlib.h>

#include "base/mem.h"
#include "parts/head.h"
#include "store/part.h"

struct cx_trend {
    struct cx_db *db;
    struct cx_plan *plan, *own_plan; /* own: freed with the trend; NULL: borrowed */
    struct cx_org *org, *own_org;
    struct cx_sums *sums;
    struct cx_period *periods; /* the first is the one before the trend, for prev_ */
    size_t count;              /* without that one */
    cx_date begun;             /* the first day with an event */
};

static struct cx_trend *new_trend(struct cx_db *db, const struct cx_period *last, size_t count)
{
    struct cx_trend *trend = cx_alloc(sizeof *trend);
    trend->db = db;
    trend->count = count;
    trend->begun = -CX_DATE_NONE; /* of streams it is not known */
    trend->periods = cx_alloc((count + 1) * sizeof *trend->periods);
    trend->periods[count] = *last;
    for (size_t i = count; i > 0; i--)
        trend->periods[i - 1] = cx_period_before(&trend->periods[i]);
    return trend;
}

/* From what streams add up to. */
static int add_up_streams(struct cx_trend *trend, struct cx_merge *merge, struct cx_err *err)
{
    int rc = cx_merge_sums(&trend->sums, merge, trend->plan, trend->org, trend->periods,
                           trend->count + 1, err);
    return rc < 0 ? rc : cx_merge_check(merge, err);
}

/* The first of the periods with a sum of what happened: all that streams of a cx that told no first
 * day say of it. */
static cx_date first_sum(const struct cx_trend *trend)
{
    const struct cx_plan *plan = trend->plan;
    cx_date begun = -CX_DATE_NONE;
    for (size_t q = 0; q < plan->measure_count; q++) {
        enum cx_fact fact = plan->quantities[q].fact;
        if (fact != CX_FACT_PAYMENT && fact != CX_FACT_CONTACT && fact != CX_FACT_FEEDBACK &&
            fact != CX_FACT_COMPLAINT)
            continue;
        size_t i = 0;
        while (i <= trend->count &&
               cx_sums_get(trend->sums, i, cx_subject_of_company(trend->org), q) == 0)
            i++;
        cx_date from = i <= trend->count ? trend->periods[i].from : trend->periods[i - 1].to;
        begun = begun == -CX_DATE_NONE || from < begun ? from : begun;
    }
    return begun;
}

/* From the database's events, or, if it is a head's, from the sums that it keeps. */
static int add_up_own(struct cx_trend *trend, struct cx_err *err)
{
    int is_head = cx_part_is_head(trend->db, err);
    if (is_head < 0)
        return is_head;
    int rc = (is_head ? cx_head_sums : cx_sums_compute)(
        &trend->sums, trend->db, trend->plan, trend->org, trend->periods, trend->count + 1, err);
    if (rc == 0)
        rc = cx_head_first_event(&trend->begun, trend->db, err);
    if (rc == 0 && is_head && trend->begun == CX_DATE_NONE)
        trend->begun = first_sum(trend);
    return rc;
}

/* Takes the trend. */
static int add_up(struct cx_trend **out, struct cx_trend *trend, struct cx_merge *merge,
                  struct cx_err *err)
{
    int rc = merge ? add_up_streams(trend, merge, err) : add_up_own(trend, err);
    if (rc < 0) {
        cx_trend_free(trend);
        return rc;
    }
    *out = trend;
    return 0;
}

static int make(struct cx_trend **out, struct cx_db *db, const struct cx_period *last, size_t count,
                struct cx_merge *merge, struct cx_err *err)
{
    struct cx_trend *trend = new_trend(db, last, count);
    int rc = cx_plan_load(&trend->own_plan, db, last->to - 1, err);
    if (rc == 0)
        rc = cx_org_load(&trend->own_org, db, err);
    if (rc < 0) {
        cx_trend_free(trend);
        return rc;
    }
    trend->plan = trend->own_plan;
    trend->org = trend->own_org;
    return add_up(out, trend, merge, err);
}

int cx_trend_new(struct cx_trend **out, struct cx_db *db, const struct cx_period *last,
                 size_t count, struct cx_err *err)
{
    return make(out, db, last, count, NULL, err);
}

int cx_trend_with(struct cx_trend **out, struct cx_db *db, struct cx_plan *plan, struct cx_org *org,
                  const struct cx_period *last, size_t count, struct cx_err *err)
{
    struct cx_trend *trend = new_trend(db, last, count);
    trend->plan = plan;
    trend->org = org;
    return add_up(out, trend, NULL, err);
}

int cx_trend_of_months(struct cx_trend **out, struct cx_db *db, const struct cx_period *whole,
                       struct cx_err *err)
{
    struct cx_ymd end = cx_date_split(whole->to);
    struct cx_period last = cx_period_month(end.year, end.month - 1);
    size_t count = 1;
    for (cx_date from = last.from; from > whole->from; count++)
        from = cx_date_add_months(from, -1);
    if (last.to != whole->to || cx_date_add_months(last.to, -(int)count) != whole->from)
        return cx_err_set(err, CX_EUSAGE,
                          "%s is not made of whole months: name a month, a quarter, a year, or a "
                          "range of months",
                          whole->name);
    return cx_trend_new(out, db, &last, count, err);
}

int cx_trend_of_parts(struct cx_trend **out, struct cx_db *db, const struct cx_period *period,
                      struct cx_merge *merge, struct cx_err *err)
{
    return make(out, db, period, 1, merge, err);
}

void cx_trend_free(struct cx_trend *trend)
{
    if (!trend)
        return;
    cx_sums_free(trend->sums);
    cx_org_free(trend->own_org);
    cx_plan_free(trend->own_plan);
    free(trend->periods);
    free(trend);
}

const struct cx_plan *cx_trend_plan(const struct cx_trend *trend)
{
    return trend->plan;
}

size_t cx_trend_count(const struct cx_trend *trend)
{
    return trend->count;
}

const struct cx_period *cx_trend_period(const struct cx_trend *trend, size_t i)
{
    return &trend->periods[i + 1];
}

static int score(struct cx_scores **out, const struct cx_trend *trend, size_t i, cx_date plan_on,
                 bool only_teams, struct cx_err *err)
{
    const struct scoring of = {
        .db = trend->db,
        .plan = trend->plan,
        .org = trend->org,
        .sums = trend->sums,
        .periods = trend->periods,
        .now = i + 1,
        .before = i,
        .plan_on = plan_on,
        .only_teams = only_teams,
    };
    int rc = score_sums(out, &of, err);
    if (rc == 0)
        (*out)->begun = trend->begun;
    return rc;
}

int cx_trend_scores(struct cx_scores **out, const struct cx_trend *trend, size_t i, cx_date plan_on,
                    struct cx_err *err)
{
    return score(out, trend, i, plan_on, false, err);
}

int cx_trend_values(struct cx_scores **out, const struct cx_trend *trend, size_t i, cx_date plan_on,
                    struct cx_err *err)
{
    return score(out, trend, i, plan_on, true, err);
}

void cx_trend_end(const struct cx_trend *trend)
{
    cx_db_end(trend->db);
}

int cx_scores_compute(struct cx_scores **out, struct cx_db *db, const struct cx_period *period,
                      struct cx_err *err)
{
    struct cx_trend *trend = NULL;
    int rc = cx_trend_new(&trend, db, period, 1, err);
    if (rc == 0)
        rc = cx_trend_scores(out, trend, 0, period->to - 1, err);
    if (rc == 0) {
        (*out)->own_org = trend->own_org;
        trend->own_org = NULL;
        if (!(*out)->own_plan) { /* else it has one of another day */
            (*out)->own_plan = trend->own_plan;
            trend->own_plan = NULL;
        }
    }
    cx_trend_free(trend);
    return rc;
}
