/* Gaps: working days of a period without events of a kind that the company has on most others, as
 * where an export ends in the middle of a month. How usual they are is judged by the months before
 * and the rest of this one, so that a company with few events has no gaps. */
#include <stdlib.h>

#include "base/mem.h"
#include "past/days.h"
#include "plan/workdays.h"
#include "sheet/finder.h"

#define MONTHS_BEFORE 3
#define OTHERS_MIN    5 /* working days that a judgement needs */
#define GAP           5 /* working days, where 3 of 4 others have events */
#define GAP_OF_DAILY  3 /* where 19 of 20 have */

/* Of the days of the period that are over, and those before it. */
struct daily {
    cx_date from, to; /* half-open, like all spans of days here */
    cx_date begun;    /* the first day of events of the kind, where it is one of these days */
    bool *has;        /* by day: there is an event */
    struct cx_workdays *calendar;
};

static int load(struct daily *daily, struct finder *f, const char *event, const char *days)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_days_has(f->db, event, -CX_DATE_NONE, daily->from, f->err);
    daily->begun = rc == 1 ? daily->from : daily->to;
    if (rc >= 0)
        rc = cx_stmt_new(&stmt, f->db, days, f->err);
    if (rc < 0)
        return rc;
    cx_stmt_bind_int(stmt, 1, daily->from);
    cx_stmt_bind_int(stmt, 2, daily->to);
    while ((rc = cx_stmt_step(stmt, f->err)) == 1) {
        cx_date day = (cx_date)cx_stmt_int(stmt, 0);
        daily->has[day - daily->from] = true;
        daily->begun = day < daily->begun ? day : daily->begun;
    }
    cx_stmt_free(stmt);
    return rc;
}

static bool is_gap(const struct daily *daily, cx_date from, cx_date to)
{
    int others = 0, busy = 0, silent = cx_workdays_count(daily->calendar, from, to);
    for (cx_date day = daily->begun; day < daily->to; day++) {
        if ((day >= from && day < to) || !cx_workdays_has(daily->calendar, day))
            continue;
        others++;
        busy += daily->has[day - daily->from];
    }
    bool is_daily = busy * 20 >= others * 19;
    return others >= OTHERS_MIN && busy * 4 >= others * 3 &&
           silent >= (is_daily ? GAP_OF_DAILY : GAP);
}

static void name_gaps(struct finder *f, const struct daily *daily, const char *what)
{
    char from[CX_DATE_TEXT], to[CX_DATE_TEXT];
    cx_date first = f->scores->period.from > daily->begun ? f->scores->period.from : daily->begun;
    struct cx_buf text = {0};
    for (cx_date day = first; day <= daily->to; day++) {
        if (day < daily->to && !daily->has[day - daily->from])
            continue;
        if (is_gap(daily, first, day)) {
            cx_buf_clear(&text);
            cx_buf_show(&text, what, cx_date_format(from, first), cx_date_format(to, day - 1));
            finder_name(f, cx_buf_str(&text), NULL);
        }
        first = day + 1;
    }
    cx_buf_fini(&text);
}

int find_gaps(struct finder *f, const char *event, const char *days, const char *what)
{
    const struct cx_period *period = &f->scores->period;
    struct daily daily = {.from = cx_date_add_months(period->from, -MONTHS_BEFORE),
                          .to = f->today < period->to ? f->today : period->to};
    if (daily.to <= period->from)
        return 0;
    daily.has = cx_alloc((size_t)(daily.to - daily.from) * sizeof *daily.has);
    int rc = cx_workdays_load(&daily.calendar, f->db, f->scores->plan->settings.work, f->err);
    if (rc == 0)
        rc = load(&daily, f, event, days);
    if (rc == 0)
        name_gaps(f, &daily, what);
    cx_workdays_free(daily.calendar);
    free(daily.has);
    return rc;
}
