#include "fact/holds.h"

#include "fact/fact.h"
#include "fact/holds.sql.h"

static int run(struct cx_db *db, const char *sql, const int64_t values[], int count,
               struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, sql, err);
    if (rc < 0)
        return rc;
    for (int i = 0; i < count; i++)
        cx_stmt_bind_int(stmt, i + 1, values[i]);
    rc = cx_stmt_run(stmt, err);
    cx_stmt_free(stmt);
    return rc;
}

/* The day before which sums hold: now's, which is not over, or an earlier one that what came since
 * the sums were made may change. */
static int find_until(cx_date *until, struct cx_db *db, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    *until = cx_date_of(cx_db_now(db) + 1);
    int rc = cx_stmt_new(&stmt, db, SQL_since, err);
    if (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1 && !cx_stmt_is_null(stmt, 0)) {
        cx_date since = cx_date_of(cx_stmt_int(stmt, 0));
        *until = since < *until ? since : *until;
    }
    cx_stmt_free(stmt);
    return rc < 0 ? rc : 0;
}

static int find(struct cx_db *db, struct cx_err *err)
{
    cx_date until;
    int64_t now = cx_db_now(db);
    int rc = cx_db_has_row(db, SQL_is_found, NULL, err);
    if (rc != 0)
        return rc < 0 ? rc : 0;
    rc = cx_db_exec(db, SQL_prepare, err);
    if (rc == 0)
        rc = find_until(&until, db, err);
    if (rc == 0)
        rc = run(db, SQL_find, (int64_t[]){now, cx_date_of(now), until}, 3, err);
    return rc < 0 ? rc : run(db, SQL_find_unsettled, &now, 1, err);
}

/* If the database can't be written now, the sums are made again when they are next needed. */
static int hand_over(struct cx_db *db, struct cx_err *err)
{
    int rc = cx_db_has_row(db, SQL_is_asked, NULL, err);
    if (rc == 1)
        rc = cx_db_has_row(db, SQL_is_found, NULL, err);
    if (rc == 1)
        rc = cx_db_reserve(db) ? cx_db_exec(db, SQL_hand_over, err) : 0;
    return rc < 0 ? rc : 0;
}

int holds_copy(const struct kept *kept, cx_date from, cx_date to, struct cx_err *err)
{
    const int64_t days[] = {from, to};
    int rc = cx_db_has_row(kept->db, SQL_is_asked, NULL, err);
    if (rc <= 0)
        return rc;
    rc = find(kept->db, err);
    if (rc == 0 && kept->plan->settings.reverses_original_day)
        rc = cx_db_exec(kept->db, SQL_leave_payments, err);
    if (rc == 0)
        rc = run(kept->db, SQL_copy_days, days, 2, err);
    if (rc == 0)
        rc = run(kept->db, SQL_copy_periods, days, 2, err);
    if (rc == 0 && cx_db_is_open(kept->db) && !cx_db_is_writing(kept->db))
        cx_db_at_end(kept->db, hand_over);
    return rc;
}
