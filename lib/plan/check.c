/* The faults of a plan that no single row shows: cx_plan_check. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "kind/kind.h"
#include "plan/check_cards.h"
#include "plan/choices.h"
#include "plan/faults.h"
#include "plan/formula.h"
#include "plan/literals.h"
#include "plan/plan.sql.h"
#include "plan/rules.h"

static int check_settings(struct check *check)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, check->db, SQL_settings, &check->problem);
    while (rc == 0 && (rc = cx_stmt_step(stmt, &check->problem)) == 1) {
        const char *name = cx_stmt_text(stmt, 0), *value = cx_stmt_text(stmt, 1);
        const char *why = cx_settings_set(&check->plan->settings, check->plan->texts, name, value);
        blame(check, "settings", name, "value");
        rc = take_up(check,
                     why ? cx_err_set(&check->problem, CX_EDATA, "\"%s\" %s", value, _(why)) : 0);
    }
    cx_stmt_free(stmt);
    return take_up(check, rc);
}

static int check_name(struct check *check, size_t i)
{
    const struct cx_plan *plan = check->plan;
    const char *name = plan->quantities[i].name;
    bool is_metric = plan->quantities[i].is_metric;
    blame(check, is_metric ? "metrics" : "measures", name, is_metric ? "metric_id" : "measure_id");
    if (!cx_expr_is_name(name))
        return cx_err_set(&check->problem, CX_EDATA,
                          "\"%s\" can't stand in a formula: use letters, digits and _, a letter "
                          "first",
                          name);
    if (cx_name_is_reserved(name) || cx_code_is_word(name))
        return cx_err_set(&check->problem, CX_EDATA,
                          "\"%s\" is a reserved word: choose another name", name);
    if (cx_plan_quantity(plan, name, strlen(name)) != (int)i)
        return cx_err_set(&check->problem, CX_EDATA,
                          "\"%s\" is already the name of a measure: each name is used once", name);
    return 0;
}

static int check_names(struct check *check)
{
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < check->plan->quantity_count; i++)
        rc = take_up(check, check_name(check, i));
    return rc;
}

static int check_column(struct check *check, const struct cx_quantity *measure, const char *column,
                        const char *text)
{
    struct cx_code *code = NULL;
    size_t count;
    const char *const *columns = cx_fact_columns(measure->fact, &count);
    if (!text)
        return 0;
    blame(check, "measures", measure->name, column);
    int rc = cx_columns_code(&code, columns, count, true, text, &check->problem);
    if (rc == 0)
        rc = check_code(check, code, text);
    if (rc == 0)
        rc = cx_literals_check(code, columns, count, &check->problem); /* and may stay, too */
    cx_code_free(code);
    return take_up(check, rc);
}

static int check_measures(struct check *check)
{
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < check->plan->measure_count; i++) {
        const struct cx_quantity *measure = &check->plan->quantities[i];
        rc = check_column(check, measure, "value", measure->expression);
        if (rc == 0)
            rc = check_column(check, measure, "where", measure->where);
    }
    return rc;
}

/* Each formula, and where all can be read, whether they form a ring. */
static int check_metrics(struct check *check)
{
    const struct cx_plan *plan = check->plan;
    struct cx_formulas *formulas = NULL;
    int rc = 0, bad = 0, before = check->seen;
    for (size_t i = plan->measure_count; rc == 0 && i < plan->quantity_count; i++) {
        blame(check, "metrics", plan->quantities[i].name, "formula");
        rc = take_up(check,
                     check_expression(check, CX_SCOPE_FORMULA, plan->quantities[i].expression));
    }
    if (rc < 0 || check->seen > before)
        return rc;
    rc = cx_formulas_new(&formulas, plan, &bad, &check->problem);
    if (rc < 0)
        blame(check, "metrics", plan->quantities[bad].name, "formula");
    cx_formulas_free(formulas);
    return take_up(check, rc);
}

static int check_rule_figures(struct check *check, const struct cx_rule *rule)
{
    const char *lacks = cx_rule_lacks(rule);
    size_t tiers;
    blame(check, "rules", rule->id, lacks ? lacks : "tier_id");
    bool is_count = lacks && (strcmp(lacks, "top_n") == 0 || strcmp(lacks, "months") == 0);
    if (lacks)
        return cx_err_set(&check->problem, CX_EDATA,
                          is_count ? "a rule of kind %s needs its %s, which is at least 1"
                                   : "a rule of kind %s needs its %s",
                          cx_rule_kinds[rule->kind], _(lacks));
    if (rule->tier_id && (cx_plan_tiers(check->plan, rule->tier_id, &tiers), tiers == 0))
        return cx_err_set(&check->problem, CX_EDATA, "there are no tiers called \"%s\"",
                          rule->tier_id);
    return 0;
}

/* Whether there is a rule of this name, whenever it is valid: 1, 0 or negative. */
static int rule_exists(struct check *check, const char *id, size_t n)
{
    char *text = cx_strndup(id, n);
    int rc = cx_db_has_row(check->db, SQL_rule_exists, text, &check->problem);
    free(text);
    return rc;
}

/* A misspelt rule id would silently switch off a cap, floor or coefficient. */
static int check_applies_to(struct check *check, const struct cx_rule *rule)
{
    blame(check, "rules", rule->id, "applies_to");
    if (cx_rule_has(rule, CX_NEEDS_LINES) && !rule->applies_to)
        return cx_err_set(
            &check->problem, CX_EDATA,
            "a rule of kind %s needs to say which lines it applies to: rule ids, or *",
            cx_rule_kinds[rule->kind]);
    for (const char *s = rule->applies_to ? rule->applies_to : ""; *s; s += strspn(s, " ")) {
        size_t n = strcspn(s, " ");
        int rc = n == 0 || (n == 1 && *s == '*') ? 1 : rule_exists(check, s, n);
        if (rc < 0)
            return rc;
        if (rc == 0)
            return cx_err_set(&check->problem, CX_EDATA, "there is no rule \"%.*s\"", (int)n, s);
        s += n;
    }
    return 0;
}

static int check_rule(struct check *check, const struct cx_rule *rule)
{
    enum cx_name_scope scope = cx_rule_scope(rule);
    const struct {
        const char *column, *text;
        enum cx_name_scope scope;
    } expressions[] = {{"when", rule->when, scope},
                       {"basis", rule->basis, scope},
                       {"rate", rule->rate, scope},
                       {"split", rule->split, CX_SCOPE_RULE}};
    int rc = take_up(check, check_rule_figures(check, rule));
    if (rc == 0)
        rc = take_up(check, check_applies_to(check, rule));
    for (size_t i = 0; rc == 0 && i < sizeof expressions / sizeof *expressions; i++) {
        blame(check, "rules", rule->id, expressions[i].column);
        rc = take_up(check, check_expression(check, expressions[i].scope, expressions[i].text));
    }
    return rc;
}

static int check_rules(struct check *check)
{
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < check->plan->rule_count; i++)
        rc = check_rule(check, &check->plan->rules[i]);
    return rc;
}

static int check_alerts(struct check *check)
{
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < check->plan->alert_count; i++) {
        blame(check, "alerts", check->plan->alerts[i].id, "when");
        rc = take_up(check, check_expression(check, CX_SCOPE_ALERT, check->plan->alerts[i].when));
    }
    return rc;
}

/* A statement that gives the keys of rows at fault. Beside each is the key of another that is as
 * much at fault, and the fault may stay; or NULL. */
static int check_sql(struct check *check, const char *kind, const char *column, const char *sql,
                     const char *message)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, check->db, sql, &check->problem);
    while (rc == 0 && (rc = cx_stmt_step(stmt, &check->problem)) == 1) {
        blame(check, kind, cx_stmt_text(stmt, 0), column);
        check->fault.may_stay = !cx_stmt_is_null(stmt, 1);
        if (check->fault.may_stay)
            snprintf(check->fault.other, sizeof check->fault.other, "%s", cx_stmt_text(stmt, 1));
        rc = take_up(check, cx_err_set(&check->problem, CX_EDATA, "%s %s", cx_stmt_text(stmt, 0),
                                       _(message)));
    }
    cx_stmt_free(stmt);
    return rc;
}

/* Rows with one key that hold on the same day: a statement that gives the key and the later row's
 * valid_from, or nothing. */
static int check_overlaps(struct check *check, const char *kind, const char *sql)
{
    struct cx_stmt *stmt = NULL;
    char day[CX_DATE_TEXT];
    int rc = cx_stmt_new(&stmt, check->db, sql, &check->problem);
    if (rc == 0 && (rc = cx_stmt_step(stmt, &check->problem)) == 1) {
        const char *key = cx_stmt_text(stmt, 0), *metric = cx_stmt_text(stmt, 1);
        cx_date from = (cx_date)cx_stmt_int(stmt, 2);
        blame(check, kind, key, "valid_from");
        snprintf(check->fault.rest, sizeof check->fault.rest, "%s%s\x1f%d", metric ? "\x1f" : "",
                 metric ? metric : "", from);
        rc = from == CX_EVER
                 ? cx_err_set(&check->problem, CX_EDATA, "%s has %s twice", key,
                              metric ? metric : key)
                 : cx_err_set(&check->problem, CX_EDATA,
                              "another row of %s%s%s is valid then: let it end with valid_to %s",
                              key, metric ? ", " : "", metric ? metric : "",
                              cx_date_format(day, from));
    }
    cx_stmt_free(stmt);
    return rc;
}

static void hear_choice(void *context, const char *kind, const char *id, const char *column,
                        bool may_stay, const char *why)
{
    struct check *check = context;
    blame(check, kind, id, column);
    check->fault.may_stay = may_stay;
    take_up(check, cx_err_set(&check->problem, CX_EDATA, "%s", why));
}

/* What no date changes is checked once; cards, only where no two of their rows overlap. */
static int check_day(struct check *check, cx_date day, bool is_first, bool has_cards)
{
    int rc = cx_plan_load(&check->plan, check->db, day, check->err);
    if (rc == 0 && is_first)
        rc = check_settings(check);
    if (rc == 0 && is_first)
        rc = check_names(check);
    if (rc == 0 && is_first)
        rc = check_measures(check);
    if (rc == 0 && is_first)
        rc = check_metrics(check);
    if (rc == 0 && is_first)
        rc = check_alerts(check);
    if (rc == 0 && has_cards)
        rc = check_cards(check);
    if (rc == 0)
        rc = check_rules(check);
    cx_plan_free(check->plan);
    check->plan = NULL;
    return rc;
}

/* The days on which a plan that holds from then on could differ. */
static int plan_days(cx_date **days, size_t *count, struct cx_db *db, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    size_t cap = 0;
    *days = NULL;
    *count = 0;
    CX_GROW(*days, *count, cap);
    (*days)[(*count)++] = 0;
    int rc = cx_stmt_new(&stmt, db, SQL_dates, err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        CX_GROW(*days, *count, cap);
        (*days)[(*count)++] = (cx_date)cx_stmt_int(stmt, 0);
        rc = 0;
    }
    cx_stmt_free(stmt);
    return rc;
}

static int check_tables(struct check *check, bool *has_cards)
{
    int rc = take_up(check, check_sql(check, "tiers", "from", SQL_tier_faults,
                                      "has a gap or an overlap: each tier's to is the next one's "
                                      "from"));
    if (rc == 0)
        rc = take_up(check, check_sql(check, "stages", "to_dpd", SQL_stage_faults,
                                      "has a gap or an overlap: its to_dpd, the day after its "
                                      "last, is the next one's from_dpd"));
    if (rc == 0)
        rc = take_up(check, check_sql(check, "grades", "min_score", SQL_grade_faults,
                                      "has the min_score of another grade, so one of them is never "
                                      "given"));
    if (rc == 0)
        rc = take_up(check, check_sql(check, "rules", "rule_id", SQL_rules_like_columns,
                                      "is a column of the sheet: choose another rule_id; one that "
                                      "is there already goes with cx-import --delete"));
    if (rc == 0)
        rc = take_up(check, check_sql(check, "rules", "rule_id", SQL_rules_alike,
                                      "is also the id of another rule but for capital letters, and "
                                      "applies_to takes both: choose another rule_id; one that is "
                                      "there already goes with cx-import --delete"));
    if (rc == 0)
        rc = take_up(check, check_overlaps(check, "rules", SQL_twice_ruled));
    int before = check->seen;
    if (rc == 0)
        rc = take_up(check, check_overlaps(check, "scorecards", SQL_twice_weighed));
    *has_cards = check->seen == before;
    return rc;
}

int cx_plan_check(struct cx_db *db, cx_plan_hear *hear, void *context, struct cx_err *err)
{
    struct check check = {
        .db = db, .hear = hear, .context = context, .heard = cx_map_new(), .err = err};
    cx_date *days = NULL;
    size_t count = 0;
    bool has_cards;
    int rc = check_tables(&check, &has_cards);
    if (rc == 0)
        rc = cx_choices_check(db, hear_choice, &check, err);
    if (rc == 0)
        rc = plan_days(&days, &count, db, err);
    for (size_t i = 0; rc == 0 && i < count; i++)
        rc = check_day(&check, days[i], i == 0, has_cards);
    free(days);
    cx_map_free(check.heard);
    return rc < 0 ? rc : check.count;
}
