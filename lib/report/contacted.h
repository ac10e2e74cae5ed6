/* Private to report/: what was owed on the accounts that each channel reached for. */
#ifndef CX_REPORT_CONTACTED_H
#define CX_REPORT_CONTACTED_H

#include "base/period.h"
#include "kind/words.h"
#include "org/org.h"
#include "store/store.h"

enum { CONTACTED_CHANNELS = CX_LEGAL + 1 };

/* cents: by subject (fact/sums.h) and channel, all 0 at first. Each account counts once for a
 * subject and a channel, with what was owed before the first of the period's contacts by that
 * channel that the subject made. Persons and posts stay 0. */
int contacted_sums(int64_t *cents, struct cx_db *db, const struct cx_org *org,
                   const struct cx_period *period, struct cx_err *err);

#endif
