/* Where output goes: stdout, or a file that appears whole or not at all. */
#ifndef CX_BASE_OUTFILE_H
#define CX_BASE_OUTFILE_H

#include <stdio.h>

#include "base/error.h"

struct cx_outfile {
    FILE *stream;         /* write here */
    char *path;           /* NULL: stdout */
    char *temporary;      /* path's neighbour that is written first, mode 0600 before the umask */
    struct cx_sink *sink; /* what the stream writes to */
};

/* path NULL or "-" means stdout. */
int cx_outfile_open(struct cx_outfile *file, const char *path, struct cx_err *err);
/* Flushes, syncs, renames; stdout is flushed, checked and closed for good (a full disk or a closed
 * stdout is CX_EWORLD, also where an earlier write failed; the message says why it did). EPIPE on
 * stdout is reported as CX_EWORLD with an empty message. */
int cx_outfile_commit(struct cx_outfile *file, struct cx_err *err);
/* Removes the temporary file, if any; harmless after a commit. */
void cx_outfile_fini(struct cx_outfile *file);

#endif
