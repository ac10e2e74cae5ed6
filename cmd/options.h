/* The command line: the options that all programs have, and each program's own. */
#ifndef CX_CMD_OPTIONS_H
#define CX_CMD_OPTIONS_H

#include "cli.h"

/* For --help and completion. */
extern const struct cli_option options_common[];
extern const size_t options_common_count;

/* --lang, wherever it stands: it holds for all that is said of the others. NULL: not given. */
const char *options_find_lang(const struct cli_program *program, int argc, char **argv);

/* Sets what cli holds of options and operands: 0 to go on, 1 after --help and --version, or
 * CX_EUSAGE. */
int options_read(struct cli *cli, int argc, char **argv);

#endif
