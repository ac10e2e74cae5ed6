/* Private to conduct/: the customers of accounts. */
#ifndef CX_CONDUCT_DEBTORS_H
#define CX_CONDUCT_DEBTORS_H

#include "store/store.h"

struct debtors;
struct debtors *debtors_new(struct cx_db *db);
void debtors_free(struct debtors *debtors); /* NULL is fine */
/* The customer of an account, or, if it has none, a negative number that only this account has. */
int debtors_find(int64_t *customer, struct debtors *debtors, int64_t account, struct cx_err *err);

#endif
