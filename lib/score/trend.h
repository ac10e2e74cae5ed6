/* Private to score/: scores from sums. */
#ifndef CX_SCORE_TREND_H
#define CX_SCORE_TREND_H

#include "score/score.h"

/* What the scores of one period are computed from. */
struct scoring {
    struct cx_db *db;
    struct cx_plan *plan;            /* borrowed, also by scores for which it holds */
    struct cx_org *org;              /* borrowed, also by the scores */
    const struct cx_sums *sums;      /* over the periods */
    const struct cx_period *periods; /* of the sums */
    size_t now, before;              /* which of them */
    cx_date plan_on;                 /* the plan is the one that is valid on this day */
    bool only_teams;                 /* and the company: persons and posts have no values */
};
int score_sums(struct cx_scores **out, const struct scoring *of, struct cx_err *err);

#endif
