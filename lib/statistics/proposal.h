/* Private to statistics/: a scorecard that is weighed anew. */
#ifndef CX_STATISTICS_PROPOSAL_H
#define CX_STATISTICS_PROPOSAL_H

#include "statistics/statistics.h"

/* The lines of one scorecard in the plan, and what its posts had in each month. */
struct weighed {
    size_t first, count; /* of plan->lines */
    int64_t *rows;       /* [row][the metric that is explained, then each line]; as published */
    size_t row_count, cell_count, cell_cap;
    int64_t *points; /* by line: the new weight; NULL: the weights stay */
};

/* What the cards are weighed by. */
struct weighing {
    const struct cx_plan *plan; /* as valid on `from` */
    const struct cx_period *whole;
    cx_date from;                   /* when the new weights begin */
    int metric;                     /* the quantity that is explained */
    int satisfaction, churn;        /* metrics of these names; -1: the plan has none */
    int64_t churn_now, churn_then;  /* the company's, millionths; CX_NO_VALUE: not known */
    const struct cx_suggestion *to; /* who hears the reasons */
};

/* Finds a card's new points, and says why they are so, or why its weights stay. */
void weigh_card(struct weighed *card, const struct weighing *by);

/* Gives the rows of the weighed cards: the old ones, ended, and the new. Cards in the order of the
 * plan. */
int add_cards(struct cx_table *out, const struct weighed *cards, size_t count,
              const struct weighing *by, struct cx_db *db, struct cx_err *err);
void add_scorecard_columns(struct cx_table *out);

#endif
