/* A target broken down to teams and people by what is expected of the accounts they hold. */
#include <stdlib.h>
#include <string.h>

#include "assign/assign.h"
#include "assign/desk.h"
#include "base/decimal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/period.h"
#include "kind/words.h"
#include "store/id.h"

struct target {
    enum cx_scope scope;
    int64_t scope_id; /* a team; 0: the company */
    int team;         /* -1: the company */
    char metric[128];
    struct cx_period period;
    int64_t value; /* in the metric's decimals */
    int decimals;
};

static int no_target(const char *text, const char *what, struct cx_err *err)
{
    return cx_err_set(err, CX_EUSAGE,
                      "--targets: \"%s\": %s: write company:METRIC:PERIOD=VALUE or "
                      "team:TEAM:METRIC:PERIOD=VALUE",
                      text, _(what));
}

/* One of the parts between colons, or up to the equals sign; false: there is none. */
static bool take_part(char *out, size_t size, const char **at, char end)
{
    const char *stop = strchr(*at, end);
    size_t n = stop ? (size_t)(stop - *at) : 0;
    if (n == 0 || n >= size)
        return false;
    memcpy(out, *at, n);
    out[n] = '\0';
    *at = stop + 1;
    return true;
}

static int find_metric(struct target *target, const struct cx_plan *plan, const char *text,
                       struct cx_err *err)
{
    int quantity = cx_plan_quantity(plan, target->metric, strlen(target->metric));
    if (quantity < 0)
        return no_target(text, "there is no such metric or measure", err);
    enum cx_unit unit = plan->quantities[quantity].unit;
    if (unit != CX_UNIT_MONEY && unit != CX_UNIT_COUNT)
        return no_target(text, "a metric of this unit does not add up over people", err);
    target->decimals = unit == CX_UNIT_MONEY ? 2 : 0;
    return 0;
}

static int read_target(struct target *target, const struct desk *desk, struct cx_db *db,
                       const char *text, struct cx_err *err)
{
    const char *at = text;
    char scope[CX_ID_MAX + 1], period[CX_PERIOD_TEXT];
    *target = (struct target){.team = -1};
    if (!take_part(scope, sizeof scope, &at, ':'))
        return no_target(text, "the scope is missing", err);
    if (strcmp(scope, "team") == 0) {
        target->scope = CX_SCOPE_TEAM;
        if (!take_part(scope, sizeof scope, &at, ':'))
            return no_target(text, "the team is missing", err);
        int rc = cx_id_find(&target->scope_id, db, scope, strlen(scope), err);
        if (rc < 0)
            return rc;
        target->team = cx_org_team(desk->org, target->scope_id);
        if (target->team < 0)
            return no_target(text, "there is no such team", err);
    } else if (strcmp(scope, "company") != 0) {
        return no_target(text, "the scope must be company or team", err);
    }
    if (!take_part(target->metric, sizeof target->metric, &at, ':'))
        return no_target(text, "the metric is missing", err);
    if (!take_part(period, sizeof period, &at, '='))
        return no_target(text, "the period is missing", err);
    int rc = cx_period_parse(&target->period, period, desk->book->today, err);
    if (rc == 0)
        rc = find_metric(target, desk->plan, text, err);
    if (rc == 0 && (cx_dec_parse(&target->value, at, strlen(at), target->decimals) != CX_DEC_OK ||
                    target->value < 0))
        rc = no_target(text, "the value is not an amount", err);
    return rc;
}

/* Weights of people: cents expected of what those in the scope hold. */
static int weigh(int64_t *weights, struct desk *desk, const struct target *target,
                 struct cx_err *err)
{
    const struct book *book = desk->book;
    bool *wanted = cx_alloc(book->count + 1);
    int64_t *cents = cx_alloc((book->count + 1) * sizeof *cents);
    for (size_t i = 0; i < book->count; i++) {
        const struct cx_past_episode *held = book_held(book, i, book->today);
        int post = held ? cx_org_post_on(desk->org, held->person, book->today) : -1;
        wanted[i] = post >= 0 && book_is_open(book, i, book->today) &&
                    (target->team < 0 || cx_org_is_within(desk->org, desk->org->posts[post].team,
                                                          target->team, book->today));
    }
    int rc = desk_expect(cents, desk, wanted, err);
    for (size_t i = 0; rc == 0 && i < book->count; i++) {
        int64_t *weight = wanted[i] ? &weights[book_held(book, i, book->today)->person] : NULL;
        if (weight && __builtin_add_overflow(*weight, cents[i], weight))
            rc = cx_err_set(err, CX_EDATA, "what is expected of a person is too large");
    }
    free(wanted);
    free(cents);
    return rc;
}

static int show_row(struct cx_table *out, const struct target *target, enum cx_scope scope,
                    const char *id, int64_t value, struct cx_err *err)
{
    struct cx_cell amount = cx_cell_n(value);
    amount.decimals = target->decimals;
    struct cx_cell cells[] = {cx_cell_word(cx_scopes[scope]), cx_cell_text(id),
                              cx_cell_text(target->metric), cx_cell_text(target->period.name),
                              amount};
    return cx_table_row(out, cells, err);
}

/* A team's is the sum of its people's, those of its child teams included. */
static int64_t team_sum(const struct desk *desk, const int64_t *parts, int team)
{
    int64_t sum = 0;
    for (int p = 0; p < desk->org->person_count; p++) {
        int post = cx_org_post_on(desk->org, p, desk->book->today);
        if (post >= 0 &&
            cx_org_is_within(desk->org, desk->org->posts[post].team, team, desk->book->today))
            sum += parts[p];
    }
    return sum;
}

static int show_parts(struct cx_table *out, const struct desk *desk, const struct target *target,
                      const int64_t *parts, struct cx_err *err)
{
    const struct cx_org *org = desk->org;
    int rc =
        target->team < 0 ? show_row(out, target, CX_SCOPE_COMPANY, NULL, target->value, err) : 0;
    for (int t = 0; rc == 0 && t < org->team_count; t++) {
        int64_t sum = team_sum(desk, parts, t);
        if (sum != 0 &&
            (target->team < 0 || cx_org_is_within(org, t, target->team, desk->book->today)))
            rc = show_row(out, target, CX_SCOPE_TEAM, org->teams[t].key, sum, err);
    }
    for (int p = 0; rc == 0 && p < org->person_count; p++) {
        if (parts[p] != 0)
            rc = show_row(out, target, CX_SCOPE_EMPLOYEE, org->people[p].key, parts[p], err);
    }
    return rc;
}

static int break_down(struct cx_table *out, struct desk *desk, const struct target *target,
                      struct cx_err *err)
{
    static const struct cx_column columns[] = {
        {"scope", "Scope", CX_CELL_TEXT, 0, false},
        {"scope_id", "Team or employee", CX_CELL_TEXT, 0, false},
        {"metric_id", "Metric", CX_CELL_TEXT, 0, false},
        {"period", "Period", CX_CELL_TEXT, 0, false},
        {"value", "Value", CX_CELL_NUMBER, 2, false},
    };
    size_t people = (size_t)desk->org->person_count;
    int64_t *weights = cx_alloc((people + 1) * sizeof *weights);
    int64_t *parts = cx_alloc((people + 1) * sizeof *parts);
    int rc = weigh(weights, desk, target, err);
    if (rc == 0 && !cx_dec_split(parts, target->value, weights, people))
        rc = cx_err_set(err, CX_EDATA,
                        "no recovery is expected from anybody there: are accounts assigned?");
    cx_table_columns(out, columns, sizeof columns / sizeof *columns);
    if (rc == 0)
        rc = show_parts(out, desk, target, parts, err);
    free(weights);
    free(parts);
    return rc;
}

int cx_assign_targets(struct cx_table *out, struct cx_db *db, const char *text,
                      const struct cx_assign_options *options, struct cx_err *err)
{
    struct desk desk = {0};
    struct target target;
    int rc = cx_db_begin_read(db, err);
    if (rc == 0)
        rc = desk_open(&desk, db, cx_date_of(options->now), 0, err);
    if (rc == 0)
        rc = read_target(&target, &desk, db, text, err);
    if (rc == 0)
        rc = desk_measure(&desk, db, err);
    if (rc == 0)
        rc = break_down(out, &desk, &target, err);
    cx_db_rollback(db);
    desk_close(&desk);
    return rc;
}
