/* Private to report/: when people work: the weekdays and hours of the plan's settings, without its
 * holidays, with the days that these name as worked. */
#ifndef CX_REPORT_WORKDAYS_H
#define CX_REPORT_WORKDAYS_H

#include "base/date.h"
#include "plan/work.h"
#include "store/store.h"

struct workdays;

int workdays_load(struct workdays **out, struct cx_db *db, struct cx_work work, struct cx_err *err);
void workdays_free(struct workdays *days); /* NULL is fine */
bool workdays_has(const struct workdays *days, cx_date day);
int workdays_count(const struct workdays *days, cx_date from, cx_date to); /* in [from, to) */
/* Seconds of work from the beginning of a day up to an instant, and in one working day. */
int64_t workdays_worked(const struct workdays *days, cx_date from, cx_time until);
int workdays_length(const struct workdays *days);

#endif
