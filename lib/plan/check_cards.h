/* Private to plan/: the check of scorecards. */
#ifndef CX_PLAN_CHECK_CARDS_H
#define CX_PLAN_CHECK_CARDS_H

#include "plan/faults.h"

/* No two of their rows overlap. */
int check_cards(struct check *check);

#endif
