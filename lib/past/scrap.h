/* Private to past/: a temporary file for rows of which there are more than memory is to hold. It
 * has no name, and ends with the process. */
#ifndef CX_PAST_SCRAP_H
#define CX_PAST_SCRAP_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

struct scrap {
    int fd; /* -1: nothing was written */
    int64_t size;
};
#define SCRAP_NONE ((struct scrap){.fd = -1})

void scrap_fini(struct scrap *scrap);
/* Appends; the file is made with the first bytes. CX_EWORLD where it can't be written. */
int scrap_write(struct scrap *scrap, const void *bytes, size_t n, struct cx_err *err);
/* What was written; several threads may read. */
int scrap_read(void *bytes, const struct scrap *scrap, int64_t at, size_t n, struct cx_err *err);

#endif
