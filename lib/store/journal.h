/* What an import changes, noted while it is done, so that it can be taken back.
 *
 * For each import, by its number in the audit log, tables journal_added and journal_rows hold which
 * rows it added and what those were before that it changed or removed; all of it is noted by a hook
 * under SQL, so that no writer can forget a table. Not noted: the audit log, seals, and sums that
 * are made again when they are missing. */
#ifndef CX_STORE_JOURNAL_H
#define CX_STORE_JOURNAL_H

#include "store/store.h"

struct cx_journal;

/* From here on every change in the open transaction is noted, for the next row of the audit log. */
int cx_journal_begin(struct cx_journal **out, struct cx_db *db, struct cx_err *err);
/* Puts into the database what was noted so far: now and then, to bound the memory. */
int cx_journal_flush(struct cx_journal *journal, struct cx_err *err);
/* Forgets what was noted of the rows of a table that are again as they were: for one whose rows are
 * all written anew. */
int cx_journal_settle(struct cx_journal *journal, const char *table, struct cx_err *err);
/* Puts the rest into the database, and forgets all but the last `kept` imports that changed
 * something. In the same transaction. */
int cx_journal_end(struct cx_journal *journal, int64_t kept, struct cx_err *err);
void cx_journal_free(struct cx_journal *journal); /* nothing is noted any more; NULL is fine */

/* Forgets what an import changed: it can't be taken back any more. */
int cx_journal_forget(struct cx_db *db, int64_t seq, struct cx_err *err);

#endif
