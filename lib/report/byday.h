/* Private to report/: metrics of single days, for forecasts. */
#ifndef CX_REPORT_BYDAY_H
#define CX_REPORT_BYDAY_H

#include "score/score.h"

struct daily;

/* The days in [from, to), each computed from its own events only; prev_ in a formula is null, and
 * measures of exposure or customers are 0. Measures are added up at once, formulas computed when
 * they are asked for. scores is borrowed. */
int daily_new(struct daily **out, struct cx_db *db, const struct cx_scores *scores, cx_date from,
              cx_date to, struct cx_err *err);
void daily_free(struct daily *daily); /* NULL is fine */
size_t daily_count(const struct daily *daily);
/* A quantity of a subject on the day-th day, as published; CX_NO_VALUE: null. */
int daily_value(int64_t *value, struct daily *daily, size_t day, size_t subject, int quantity,
                struct cx_err *err);

#endif
