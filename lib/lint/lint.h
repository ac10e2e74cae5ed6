/* The faults of a plan that an import can't refuse: what can't be meant, or should be known. */
#ifndef CX_LINT_LINT_H
#define CX_LINT_LINT_H

#include "pay/pay.h"

enum cx_lint_severity {
    CX_LINT_ERROR,   /* can't be meant: pays wrongly, or never */
    CX_LINT_WARNING, /* may be meant: somebody should know it */
};

struct cx_finding {
    enum cx_lint_severity severity;
    const char *check; /* weights, tiers, cliff, … (cx-bonus(1)) */
    const char *kind;  /* whose row it is: rules, scorecards, tiers, … */
    char *id, *finding;
    const char *advice; /* one line */
};

struct cx_lint {
    struct cx_finding *list; /* in the order of the checks, then of the plan */
    size_t count, cap;
    bool hides_pay;                     /* from whoever reads it */
    char tried[2 * CX_PERIOD_TEXT + 4]; /* the periods in which rules were tried; "": none */
};

/* Looks at the plan as it is valid on a day, and as it changes later on; with a period, as it is on
 * that one's last day. Rules are tried, by the plan of that day, on the period, or else on all
 * months that the database has payments or contacts of. Plan tables that are laid over the
 * database's (import.h) are the plan; they are lifted at the end. With hides_pay no finding says
 * what anybody is paid. */
int cx_lint_run(struct cx_lint **out, struct cx_db *db, cx_date day, const struct cx_period *period,
                bool hides_pay, struct cx_err *err);
void cx_lint_free(struct cx_lint *lint);

/* severity, check, kind, rule_id (of other kinds than rules, the id of their row), finding, advice.
 */
int cx_lint_table(struct cx_table *out, const struct cx_lint *lint, struct cx_err *err);

#endif
