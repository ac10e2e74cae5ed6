/* The report account: everything that happened to one account, in order of time. */
#include <string.h>

#include "report/history.sql.h"
#include "report/reports.h"
#include "store/id.h"

static int find(int64_t *id, struct cx_db *db, const char *account, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_id_find(id, db, account, strlen(account), err);
    if (rc == 0)
        rc = cx_stmt_new(&stmt, db, "SELECT 1 FROM accounts WHERE account_id = ?1", err);
    if (rc == 0) {
        cx_stmt_bind_int(stmt, 1, *id);
        rc = cx_stmt_step(stmt, err);
        if (rc == 0)
            rc = cx_err_set(err, CX_EUSAGE, "there is no account \"%s\"", account);
    }
    cx_stmt_free(stmt);
    return rc < 0 ? rc : 0;
}

REPORT(report_account)
{
    static const struct cx_column columns[] = {
        {"at", "When", CX_CELL_TIME, 0, false},
        {"what", "What", CX_CELL_TEXT, 0, false},
        {"id", "Id", CX_CELL_TEXT, 0, false},
        {"name", "Name", CX_CELL_TEXT, 0, false},
        {"amount", "Amount", CX_CELL_MONEY, 2, false},
        {"balance", "Balance", CX_CELL_MONEY, 2, false},
        {"detail", "Detail", CX_CELL_TEXT, 0, false},
    };
    struct cx_err problem = {0};
    int64_t id;
    int rc = find(&id, db, options->subject, err);
    if (rc == 0)
        rc = report_sql_of(out, db, options->subject, SQL_account_story, columns,
                           sizeof columns / sizeof *columns, options, id, &problem);
    return rc < 0 && problem.code
               ? cx_err_set(err, rc, "account %s: %s", options->subject, problem.text)
               : rc;
}
