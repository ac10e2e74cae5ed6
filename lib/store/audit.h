/* The audit log: a row a change, each holding the hash of the row before it. */
#ifndef CX_STORE_AUDIT_H
#define CX_STORE_AUDIT_H

#include "base/date.h"
#include "store/store.h"

struct cx_audit {
    cx_time at;            /* now, as --as-of or the clock says */
    const char *program;   /* cx-import */
    const char *arguments; /* the command line, as one text */
    const char *files;     /* one a line: name, SHA-256, rows; "" where none */
};

/* Appends a row in the open transaction, whose changes it tells the sums of (trail.h): there must
 * be none after it. */
int cx_audit_add(struct cx_db *db, const struct cx_audit *audit, struct cx_err *err);
/* Walks the chain, and adds up the rows of all tables. CX_EDATA names the first row of the log that
 * doesn't fit, or the table, and as far as it can be told the row, that something other than cx has
 * changed. *count: rows walked. */
int cx_audit_verify(struct cx_db *db, int64_t *count, struct cx_err *err);

#endif
