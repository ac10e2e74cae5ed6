/* The faults of a plan that no single row shows: cx_plan_check. Each check sets the message of the
 * first fault that it finds in a row; take_up hands it on, so that the other rows are looked at
 * too. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/decimal.h"
#include "base/lang.h"
#include "base/map.h"
#include "base/mem.h"
#include "kind/kind.h"
#include "plan/choices.h"
#include "plan/expr.h"
#include "plan/formula.h"
#include "plan/literals.h"
#include "plan/plan.sql.h"
#include "plan/rules.h"

struct check {
    struct cx_db *db;
    struct cx_plan *plan;
    struct cx_plan_fault fault;
    struct cx_err problem; /* of the row in hand */
    cx_plan_hear *hear;
    void *context;
    struct cx_map *heard; /* hashes of faults, which a plan that changes by day shows again */
    int count, seen;      /* faults that were handed on; those of all days */
    struct cx_err *err;
};

static void blame(struct check *check, const char *kind, const char *key, const char *column)
{
    check->fault.kind = kind;
    snprintf(check->fault.key, sizeof check->fault.key, "%s", key);
    snprintf(check->fault.column, sizeof check->fault.column, "%s", column);
    check->fault.rest[0] = '\0';
}

/* The same of a line of a scorecard. */
static void blame_line(struct check *check, const struct cx_card_line *line, const char *column)
{
    blame(check, "scorecards", line->card, column);
    snprintf(check->fault.rest, sizeof check->fault.rest, "\x1f%s", line->metric);
}

/* Hands on the fault of a row, once. 0, or negative where no row is at fault. */
static int take_up(struct check *check, int rc)
{
    struct cx_plan_fault *fault = &check->fault;
    struct cx_buf key = {0};
    if (rc >= 0)
        return 0;
    if (rc != CX_EDATA)
        return cx_err_set(check->err, rc, "%s", check->problem.text);
    cx_buf_printf(&key, "%s\x1f%s%s\x1f%s\x1f%s", fault->kind, fault->key, fault->rest,
                  fault->column, check->problem.text);
    fault->message = check->problem.text;
    check->seen++;
    if (cx_map_put(check->heard, (int64_t)cx_map_hash(key.data, key.len, 0), 1)) {
        check->count++;
        check->hear(check->context, fault);
    }
    check->problem = (struct cx_err){0};
    cx_buf_fini(&key);
    return 0;
}

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

/* Values are numbers, conditions true or false: neither can be a text. */
static int check_code(struct check *check, const struct cx_code *code, const char *text)
{
    return cx_code_is_text(code)
               ? cx_err_set(&check->problem, CX_EDATA, "it gives a text, where a number is needed")
               : cx_code_check(code, text, &check->problem);
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
        rc = cx_literals_check(code, columns, count, &check->problem);
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

static int check_expression(struct check *check, enum cx_name_scope scope, const char *text)
{
    struct cx_expr *expr = NULL;
    if (!text)
        return 0;
    int rc = cx_expr_new(&expr, check->plan, scope, text, &check->problem);
    if (rc == 0)
        rc = check_code(check, cx_expr_code(expr), text);
    cx_expr_free(expr);
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

static int check_card_line(struct check *check, const struct cx_card_line *line)
{
    int64_t target;
    size_t tiers;
    const char *metric = line->metric;
    blame_line(check, line, "metric_id");
    if (line->quantity < 0)
        return cx_err_set(&check->problem, CX_EDATA,
                          "scorecard %s scores %s, a metric that the plan doesn't have", line->card,
                          metric);
    blame_line(check, line, "weight");
    if (line->weight_ppm < 0)
        return cx_err_set(&check->problem, CX_EDATA, "%s: a weight can't be negative", metric);
    blame_line(check, line, "target");
    if (line->method == CX_METHOD_STEPS) {
        if (!line->target || (cx_plan_tiers(check->plan, line->target, &tiers), tiers == 0))
            return cx_err_set(&check->problem, CX_EDATA,
                              "%s: method steps needs the tier_id of its steps as target", metric);
    } else if (line->target && !cx_plan_target(&target, line->target)) {
        return cx_err_set(&check->problem, CX_EDATA, "%s: the target \"%s\" is not a number",
                          metric, line->target);
    }
    blame_line(check, line, "floor");
    if (line->floor_ppm > line->cap_ppm)
        return cx_err_set(&check->problem, CX_EDATA, "%s: the floor is above the cap", metric);
    blame_line(check, line, "require");
    return check_expression(check, CX_SCOPE_FORMULA, line->require);
}

static bool same_role(const char *a, const char *b)
{
    return a && b ? strcasecmp(a, b) == 0 : a == b;
}

/* Whether two lines name the same posts, so that neither is the more specific. */
static bool is_for_the_same(const struct cx_card_line *a, const struct cx_card_line *b)
{
    return a->for_team == b->for_team && a->for_employee == b->for_employee &&
           same_role(a->for_role, b->for_role);
}

/* All rows of a card are for the same posts, and no two cards are. */
static int check_whom_of(struct check *check, size_t i)
{
    const struct cx_plan *plan = check->plan;
    const struct cx_card_line *line = &plan->lines[i];
    for (size_t k = 0; k < i; k++) {
        const struct cx_card_line *other = &plan->lines[k];
        bool is_one_card = strcmp(line->card, other->card) == 0;
        if (is_for_the_same(line, other) == is_one_card)
            continue;
        blame(check, "scorecards", line->card, "scorecard_id");
        return is_one_card
                   ? cx_err_set(&check->problem, CX_EDATA,
                                "the rows of scorecard %s are for different posts: for_role, "
                                "for_team and for_employee must be the same in all",
                                line->card)
                   : cx_err_set(&check->problem, CX_EDATA,
                                "scorecards %s and %s are for the same posts: give one of them "
                                "another for_role, for_team or for_employee",
                                other->card, line->card);
    }
    return 0;
}

static int check_weights(struct check *check, const struct cx_card_line *lines, size_t count)
{
    int64_t sum = 0;
    char text[CX_DEC_TEXT];
    blame(check, "scorecards", lines->card, "weight");
    for (size_t i = 0; i < count; i++) {
        if (__builtin_add_overflow(sum, lines[i].weight_ppm, &sum))
            return cx_err_set(&check->problem, CX_EDATA,
                              "the weights of scorecard %s are too large", lines->card);
    }
    if (sum != 100 * cx_dec_pow10(6))
        return cx_err_set(&check->problem, CX_EDATA,
                          "the weights of scorecard %s add up to %s, not to 100", lines->card,
                          cx_dec_format_short(text, sum, 6));
    return 0;
}

static int check_cards(struct check *check)
{
    const struct cx_plan *plan = check->plan;
    int rc = 0;
    for (size_t first = 0, next; rc == 0 && first < plan->line_count; first = next) {
        const struct cx_card_line *lines = &plan->lines[first];
        int before = check->seen;
        for (next = first;
             rc == 0 && next < plan->line_count && strcmp(plan->lines[next].card, lines->card) == 0;
             next++)
            rc = take_up(check, check_card_line(check, &plan->lines[next]));
        if (rc == 0 && check->seen == before)
            rc = take_up(check, check_weights(check, lines, next - first));
    }
    for (size_t i = 0; rc == 0 && i < plan->line_count; i++)
        rc = take_up(check, check_whom_of(check, i));
    return rc;
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

/* A statement that gives the key of a row at fault, or nothing. */
static int check_sql(struct check *check, const char *kind, const char *column, const char *sql,
                     const char *message)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, check->db, sql, &check->problem);
    if (rc == 0 && (rc = cx_stmt_step(stmt, &check->problem)) == 1) {
        blame(check, kind, cx_stmt_text(stmt, 0), column);
        rc = cx_err_set(&check->problem, CX_EDATA, "%s %s", cx_stmt_text(stmt, 0), _(message));
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
                        const char *why)
{
    struct check *check = context;
    blame(check, kind, id, column);
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
