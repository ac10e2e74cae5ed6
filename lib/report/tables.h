/* Private to report/: tables that the dashboard and the workbook show as well. */
#ifndef CX_REPORT_TABLES_H
#define CX_REPORT_TABLES_H

#include "report/byday.h"
#include "report/firing.h"
#include "report/reached.h"
#include "report/reports.h"
#include "report/todate.h"

/* The five best and the five last of a scorecard; no rows where nobody has a score by it. */
void make_ends(struct cx_table *out, const struct cx_scores *scores, const char *card);
/* A row a team and metric; only (-1: all metrics). */
void make_teams(struct cx_table *out, const struct cx_scores *scores, int only);
/* A row a post: of each line of its scorecard the value, the target and what was attained. */
void make_attained(struct cx_table *out, const struct cx_scores *scores);
/* What each channel brought and cost in the ledger's period, in all and by team. */
int make_channels(struct cx_table *out, struct cx_db *db, const struct cx_plan *plan,
                  const struct cx_org *org, const struct reached *reached, struct cx_err *err);
/* A metric (options->by) over all periods of a trend, of teams that have no child teams. */
int make_trend(struct cx_table *out, const struct cx_trend *trend,
               const struct cx_report_options *options, struct cx_err *err);
/* Where an amount will stand at the period's end: each remaining working day is expected to bring
 * the mean of those that are over. The 95 % interval has both the spread of the days to come and
 * the mean's own uncertainty, and nothing below what is done unless days brought less than nothing;
 * it needs the single days. CX_NO_VALUE: can't be said. */
struct forecast {
    int64_t end, low, high;
};
int progress_forecast(struct forecast *out, const struct todate *todate, struct daily *daily,
                      size_t subject, int quantity, struct cx_err *err);
/* The days so far; *out NULL where a forecast needs none, they are more than a
 * quarter has, or the database is a head's, which has sums of whole periods. */
int progress_daily(struct daily **out, struct cx_db *db, const struct todate *todate,
                   struct cx_err *err);
/* What broke a rule in the period. */
int make_violations(struct cx_table *out, struct cx_db *db, const struct cx_report_options *options,
                    struct cx_err *err);

/* summary.c: what the plan's setting `dashboard` names; where it has none of it, four of its own.
 */
#define SUMMARY_METRICS 12
size_t summary_metrics(int *metrics, size_t most, const struct cx_plan *plan);
int64_t summary_target(const struct todate *todate, int metric); /* of the company; millionths */
/* A row a metric of the company; is_whole: after these all others of the plan. */
int make_summary(struct cx_table *out, const struct todate *todate, struct daily *daily,
                 bool is_whole, struct cx_err *err);
/* A row a post; is_linked: names lead to the places of people (anchors.h). */
void make_people(struct cx_table *out, const struct cx_scores *scores, bool is_linked);

#endif
