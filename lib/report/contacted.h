/* Private to report/: the contacts of a period, by channel, and what was owed on the accounts that
 * each channel reached for. */
#ifndef CX_REPORT_CONTACTED_H
#define CX_REPORT_CONTACTED_H

#include "base/period.h"
#include "kind/words.h"
#include "past/archive.h"

enum { CONTACTED_CHANNELS = CX_LEGAL + 1 };

struct contacted {
    int64_t contacts, successes; /* of whatever account, or none; with a promise or a payment */
    int64_t cents;               /* below */
};

/* A contact of a period, for whoever else looks at them. */
struct contact_made {
    int64_t id, account; /* account 0: none */
    cx_time started_at;
    int post;                /* of whoever made it, on that day; -1: nobody's */
    int8_t channel, outcome; /* -1: none */
};
struct contact_listener {
    void (*hear)(void *context, const struct contact_made *contact);
    void *context;
};

/* Has all contacts of a period heard, whether they name a channel or not. */
int contacted_hear(const struct contact_listener *listener, struct cx_db *db,
                   const struct cx_org *org, const struct cx_period *period, struct cx_err *err);
/* Adds up the contacts of a period that name a channel: by subject (fact/sums.h) and channel, all 0
 * at first; persons and posts stay 0. Of cents, each account counts once for a subject and a
 * channel, with what was owed before the first of the contacts by that channel that the subject
 * made. The archive's last day is the period's or a later one. too: hears the contacts as well, as
 * contacted_hear has them heard, for reading them takes long; NULL: nobody does. */
int contacted_sums(struct contacted *sums, struct cx_db *db, const struct cx_org *org,
                   const struct cx_archive *archive, const struct cx_period *period,
                   const struct contact_listener *too, struct cx_err *err);

#endif
