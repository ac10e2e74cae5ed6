/* Now is a wall: what is later than now is not there. */
#ifndef CX_FACT_WALL_H
#define CX_FACT_WALL_H

#include "base/date.h"
#include "store/store.h"

/* For code that reads: from here on no event after `now` (to the second, or of a later day) is seen
 * in this connection, by any SQL, nor a post or an episode that begins later; an episode that ends
 * later has no end. Where the database has such events, kept sums are put aside and made beside it,
 * of what is seen. */
int cx_wall_raise(struct cx_db *db, cx_time now, struct cx_err *err);

#endif
