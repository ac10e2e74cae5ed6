#include "report/workdays.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/mem.h"

struct workdays {
    struct cx_work work;
    struct cx_map *off, *worked; /* days that differ from others of their weekday */
};

int workdays_load(struct workdays **out, struct cx_db *db, struct cx_work work, struct cx_err *err)
{
    struct workdays *days = cx_alloc(sizeof *days);
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
        workdays_free(days);
        return rc;
    }
    *out = days;
    return 0;
}

void workdays_free(struct workdays *days)
{
    if (!days)
        return;
    cx_map_free(days->off);
    cx_map_free(days->worked);
    free(days);
}

bool workdays_has(const struct workdays *days, cx_date day)
{
    if (cx_map_get(days->worked, day))
        return true;
    return (days->work.days >> cx_date_weekday(day) & 1) && !cx_map_get(days->off, day);
}

int workdays_count(const struct workdays *days, cx_date from, cx_date to)
{
    int count = 0;
    for (cx_date day = from; day < to; day++)
        count += workdays_has(days, day);
    return count;
}

int workdays_length(const struct workdays *days)
{
    return days->work.to - days->work.from;
}

int64_t workdays_worked(const struct workdays *days, cx_date from, cx_time until)
{
    cx_date today = cx_date_of(until);
    int64_t second = until - (cx_time)today * 86400;
    int64_t before = (int64_t)workdays_count(days, from, today) * workdays_length(days);
    if (today < from || second <= days->work.from || !workdays_has(days, today))
        return before;
    return before + (second < days->work.to ? second : days->work.to) - days->work.from;
}
