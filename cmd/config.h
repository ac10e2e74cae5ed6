/* Defaults of the machine and of the user: lines NAME = VALUE in /etc/cx.conf and
 * ~/.config/cx.conf. */
#ifndef CX_CMD_CONFIG_H
#define CX_CMD_CONFIG_H

#include "base/error.h"

/* Puts what the two files say into the environment, where it doesn't say otherwise: database as
 * CX_DB, language as CX_LANG, output (the folder of relative -o files) as CX_OUTPUT. So the command
 * line comes before the environment, that before the user's file, and that before the machine's. A
 * file that isn't there says nothing; CX_EWORLD names the line that cannot be read. */
int config_read(struct cx_err *err);
/* The database that the machine's file names; NULL: none. The caller frees it. */
int config_database(char **database, struct cx_err *err);

#endif
