#include "report/workdays.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/mem.h"

struct workdays {
    struct cx_map *holidays;
};

int workdays_load(struct workdays **out, struct cx_db *db, struct cx_err *err)
{
    struct workdays *days = cx_alloc(sizeof *days);
    struct cx_stmt *stmt = NULL;
    days->holidays = cx_map_new();
    int rc = cx_stmt_new(&stmt, db, "SELECT day FROM holidays", err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        cx_map_put(days->holidays, cx_stmt_int(stmt, 0), 1);
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
    cx_map_free(days->holidays);
    free(days);
}

bool workdays_has(const struct workdays *days, cx_date day)
{
    return cx_date_weekday(day) <= 5 && !cx_map_get(days->holidays, day);
}

int workdays_count(const struct workdays *days, cx_date from, cx_date to)
{
    int count = 0;
    for (cx_date day = from; day < to; day++)
        count += workdays_has(days, day);
    return count;
}
