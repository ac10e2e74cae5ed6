/* Sealing: what is sealed is text that no later data, plan or cx changes. Months are sealed one
 * after the other, paid out once, and the last of them may be opened again before that. Each of
 * these is an entry in a chain, and a row in the audit log that holds the entry's hash. */
#ifndef CX_SEAL_SEAL_H
#define CX_SEAL_SEAL_H

#include "base/buf.h"
#include "base/date.h"
#include "base/hash.h"
#include "base/period.h"
#include "render/table.h"
#include "store/store.h"

struct cx_seal {
    int64_t seq;    /* from 1 */
    char action[8]; /* close, pay or reopen */
    char period[CX_PERIOD_TEXT];
    cx_time at;
    char version[24]; /* of cx */
    char *reason;     /* of reopen why, of pay what is carried to the next month; or "" */
    int64_t total;    /* cents: of close the sheet's, of pay what is paid; 0 */
    char before[CX_HASH_TEXT], hash[CX_HASH_TEXT];
    bool is_checked; /* its texts are those of its hash */
};
void cx_seal_fini(struct cx_seal *seal);

struct cx_seal_options {
    cx_time now;
    bool dry_run;
    const char *arguments; /* the command line, for the audit log */
    /* Of closing: what is open and should have been settled first, in the language of messages,
     * lent for the call; NULL: nobody listens. */
    void (*hear)(void *context, const char *check, const char *note);
    void *context;
};

/* Appends an entry's reason; what cx says there itself is told in the language of the output. */
void cx_seal_reason(struct cx_buf *out, const struct cx_seal *seal);
/* Entries as a table. */
int cx_seals_table(struct cx_table *out, const struct cx_seal *seals, size_t count,
                   struct cx_err *err);

/* 1: the period is sealed, and *seal (if not NULL; the caller's) is what did; 0: it is open. */
int cx_bonus_is_sealed(struct cx_seal *seal, struct cx_db *db, const struct cx_period *period,
                       struct cx_err *err);
/* Walks the chain of seals and the audit log. CX_EDATA names the first thing that is not as it was
 * written. The entries are the caller's, each to be given to cx_seal_fini, also on failure. */
int cx_bonus_verify(struct cx_seal **seals, size_t *count, struct cx_db *db, struct cx_err *err);

#endif
