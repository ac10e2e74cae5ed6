/* Private to conduct/: the customers of accounts. */
#ifndef CX_CONDUCT_CUSTOMERS_H
#define CX_CONDUCT_CUSTOMERS_H

#include <stdbool.h>

#include "base/date.h"
#include "conduct/laws.h"
#include "store/store.h"

struct customers;
struct customers *customers_new(struct cx_db *db);
void customers_free(struct customers *customers); /* NULL is fine */
/* The customer of an account, or, if it has none, a negative number that only this account has. */
int customers_find(int64_t *customer, struct customers *customers, int64_t account,
                   struct cx_err *err);
/* What contacts on an account count for: its customer as above, or, unless something counts per
 * customer, the account itself (0: none). */
int customers_subject(int64_t *subject, struct customers *customers, bool per_customer,
                      int64_t account, struct cx_err *err);
/* The law (laws.h) of an account by its region on a day; 0: it has none. */
int customers_law(int *law, struct customers *customers, const struct laws *laws, int64_t account,
                  cx_date day, struct cx_err *err);

#endif
