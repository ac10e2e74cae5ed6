/* Output to stdout, or to a file that appears complete or not at all. */
#ifndef CX_BASE_OUTFILE_H
#define CX_BASE_OUTFILE_H

#include <stdbool.h>
#include <stdio.h>

#include "base/error.h"

struct cx_outfile {
    FILE *stream;         /* write here */
    char *path;           /* NULL for stdout */
    char *temporary;      /* the file beside path that is written first, with mode 0600 */
    struct cx_sink *sink; /* what the stream writes to */
    unsigned mode;        /* of a file that is made or replaced, if it is set after the opening; 0:
                             as cx_outfile_open says */
    bool is_of_many;      /* committed without a sync, which is slow and is done once for all of
                             them by cx_outfile_sync_all */
};

/* path NULL or "-" means stdout. A new file has mode 0600; one that is replaced keeps its own, less
 * the right of others to write. A link of somebody else's in a folder that others can write is
 * CX_EWORLD, and so is a database: it is not replaced. Temporary files that killed programs left
 * for the same path are removed. */
int cx_outfile_open(struct cx_outfile *file, const char *path, struct cx_err *err);
/* The same of one of many files in a folder. has_left: of the folder, as cx_outfile_has_left said;
 * false: nothing is looked for, which would read the whole folder for each file. */
int cx_outfile_open_of_many(struct cx_outfile *file, const char *path, bool has_left,
                            struct cx_err *err);
/* Whether something in a folder has a name as temporary files have. */
bool cx_outfile_has_left(const char *folder);
/* Writes all of a file to the disk, so that only the rename is left for the commit, and nothing can
 * be written after it; what is no file of its own (stdout, a pipe) is only flushed. */
int cx_outfile_settle(struct cx_outfile *file, struct cx_err *err);
/* Flushes, syncs and renames the file; stdout is flushed, checked and closed. CX_EWORLD if this or
 * an earlier write failed (a full disk, a closed stdout), with the reason in the message; for EPIPE
 * on stdout the message is empty. */
int cx_outfile_commit(struct cx_outfile *file, struct cx_err *err);
/* After the commits of many files in a folder: waits until all of them are on the disk. */
int cx_outfile_sync_all(const char *folder, struct cx_err *err);
/* Removes the temporary file, if there is one; harmless after a commit. */
void cx_outfile_fini(struct cx_outfile *file);

#endif
