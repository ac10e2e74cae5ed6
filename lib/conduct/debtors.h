/* Private to conduct/: who owes an account. */
#ifndef CX_CONDUCT_DEBTORS_H
#define CX_CONDUCT_DEBTORS_H

#include "store/store.h"

struct debtors;
struct debtors *debtors_new(struct cx_db *db);
void debtors_free(struct debtors *debtors); /* NULL is fine */
/* The customer of an account; a negative number that is the account's own where none is known. */
int debtors_find(int64_t *customer, struct debtors *debtors, int64_t account, struct cx_err *err);

#endif
