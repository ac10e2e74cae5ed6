/* What may be said to a debtor: the plan's keywords, searched in transcripts. */
#ifndef CX_CONDUCT_CONDUCT_H
#define CX_CONDUCT_CONDUCT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "kind/words.h"
#include "store/store.h"

struct cx_keywords;

/* Whether a phrase can be searched for; CX_EDATA with the reason where it can't. */
int cx_keyword_check(const char *phrase, enum cx_match match, struct cx_err *err);
/* Compiles the keywords table. */
int cx_keywords_new(struct cx_keywords **out, struct cx_db *db, struct cx_err *err);
void cx_keywords_free(struct cx_keywords *keywords); /* NULL is fine */
/* Searches a transcript: calls found for each keyword in it, by its number, with the words that were
 * found (borrowed during the call). No statement is run: a thread of its own may do this. */
void cx_keywords_search(struct cx_keywords *keywords, const char *transcript,
                        void (*found)(void *context, size_t keyword, const char *words),
                        void *context);
/* Takes away what the table violations holds of a contact's words. In the open transaction, as
 * the next. */
int cx_keywords_forget(struct cx_keywords *keywords, int64_t contact_id, struct cx_err *err);
/* Puts into the table that a keyword was found; the contact's row may follow. */
int cx_keywords_record(struct cx_keywords *keywords, int64_t contact_id, size_t keyword,
                       const char *words, struct cx_err *err);
/* Whether any violation is on record. */
int cx_violations_exist(bool *exist, struct cx_db *db, struct cx_err *err);

#endif
