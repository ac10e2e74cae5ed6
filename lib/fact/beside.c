/* kept.h says what stands beside the database's own tables, and when. */
#include "fact/beside.h"

#include "fact/kept.sql.h"
#include "fact/proof.sql.h"

static int drop(struct cx_db *db, struct cx_err *err)
{
    int rc = cx_db_has_row(db, SQL_is_made_beside, NULL, err);
    if (rc >= 0)
        rc = cx_db_exec(db, rc == 1 ? SQL_drop_own_sums : SQL_drop_sums, err);
    return rc < 0 ? rc : cx_db_exec(db, SQL_drop_beside, err);
}

int kept_forget_beside(struct cx_db *db, struct cx_err *err)
{
    int rc = cx_db_has_row(db, SQL_is_beside, NULL, err);
    if (rc == 1)
        rc = drop(db, err);
    return rc < 0 ? rc : cx_db_exec(db, SQL_forget_holding, err);
}

static int make(struct cx_db *db, const char *sums, struct cx_err *err)
{
    int rc = cx_db_exec(db, SQL_make_beside, err);
    return rc < 0 ? rc : cx_db_exec(db, sums, err);
}

int foreseen_holds(struct cx_db *db, struct cx_err *err)
{
    int64_t state = 0, then = 0;
    int rc = cx_db_has_row(db, SQL_has_state, NULL, err);
    if (rc <= 0)
        return rc;
    rc = cx_db_get_int(&then, db, SQL_state, NULL, err);
    if (rc == 0)
        rc = cx_db_state(&state, db, err);
    return rc < 0 ? rc : state == then;
}

/* What was found to be right just before (foresee.c). */
static int use_foreseen(struct cx_db *db, struct cx_err *err)
{
    int rc = cx_db_has_row(db, SQL_is_walled, NULL, err);
    if (rc == 1) {
        rc = cx_db_exec(db, SQL_empty_beside, err);
        if (rc == 0)
            rc = foreseen_holds(db, err);
        return rc == 1 ? cx_db_exec(db, SQL_use_behind_wall, err) : rc;
    }
    if (rc == 0)
        rc = cx_db_has_row(db, SQL_is_foreseen, NULL, err);
    return rc < 0 ? rc : cx_db_exec(db, rc == 1 ? SQL_use_foreseen : SQL_empty_beside, err);
}

/* Without anything else of the database's. */
static int hide(struct cx_db *db, struct cx_err *err)
{
    int rc = cx_db_scratch(db, err);
    if (rc == 0)
        rc = make(db, SQL_make_sums, err);
    return rc < 0 ? rc : use_foreseen(db, err);
}

int beside_hide(struct cx_db *db, struct cx_err *err)
{
    int rc = cx_db_has_row(db, SQL_is_hidden, NULL, err);
    if (rc == 1 && (rc = cx_db_has_row(db, SQL_is_beside, NULL, err)) == 0)
        return hide(db, err);
    return rc < 0 ? rc : 0;
}

static int copy(const struct kept *kept, const char *sql, cx_date from, cx_date to,
                struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, kept->db, sql, err);
    if (rc < 0)
        return rc;
    cx_stmt_bind_int(stmt, 1, from);
    cx_stmt_bind_int(stmt, 2, to);
    rc = cx_stmt_run(stmt, err);
    cx_stmt_free(stmt);
    return rc;
}

int beside_open(const struct kept *kept, cx_date from, cx_date to, struct cx_err *err)
{
    int rc = cx_db_has_row(kept->db, SQL_is_beside, NULL, err);
    if (rc != 0)
        return rc < 0 ? rc : 0;
    rc = make(kept->db, SQL_make_sums, err);
    if (rc == 0)
        rc = copy(kept, SQL_copy_days, from, to, err);
    return rc < 0 ? rc : copy(kept, SQL_copy_periods, -CX_DATE_NONE, CX_DATE_NONE, err);
}

int beside_open_to_hand_over(const struct kept *kept, struct cx_err *err)
{
    int rc = cx_db_has_row(kept->db, SQL_is_beside, NULL, err);
    if (rc != 0)
        return rc < 0 ? rc : 0;
    rc = make(kept->db, SQL_make_own_sums, err);
    if (rc == 0)
        cx_db_at_end(kept->db, kept_hand_over);
    return rc;
}

int kept_hand_over(struct cx_db *db, struct cx_err *err)
{
    int rc = cx_db_has_row(db, SQL_is_made_beside, NULL, err);
    if (rc <= 0)
        return rc;
    if (cx_db_reserve(db)) /* else they are this program's alone */
        rc = cx_db_exec(db, SQL_hand_over, err);
    cx_db_at_end(db, NULL);
    return rc < 0 ? rc : kept_forget_beside(db, err);
}

int kept_change(const struct kept *kept, cx_date since, struct cx_err *err)
{
    int rc = cx_db_has_row(kept->db, SQL_is_beside, NULL, err);
    if (rc <= 0 || since == CX_DATE_NONE)
        return rc < 0 ? rc : 0;
    rc = cx_db_has_row(kept->db, SQL_is_hidden, NULL, err);
    if (rc != 0) /* what the database keeps is not believed */
        return rc < 0 ? rc : 0;
    rc = cx_db_has_row(kept->db, SQL_is_made_beside, NULL, err);
    if (rc != 0) /* all of the database's is seen */
        return rc < 0 ? rc : 0;
    return copy(kept, SQL_copy_days, since, CX_DATE_NONE, err);
}
