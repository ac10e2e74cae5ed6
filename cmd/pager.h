/* A pager, for what is longer than the terminal. */
#ifndef CX_CMD_PAGER_H
#define CX_CMD_PAGER_H

#include <stdbool.h>
#include <stddef.h>

/* Whether standard output is a terminal on which a pager may run. Under sudo none does: its user
 * could start a shell from it as another. */
bool pager_is_able(void);
/* Shows the text in $PAGER, less by default, until its reader ends it; false: the text fits the
 * terminal, or there is no pager, and it is still to be written. */
bool pager_show(const char *text, size_t n);

#endif
