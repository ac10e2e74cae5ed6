/* How metrics correlate, and what weights would follow. This is for people to think about: no score
 * or pay depends on it. */
#ifndef CX_STATISTICS_STATISTICS_H
#define CX_STATISTICS_STATISTICS_H

#include "score/score.h"

/* Fills a table with how each metric goes with one metric or measure over posts × months: n,
 * Pearson's r and its 95 % interval, Spearman's rho. What can't be told is null. */
int cx_correlate_table(struct cx_table *out, const struct cx_trend *trend,
                       const struct cx_period *whole, const char *metric, struct cx_err *err);

/* What weights the scorecards had to have for their metrics to count as much as they say of one
 * metric: fills a table with the rows of scorecards that cx-import would take, valid from the day
 * after the period. Nothing is stored. CX_EDATA where no scorecard's weights can be told. */
struct cx_suggestion {
    const char *metric;
    void (*say)(void *context, const char *message); /* reasons; may be NULL */
    void *context;
};
int cx_suggest_weights(struct cx_table *out, const struct cx_trend *trend, struct cx_db *db,
                       const struct cx_period *whole, const struct cx_suggestion *suggestion,
                       struct cx_err *err);

#endif
