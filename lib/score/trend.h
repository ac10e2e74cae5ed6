/* Private to score/: scores from sums. */
#ifndef CX_SCORE_TREND_H
#define CX_SCORE_TREND_H

#include "score/score.h"

/* What the scores of one period are computed from. */
struct scoring {
    struct cx_db *db;
    struct cx_org *org;              /* borrowed, also by the scores */
    const struct cx_sums *sums;      /* over the periods */
    const struct cx_period *periods; /* of the sums */
    size_t now, before;              /* which of them */
    cx_date plan_on;                 /* the plan is the one that is valid on this day */
};
int score_sums(struct cx_scores **out, const struct scoring *of, struct cx_err *err);

/* The organisation becomes the caller's; the trend gives no scores any more. */
struct cx_org *trend_give_org(struct cx_trend *trend);

/* All is read: ends the transaction, whose kept sums stay, before anything is written; a program
 * behind the pipe may want to write. */
void trend_end(const struct cx_trend *trend);

/* A metric or measure by its name; CX_EUSAGE where it is none. */
int find_quantity(int *quantity, const struct cx_plan *plan, const char *name, size_t n,
                  struct cx_err *err);

#endif
