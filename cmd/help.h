/* What --help prints. */
#ifndef CX_CMD_HELP_H
#define CX_CMD_HELP_H

#include "cli.h"

void help_print(const struct cli_program *program, const struct cli_option *common,
                size_t common_count);

#endif
