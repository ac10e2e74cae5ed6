/* Where temporary files go: the first of $SQLITE_TMPDIR, $TMPDIR, /var/tmp, /usr/tmp and /tmp that
 * is a folder in which files can be made, as SQLite chooses for its own. */
#ifndef CX_BASE_TEMPORARY_H
#define CX_BASE_TEMPORARY_H

/* NULL: there is none; else borrowed, until the environment changes. */
const char *cx_temporary_folder(void);
/* A descriptor, the caller's, of a new file there that has no name and ends with its descriptor;
 * -1: it can't be made, and errno says why. */
int cx_temporary_file(void);

#endif
