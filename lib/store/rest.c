/* Who reads for long lets others commit in between. */
#include "base/clock.h"
#include "store/sqlite.h"

#define REST_MS 250 /* that a writer waits for such a reader at most, but for what can't be cut */

void cx_db_may_rest(struct cx_db *db, bool may)
{
    db->may_rest = may;
    db->rested_ms = cx_clock_ms();
}

bool cx_db_rests(const struct cx_db *db)
{
    return db->may_rest;
}

bool cx_db_is_tired(const struct cx_db *db)
{
    return db->may_rest && !db->is_older &&
           (db->at_rest || cx_clock_ms() - db->rested_ms >= REST_MS);
}

int cx_db_rest(struct cx_db *db, struct cx_err *err)
{
    if (!cx_db_is_tired(db))
        return 0;
    int rc = cx_db_exec(db, "COMMIT", err);
    if (rc < 0)
        return rc;
    db->has_begun = false;
    if (db->at_rest)
        db->at_rest(db->at_rest_context);
    rc = cx_db_begin_read(db, err);
    db->rested_ms = cx_clock_ms();
    return rc;
}

int cx_db_state(int64_t *state, struct cx_db *db, struct cx_err *err)
{
    return cx_db_get_int(state, db, "PRAGMA main.data_version", NULL, err);
}

void cx_db_at_rest(struct cx_db *db, void (*at_rest)(void *context), void *context)
{
    db->at_rest = at_rest;
    db->at_rest_context = context;
}
