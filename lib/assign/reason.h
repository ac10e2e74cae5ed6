/* Private to assign/: why an account changes hands, in words. */
#ifndef CX_ASSIGN_REASON_H
#define CX_ASSIGN_REASON_H

#include "assign/deal.h"

#define REASON_MAX 700

const char *reason_of(char out[REASON_MAX], const struct deal *deal, size_t i);

#endif
