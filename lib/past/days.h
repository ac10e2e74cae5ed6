/* Where the events of a day stand in their table, so that some days can be read without the rest
 * and without an index: for each day the first and the last id of a shape (store/id.h). A listed
 * day may have lost its events; a day with events is always listed. Of some events only the days
 * are listed, with id 0: whether anything is later than a day (fact/wall.h) needs no more. */
#ifndef CX_PAST_DAYS_H
#define CX_PAST_DAYS_H

#include "base/date.h"
#include "store/store.h"

struct cx_days;
/* event is borrowed: "contact", "payment" or "order"; of days alone "episode" (what begins or
 * ends), "dated" (another value of a column with a history). */
struct cx_days *cx_days_new(const char *event);
void cx_days_free(struct cx_days *days); /* NULL is fine */
/* until: the last day on which the event will matter again, as a promise's; CX_DAYS_NEVER: none. */
#define CX_DAYS_NEVER (-CX_DATE_NONE)
void cx_days_note(struct cx_days *days, cx_date day, int64_t id, cx_date until);
/* Puts what was noted into the table event_days. */
int cx_days_write(struct cx_days *days, struct cx_db *db, struct cx_err *err);
/* 1: the table has such an event on the days from..to (exclusive); 0: none. */
int cx_days_has(struct cx_db *db, const char *event, cx_date from, cx_date to, struct cx_err *err);
/* The last day that has such events in the table; -CX_DATE_NONE: there are none. */
int cx_days_last(cx_date *last, struct cx_db *db, const char *event, struct cx_err *err);
/* The company's first day with a payment, contact, feedback or complaint; CX_DATE_NONE: there is
 * none. */
int cx_days_first_event(cx_date *day, struct cx_db *db, struct cx_err *err);
/* Makes a statement of a query that reads from range(first, last): the ids of the events of some
 * days, ?1 to before ?2, in ranges that don't overlap. */
int cx_days_stmt(struct cx_stmt **out, struct cx_db *db, const char *event, const char *query,
                 struct cx_err *err);

#endif
