/* A pipe that must be read twice, or before something else is opened, is kept in a file. */
#ifndef CX_BASE_SPOOL_H
#define CX_BASE_SPOOL_H

#include "base/error.h"

/* Reads fd to its end into a file without a name. Returns a descriptor at the file's start, which
 * the caller closes. CX_EWORLD: there is no room, or fd can't be read; name is for the message. */
int cx_spool(int fd, const char *name, struct cx_err *err);

#endif
