/* Kept sums are made again from the events, and compared. */
#include "fact/proof.h"

#include "fact/kept.h"
#include "fact/proof.sql.h"
#include "fact/prove.h"
#include "store/part.h"

/* A head has no events: what it keeps was proven where they are. */
int cx_sums_doubt(struct cx_db *db, struct cx_err *err)
{
    int rc = cx_part_is_head(db, err);
    if (rc == 0)
        rc = cx_db_scratch(db, err);
    else if (rc == 1)
        return 0;
    if (rc == 0)
        rc = kept_forget_beside(db, err); /* behind a wall there may be copies of what is kept */
    return rc < 0 ? rc : cx_db_exec(db, SQL_doubt, err);
}

static int compare(struct cx_db *db, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    char day[CX_DATE_TEXT];
    int rc = cx_stmt_new(&stmt, db, SQL_differing, err);
    if (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1)
        rc = cx_err_set(
            err, CX_EWORLD,
            "the kept sums of %s from %s on are not those of the events: cx-score -p PERIOD "
            "--rebuild makes all of them again; cx-bonus --verify looks for what else "
            "was changed",
            cx_stmt_text(stmt, 0), cx_date_format(day, (cx_date)cx_stmt_int(stmt, 1)));
    cx_stmt_free(stmt);
    return rc;
}

static int compare_all(struct cx_db *db, struct cx_err *err)
{
    int rc = cx_db_exec(db, SQL_proven, err);
    if (rc == 0)
        rc = compare(db, err);
    if (rc == 0 && cx_db_reserve(db))
        rc = cx_db_exec(db, SQL_keep, err);
    if (rc == 0)
        rc = cx_db_exec(db, SQL_forget_proven, err);
    return rc < 0 ? rc : kept_forget_beside(db, err);
}

/* Behind a wall less was seen than what is kept knows: what was made is used from now on, too. */
int cx_sums_prove(struct cx_db *db, struct cx_err *err)
{
    int rc = cx_part_is_head(db, err);
    if (rc == 1)
        return 0;
    if (rc == 0)
        rc = cx_db_scratch(db, err);
    if (rc == 0)
        rc = cx_db_has_row(db, SQL_is_walled, NULL, err);
    if (rc == 0)
        rc = compare_all(db, err);
    return rc < 0 ? rc : cx_db_exec(db, SQL_trust, err);
}

int cx_sums_ask(struct cx_db *db, struct cx_err *err)
{
    int rc = cx_db_scratch(db, err);
    return rc < 0 ? rc : cx_db_exec(db, SQL_ask, err);
}

int proof_note(struct cx_db *db, const struct cx_period *periods, size_t count, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_db_has_row(db, SQL_are_noted, NULL, err);
    if (rc <= 0)
        return rc;
    rc = cx_db_scratch(db, err);
    if (rc == 0)
        rc = cx_stmt_new(&stmt, db, SQL_note_asked, err);
    for (size_t i = 0; rc == 0 && i < count; i++) {
        cx_stmt_bind_int(stmt, 1, periods[i].from);
        cx_stmt_bind_int(stmt, 2, periods[i].to);
        rc = cx_stmt_run(stmt, err);
    }
    cx_stmt_free(stmt);
    return rc;
}
