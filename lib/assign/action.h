/* Private to assign/: what is done about an account, and by whom it can be done. */
#ifndef CX_ASSIGN_ACTION_H
#define CX_ASSIGN_ACTION_H

#include <stdbool.h>

#include "kind/words.h"

/* What a kind of team does where no strategy says otherwise. */
enum cx_action action_of_kind(enum cx_team_kind kind);
/* Whether that kind of team does such a thing: whatever is written is done by all, calls by all but
 * those who only write, visits and legal steps by the teams for them. */
bool action_fits(enum cx_action action, enum cx_team_kind kind);
bool action_is_message(enum cx_action action); /* that costs next to nothing */
/* -1: none. */
int action_channel(enum cx_action action);
/* The message that a customer prefers; channel -1: not known. */
enum cx_action action_reminder(int channel);

#endif
