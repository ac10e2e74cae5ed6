/* The payments of some days by account, with who held it: for code that needs only a payment's
 * amount and holder. */
#ifndef CX_PAST_PAID_H
#define CX_PAST_PAID_H

#include "base/idset.h"
#include "base/pool.h"
#include "org/org.h"
#include "past/past.h"
#include "store/store.h"

/* Hands to take the past of each account with payments on the days from..to (exclusive), in the
 * order of ids: of a debt nothing but its id, these payments, and episodes of these days. Accounts
 * of which something was taken back on these days have more to be asked for: they are put into
 * `back` instead. Texts go to the pool; what take returns below 0 ends it. */
int cx_paid_each(struct cx_idset *back, struct cx_db *db, const struct cx_org *org, cx_date from,
                 cx_date to, int (*take)(void *context, const struct cx_past *past), void *context,
                 struct cx_pool *texts, struct cx_err *err);

#endif
