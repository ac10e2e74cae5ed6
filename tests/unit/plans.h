/* Small plans for tests, written as SQL. */
#ifndef CX_UNIT_PLANS_H
#define CX_UNIT_PLANS_H

#include "plan/plan.h"
#include "scratch.h"

/* The plan of the database as it is valid on a day (20727 is 2026-10-01). */
static inline struct cx_plan *plan_on(struct cx_db *db, cx_date day)
{
    struct cx_plan *plan = NULL;
    struct cx_err err = {0};
    ck_assert_msg(cx_plan_load(&plan, db, day, &err) == 0, "%s", err.text);
    return plan;
}

static inline int quantity(const struct cx_plan *plan, const char *name)
{
    return cx_plan_quantity(plan, name, strlen(name));
}

/* Measures recovered, exposed (money over payments) and calls (count over contacts). */
static inline struct cx_db *with_measures(void)
{
    struct cx_db *db = opened(NULL, CX_DB_CREATE);
    run(db, "INSERT INTO measures (measure_id, fact, unit, value, \"where\", seq) VALUES "
            "('recovered', 0, 0, 'amount', NULL, 1), "
            "('exposed', 3, 0, 'opening', 'dpd >= 90', 2), ('calls', 1, 1, '1.0', NULL, 3)");
    return db;
}

static inline void add_metric(struct cx_db *db, const char *name, const char *formula)
{
    struct cx_stmt *stmt = NULL;
    struct cx_err err = {0};
    ck_assert_int_eq(cx_stmt_new(&stmt, db,
                                 "INSERT INTO metrics (metric_id, title, unit, better, formula, "
                                 "seq) SELECT ?1, NULL, 4, 0, ?2, "
                                 "1 + coalesce(max(seq), 0) FROM metrics",
                                 &err),
                     0);
    cx_stmt_bind_text(stmt, 1, name);
    cx_stmt_bind_text(stmt, 2, formula);
    ck_assert_msg(cx_stmt_run(stmt, &err) == 0, "%s", err.text);
    cx_stmt_free(stmt);
}

#endif
