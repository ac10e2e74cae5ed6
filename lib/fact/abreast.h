/* Private to fact/: the rows that pasts give; of all of them by two threads, each over a half of
 * the accounts. */
#ifndef CX_FACT_ABREAST_H
#define CX_FACT_ABREAST_H

#include "fact/fact.h"
#include "past/stream.h"

int past_rows(struct facts *facts, const struct cx_past_scope *scope);

/* The same by two threads; by one where the accounts are few or chosen, where a sink takes the
 * rows, or where only this connection knows what is to be read. */
int abreast_rows(struct facts *facts, const struct cx_past_scope *scope);

#endif
