/* What may be said to a debtor: the plan's keywords, searched in transcripts. */
#ifndef CX_CONDUCT_CONDUCT_H
#define CX_CONDUCT_CONDUCT_H

#include <stdint.h>

#include "base/error.h"
#include "store/store.h"

struct cx_keywords;

/* Compiles the keywords table. */
int cx_keywords_new(struct cx_keywords **out, struct cx_db *db, struct cx_err *err);
void cx_keywords_free(struct cx_keywords *keywords); /* NULL is fine */
/* Replaces what the table violations holds of this contact's words by what transcript says (NULL:
 * nothing). In the open transaction; the contact's row may follow. */
int cx_keywords_check(struct cx_keywords *keywords, int64_t contact_id, const char *transcript,
                      struct cx_err *err);

#endif
