#include "report/report.h"

#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/mem.h"
#include "report/reports.h"

static const struct cx_report reports[] = {
    {"ranking", "posts by score, or by a metric with --by", true, NULL, false, report_ranking, NULL,
     0},
    {"team", "teams side by side, against target and company", true, NULL, false, report_team, NULL,
     0},
    {"trend", "a metric (--by) over periods, per team, employee or company", true, NULL, false,
     report_trend, NULL, 0},
    {"progress", "to date against target: expected by now, forecast, who is behind", true, NULL,
     false, report_progress, NULL, 0},
    {"alerts", "what must not go unnoticed, and the people and contacts behind it", true, NULL,
     false, report_alerts, NULL, 0},
    {"channel", "success, recovered, cost and return per channel and team", true, NULL, false,
     report_channel, NULL, 0},
    {"skills", "who recovers more than the others, and where", true, NULL, false, report_skills,
     NULL, 0},
    {"aging", "accounts and balances by stage, and how they moved between stages", false, NULL,
     false, report_aging, NULL, 0},
    {"customers", "customers by rating, age, region and product", true, NULL, false,
     report_customers, NULL, 0},
    {"compliance", "violations: the contact, the rule and its source, the words", true, NULL, false,
     report_compliance, NULL, 0},
    {"promotion", "who could be promoted, and what the others lack", true, NULL, false,
     report_promotion, NULL, 0},
    {"training", "a metric before and after a course, against those who did not take it", true,
     "COURSE", false, report_training, NULL, 0},
    {"account", "one account's whole story", false, "ACCOUNT", true, report_account, NULL, 0},
    {"audit", "who did what, when, with which files", false, NULL, false, report_audit, NULL, 0},
    {"dashboard", "one HTML page with charts, for a manager", true, NULL, false, NULL,
     report_dashboard, CX_FORMAT_HTML},
    {"workbook", "one XLSX: summary, ranking, sheet, lines, teams, charts", true, NULL, false, NULL,
     report_workbook, CX_FORMAT_XLSX},
};

const struct cx_report *cx_reports(size_t *count)
{
    *count = sizeof reports / sizeof *reports;
    return reports;
}

const struct cx_report *cx_report_find(const char *name)
{
    for (size_t i = 0; i < sizeof reports / sizeof *reports; i++) {
        if (strcmp(reports[i].name, name) == 0)
            return &reports[i];
    }
    return NULL;
}

int cx_report_run(const struct cx_report *report, struct cx_db *db,
                  struct cx_report_options *options, FILE *stream, enum cx_format format,
                  const struct cx_render_options *render, struct cx_err *err)
{
    struct cx_table *table = NULL;
    int rc = report_functions(db, options, err);
    if (rc == 0 && report->write)
        return report->write(db, options, stream, err);
    if (rc == 0)
        rc = report->make(&table, db, options, err);
    if (rc == 0)
        rc = cx_table_write(table, stream, format, render, err);
    cx_table_free(table);
    return rc;
}

int report_sql(struct cx_table **out, struct cx_db *db, const char *title, const char *sql,
               const struct cx_column *columns, size_t count,
               const struct cx_report_options *options, struct cx_err *err)
{
    return report_sql_of(out, db, title, sql, columns, count, options, 0, err);
}

int report_sql_of(struct cx_table **out, struct cx_db *db, const char *title, const char *sql,
                  const struct cx_column *columns, size_t count,
                  const struct cx_report_options *options, int64_t subject, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    struct cx_table *table = cx_table_new(title);
    struct cx_cell *cells = cx_alloc(count * sizeof *cells);
    int rc = cx_stmt_new(&stmt, db, sql, err);
    cx_table_columns(table, columns, count);
    if (rc == 0) {
        cx_stmt_bind_int(stmt, 1, options->period.from);
        cx_stmt_bind_int(stmt, 2, options->period.to);
        cx_stmt_bind_int(stmt, 3, options->now);
        cx_stmt_bind_int(stmt, 4, subject);
    }
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        for (size_t i = 0; i < count; i++) {
            int column = (int)i;
            cells[i] = cx_stmt_is_null(stmt, column)     ? CX_NULL_CELL
                       : columns[i].type == CX_CELL_TEXT ? cx_cell_text(cx_stmt_text(stmt, column))
                                                         : cx_cell_n(cx_stmt_int(stmt, column));
        }
        cx_table_keep(table, cells);
        rc = 0;
    }
    cx_stmt_free(stmt);
    free(cells);
    if (rc < 0) {
        cx_table_free(table);
        return rc;
    }
    *out = table;
    return 0;
}

struct cx_cell report_cell(int64_t value, int decimals)
{
    struct cx_cell out = value == CX_NO_VALUE ? CX_NULL_CELL : cx_cell_n(value);
    out.decimals = decimals;
    return out;
}

struct cx_cell report_millionths(int64_t value, const struct cx_quantity *quantity)
{
    int64_t out;
    if (value == CX_NO_VALUE || !cx_dec_divide(&out, value, cx_dec_pow10(6 - quantity->decimals)))
        return CX_NULL_CELL;
    return report_cell(out, quantity->decimals);
}

int64_t report_share(int64_t a, int a_decimals, int64_t b, int b_decimals, int decimals)
{
    int64_t out;
    int shift = decimals + b_decimals - a_decimals;
    __int128 up = a, down = b;
    if (a == CX_NO_VALUE || b == CX_NO_VALUE)
        return CX_NO_VALUE;
    if (shift >= 0)
        up *= cx_dec_pow10(shift);
    else
        down *= cx_dec_pow10(-shift);
    return cx_dec_divide(&out, up, down) ? out : CX_NO_VALUE;
}

const struct cx_post_score *report_main_post(const struct cx_scores *scores, int person)
{
    const struct cx_post_score *main = NULL;
    for (size_t i = 0; i < scores->post_count; i++) {
        const struct cx_post_score *of = &scores->posts[i];
        if (scores->org->posts[of->post].person == person && (!main || of->days > main->days))
            main = of;
    }
    return main;
}

int report_by(int *quantity, const struct cx_plan *plan, const struct cx_report_options *options,
              int fallback, struct cx_err *err)
{
    *quantity = fallback;
    if (!options->by)
        return 0;
    *quantity = cx_plan_quantity(plan, options->by, strlen(options->by));
    return *quantity >= 0
               ? 0
               : cx_err_set(err, CX_EUSAGE, "--by: the plan has no metric \"%s\"", options->by);
}

bool report_is_amount(const struct cx_quantity *quantity)
{
    return quantity->unit != CX_UNIT_RATIO && quantity->unit != CX_UNIT_SCORE &&
           quantity->unit != CX_UNIT_DAYS;
}
