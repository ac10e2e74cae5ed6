#include "report/report.h"

#include <string.h>

#include "report/reports.h"

#define PERIOD .needs_period = true
#define EVENTS .needs_events = true

static const struct cx_report reports[] = {
    {"ranking", "posts by score, or by a metric with --by", PERIOD,
     .takes = CX_TAKES_BY | CX_TAKES_TOP | CX_TAKES_PER, .table = report_ranking},
    {"team", "teams side by side, against target and company", PERIOD, .takes = CX_TAKES_BY,
     .table = report_team},
    {"trend", "a metric (--by) over periods, per team, employee or company", PERIOD,
     .takes = CX_TAKES_BY | CX_TAKES_PER | CX_TAKES_PERIODS, .table = report_trend},
    {"progress", "to date against target: expected by now, forecast, who is behind", PERIOD,
     .takes = CX_TAKES_SUBJECTS, .table = report_progress},
    {"alerts", "which alerts fire, and the people and contacts behind each", PERIOD, EVENTS,
     .takes = CX_TAKES_FAIL_ON, .table = report_alerts},
    {"channel", "success, recovered, cost and return per channel and team", PERIOD, EVENTS,
     .table = report_channel},
    {"skills", "who recovers more than others, and in which segments", PERIOD, EVENTS,
     .table = report_skills},
    {"aging", "accounts and balances by stage, and how they moved between stages", EVENTS,
     .table = report_aging},
    {"customers", "customers by rating, age, region and product", PERIOD, EVENTS,
     .table = report_customers},
    {"compliance", "violations: the contact, the rule and its source, the words", PERIOD, EVENTS,
     .takes = CX_TAKES_BUNDLE | CX_TAKES_UNMASK, .table = report_compliance},
    {"promotion", "who is ready for promotion, and what the others lack", PERIOD,
     .table = report_promotion},
    {"training", "a metric before and after a course, against those who did not take it", PERIOD,
     .takes = CX_TAKES_BY, .subject = "COURSE", .table = report_training},
    {"account", "everything that happened to one account", EVENTS, .takes = CX_TAKES_UNMASK,
     .subject = "ACCOUNT", .needs_subject = true, .is_of_account = true, .table = report_account},
    {"customer", "one customer: how each debt stands, and everything that happened", EVENTS,
     .takes = CX_TAKES_UNMASK, .subject = "CUSTOMER", .needs_subject = true, .is_of_customer = true,
     .table = report_customer},
    {"audit", "who did what, when, with which files", .needs = CX_NEEDS_PAY | CX_NEEDS_WHOLE,
     .table = report_audit},
    {"dashboard", "one HTML page with charts, for a manager", PERIOD, .takes = CX_TAKES_PERIODS,
     .needs = CX_NEEDS_WHOLE, .page = report_dashboard},
    {"workbook", "one XLSX: summary, ranking, sheet, lines, teams, charts", PERIOD,
     .needs = CX_NEEDS_PAY | CX_NEEDS_WHOLE, .workbook = report_workbook},
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

int cx_report_begin(struct cx_db *db, const struct cx_report_options *options, struct cx_err *err)
{
    return report_functions(db, options, err);
}
