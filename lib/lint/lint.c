#include "lint/lint.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/lang.h"
#include "base/mem.h"
#include "lint/lint.sql.h"
#include "lint/linter.h"
#include "store/shadow.h"

/* The plan of one day, for all periods. */
static int freeze(struct cx_db *db, cx_date day, struct cx_err *err)
{
    int rc = cx_db_scratch_begin(db, err);
    if (rc == 0)
        rc = cx_db_shadow(db, "rules", err);
    if (rc == 0)
        rc = cx_db_shadow(db, "scorecards", err);
    if (rc == 0)
        rc = cx_db_exec_int(db, SQL_freeze_rules, day, err);
    if (rc == 0)
        rc = cx_db_exec(db, SQL_unbind_rules, err);
    if (rc == 0)
        rc = cx_db_exec_int(db, SQL_freeze_scorecards, day, err);
    if (rc == 0)
        rc = cx_db_exec(db, SQL_unbind_scorecards, err);
    return cx_db_scratch_end(db, rc, err);
}

static int keep(struct cx_db *db, struct cx_err *err)
{
    int rc = cx_db_scratch_begin(db, err);
    if (rc == 0)
        rc = cx_db_exec(db, SQL_keep_rules, err);
    if (rc == 0)
        rc = cx_db_exec(db, SQL_keep_scorecards, err);
    return cx_db_scratch_end(db, rc, err);
}

static void lift(struct cx_db *db)
{
    struct cx_err ignored = {0};
    (void)cx_db_scratch_begin(db, &ignored);
    (void)cx_db_exec(db, SQL_drop, &ignored);
    (void)cx_db_unshadow(db, NULL, &ignored);
    (void)cx_db_scratch_end(db, 0, &ignored);
}

/* What an import would refuse: it can only be there where somebody changed the database by hand,
 * or an older cx let it in. Weights and tiers are told one by one (tables.c), and hinder
 * nothing from being computed. */
struct hearing {
    struct linter linter;
    bool *is_sound;
};

static void hear_fault(void *context, const struct cx_plan_fault *fault)
{
    struct hearing *hearing = context;
    if (strcmp(fault->column, "weight") == 0 || strcmp(fault->kind, "tiers") == 0)
        return;
    *hearing->is_sound = false;
    found(&hearing->linter, CX_LINT_ERROR, "plan", fault->kind, fault->key,
          "correct it, and import it again", "%s: %s", fault->column, fault->message);
}

static int lint_whole(bool *is_sound, struct cx_lint *out, struct cx_db *db, struct cx_err *err)
{
    struct hearing hearing = {{.out = out, .db = db, .err = err}, is_sound};
    *is_sound = true;
    int rc = cx_plan_check(db, hear_fault, &hearing, err);
    return rc < 0 ? rc : 0;
}

static int try_months(struct census *census, struct linter *linter, const struct cx_period *only)
{
    struct cx_stmt *stmt = NULL;
    struct cx_ymd month = {0}, last = {0};
    int rc = cx_stmt_new(&stmt, linter->db, SQL_data_days, linter->err);
    if (rc == 0 && (rc = cx_stmt_step(stmt, linter->err)) == 1 && !cx_stmt_is_null(stmt, 0)) {
        month = cx_date_split((cx_date)cx_stmt_int(stmt, 0));
        last = cx_date_split((cx_date)cx_stmt_int(stmt, 1));
    }
    cx_stmt_free(stmt);
    if (rc < 0 || month.year == 0)
        return rc < 0 ? rc : 0;
    if (only) {
        snprintf(linter->out->tried, sizeof linter->out->tried, "%s", only->name);
        return census_add(census, linter->db, only, linter->err);
    }
    struct cx_period period = cx_period_month(month.year, month.month);
    const struct cx_period end = cx_period_month(last.year, last.month);
    if (period.from == end.from)
        snprintf(linter->out->tried, sizeof linter->out->tried, "%s", end.name);
    else
        snprintf(linter->out->tried, sizeof linter->out->tried, "%s..%s", period.name, end.name);
    for (rc = 0; rc == 0 && period.from <= end.from;) {
        rc = census_add(census, linter->db, &period, linter->err);
        struct cx_ymd next = cx_date_split(period.to);
        period = cx_period_month(next.year, next.month);
    }
    return rc;
}

static int lint_sound(struct linter *linter, const struct cx_period *only)
{
    struct census *census = census_new(linter->plan);
    int rc = try_months(census, linter, only);
    if (rc == 0 && linter->out->tried[0])
        lint_tried(linter, census);
    census_free(census);
    if (rc == 0 && strcasecmp(linter->plan->settings.jurisdiction, "CN") == 0)
        rc = lint_alone(linter);
    return rc;
}

/* People are contacted, and nothing says how often and when; a jurisdiction of none is meant. */
static int lint_limits(struct linter *linter)
{
    int64_t is_unlimited = 0;
    int rc = cx_db_get_int(&is_unlimited, linter->db, SQL_is_unlimited, NULL, linter->err);
    if (rc == 0 && is_unlimited)
        found(linter, CX_LINT_WARNING, "limits", "settings", "jurisdiction",
              "import limits of the jurisdiction, or write none where nothing is limited",
              "no limit holds for contacts");
    return rc;
}

static int lint_day(struct cx_lint *out, struct cx_db *db, cx_date day,
                    const struct cx_period *only, bool is_sound, struct cx_err *err)
{
    struct linter linter = {.out = out, .db = db, .day = day, .err = err};
    struct cx_plan *plan = NULL;
    struct cx_org *org = NULL;
    int rc = freeze(db, day, err);
    if (rc == 0)
        rc = cx_plan_load(&plan, db, day, err);
    if (rc == 0)
        rc = cx_org_load(&org, db, err);
    linter.plan = plan;
    linter.org = org;
    if (rc == 0) {
        lint_tables(&linter);
        lint_cards(&linter);
        lint_rates(&linter);
        lint_rules(&linter);
        lint_twice(&linter);
        lint_moved(&linter);
        lint_people(&linter);
        lint_stages(&linter);
        rc = lint_limits(&linter);
    }
    if (rc == 0 && is_sound)
        rc = lint_sound(&linter, only);
    cx_plan_free(plan);
    cx_org_free(org);
    return rc;
}

/* The day, and without a period those after it on which the plan changes. */
static int lint_days(struct cx_lint *out, struct cx_db *db, cx_date day,
                     const struct cx_period *only, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    cx_date *days = NULL;
    size_t count = 0, cap = 0;
    bool is_sound;
    CX_GROW(days, count, cap);
    days[count++] = day;
    int rc = lint_whole(&is_sound, out, db, err);
    if (rc == 0 && !only)
        rc = cx_stmt_new(&stmt, db, SQL_days, err);
    if (stmt)
        cx_stmt_bind_int(stmt, 1, day);
    while (stmt && rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        CX_GROW(days, count, cap);
        days[count++] = (cx_date)cx_stmt_int(stmt, 0);
        rc = 0;
    }
    cx_stmt_free(stmt);
    for (size_t i = 0; rc == 0 && i < count; i++)
        rc = lint_day(out, db, days[i], only, is_sound, err);
    free(days);
    return rc;
}

int cx_lint_run(struct cx_lint **out, struct cx_db *db, cx_date day, const struct cx_period *period,
                bool hides_pay, struct cx_err *err)
{
    struct cx_lint *lint = cx_alloc(sizeof *lint);
    struct linter linter = {.out = lint, .db = db, .err = err};
    lint->hides_pay = hides_pay;
    cx_lang_say_as_output(true);
    int rc = keep(db, err);
    if (rc == 0)
        rc = lint_days(lint, db, period ? period->to - 1 : day, period, err);
    if (rc == 0)
        rc = lint_spans(&linter, period ? period->from : cx_date_month_start(day),
                        period ? period->to : CX_DATE_NONE);
    if (rc == 0)
        rc = lint_targets(&linter);
    lift(db);
    cx_lang_say_as_output(false);
    if (rc < 0) {
        cx_lint_free(lint);
        return rc;
    }
    *out = lint;
    return 0;
}

void cx_lint_free(struct cx_lint *lint)
{
    if (!lint)
        return;
    for (size_t i = 0; i < lint->count; i++) {
        free(lint->list[i].id);
        free(lint->list[i].finding);
    }
    free(lint->list);
    free(lint);
}

int cx_lint_table(struct cx_table *out, const struct cx_lint *lint, struct cx_err *err)
{
    static const struct cx_column columns[] = {
        {"severity", "Severity", CX_CELL_TEXT, 0, false},
        {"check", "Check", CX_CELL_TEXT, 0, false},
        {"kind", "Kind", CX_CELL_TEXT, 0, false},
        {"rule_id", "Rule", CX_CELL_TEXT, 0, false},
        {"finding", "Finding", CX_CELL_TEXT, 0, false},
        {"advice", "Advice", CX_CELL_TEXT, 0, false},
    };
    static const char *const severities[] = {"error", "warning"};
    int rc = 0;
    cx_table_columns(out, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; rc == 0 && i < lint->count; i++) {
        const struct cx_finding *finding = &lint->list[i];
        const struct cx_cell cells[] = {
            cx_cell_word(severities[finding->severity]),
            cx_cell_text(cx_shown_in("check", finding->check)),
            cx_cell_text(finding->kind),
            cx_cell_text(finding->id),
            cx_cell_text(finding->finding),
            cx_cell_text(finding->advice),
        };
        rc = cx_table_row(out, cells, err);
    }
    return rc;
}
