/* A plan with its faults, for the tests of plan/check. */
#ifndef CX_UNIT_CHECKING_H
#define CX_UNIT_CHECKING_H

#include "base/buf.h"
#include "plans.h"

static struct cx_db *db;

static inline void set_up(void)
{
    db = with_measures();
    add_metric(db, "rate", "recovered / exposed");
    run(db, "INSERT INTO tiers VALUES ('steps', 0, 500000, 0), ('steps', 500000, NULL, 1000000)");
    run(db, "INSERT INTO people VALUES (1), (2)");
    run(db, "INSERT INTO teams (team_id) VALUES (1), (2)");
}

static inline void tear_down(void)
{
    cx_db_close(db);
}

/* The first fault that was heard of, and how many there were. */
struct heard {
    struct cx_plan_fault fault;
    char message[2000];
    int count;
};

static inline void hear(void *context, const struct cx_plan_fault *fault)
{
    struct heard *heard = context;
    if (heard->count++ > 0)
        return;
    heard->fault = *fault;
    snprintf(heard->message, sizeof heard->message, "%s", fault->message);
}

static inline struct heard checked(void)
{
    struct heard heard = {.count = 0};
    struct cx_err err = {0};
    int count = cx_plan_check(db, hear, &heard, &err);
    ck_assert_msg(count == heard.count, "%s", err.text);
    return heard;
}

static inline void ck_fine(void)
{
    struct heard heard = checked();
    ck_assert_msg(heard.count == 0, "%s", heard.message);
}

static inline void ck_fault(const char *kind, const char *key, const char *column,
                            const char *words)
{
    struct heard heard = checked();
    ck_assert_int_ge(heard.count, 1);
    ck_assert_str_eq(heard.message, words);
    ck_assert_str_eq(heard.fault.kind, kind);
    ck_assert_str_eq(heard.fault.key, key);
    ck_assert_str_eq(heard.fault.column, column);
}

/* A row of scorecards: card, metric and weight; then other columns and their values. */
static inline void card(const char *values, const char *columns)
{
    struct cx_buf sql = {0};
    cx_buf_printf(&sql,
                  "INSERT INTO scorecards (scorecard_id, metric_id, weight, valid_from%s) "
                  "VALUES (%s)",
                  columns, values);
    run(db, cx_buf_str(&sql));
    cx_buf_fini(&sql);
}

#endif
