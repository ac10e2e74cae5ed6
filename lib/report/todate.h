/* Private to report/: how far a period has come, and its targets. */
#ifndef CX_REPORT_TODATE_H
#define CX_REPORT_TODATE_H

#include "plan/workdays.h"
#include "score/score.h"

struct target_row {
    enum cx_scope scope;
    int64_t id;     /* of the team or person; 0: the company */
    int quantity;   /* index in the plan; -1: the plan doesn't have it */
    int64_t target; /* millionths */
};

struct todate {
    struct cx_period whole, part; /* part: the whole's days up to today, today included */
    bool is_over;                 /* now is after the whole */
    bool is_begun;                /* else part is the whole */
    int workdays, elapsed;        /* of the whole; of these, those whose working hours are over */
    int64_t work_s, worked_s;     /* seconds of work: of the whole; of these, up to now */
    struct cx_workdays *calendar;
    struct cx_plan *plan; /* as valid on the part's last day */
    struct cx_org *org;
    struct cx_trend *trend;
    struct cx_scores *scores;   /* of the part; NULL where it isn't begun */
    struct target_row *targets; /* of the whole, by scope, id, metric */
    size_t target_count, target_cap;
};

/* The days of a period up to today, today included; all of it where it is over, or not begun. It
 * keeps its name where it is whole, so that its targets are found. */
int todate_cut(struct cx_period *part, const struct cx_period *whole, cx_date today,
               struct cx_err *err);

/* until: the last second of now, which is that of a day where now is the whole of it. */
int todate_load(struct todate **out, struct cx_db *db, const struct cx_period *period,
                cx_time until, struct cx_err *err);
void todate_free(struct todate *todate); /* NULL is fine */
/* Whether some days of the whole are still to come: then scores, ranks and grades are not those of
 * the part, which has no targets of its own, but of the whole as it stands now. */
bool todate_is_part(const struct todate *todate);
/* The part of a target that is due by now: of what accrues by working time, of the rest all.
 * CX_NO_VALUE where that can't be said: the period has no working time, and is not over. */
int64_t todate_due(const struct todate *todate, int quantity, int64_t target);
/* The targets row of the whole period; millionths; CX_NO_VALUE: none. */
int64_t todate_target(const struct todate *todate, enum cx_scope scope, int64_t id, int quantity);
/* The subject of a scope's id; false: there is none such. */
bool todate_subject(size_t *subject, const struct todate *todate, enum cx_scope scope, int64_t id);

/* Working days that are over, today's in tenths, and those of the whole: 9.5 of 22. */
void todate_put_days(struct cx_buf *out, const struct todate *todate);

#endif
