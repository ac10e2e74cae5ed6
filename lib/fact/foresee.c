/* Proving ahead of the transaction that needs it. What is read is of several states of the
 * database, for others commit meanwhile. That does no harm: nothing is taken from it, it is only
 * compared, and what is used then is what is kept. A change takes kept sums away, or makes others
 * of them (stale.c, fresh.c), so that those which are still the same bytes are the sums of the
 * events now if they were while they were compared.
 *
 * Behind a wall less is seen than what is kept knows, so there is nothing to compare with: what was
 * made there is used itself, as long as nobody has committed anything since it was begun. */
#include <stdlib.h>

#include "base/mem.h"
#include "fact/beside.h"
#include "fact/fresh.h"
#include "fact/kept.h"
#include "fact/proof.sql.h"
#include "fact/prove.h"
#include "fact/sums.h"
#include "store/part.h"

struct asked {
    struct cx_period *list;
    size_t count, cap;
};

static int load_asked(struct asked *asked, struct cx_db *db, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, SQL_asked, err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        CX_GROW(asked->list, asked->count, asked->cap);
        asked->list[asked->count++] = (struct cx_period){.from = (cx_date)cx_stmt_int(stmt, 0),
                                                         .to = (cx_date)cx_stmt_int(stmt, 1)};
        rc = 0;
    }
    cx_stmt_free(stmt);
    return rc;
}

/* Makes the sums from the events, in TEMP tables, and notes those that will be used: those made, or
 * those kept that are the same. */
static int make(struct cx_db *db, const struct cx_plan *plan, const struct cx_org *org,
                const struct asked *asked, const char *note, struct cx_err *err)
{
    struct cx_sums *sums = NULL;
    int rc = cx_sums_doubt(db, err);
    cx_db_may_rest(db, true);
    if (rc == 0)
        rc = cx_sums_compute(&sums, db, plan, org, asked->list, asked->count, err);
    cx_db_may_rest(db, false);
    cx_sums_free(sums);
    if (rc == 0)
        rc = cx_db_exec(db, SQL_forget_foreseen, err); /* by an earlier try */
    if (rc == 0)
        rc = cx_db_exec(db, note, err);
    if (rc == 0)
        rc = cx_db_exec(db, SQL_trust, err);
    return rc < 0 ? rc : kept_forget_beside(db, err);
}

static int make_behind_wall(struct cx_db *db, const struct cx_plan *plan, const struct cx_org *org,
                            const struct asked *asked, struct cx_err *err)
{
    int64_t state;
    int rc = cx_db_state(&state, db, err);
    if (rc == 0)
        rc = make(db, plan, org, asked, SQL_foresee_behind_wall, err);
    return rc < 0 ? rc : cx_db_exec_int(db, SQL_note_state, state, err);
}

/* Sums that don't yet include fresh events are not proven, even if their bytes agree. */
static int drop_unsure(struct cx_db *db, const struct cx_plan *plan, struct cx_err *err)
{
    const struct kept kept = {.db = db, .plan = plan};
    cx_date since;
    int rc = fresh_look(&since, &kept, err);
    if (rc <= 0)
        return rc;
    rc = cx_db_exec_int(db, SQL_drop_unsure_days, since, err);
    return rc < 0 ? rc : cx_db_exec_int(db, SQL_drop_unsure_periods, since, err);
}

static int foresee(struct cx_db *db, const struct cx_plan *plan, const struct cx_org *org,
                   const struct asked *asked, struct cx_err *err)
{
    int rc = cx_db_has_row(db, SQL_is_walled, NULL, err);
    if (rc != 0)
        return rc < 0 ? rc : make_behind_wall(db, plan, org, asked, err);
    rc = make(db, plan, org, asked, SQL_foresee, err);
    return rc < 0 ? rc : drop_unsure(db, plan, err);
}

int cx_sums_foresee(struct cx_db *db, const struct cx_plan *plan, const struct cx_org *org,
                    struct cx_err *err)
{
    struct asked asked = {0};
    struct cx_err ignored = {0};
    int rc = cx_db_begin_read(db, err);
    if (rc == 0)
        rc = load_asked(&asked, db, err);
    if (rc == 0)
        rc = cx_part_is_head(db, err); /* which has no events */
    if (rc == 0 && asked.count > 0)
        rc = foresee(db, plan, org, &asked, err);
    if (rc >= 0)
        cx_db_end(db);
    free(asked.list);
    if (rc < 0) { /* also what was committed between rests */
        cx_db_rollback(db);
        (void)cx_sums_forget_foreseen(db, &ignored);
    }
    return rc < 0 ? rc : 0;
}

int cx_sums_is_foreseen(struct cx_db *db, struct cx_err *err)
{
    int rc = cx_db_has_row(db, SQL_has_state, NULL, err);
    if (rc != 0)
        return rc < 0 ? rc : foreseen_holds(db, err);
    rc = cx_db_has_row(db, SQL_is_foreseen, NULL, err);
    if (rc == 1)
        rc = cx_db_has_row(db, SQL_has_changed, NULL, err);
    return rc < 0 ? rc : rc == 0;
}

int cx_sums_forget_foreseen(struct cx_db *db, struct cx_err *err)
{
    int rc = cx_db_scratch(db, err);
    if (rc == 0)
        rc = cx_db_exec(db, SQL_trust, err);
    if (rc == 0)
        rc = kept_forget_beside(db, err);
    if (rc == 0)
        rc = cx_db_exec(db, SQL_forget_asked, err);
    return rc < 0 ? rc : cx_db_exec(db, SQL_forget_foreseen, err);
}
