#include "fact/wall.h"

#include "base/buf.h"
#include "past/days.h"
#include "store/shadow.h"

/* What has a time, and its column: seconds, or days. */
static const struct {
    const char *table, *at;
    bool is_day;
    bool is_small;     /* read whole to see whether something is later */
    const char *event; /* where its days are listed (past/days.h); NULL: nowhere */
} timed[] = {
    {"payments", "paid_at", false, false, "payment"},
    {"contacts", "started_at", false, false, "contact"},
    {"orders", "ordered_at", false, false, NULL},
    {"feedback", "at", false, true, NULL},
    {"complaints", "at", false, true, NULL},
    {"reviews", "at", false, true, NULL},
    {"arrangements", "agreed_on", true, true, NULL},
    {"trainings", "completed_on", true, true, NULL},
    {"employees", "since", true, true, NULL},
};

static int64_t limit(size_t i, cx_time now)
{
    return timed[i].is_day ? cx_date_of(now) : now;
}

/* 1: the table has something later; 0: nothing, or it is not looked for; negative: failed. */
static int has_later(struct cx_db *db, size_t i, cx_time now, struct cx_err *err)
{
    struct cx_buf sql = {0};
    cx_date last = 0, today = cx_date_of(now);
    int rc = 0;
    if (timed[i].event)
        rc = cx_days_last(&last, db, timed[i].event, err);
    if (timed[i].event && (rc < 0 || last != today))
        return rc < 0 ? rc : last > today;
    if (timed[i].event || timed[i].is_small) {
        cx_buf_printf(&sql, "SELECT 1 FROM %s WHERE %s > %lld LIMIT 1", timed[i].table, timed[i].at,
                      (long long)limit(i, now));
        rc = cx_db_has_row(db, cx_buf_str(&sql), NULL, err);
    }
    cx_buf_fini(&sql);
    return rc;
}

static int cover(struct cx_db *db, cx_time now, struct cx_err *err)
{
    struct cx_buf sql = {0};
    long long today = cx_date_of(now);
    for (size_t i = 0; i < sizeof timed / sizeof *timed; i++)
        cx_buf_printf(&sql, "CREATE TEMP VIEW %s AS SELECT * FROM main.%s WHERE %s <= %lld;",
                      timed[i].table, timed[i].table, timed[i].at, (long long)limit(i, now));
    cx_buf_printf(&sql,
                  "CREATE TEMP VIEW assignments AS SELECT account_id, \"from\", "
                  "CASE WHEN \"to\" <= %lld THEN \"to\" END AS \"to\", employee_id "
                  "FROM main.assignments WHERE \"from\" <= %lld",
                  today, today);
    int rc = cx_db_exec(db, cx_buf_str(&sql), err);
    cx_buf_fini(&sql);
    return rc;
}

int cx_wall_raise(struct cx_db *db, cx_time now, struct cx_err *err)
{
    struct cx_err ignored = {0};
    int rc = 0;
    cx_db_set_now(db, now);
    for (size_t i = 0; rc == 0 && i < sizeof timed / sizeof *timed; i++)
        rc = has_later(db, i, now, err);
    if (rc <= 0)
        return rc;
    rc = cx_db_scratch_begin(db, err);
    if (rc == 0)
        rc = cover(db, now, err);
    int ended = cx_db_scratch_end(db, rc < 0 ? &ignored : err);
    return rc < 0 ? rc : ended;
}
