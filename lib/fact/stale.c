#include "fact/stale.h"

#include "base/date.h"
#include "fact/stale.sql.h"
#include "store/rows.h"

/* Changed rows up to which marking one by one is cheaper than adding up everything again. */
#define ROWS_MAX 100000

static int64_t day_of(void *context, const int64_t *arguments)
{
    (void)context;
    return cx_date_of(arguments[0]);
}

int cx_stale_all(struct cx_db *db, struct cx_err *err)
{
    return cx_db_exec(db, SQL_forget, err);
}

int cx_stale_sealed(struct cx_db *db, cx_date from, struct cx_err *err)
{
    return cx_db_exec_int(db, SQL_stale_months, from, err);
}

int cx_stale_before(struct cx_db *db, struct cx_err *err)
{
    return cx_db_exec(db, SQL_stale_before, err);
}

int cx_stale_has_before(struct cx_db *db, struct cx_err *err)
{
    return cx_db_has_row(db, SQL_has_before, NULL, err);
}

int cx_stale_taken_back(struct cx_db *db, int64_t seq, struct cx_err *err)
{
    return cx_db_exec_int(db, SQL_before_taken_back, seq, err);
}

static int run_of_month(struct cx_db *db, const char *sql, const char *month, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, sql, err);
    if (rc == 0) {
        cx_stmt_bind_text(stmt, 1, month);
        rc = cx_stmt_run(stmt, err);
    }
    cx_stmt_free(stmt);
    return rc;
}

int cx_stale_reopened(struct cx_db *db, const char *month, struct cx_err *err)
{
    int rc = cx_stale_sealed(db, -CX_DATE_NONE, err);
    if (rc == 0)
        rc = run_of_month(db, SQL_before_reopened, month, err);
    return rc < 0 ? rc : run_of_month(db, SQL_month_reopened, month, err);
}

int cx_stale_watch(struct cx_db *db, int64_t rows, struct cx_err *err)
{
    static const char *const triggers[] = {
        SQL_watch_payments,  SQL_watch_contacts,    SQL_watch_verdicts,     SQL_watch_accounts,
        SQL_watch_histories, SQL_watch_assignments, SQL_watch_arrangements, SQL_watch_credits,
        SQL_watch_loose,     SQL_watch_posts,       SQL_watch_instalments,  SQL_watch_balances,
    };
    int rc = cx_db_has_row(db, SQL_has_kept, NULL, err);
    if (rc <= 0)
        return rc;
    if (rows > ROWS_MAX)
        return cx_stale_all(db, err);
    rc = cx_db_has_row(db, "SELECT 1 FROM sqlite_temp_schema WHERE name = 'stale_team_moved'", NULL,
                       err);
    if (rc != 0) /* watched already */
        return rc < 0 ? rc : 0;
    rc = cx_db_function(db, "day_of", 1, day_of, NULL, err);
    for (size_t i = 0; rc == 0 && i < sizeof triggers / sizeof *triggers; i++)
        rc = cx_db_exec(db, triggers[i], err);
    return rc;
}
