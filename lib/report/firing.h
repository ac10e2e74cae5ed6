/* Private to report/: which of the plan's alerts fire, and for whom. */
#ifndef CX_REPORT_FIRING_H
#define CX_REPORT_FIRING_H

#include "plan/expr.h"
#include "report/todate.h"

struct firing {
    size_t alert;     /* index in the plan */
    int team, person; /* of whom: a team (person -1), or a person in a team */
};

struct firings {
    const struct todate *todate;
    const struct cx_plan *plan;
    struct cx_expr **whens; /* of the plan's alerts */
    struct firing *list;    /* by alert, then team or person */
    size_t count, cap;
};

/* Evaluates each alert for each team or person present. todate is borrowed. */
int firings_new(struct firings **out, const struct todate *todate, struct cx_err *err);
void firings_free(struct firings *firings); /* NULL is fine */
/* Whether an alert's condition holds for a person: 1, 0 or negative. */
int firings_holds(const struct firings *firings, size_t alert, int person, struct cx_err *err);
/* The metric that an alert's condition names first (else the measure), which is what it is about;
 * -1: none. */
int firings_subject(const struct firings *firings, size_t alert);
/* What a quantity is for whom an alert fires, and what its condition sees as target_ (what is due
 * by now; millionths); CX_NO_VALUE: none. */
int64_t firings_value(const struct firings *firings, const struct firing *of, int quantity);
int64_t firings_target(const struct firings *firings, const struct firing *of, int quantity);

#endif
