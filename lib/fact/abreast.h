/* Private to fact/: the rows of all pasts by two threads, each over a half of the accounts. */
#ifndef CX_FACT_ABREAST_H
#define CX_FACT_ABREAST_H

#include "fact/fact.h"
#include "past/stream.h"

/* As past_rows (pass.h), which it calls where the accounts are few or chosen, where a sink takes
 * the rows, or where only this connection knows what is to be read. */
int abreast_rows(struct facts *facts, const struct cx_past_scope *scope);

#endif
