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

/* Adds up the contacts of a period that name a channel: by subject (fact/sums.h) and channel, all 0
 * at first; persons and posts stay 0. Of cents, each account counts once for a subject and a
 * channel, with what was owed before the first of the contacts by that channel that the subject
 * made. The archive's last day is the period's or a later one. */
int contacted_sums(struct contacted *sums, struct cx_db *db, const struct cx_org *org,
                   const struct cx_archive *archive, const struct cx_period *period,
                   struct cx_err *err);

#endif
