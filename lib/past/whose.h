/* Whose accounts the contacts of a day are about: for each day the contacts and their accounts, in
 * a few bytes each, so that those of some accounts are found without reading all of the day, and
 * without an index over contacts, which takes as long to keep as all the rest of a load. Lists
 * may have stale entries (contacts removed or moved), but every contact has an entry. */
#ifndef CX_PAST_WHOSE_H
#define CX_PAST_WHOSE_H

#include "base/date.h"
#include "base/idset.h"
#include "store/store.h"

struct cx_whose;
struct cx_whose *cx_whose_new(struct cx_db *db);
void cx_whose_free(struct cx_whose *whose); /* NULL is fine */
/* A contact that is new, or another's or another day's now. */
int cx_whose_note(struct cx_whose *whose, cx_date day, int64_t contact, int64_t account,
                  struct cx_err *err);
/* Writes what was noted and is not written yet. */
int cx_whose_write(struct cx_whose *whose, struct cx_err *err);

/* Hands all of the days from..to (exclusive) to hear, the last day first: whoever reads a contact
 * looks whether it is still that account's, and of that day. */
typedef void cx_whose_hear(void *context, cx_date day, int64_t contact, int64_t account);
int cx_whose_each(cx_whose_hear *hear, void *context, struct cx_db *db, cx_date from, cx_date to,
                  struct cx_err *err);
/* Adds to contacts those of the accounts on the days from..to (exclusive), and perhaps some that
 * are not theirs: whoever reads the contacts looks. */
int cx_whose_find(struct cx_idset *contacts, struct cx_db *db, const struct cx_idset *accounts,
                  cx_date from, cx_date to, struct cx_err *err);

#endif
