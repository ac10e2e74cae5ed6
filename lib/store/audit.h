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

/* Appends a row in the open transaction. */
int cx_audit_add(struct cx_db *db, const struct cx_audit *audit, struct cx_err *err);
/* Walks the chain. CX_EDATA names the first row that doesn't fit. *count: rows walked. */
int cx_audit_verify(struct cx_db *db, int64_t *count, struct cx_err *err);

#endif
