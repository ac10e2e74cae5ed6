/* The events behind sums: which rows, on which day, worth how much, so that a sum can be checked by
 * hand. */
#ifndef CX_FACT_EVENTS_H
#define CX_FACT_EVENTS_H

#include "fact/sums.h"

/* A sum of which the events are wanted. */
struct cx_sum_key {
    size_t period, subject, measure;
};

struct cx_event {
    size_t key;          /* index of the sum that it is part of */
    const char *id;      /* of the payment, contact, account, …; a course; a cost's name */
    const char *account; /* "": it hangs on none */
    cx_date day;
    int64_t value; /* what it adds to the sum, in the sum's unit; not 0 */
};

struct cx_events {
    struct cx_event *list; /* by key, day, id */
    size_t count, cap;
    size_t *totals; /* by key: its events, whether they are listed or not */
    struct cx_pool *texts;
};

/* Reads the facts of the whole database once. The events of a key add up to its sum: what is worth
 * 0 is not among them. */
int cx_events_find(struct cx_events **out, struct cx_db *db, const struct cx_plan *plan,
                   const struct cx_org *org, const struct cx_period *periods, size_t period_count,
                   const struct cx_sum_key *keys, size_t key_count, struct cx_err *err);
/* The same, but of each key only the last events, `most` at most, are listed. */
int cx_events_latest(struct cx_events **out, struct cx_db *db, const struct cx_plan *plan,
                     const struct cx_org *org, const struct cx_period *periods, size_t period_count,
                     const struct cx_sum_key *keys, size_t key_count, size_t most,
                     struct cx_err *err);
/* As cx_events_find, but of contacts only those with a violation or an upheld complaint, and of
 * each what these change of the sum: its worth less what it would be worth without them. The keys
 * are of measures that cx_measure_is_of_breaches. */
int cx_events_breaches(struct cx_events **out, struct cx_db *db, const struct cx_plan *plan,
                       const struct cx_org *org, const struct cx_period *periods,
                       size_t period_count, const struct cx_sum_key *keys, size_t key_count,
                       struct cx_err *err);
/* Whether a measure looks at the violations or complaints of contacts, or is one of complaints. */
bool cx_measure_is_of_breaches(const struct cx_quantity *measure);
void cx_events_free(struct cx_events *events); /* NULL is fine */
/* The events of a key: *count of them; NULL where there is none. */
const struct cx_event *cx_events_of(const struct cx_events *events, size_t key, size_t *count);

/* Adds up the first measure of a plan over a period from the events themselves, whatever sums are
 * kept: of everybody who was credited, and of the company; and of what nobody was credited with
 * what is above zero and what is below. CX_EDATA where that is too large. */
struct cx_control {
    int64_t people, company;
    int64_t nobodys, above, below; /* nobodys: how many events */
};
int cx_events_control(struct cx_control *out, struct cx_db *db, const struct cx_plan *plan,
                      const struct cx_org *org, const struct cx_period *period, struct cx_err *err);

#endif
