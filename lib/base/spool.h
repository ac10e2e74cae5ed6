/* Keeps in a file what comes through a pipe but must be read twice, or before something else is
 * opened. */
#ifndef CX_BASE_SPOOL_H
#define CX_BASE_SPOOL_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

#define CX_SPOOL_MAX (INT64_C(1) << 30) /* bytes */

/* Reads fd to its end into an unnamed file. Returns a descriptor at the start of that file, which
 * the caller closes. CX_EWORLD if there is no space or fd cannot be read, CX_EDATA if there is more
 * than CX_SPOOL_MAX; name is for the message. */
int cx_spool(int fd, const char *name, struct cx_err *err);
/* A descriptor, the caller's, at the start of an unnamed file in memory that has these bytes. */
int cx_spool_bytes(const void *bytes, size_t n, const char *name, struct cx_err *err);

#endif
