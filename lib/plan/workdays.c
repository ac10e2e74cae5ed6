#include "plan/workdays.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/mem.h"

#define SEARCHED 100 /* days: no holidays are longer */

struct cx_workdays {
    struct cx_work work;
    struct cx_map *off, *worked; /* days that differ from others of their weekday */
};

int cx_workdays_load(struct cx_workdays **out, struct cx_db *db, struct cx_work work,
                     struct cx_err *err)
{
    struct cx_workdays *days = cx_alloc(sizeof *days);
    struct cx_stmt *stmt = NULL;
    days->work = work;
    days->off = cx_map_new();
    days->worked = cx_map_new();
    int rc = cx_stmt_new(&stmt, db, "SELECT day, works FROM holidays", err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        cx_map_put(cx_stmt_int(stmt, 1) ? days->worked : days->off, cx_stmt_int(stmt, 0), 1);
        rc = 0;
    }
    cx_stmt_free(stmt);
    if (rc < 0) {
        cx_workdays_free(days);
        return rc;
    }
    *out = days;
    return 0;
}

void cx_workdays_free(struct cx_workdays *days)
{
    if (!days)
        return;
    cx_map_free(days->off);
    cx_map_free(days->worked);
    free(days);
}

bool cx_workdays_has(const struct cx_workdays *days, cx_date day)
{
    if (cx_map_get(days->worked, day))
        return true;
    return (days->work.days >> cx_date_weekday(day) & 1) && !cx_map_get(days->off, day);
}

cx_date cx_workdays_before(const struct cx_workdays *days, cx_date day)
{
    for (int back = 1; back <= SEARCHED; back++) {
        if (cx_workdays_has(days, day - back))
            return day - back;
    }
    return day - 1;
}

int cx_workdays_count(const struct cx_workdays *days, cx_date from, cx_date to)
{
    int count = 0;
    for (cx_date day = from; day < to; day++)
        count += cx_workdays_has(days, day);
    return count;
}

int cx_workdays_length(const struct cx_workdays *days)
{
    return days->work.to - days->work.from;
}

int64_t cx_workdays_worked(const struct cx_workdays *days, cx_date from, cx_time until)
{
    cx_date today = cx_date_of(until);
    int64_t second = until - (cx_time)today * 86400;
    int64_t before = (int64_t)cx_workdays_count(days, from, today) * cx_workdays_length(days);
    if (today < from || second <= days->work.from || !cx_workdays_has(days, today))
        return before;
    return before + (second < days->work.to ? second : days->work.to) - days->work.from;
}
