/* Completion in a shell: what can stand at the end of a command line. */
#ifndef CX_CMD_COMPLETE_H
#define CX_CMD_COMPLETE_H

#include "cli.h"

/* Prints what can complete the last of words (each as it stands on the command line; the last may
 * be empty), one a line: the candidate, a tab and what it means where that is known. Options come
 * from the two tables; what their arguments can be follows from the arguments' names: METRIC,
 * EMPLOYEE, PERIOD. The database is only read; where it can't be, what it would have given is
 * missing. File names are left to the shell. */
void complete(const struct cli_program *program, const struct cli_option *common,
              size_t common_count, char **words, int word_count);

#endif
