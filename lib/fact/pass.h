/* Private to fact/: reading the facts once, for the rows that are due. */
#ifndef CX_FACT_PASS_H
#define CX_FACT_PASS_H

#include "fact/fact.h"
#include "fact/kept.h"

enum pass { OVER_CONTACTS, OVER_ACCOUNTS, OVER_TABLES, PASSES };

/* Fills the tallies of facts with the rows that are due; or gives them to the sink, whatever the
 * pass. What facts then holds is the caller's to free. */
int run_pass(struct facts *facts, const struct kept *kept, enum pass pass);
void facts_fini(struct facts *facts);

/* What run_pass begins with, when the tallies are there: the columns that measures look at, and
 * what rows need to know. */
int begin_pass(struct facts *facts, const struct kept *kept);

#endif
