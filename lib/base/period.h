/* Periods: half-open ranges of days [from, to), with the name users gave them. */
#ifndef CX_BASE_PERIOD_H
#define CX_BASE_PERIOD_H

#include "base/date.h"
#include "base/error.h"

#define CX_PERIOD_TEXT 32

enum cx_period_kind {
    CX_PERIOD_MONTH,   /* 2026-10 */
    CX_PERIOD_QUARTER, /* 2026-Q4 */
    CX_PERIOD_YEAR,    /* 2026 */
    CX_PERIOD_WEEK,    /* 2026-W41, ISO 8601 */
    CX_PERIOD_DAY,     /* 2026-10-05 */
    CX_PERIOD_RANGE,   /* 2026-10-01..2026-10-15, both ends included; 2026-01..2026-10 */
};

struct cx_period {
    enum cx_period_kind kind;
    cx_date from, to;          /* to is exclusive */
    char name[CX_PERIOD_TEXT]; /* canonical: this-month has become 2026-10 */
};

/* Reads a period from the command line; today is the day of --as-of, which this-month, last-month,
 * yesterday and today refer to. CX_EUSAGE, with a list of the forms, if it is not a period. */
int cx_period_parse(struct cx_period *period, const char *s, cx_date today, struct cx_err *err);
/* The previous period of the same kind; for a range, the same number of days before it. */
struct cx_period cx_period_before(const struct cx_period *period);
int cx_period_days(const struct cx_period *period);
/* The period of a month. */
struct cx_period cx_period_month(int year, int month);

#endif
