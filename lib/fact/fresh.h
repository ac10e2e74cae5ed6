/* Private to fact/: payments, contacts and accounts that came since sums were made, and are not in
 * them yet. They are brought in without what is there being read: the pasts of their accounts as
 * they were are taken from the sums, and added as they are. */
#ifndef CX_FACT_FRESH_H
#define CX_FACT_FRESH_H

#include "fact/kept.h"

/* 1: something came; 0: nothing. *since: the first day whose sums it may change; CX_DATE_NONE: it
 * changes those of periods only. */
int fresh_look(cx_date *since, const struct kept *kept, struct cx_err *err);
/* Brings it into all sums that are kept, after kept_open and kept_change. */
int fresh_add(const struct kept *kept, cx_date since, struct cx_err *err);

#endif
