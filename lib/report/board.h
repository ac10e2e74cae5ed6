/* Private to report/: what the dashboard is made of. */
#ifndef CX_REPORT_BOARD_H
#define CX_REPORT_BOARD_H

#include "report/tables.h"

struct board {
    struct cx_db *db;
    const struct cx_report_options *options;
    struct cx_err *err;
    struct todate *todate;
    struct cx_trend *months;         /* up to the period, whole */
    struct cx_scores *whole;         /* of the period; NULL: todate has them */
    const struct cx_scores *ranking; /* borrowed: who has which score, rank and grade */
    struct daily *daily;
    struct firings *firings;
    struct latest *latest;   /* what people did; NULL: has_events is false */
    struct reached *reached; /* likewise */
    struct cx_buf *page;     /* borrowed */
    bool has_events;         /* contacts and payments, which a head has not */
};

static inline const struct cx_plan *plan_of(const struct board *board)
{
    return board->todate->scores->plan;
}

/* tiles.c: the figures at the top of the page. */
int put_tiles(struct board *board);

#endif
