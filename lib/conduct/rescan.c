/* Checks all contacts again, by the current keywords and limits. */
#include "conduct/rescan.h"

#include "conduct/conduct.h"
#include "conduct/conduct.sql.h"

struct scan {
    struct cx_keywords *keywords;
    int64_t contact;
    struct cx_err *err;
    int rc;
};

static void put(void *context, size_t keyword, const char *words)
{
    struct scan *scan = context;
    if (scan->rc == 0)
        scan->rc = cx_keywords_record(scan->keywords, scan->contact, keyword, words, scan->err);
}

static int search_all(struct cx_rescan *result, struct cx_db *db, struct cx_err *err)
{
    struct scan scan = {.err = err};
    struct cx_stmt *stmt = NULL;
    int rc = cx_keywords_new(&scan.keywords, db, err);
    if (rc == 0)
        rc = cx_stmt_new(&stmt, db, SQL_transcripts, err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        scan.contact = cx_stmt_int(stmt, 0);
        cx_keywords_search(scan.keywords, cx_stmt_text(stmt, 1), put, &scan);
        rc = scan.rc;
    }
    if (rc == 0) {
        result->gave_up = *cx_keywords_gave_up(scan.keywords);
        result->unsearched = *cx_keywords_unsearched(scan.keywords);
    }
    cx_stmt_free(stmt);
    cx_keywords_free(scan.keywords);
    return rc;
}

static int count_before(struct cx_rescan *result, struct cx_db *db, struct cx_err *err)
{
    int rc = cx_db_get_int(&result->contacts, db, SQL_count_contacts, NULL, err);
    return rc < 0 ? rc : cx_db_get_int(&result->before, db, SQL_count_violations, NULL, err);
}

static int judge_all(struct cx_rescan *result, struct cx_db *db, unsigned what, struct cx_err *err)
{
    int rc = what & CX_RESCAN_KEYWORDS ? search_all(result, db, err) : 0;
    if (rc == 0 && what & CX_RESCAN_LIMITS)
        rc = watch_all(db, err);
    if (rc == 0)
        rc = cx_db_get_int(&result->former, db, SQL_count_former, NULL, err);
    return rc < 0 ? rc : cx_db_get_int(&result->violations, db, SQL_count_violations, NULL, err);
}

int cx_rescan(struct cx_rescan *result, struct cx_db *db, cx_time now, struct cx_err *err)
{
    int rc = count_before(result, db, err);
    if (rc == 0)
        rc = cx_db_exec_int(db, SQL_keep_former, now, err);
    return rc < 0 ? rc : judge_all(result, db, CX_RESCAN_KEYWORDS | CX_RESCAN_LIMITS, err);
}

int cx_rescan_as_of(struct cx_rescan *result, struct cx_db *db, cx_time at, unsigned what,
                    struct cx_err *err)
{
    int rc = count_before(result, db, err);
    if (rc == 0 && what & CX_RESCAN_KEYWORDS)
        rc = cx_db_exec_int(db, SQL_drop_later_of_keywords, at, err);
    if (rc == 0 && what & CX_RESCAN_LIMITS)
        rc = cx_db_exec_int(db, SQL_drop_later_of_limits, at, err);
    return rc < 0 ? rc : judge_all(result, db, what, err);
}
