/* Private to report/: the days on which people work: Monday to Friday without the plan's holidays.
 */
#ifndef CX_REPORT_WORKDAYS_H
#define CX_REPORT_WORKDAYS_H

#include "base/date.h"
#include "store/store.h"

struct workdays;

int workdays_load(struct workdays **out, struct cx_db *db, struct cx_err *err);
void workdays_free(struct workdays *days); /* NULL is fine */
bool workdays_has(const struct workdays *days, cx_date day);
int workdays_count(const struct workdays *days, cx_date from, cx_date to); /* in [from, to) */

#endif
