/* From a score back to the events behind it, so that a disputed one can be checked by hand. */
#ifndef CX_SCORE_TRACE_H
#define CX_SCORE_TRACE_H

#include "base/buf.h"
#include "fact/events.h"
#include "score/score.h"

/* A quantity that goes into a line of a scorecard: the line's own, and all that formulas name. */
struct cx_term {
    size_t post, line; /* of which score, of which of its lines */
    int quantity;
    int period;     /* 0: this; 1: the one before, by prev_ */
    size_t subject; /* the post, its team where the line is of the team, the person for prev_ */
    int64_t value;  /* as published; CX_NO_VALUE: null */
    size_t key;     /* of a measure: its sum among `keys`; SIZE_MAX: it has no events */
};

/* The terms of all lines of one person's posts; a line's own comes first, then what it is made of.
 */
struct cx_trace {
    const struct cx_scores *scores;
    int person;
    struct cx_term *terms;
    size_t term_count, term_cap;
    struct cx_sum_key *keys;
    size_t key_count, key_cap;
    struct cx_events *events;
};

/* CX_EDATA where there is no such employee, or they have no post in the period. The scores outlive
 * the trace. What the events of each measure add up to is compared with its sum. */
int cx_trace_new(struct cx_trace **out, struct cx_db *db, const struct cx_scores *scores,
                 const char *employee, struct cx_err *err);
void cx_trace_free(struct cx_trace *trace); /* NULL is fine */

/* Fills a table with the events. */
int cx_trace_table(struct cx_table *out, const struct cx_trace *trace, struct cx_err *err);
/* Adds the whole as text for people, in Markdown or plain. */
int cx_trace_tell(struct cx_buf *out, const struct cx_trace *trace, bool is_markdown,
                  struct cx_err *err);

#endif
