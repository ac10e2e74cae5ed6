#include "clock.h"

#include <stdlib.h>
#include <time.h>

#include "base/zone.h"
#include "plan/plan.h"

bool clock_take_zone(const char *database)
{
    struct cx_err ignored = {0};
    struct cx_db *db = NULL;
    char *zone = NULL;
    int rc = cx_db_open(&db, database, CX_DB_READ, &ignored);
    if (rc == 0)
        rc = cx_plan_time_zone(&zone, db, &ignored);
    cx_db_close(db);
    bool is_taken = rc == 0 && zone && cx_zone_is_there(zone) && setenv("TZ", zone, 1) == 0;
    if (is_taken)
        tzset();
    free(zone);
    return is_taken;
}
