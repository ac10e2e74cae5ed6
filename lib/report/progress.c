/* progress: each target of the period: what is done, what was due by now, where it will end, and
 * who is behind by how much a day. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "report/byday.h"
#include "report/stats.h"
#include "report/tables.h"
#include "report/todate.h"
#include "store/id.h"
#include "store/part.h"

#define DAYS_MOST 92 /* the longest period whose single days are used: a quarter */

/* Today is worked, and not over yet: its amount says nothing of a whole day. */
static bool has_unfinished(const struct todate *todate)
{
    return todate->worked_s > (int64_t)todate->elapsed * cx_workdays_length(todate->calendar);
}

/* Amounts of the working days that are over; what falls on another day belongs to the working day
 * after it (at the end: before it). The caller frees. */
static int by_workday(double **out, size_t *count, const struct todate *todate, struct daily *daily,
                      size_t subject, int quantity, struct cx_err *err)
{
    int decimals = todate->scores->plan->quantities[quantity].decimals, rc = 0;
    double *amounts = *out = cx_alloc((daily_count(daily) + 1) * sizeof *amounts), waiting = 0;
    *count = 0;
    for (size_t i = 0; rc == 0 && i < daily_count(daily); i++) {
        int64_t value;
        if (*count == (size_t)todate->elapsed && has_unfinished(todate))
            break;
        rc = daily_value(&value, daily, i, subject, quantity, err);
        waiting += rc < 0 || value == CX_NO_VALUE ? 0 : cx_dec_to_real(value, decimals);
        if (!cx_workdays_has(todate->calendar, todate->part.from + (cx_date)i))
            continue;
        amounts[(*count)++] = waiting;
        waiting = 0;
    }
    if (*count > 0)
        amounts[*count - 1] += waiting;
    return rc;
}

static int64_t rounded(double value, int decimals)
{
    int64_t out;
    return cx_dec_from_real(&out, value, decimals) ? out : CX_NO_VALUE;
}

int progress_forecast(struct forecast *out, const struct todate *todate, struct daily *daily,
                      size_t subject, int quantity, struct cx_err *err)
{
    const struct cx_quantity *of = &todate->scores->plan->quantities[quantity];
    int64_t done = cx_scores_value(todate->scores, subject, quantity);
    *out = (struct forecast){CX_NO_VALUE, CX_NO_VALUE, CX_NO_VALUE};
    if (done == CX_NO_VALUE || !of->accrues)
        return 0;
    if (todate->is_over || (todate->work_s > 0 && todate->work_s == todate->worked_s)) {
        *out = (struct forecast){done, done, done};
        return 0;
    }
    if (!todate->is_begun || todate->worked_s == 0)
        return 0;
    double day = cx_workdays_length(todate->calendar), n = (double)todate->worked_s / day;
    double so_far = cx_dec_to_real(done, of->decimals);
    double r = (double)(todate->work_s - todate->worked_s) / day;
    double end = so_far + r * so_far / n, *amounts = NULL;
    out->end = rounded(end, of->decimals);
    if (!daily || todate->elapsed < 2 ||
        !cx_unit_adds_up(of->unit)) /* shares don't add up by day */
        return 0;
    size_t count;
    int rc = by_workday(&amounts, &count, todate, daily, subject, quantity, err);
    double half =
        stats_t95(todate->elapsed - 1) * sqrt(stats_variance(amounts, count) * (r + r * r / n));
    bool is_back = false; /* something was taken back, and could be again */
    for (size_t i = 0; i < count; i++)
        is_back = is_back || amounts[i] < 0;
    out->low = rounded(is_back ? end - half : fmax(end - half, so_far), of->decimals);
    out->high = rounded(end + half, of->decimals);
    free(amounts);
    return rc;
}

int progress_daily(struct daily **out, struct cx_db *db, const struct todate *todate,
                   struct cx_err *err)
{
    int is_head = cx_part_is_head(db, err);
    *out = NULL;
    if (is_head < 0)
        return is_head;
    if (is_head || !todate->is_begun || todate->is_over ||
        cx_period_days(&todate->part) > DAYS_MOST)
        return 0;
    return daily_new(out, db, todate->scores, todate->part.from, todate->part.to, err);
}

static const char *name_of(const struct cx_org *org, enum cx_scope scope, int64_t id)
{
    int team = scope == CX_SCOPE_TEAM ? cx_org_team(org, id) : -1;
    int person = scope == CX_SCOPE_EMPLOYEE ? cx_org_person(org, id) : -1;
    return team >= 0 ? org->teams[team].name : person >= 0 ? org->people[person].name : NULL;
}

static const char *key_of(const struct cx_org *org, enum cx_scope scope, int64_t id)
{
    int team = scope == CX_SCOPE_TEAM ? cx_org_team(org, id) : -1;
    int person = scope == CX_SCOPE_EMPLOYEE ? cx_org_person(org, id) : -1;
    return team >= 0 ? org->teams[team].key : person >= 0 ? org->people[person].key : NULL;
}

/* How much more a working day must bring than those so far did; nothing if it does not accrue. */
static int64_t behind_a_day(const struct todate *todate, int64_t target, int64_t done)
{
    int64_t need, had;
    int64_t left = todate->work_s - todate->worked_s, day = cx_workdays_length(todate->calendar);
    if (left <= 0 || todate->worked_s == 0 ||
        !cx_dec_divide(&need, ((__int128)target - done) * day, left) ||
        !cx_dec_divide(&had, (__int128)done * day, todate->worked_s))
        return CX_NO_VALUE;
    return need > had ? need - had : 0;
}

static int add_row(struct cx_table *table, const struct todate *todate, struct daily *daily,
                   const struct target_row *row, struct cx_err *err)
{
    const struct cx_quantity *of = &todate->scores->plan->quantities[row->quantity];
    const struct cx_org *org = todate->scores->org;
    struct forecast end;
    size_t subject;
    if (!todate_subject(&subject, todate, row->scope, row->id))
        return 0;
    int rc = progress_forecast(&end, todate, daily, subject, row->quantity, err);
    int64_t done = todate->is_begun ? cx_scores_value(todate->scores, subject, row->quantity)
                   : of->accrues    ? 0
                                    : CX_NO_VALUE;
    int64_t due = todate_due(todate, row->quantity, row->target);
    int64_t exact = done == CX_NO_VALUE ? done : done * cx_dec_pow10(6 - of->decimals);
    bool is_low = of->better == CX_BETTER_LOW;
    bool is_known = todate->is_begun && exact != CX_NO_VALUE && due != CX_NO_VALUE;
    int64_t ahead = !is_known ? CX_NO_VALUE : is_low ? due - exact : exact - due;
    bool by_day = of->accrues && exact != CX_NO_VALUE && !is_low;
    const struct cx_cell cells[] = {
        cx_cell_word(cx_scopes[row->scope]),
        cx_cell_text(key_of(org, row->scope, row->id)),
        cx_cell_text(name_of(org, row->scope, row->id)),
        cx_cell_titled(of->name, of->title),
        report_millionths(row->target, of),
        report_value(done, of),
        report_millionths(due, of),
        report_millionths(ahead, of),
        report_percent(report_share(done, of->decimals, row->target, 6, 4), -1),
        report_percent(report_share(due, 6, row->target, 6, 4), -1),
        report_value(end.end, of),
        report_value(end.low, of),
        report_value(end.high, of),
        is_known ? cx_cell_word(ahead < 0 ? "behind" : "on_track") : CX_NULL_CELL,
        report_millionths(by_day ? behind_a_day(todate, row->target, exact) : CX_NO_VALUE, of),
    };
    cx_table_keep(table, cells);
    return rc;
}

/* The part of the company that is asked for: a person, a team with its child teams and their
 * people, or all. */
struct part {
    int64_t employee; /* 0: not asked for */
    int team_index;   /* -1: not asked for */
};

static int find_part(struct part *part, const struct cx_report_options *options,
                     const struct cx_org *org, struct cx_err *err)
{
    int person, rc = 0;
    part->team_index = -1;
    if (options->employee && (rc = cx_org_find_person(&person, org, options->employee, err)) == 0)
        part->employee = org->people[person].id;
    if (rc == 0 && options->team)
        rc = cx_org_find_team(&part->team_index, org, options->team, err);
    return rc;
}

static bool is_asked(const struct part *part, const struct todate *todate,
                     const struct target_row *row)
{
    const struct cx_org *org = todate->scores->org;
    bool is_person = row->scope == CX_SCOPE_EMPLOYEE;
    if (part->employee)
        return is_person && row->id == part->employee;
    if (part->team_index < 0)
        return true;
    int person = is_person ? cx_org_person(org, row->id) : -1;
    int team = row->scope == CX_SCOPE_TEAM ? cx_org_team(org, row->id) : -1;
    const struct cx_post_score *post =
        person >= 0 ? report_main_post(todate->scores, person) : NULL;
    if (post)
        team = org->posts[post->post].team;
    return team >= 0 && cx_org_is_within(org, team, part->team_index, todate->part.to - 1);
}

static int make_progress(struct cx_table *out, struct cx_db *db, const struct todate *todate,
                         const struct part *part, struct cx_err *err)
{
    static const struct cx_column columns[] = {
        {"scope", "Of", CX_CELL_TEXT, 0, false},
        {"scope_id", "Id", CX_CELL_TEXT, 0, false},
        {"name", "Team or person", CX_CELL_TEXT, 0, false},
        {"metric", "Metric", CX_CELL_TEXT, 0, false},
        {"target", "Target", CX_CELL_NUMBER, 6, false},
        {"done", "Done", CX_CELL_NUMBER, 6, false},
        {"expected", "Expected by now", CX_CELL_NUMBER, 6, false},
        {"gap", "Ahead", CX_CELL_NUMBER, 6, false},
        {"of_target", "Of target", CX_CELL_NUMBER, 4, false},
        {"of_target_expected", "Of target, expected", CX_CELL_NUMBER, 4, false},
        {"forecast", "Forecast", CX_CELL_NUMBER, 6, false},
        {"low", "Forecast, low", CX_CELL_NUMBER, 6, false},
        {"high", "Forecast, high", CX_CELL_NUMBER, 6, false},
        {"state", "State", CX_CELL_TEXT, 0, false},
        {"behind_per_day", "Behind a working day", CX_CELL_NUMBER, 6, false},
    };
    struct daily *daily = NULL;
    struct cx_buf days = {0};
    int rc = todate->target_count > 0 ? progress_daily(&daily, db, todate, err) : 0;
    cx_table_title(out, "Progress");
    cx_table_columns(out, columns, sizeof columns / sizeof *columns);
    out->keys = 4;
    for (size_t i = 0; rc == 0 && i < todate->target_count; i++) {
        if (todate->targets[i].quantity >= 0 && is_asked(part, todate, &todate->targets[i]))
            rc = add_row(out, todate, daily, &todate->targets[i], err);
    }
    todate_put_days(&days, todate);
    cx_table_note(out, "%s: %s", todate->whole.name, cx_buf_str(&days));
    cx_buf_fini(&days);
    out->chart = (struct cx_chart){.kind = CX_CHART_BARS,
                                   .label = 2,
                                   .first = 8,
                                   .count = 2,
                                   .mark = cx_shown("expected by now"),
                                   .is_share = true};
    cx_table_say(out, "How far everybody is on the way to the target");
    daily_free(daily);
    return rc;
}

REPORT(report_progress)
{
    struct todate *todate = NULL;
    struct part part = {0};
    int rc = todate_load(&todate, db, &options->period, options->until, err);
    if (rc == 0)
        rc = find_part(&part, options, todate->org, err);
    if (rc == 0)
        rc = make_progress(out, db, todate, &part, err);
    todate_free(todate);
    return rc;
}
