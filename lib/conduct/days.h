/* Private to conduct/: where the contacts of a day stand in their table, so that some days can be
 * read without the rest and without an index: for each day the first and the last id of a shape
 * (store/id.h). Contacts may have left a day; they never come to one that doesn't say so. */
#ifndef CX_CONDUCT_DAYS_H
#define CX_CONDUCT_DAYS_H

#include "base/date.h"
#include "store/store.h"

struct days;
struct days *days_new(void);
void days_free(struct days *days); /* NULL is fine */
void days_note(struct days *days, cx_date day, int64_t contact);
/* Puts what was noted into the table contact_days. */
int days_write(struct days *days, struct cx_db *db, struct cx_err *err);
/* The last day that has contacts in the table; -CX_DATE_NONE: there are none. */
int days_last(cx_date *last, struct cx_db *db, struct cx_err *err);

#endif
