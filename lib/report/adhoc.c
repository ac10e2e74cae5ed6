#include "report/adhoc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/pool.h"
#include "report/adhoc.sql.h"

static const char *keep(struct cx_plan *plan, const char *s)
{
    return cx_pool_get(plan->texts, cx_pool_put(plan->texts, s, strlen(s)));
}

int adhoc_compute(struct cx_sums **out, struct cx_db *db, const struct cx_plan *plan,
                  const struct cx_org *org, const struct cx_period *periods, size_t count,
                  struct cx_err *err)
{
    struct cx_err ignored = {0};
    int rc = cx_db_exec(db, SQL_lay, err);
    if (rc < 0)
        return rc;
    rc = cx_sums_compute(out, db, plan, org, periods, count, err);
    (void)cx_db_exec(db, SQL_take_away, &ignored);
    return rc;
}

int adhoc_sums(struct cx_sums **out, struct cx_db *db, const struct cx_plan *plan,
               const struct cx_org *org, const struct cx_period *periods, size_t period_count,
               const struct adhoc_measure *measures, size_t count, struct cx_err *err)
{
    struct cx_plan own = *plan;
    own.texts = cx_pool_new();
    own.quantities = cx_alloc((count + 1) * sizeof *own.quantities);
    own.quantity_count = own.measure_count = count;
    for (size_t i = 0; i < count; i++) {
        char name[24];
        snprintf(name, sizeof name, "m%zu", i);
        own.quantities[i] = (struct cx_quantity){
            .name = keep(&own, name),
            .title = keep(&own, name),
            .fact = measures[i].fact,
            .unit = measures[i].unit,
            .expression = measures[i].value,
            .where = measures[i].where,
            .decimals = measures[i].unit == CX_UNIT_MONEY ? 2 : 6,
        };
    }
    int rc = adhoc_compute(out, db, &own, org, periods, period_count, err);
    free(own.quantities);
    cx_pool_free(own.texts);
    return rc;
}
