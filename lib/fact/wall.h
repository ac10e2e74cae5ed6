/* Now is a wall: what is later than now is not there. */
#ifndef CX_FACT_WALL_H
#define CX_FACT_WALL_H

#include "base/date.h"
#include "store/store.h"

/* For code that reads: from here on no event after `now` (to the second, or of a later day) is seen
 * in this connection, by any SQL, nor a post or an episode that begins later, nor what customers
 * and accounts will be from a later day on; an episode that ends later has no end. Where the
 * database has such rows, kept sums are put aside and made beside it, of what is seen. Episodes
 * that begin or end from `end` on do not matter to code that asks of the days before it;
 * CX_DATE_NONE: they do. */
int cx_wall_raise(struct cx_db *db, cx_time now, cx_date end, struct cx_err *err);
/* Where the first has that wall, the second, another connection to the same database with the same
 * now, has it too. */
int cx_wall_share(struct cx_db *second, struct cx_db *first, struct cx_err *err);
/* As cx_wall_raise, for code that finds out what to write: episodes keep the ends that are agreed
 * already. */
int cx_wall_raise_for_change(struct cx_db *db, cx_time now, struct cx_err *err);
/* All is seen again: before the first change. */
int cx_wall_lower(struct cx_db *db, struct cx_err *err);

#endif
