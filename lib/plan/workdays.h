/* When people work: the weekdays and hours of the plan's settings, without its
 * holidays, with the days that these name as worked. */
#ifndef CX_PLAN_WORKDAYS_H
#define CX_PLAN_WORKDAYS_H

#include "base/date.h"
#include "plan/work.h"
#include "store/store.h"

struct cx_workdays;

int cx_workdays_load(struct cx_workdays **out, struct cx_db *db, struct cx_work work,
                     struct cx_err *err);
void cx_workdays_free(struct cx_workdays *days); /* NULL is fine */
bool cx_workdays_has(const struct cx_workdays *days, cx_date day);
/* The last before a day; where there is none, the day before it. */
cx_date cx_workdays_before(const struct cx_workdays *days, cx_date day);
int cx_workdays_count(const struct cx_workdays *days, cx_date from, cx_date to); /* in [from, to) */
/* Seconds of work from the beginning of a day up to an instant, and in one working day. */
int64_t cx_workdays_worked(const struct cx_workdays *days, cx_date from, cx_time until);
int cx_workdays_length(const struct cx_workdays *days);

#endif
