#include "fact/wall.h"

#include <string.h>

#include "base/buf.h"
#include "fact/kept.h"
#include "fact/proof.sql.h"
#include "kind/kinds.h"
#include "past/days.h"
#include "store/shadow.h"

/* What has a time, and its column: seconds, or days. */
static const struct {
    const char *table, *at;
    bool is_day;
    bool is_small;     /* read whole to see whether something is later */
    const char *event; /* where its days are listed (past/days.h); NULL: nowhere */
    const char *key;   /* of which that list has the ids */
} timed[] = {
    {"payments", "paid_at", false, false, "payment", "payment_id"},
    {"contacts", "started_at", false, false, "contact", "contact_id"},
    {"orders", "ordered_at", false, false, "order", "order_id"},
    {"feedback", "at", false, true, NULL, NULL},
    {"complaints", "at", false, true, NULL, NULL},
    {"reviews", "at", false, true, NULL, NULL},
    {"arrangements", "agreed_on", true, true, NULL, NULL},
    {"trainings", "completed_on", true, true, NULL, NULL},
    {"signals", "day", true, true, NULL, NULL},
    {"employees", "since", true, true, NULL, NULL},
};

/* Kinds whose columns change from a day on. (org/ leaves out what teams will be.) */
static const struct cx_kind *const dated[] = {&cx_kind_customers, &cx_kind_accounts};

static int64_t limit(size_t i, cx_time now)
{
    return timed[i].is_day ? cx_date_of(now) : now;
}

/* Whether something of today is later: of a table whose days are listed, by the rows of that day.
 */
static int has_later_today(struct cx_db *db, size_t i, cx_time now, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    struct cx_buf sql = {0};
    cx_date today = cx_date_of(now);
    cx_buf_printf(&sql,
                  "SELECT 1 FROM range CROSS JOIN %s e ON e.%s BETWEEN range.first AND range.last "
                  "WHERE e.%s > %lld LIMIT 1",
                  timed[i].table, timed[i].key, timed[i].at, (long long)now);
    int rc = cx_days_stmt(&stmt, db, timed[i].event, cx_buf_str(&sql), err);
    if (rc == 0) {
        cx_stmt_bind_int(stmt, 1, today);
        cx_stmt_bind_int(stmt, 2, today + 1);
        rc = cx_stmt_step(stmt, err);
    }
    cx_stmt_free(stmt);
    cx_buf_fini(&sql);
    return rc;
}

/* 1: the table has something later; 0: nothing, or it is not looked for; negative: failed. */
static int has_later(struct cx_db *db, size_t i, cx_time now, struct cx_err *err)
{
    struct cx_buf sql = {0};
    cx_date last = 0, today = cx_date_of(now);
    int rc = 0;
    if (timed[i].event) {
        rc = cx_days_last(&last, db, timed[i].event, err);
        return rc < 0 || last < today ? rc : last > today ? 1 : has_later_today(db, i, now, err);
    }
    if (timed[i].is_small) {
        cx_buf_printf(&sql, "SELECT 1 FROM %s WHERE %s > %lld LIMIT 1", timed[i].table, timed[i].at,
                      (long long)limit(i, now));
        rc = cx_db_has_row(db, cx_buf_str(&sql), NULL, err);
    }
    cx_buf_fini(&sql);
    return rc;
}

/* An account is closed on that day or later. */
static int is_closed_later(struct cx_db *db, cx_date day, struct cx_err *err)
{
    struct cx_buf sql = {0};
    cx_buf_printf(&sql, "SELECT 1 FROM accounts WHERE closed_on >= %lld LIMIT 1", (long long)day);
    int rc = cx_db_has_row(db, cx_buf_str(&sql), NULL, err);
    cx_buf_fini(&sql);
    return rc;
}

/* Whether anything is later, of all that the wall hides. */
static int is_any_later(struct cx_db *db, cx_time now, cx_date end, struct cx_err *err)
{
    cx_date tomorrow = cx_date_of(now) + 1;
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < sizeof timed / sizeof *timed; i++)
        rc = has_later(db, i, now, err);
    if (rc == 0)
        rc = is_closed_later(db, tomorrow, err);
    if (rc == 0)
        rc = cx_days_has(db, "episode", tomorrow, end, err);
    return rc == 0 ? cx_days_has(db, "dated", tomorrow, CX_DATE_NONE, err) : rc;
}

/* A column of the row that holds today: the table's own, or the last of the history until then. */
static void write_held(struct cx_buf *sql, const struct cx_kind *kind, const char *column,
                       long long today)
{
    const char *key = kind->fields[0].name;
    cx_buf_printf(sql,
                  ",CASE WHEN o.since > %lld AND EXISTS (SELECT 1 FROM main.%s h "
                  "WHERE h.%s = o.%s AND h.since <= %lld) "
                  "THEN (SELECT h.%s FROM main.%s h WHERE h.%s = o.%s AND h.since <= %lld "
                  "ORDER BY h.since DESC LIMIT 1) ELSE o.%s END AS %s",
                  today, kind->history, key, key, today, column, kind->history, key, key, today,
                  column, column);
}

/* The history is seen until today; it has the row that is valid today, if a later one has replaced
 * that in the table. */
static void cover_dated(struct cx_buf *sql, const struct cx_kind *kind, long long today)
{
    const char *key = kind->fields[0].name;
    cx_buf_printf(sql, "CREATE TEMP VIEW %s AS SELECT o.%s", kind->name, key);
    for (size_t i = 1; i < kind->count; i++) {
        const char *column = kind->fields[i].name;
        if ((kind->fields[i].flags & CX_DATED) || strcmp(column, "since") == 0)
            write_held(sql, kind, column, today);
        else if (strcmp(column, "closed_on") == 0)
            cx_buf_printf(sql, ",CASE WHEN o.closed_on <= %lld THEN o.closed_on END AS closed_on",
                          today);
        else
            cx_buf_printf(sql, ",o.%s", column);
    }
    cx_buf_printf(sql,
                  " FROM main.%s o;"
                  "CREATE TEMP VIEW %s AS SELECT * FROM main.%s h WHERE h.since <= %lld;",
                  kind->name, kind->history, kind->history, today);
}

static int cover(struct cx_db *db, cx_time now, bool has_ends, struct cx_err *err)
{
    struct cx_buf sql = {0};
    long long today = cx_date_of(now);
    for (size_t i = 0; i < sizeof timed / sizeof *timed; i++)
        cx_buf_printf(&sql, "CREATE TEMP VIEW %s AS SELECT * FROM main.%s WHERE %s <= %lld;",
                      timed[i].table, timed[i].table, timed[i].at, (long long)limit(i, now));
    for (size_t i = 0; i < sizeof dated / sizeof *dated; i++)
        cover_dated(&sql, dated[i], today);
    cx_buf_printf(&sql,
                  "CREATE TEMP VIEW assignments AS SELECT account_id, \"from\", "
                  "CASE WHEN %d OR \"to\" <= %lld THEN \"to\" END AS \"to\", employee_id "
                  "FROM main.assignments WHERE \"from\" <= %lld",
                  has_ends, today, today);
    int rc = cx_db_exec(db, cx_buf_str(&sql), err);
    cx_buf_fini(&sql);
    return rc;
}

static int uncover(struct cx_db *db, struct cx_err *err)
{
    struct cx_buf sql = {0};
    for (size_t i = 0; i < sizeof timed / sizeof *timed; i++)
        cx_buf_printf(&sql, "DROP VIEW temp.%s;", timed[i].table);
    for (size_t i = 0; i < sizeof dated / sizeof *dated; i++)
        cx_buf_printf(&sql, "DROP VIEW temp.%s; DROP VIEW temp.%s;", dated[i]->name,
                      dated[i]->history);
    cx_buf_puts(&sql, "DROP VIEW temp.assignments");
    int rc = cx_db_exec(db, cx_buf_str(&sql), err);
    cx_buf_fini(&sql);
    return rc < 0 ? rc : kept_forget_beside(db, err);
}

static int build(struct cx_db *db, cx_time now, bool has_ends, struct cx_err *err)
{
    int rc = cx_db_scratch_begin(db, err);
    if (rc == 0)
        rc = cover(db, now, has_ends, err);
    return cx_db_scratch_end(db, rc, err);
}

static int raise_at(struct cx_db *db, cx_time now, cx_date end, bool has_ends, struct cx_err *err)
{
    cx_db_set_now(db, now);
    int rc = is_any_later(db, now, end, err);
    return rc == 1 ? build(db, now, has_ends, err) : rc;
}

int cx_wall_raise(struct cx_db *db, cx_time now, cx_date end, struct cx_err *err)
{
    return raise_at(db, now, end, false, err);
}

int cx_wall_share(struct cx_db *second, struct cx_db *first, struct cx_err *err)
{
    int rc = cx_db_has_row(first, SQL_is_walled, NULL, err);
    return rc == 1 ? build(second, cx_db_now(second), false, err) : rc;
}

int cx_wall_raise_for_change(struct cx_db *db, cx_time now, struct cx_err *err)
{
    return raise_at(db, now, CX_DATE_NONE, true, err);
}

int cx_wall_lower(struct cx_db *db, struct cx_err *err)
{
    int rc = cx_db_has_row(db, SQL_is_walled, NULL, err);
    if (rc <= 0)
        return rc;
    rc = cx_db_scratch_begin(db, err);
    if (rc == 0)
        rc = uncover(db, err);
    return cx_db_scratch_end(db, rc, err);
}
