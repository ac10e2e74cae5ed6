/* Private to report/: the latest contacts and payments of each post in a period, for a page that
 * leads from a team to what its people did. */
#ifndef CX_REPORT_LATEST_H
#define CX_REPORT_LATEST_H

#include "render/table.h"
#include "report/contacted.h"
#include "score/score.h"

struct latest;

/* most: so many contacts, and payments, of a post are kept at most. db and scores are borrowed. A
 * head has no contacts and payments: don't ask for its. */
int latest_new(struct latest **out, struct cx_db *db, const struct cx_scores *scores, size_t most,
               struct cx_err *err);
/* Hears the contacts of the scores' period, each once. */
struct contact_listener latest_listener(struct latest *latest);
/* When all are heard: finds the rules that those which are kept break, and what they promise. */
int latest_find_words(struct latest *latest, struct cx_err *err);
int latest_find_payments(struct latest *latest, struct cx_err *err); /* before that or after */
void latest_free(struct latest *latest);                             /* NULL is fine */

/* How many contacts a post had in all. */
size_t latest_contact_count(const struct latest *latest, int post);
/* Whether some of them break a rule. */
bool latest_breaks(const struct latest *latest, int post);
/* Those that are kept: those that break a rule, with the rules, then the latest. */
void latest_contacts(struct cx_table *out, const struct latest *latest, int post);

/* The measure whose payments they are: the plan's first over payments in money; -1: it has none. */
int latest_measure(const struct latest *latest);
size_t latest_payment_count(const struct latest *latest, int post);
/* Those that are kept, the latest first: what each adds to the measure. */
void latest_payments(struct cx_table *out, const struct latest *latest, int post);

#endif
