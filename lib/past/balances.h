/* Private to past/: the debts of all accounts, less what was paid until the end of a day, as the
 * database keeps them: among the sums (fact/stale.sql says what takes them away), as the fact
 * balance. They are of the database's own accounts: a wall (fact/wall.h) hides of them only when
 * they will be closed, and nothing else is ever laid before them. */
#ifndef CX_PAST_BALANCES_H
#define CX_PAST_BALANCES_H

#include "past/archive.h"

/* A debt of which no more is known. */
static inline struct cx_past_debt bare_debt(int64_t id, int64_t cents, cx_date due_on,
                                            cx_date placed_on, cx_date closed_on)
{
    return (struct cx_past_debt){
        .id = id,
        .debtor = -1,
        .cents = cents,
        .due_on = due_on,
        .placed_on = placed_on,
        .closed_on = closed_on,
        .paused_until = CX_DATE_NONE,
        .close_reason = -1,
        .client = -1,
        .batch = -1,
        .product = -1,
        .region = -1,
        .since = CX_PAST_EVER,
    };
}

/* 1: the debts at the end of the day before archive->from are there; 0: they are not kept, or not
 * as they were written, or that day is not over. */
int balances_load(struct cx_archive *archive, struct cx_db *db, struct cx_err *err);

#endif
