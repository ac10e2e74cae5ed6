#include "plan/plan.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/decimal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/nearest.h"
#include "base/pool.h"
#include "plan/plan.sql.h"

static const char *keep(struct cx_plan *plan, const char *s)
{
    if (!s)
        return NULL;
    return cx_pool_get(plan->texts, cx_pool_put(plan->texts, s, strlen(s)));
}

/* Runs one statement of plan.sql and hands each row to add. */
static int each(struct cx_plan *plan, struct cx_db *db, const char *sql, cx_date on,
                void (*add)(struct cx_plan *, struct cx_stmt *), struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, sql, err);
    if (rc < 0)
        return rc;
    cx_stmt_bind_int(stmt, 1, on);
    while ((rc = cx_stmt_step(stmt, err)) == 1)
        add(plan, stmt);
    cx_stmt_free(stmt);
    return rc;
}

const char *cx_stage_shown(const struct cx_stage *stage)
{
    return stage->title && !cx_lang_output_is_plain() ? stage->title : stage->name;
}

bool cx_plan_language(char out[CX_PLAN_LANGUAGE], struct cx_db *db)
{
    struct cx_stmt *stmt = NULL;
    struct cx_err ignored = {0}; /* whoever needs the database next says what is wrong with it */
    bool is_there = cx_stmt_new(&stmt, db, SQL_language, &ignored) == 0 &&
                    cx_stmt_step(stmt, &ignored) == 1 && cx_stmt_text(stmt, 0);
    if (is_there)
        snprintf(out, CX_PLAN_LANGUAGE, "%s", cx_stmt_text(stmt, 0));
    cx_stmt_free(stmt);
    return is_there;
}

int cx_plan_time_zone(char **out, struct cx_db *db, struct cx_err *err)
{
    return cx_db_get_text(out, db, SQL_time_zone, NULL, err);
}

static void add_stage(struct cx_plan *plan, struct cx_stmt *row)
{
    CX_GROW(plan->stages, plan->stage_count, plan->stage_cap);
    plan->stages[plan->stage_count++] = (struct cx_stage){
        .name = keep(plan, cx_stmt_text(row, 0)),
        .title = keep(plan, cx_stmt_text(row, 1)),
        .from_dpd = (int)cx_stmt_int(row, 2),
        .to_dpd = (int)cx_stmt_int_or(row, 3, INT_MAX),
        .team_kind = cx_stmt_choice(row, 4, cx_team_kinds, 0),
    };
}

static struct cx_quantity *new_quantity(struct cx_plan *plan)
{
    CX_GROW(plan->quantities, plan->quantity_count, plan->quantity_cap);
    return &plan->quantities[plan->quantity_count++];
}

static int published_decimals(enum cx_unit unit)
{
    return unit == CX_UNIT_MONEY ? 2 : 6;
}

bool cx_unit_adds_up(enum cx_unit unit)
{
    return unit != CX_UNIT_RATIO && unit != CX_UNIT_SCORE && unit != CX_UNIT_DAYS;
}

static void add_measure(struct cx_plan *plan, struct cx_stmt *row)
{
    enum cx_unit unit = (enum cx_unit)cx_stmt_choice(row, 2, cx_units, 0);
    const char *title = cx_stmt_text(row, 5);
    *new_quantity(plan) = (struct cx_quantity){
        .name = keep(plan, cx_stmt_text(row, 0)),
        .title = keep(plan, title ? title : cx_stmt_text(row, 0)),
        .fact = (enum cx_fact)cx_stmt_choice(row, 1, cx_facts, 0),
        .unit = unit,
        .accrues = true,
        .expression = keep(plan, cx_stmt_text(row, 3)),
        .where = keep(plan, cx_stmt_text(row, 4)),
        .decimals = published_decimals(unit),
    };
    plan->measure_count++;
}

static void add_metric(struct cx_plan *plan, struct cx_stmt *row)
{
    enum cx_unit unit = (enum cx_unit)cx_stmt_choice(row, 2, cx_units, CX_UNIT_NUMBER);
    const char *title = cx_stmt_text(row, 1);
    *new_quantity(plan) = (struct cx_quantity){
        .name = keep(plan, cx_stmt_text(row, 0)),
        .title = keep(plan, title ? title : cx_stmt_text(row, 0)),
        .unit = unit,
        .better = (enum cx_better)cx_stmt_choice(row, 3, cx_betters, CX_BETTER_HIGH),
        .is_metric = true,
        .accrues = cx_stmt_int_or(row, 5, cx_unit_adds_up(unit)) != 0,
        .expression = keep(plan, cx_stmt_text(row, 4)),
        .decimals = published_decimals(unit),
    };
}

static void add_line(struct cx_plan *plan, struct cx_stmt *row)
{
    CX_GROW(plan->lines, plan->line_count, plan->line_cap);
    const char *metric = cx_stmt_text(row, 1);
    plan->lines[plan->line_count++] = (struct cx_card_line){
        .card = keep(plan, cx_stmt_text(row, 0)),
        .metric = keep(plan, metric),
        .quantity = cx_plan_quantity(plan, metric, strlen(metric)),
        .weight_ppm = cx_stmt_int(row, 2),
        .target = keep(plan, cx_stmt_text(row, 3)),
        .prorate = cx_stmt_int(row, 4) != 0,
        .method = (enum cx_method)cx_stmt_choice(row, 5, cx_methods, CX_METHOD_TARGET),
        .floor_ppm = cx_stmt_int_or(row, 6, 0),
        .cap_ppm = cx_stmt_int_or(row, 7, 1000000),
        .missing = (enum cx_missing)cx_stmt_choice(row, 8, cx_missings, CX_MISSING_SKIP),
        .of_team = cx_stmt_int_or(row, 9, CX_SUBJECT_POST) == CX_SUBJECT_TEAM,
        .min_days = (int)cx_stmt_int(row, 10),
        .require = keep(plan, cx_stmt_text(row, 11)),
        .for_role = keep(plan, cx_stmt_text(row, 12)),
        .for_team = cx_stmt_int(row, 13),
        .for_employee = cx_stmt_int(row, 14),
    };
}

static void add_tier(struct cx_plan *plan, struct cx_stmt *row)
{
    CX_GROW(plan->tiers, plan->tier_count, plan->tier_cap);
    plan->tiers[plan->tier_count++] = (struct cx_tier){
        .id = keep(plan, cx_stmt_text(row, 0)),
        .from = cx_stmt_int(row, 1),
        .to = cx_stmt_int_or(row, 2, INT64_MAX),
        .rate_ppm = cx_stmt_int(row, 3),
    };
}

static void add_grade(struct cx_plan *plan, struct cx_stmt *row)
{
    CX_GROW(plan->grades, plan->grade_count, plan->grade_cap);
    plan->grades[plan->grade_count++] = (struct cx_grade){
        .name = keep(plan, cx_stmt_text(row, 0)),
        .min_score = cx_stmt_int(row, 1),
        .has_coefficient = !cx_stmt_is_null(row, 2),
        .coefficient_ppm = cx_stmt_int(row, 2),
    };
}

static void add_rule(struct cx_plan *plan, struct cx_stmt *row)
{
    CX_GROW(plan->rules, plan->rule_count, plan->rule_cap);
    const char *title = cx_stmt_text(row, 1);
    plan->rules[plan->rule_count++] = (struct cx_rule){
        .id = keep(plan, cx_stmt_text(row, 0)),
        .title = keep(plan, title ? title : cx_stmt_text(row, 0)),
        .seq = (int)cx_stmt_int(row, 2),
        .kind = (enum cx_rule_kind)cx_stmt_choice(row, 3, cx_rule_kinds, 0),
        .for_role = keep(plan, cx_stmt_text(row, 4)),
        .for_team = cx_stmt_int(row, 5),
        .for_employee = cx_stmt_int(row, 6),
        .when = keep(plan, cx_stmt_text(row, 7)),
        .grp = keep(plan, cx_stmt_text(row, 8)),
        .basis = keep(plan, cx_stmt_text(row, 9)),
        .rate = keep(plan, cx_stmt_text(row, 10)),
        .has_amount = !cx_stmt_is_null(row, 11),
        .amount_cents = cx_stmt_int(row, 11),
        .tier_id = keep(plan, cx_stmt_text(row, 12)),
        .mode = (enum cx_tier_mode)cx_stmt_choice(row, 13, cx_tier_modes, CX_TIER_MARGINAL),
        .per = (enum cx_per)cx_stmt_choice(row, 14, cx_pers, CX_PER_POST),
        .applies_to = keep(plan, cx_stmt_text(row, 15)),
        .top_n = (int)cx_stmt_int(row, 16),
        .months = (int)cx_stmt_int(row, 17),
        .among = (enum cx_among)cx_stmt_choice(row, 18, cx_amongs, CX_AMONG_COMPANY),
        .split = keep(plan, cx_stmt_text(row, 19)),
        .prorate = cx_stmt_int(row, 20) != 0,
        .retro = (int)cx_stmt_int_or(row, 21, -1),
        .award = keep(plan, cx_stmt_text(row, 22)),
    };
}

static void add_alert(struct cx_plan *plan, struct cx_stmt *row)
{
    CX_GROW(plan->alerts, plan->alert_count, plan->alert_cap);
    plan->alerts[plan->alert_count++] = (struct cx_alert){
        .id = keep(plan, cx_stmt_text(row, 0)),
        .of_team = cx_stmt_int(row, 1) == 0,
        .when = keep(plan, cx_stmt_text(row, 2)),
        .severity = cx_stmt_choice(row, 3, cx_alert_severities, 0),
        .message = keep(plan, cx_stmt_text(row, 4)),
    };
}

static void add_span(struct cx_plan *plan, struct cx_stmt *row)
{
    plan->from = (cx_date)cx_stmt_int_or(row, 0, INT_MIN);
    plan->to = (cx_date)cx_stmt_int_or(row, 1, INT_MAX);
}

bool cx_plan_holds(const struct cx_plan *plan, cx_date day)
{
    return plan->from <= day && day < plan->to;
}

int cx_plan_load(struct cx_plan **out, struct cx_db *db, cx_date on, struct cx_err *err)
{
    static const struct {
        const char *sql;
        void (*add)(struct cx_plan *, struct cx_stmt *);
    } parts[] = {
        {SQL_stages, add_stage},    {SQL_measures, add_measure}, {SQL_metrics, add_metric},
        {SQL_scorecards, add_line}, {SQL_tiers, add_tier},       {SQL_grades, add_grade},
        {SQL_rules, add_rule},      {SQL_alerts, add_alert},     {SQL_span, add_span},
    };
    struct cx_plan *plan = cx_alloc(sizeof *plan);
    plan->texts = cx_pool_new();
    int rc = cx_settings_load(&plan->settings, plan->texts, db, err);
    for (size_t i = 0; rc == 0 && i < sizeof parts / sizeof *parts; i++)
        rc = each(plan, db, parts[i].sql, on, parts[i].add, err);
    if (rc < 0) {
        cx_plan_free(plan);
        return rc;
    }
    *out = plan;
    return 0;
}

void cx_plan_free(struct cx_plan *plan)
{
    if (!plan)
        return;
    free(plan->stages);
    free(plan->quantities);
    free(plan->lines);
    free(plan->tiers);
    free(plan->grades);
    free(plan->rules);
    free(plan->alerts);
    cx_pool_free(plan->texts);
    free(plan);
}

int cx_plan_quantity(const struct cx_plan *plan, const char *name, size_t n)
{
    for (size_t i = 0; i < plan->quantity_count; i++) {
        const char *known = plan->quantities[i].name;
        if (strncasecmp(known, name, n) == 0 && known[n] == '\0')
            return (int)i;
    }
    return -1;
}

int cx_plan_rule(const struct cx_plan *plan, const char *id)
{
    for (size_t i = 0; i < plan->rule_count; i++) {
        if (strcmp(plan->rules[i].id, id) == 0)
            return (int)i;
    }
    return -1;
}

const char *cx_plan_titled(const struct cx_plan *plan, const char *title, size_t n)
{
    for (size_t i = 0; i < plan->quantity_count; i++) {
        const char *known = plan->quantities[i].title;
        if (n > 0 && strncasecmp(known, title, n) == 0 && known[n] == '\0')
            return plan->quantities[i].name;
    }
    return NULL;
}

int cx_plan_find_quantity(int *quantity, const struct cx_plan *plan, const char *name, size_t n,
                          struct cx_err *err)
{
    struct cx_nearest nearest = {0};
    *quantity = n > 0 ? cx_plan_quantity(plan, name, n) : -1;
    if (*quantity >= 0)
        return 0;
    for (size_t i = 0; i < plan->quantity_count; i++)
        cx_nearest_try(&nearest, name, n, plan->quantities[i].name);
    const char *titled = cx_plan_titled(plan, name, n), *meant = titled ? titled : nearest.name;
    return *meant ? cx_err_set(err, CX_EUSAGE,
                               "the plan has no metric or measure \"%.*s\" (did you mean %s?)",
                               (int)n, name, meant)
                  : cx_err_set(err, CX_EUSAGE, "the plan has no metric or measure \"%.*s\"", (int)n,
                               name);
}

const struct cx_stage *cx_plan_stage(const struct cx_plan *plan, int dpd)
{
    for (size_t i = 0; i < plan->stage_count; i++) {
        if (plan->stages[i].from_dpd <= dpd && dpd < plan->stages[i].to_dpd)
            return &plan->stages[i];
    }
    return NULL;
}

const struct cx_tier *cx_plan_tiers(const struct cx_plan *plan, const char *id, size_t *count)
{
    size_t first = 0;
    while (first < plan->tier_count && strcmp(plan->tiers[first].id, id) != 0)
        first++;
    *count = 0;
    while (first + *count < plan->tier_count && strcmp(plan->tiers[first + *count].id, id) == 0)
        ++*count;
    return plan->tiers + first;
}

bool cx_plan_target(int64_t *target_ppm, const char *text)
{
    size_t n = strlen(text);
    bool is_percent = n > 0 && text[n - 1] == '%';
    while (is_percent && n > 1 && text[n - 2] == ' ')
        n--;
    return cx_dec_parse(target_ppm, text, n - is_percent, is_percent ? 4 : 6) == CX_DEC_OK;
}
