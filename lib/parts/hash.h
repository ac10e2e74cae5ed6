/* Private to parts/: hashes in streams of sums. */
#ifndef CX_PARTS_HASH_H
#define CX_PARTS_HASH_H

#include <stdint.h>

#include "plan/plan.h"

enum { SHORT_HASH = 17 }; /* bytes that hold 16 hex digits */

void format_hash(char hash[SHORT_HASH], uint64_t value);

/* What the sums of a measure depend on in the plan, as a hash. */
void hash_measure(char hash[SHORT_HASH], const struct cx_plan *plan, size_t measure);

#endif
