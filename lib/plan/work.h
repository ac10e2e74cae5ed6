/* When people work: the days of the week and the hours of the day, as the settings work_days and
 * work_hours have them. */
#ifndef CX_PLAN_WORK_H
#define CX_PLAN_WORK_H

#include <stdbool.h>

struct cx_work {
    unsigned days; /* bit n: the day n of cx_date_weekday, Monday 1 to Sunday 7 */
    int from, to;  /* of the day, in seconds; from < to */
};

/* Monday to Friday, 09:00-18:00. */
struct cx_work cx_work_default(void);
/* mon tue wed thu fri: words between blanks or commas, in any case. NULL, or why not (nothing is
 * changed then). */
const char *cx_work_set_days(struct cx_work *work, const char *text);
/* 09:00-18:00; the end may be 24:00. Likewise. */
const char *cx_work_set_hours(struct cx_work *work, const char *text);

#endif
