/* Stale marks: a program that changes rows takes away the kept sums that no longer hold, in the
 * same transaction, so that the next one to need them adds those up again (lib/fact/README.md says
 * what touches what). */
#ifndef CX_FACT_STALE_H
#define CX_FACT_STALE_H

#include "base/date.h"
#include "store/store.h"

/* From here to the end of the connection each changed row marks what it touches. rows: how many are
 * about to change, as far as is known; where they are so many that adding up all again is cheaper,
 * all sums are forgotten at once. In the open transaction. */
int cx_stale_watch(struct cx_db *db, int64_t rows, struct cx_err *err);
/* Sealed months from that of a day on may be others on today's data: late_missed (sheet/replay.h)
 * looks at them. Code that changes rows of facts must say so, cx_stale_watch does not. */
int cx_stale_sealed(struct cx_db *db, cx_date from, struct cx_err *err);
/* The import at work brought payments from before the first sealed month, which no month pays. */
int cx_stale_before(struct cx_db *db, struct cx_err *err);
/* Whether one did since the last seal. 1, 0 or negative. */
int cx_stale_has_before(struct cx_db *db, struct cx_err *err);
/* Import seq no longer did. */
int cx_stale_taken_back(struct cx_db *db, int64_t seq, struct cx_err *err);
/* The last sealed month is opened again: it is sealed no longer, and what it had put right in
 * earlier ones is open again. Before the seals say so. */
int cx_stale_reopened(struct cx_db *db, const char *month, struct cx_err *err);
/* Forgets all kept sums. */
int cx_stale_all(struct cx_db *db, struct cx_err *err);

#endif
