/* Private to fact/: rows of payments that say nothing of their accounts, without the rest of the
 * pasts. */
#ifndef CX_FACT_BARE_H
#define CX_FACT_BARE_H

#include "base/idset.h"
#include "fact/kept.h"

struct facts;
/* Whether the sink wants only such rows, and may have them so. */
bool bare_suffices(const struct facts *facts, const struct kept *kept);
/* The rows, but for those of accounts of which something is taken back, which need their pasts:
 * these are put into `back`. */
int bare_rows(struct cx_idset *back, struct facts *facts);

#endif
