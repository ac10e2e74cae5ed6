/* What may be said to a debtor, and when and how often he may be contacted: the plan's keywords and
 * limits. What breaks them stands in the table violations. */
#ifndef CX_CONDUCT_CONDUCT_H
#define CX_CONDUCT_CONDUCT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/error.h"
#include "kind/words.h"
#include "store/store.h"

struct cx_keywords;

/* Whether a phrase can be searched for; CX_EDATA with the reason where it can't. */
int cx_keyword_check(const char *phrase, enum cx_match match, struct cx_err *err);
/* Compiles the keywords table. */
int cx_keywords_new(struct cx_keywords **out, struct cx_db *db, struct cx_err *err);
void cx_keywords_free(struct cx_keywords *keywords); /* NULL is fine */
/* Searches what agents say in a transcript (setting agent_speakers): calls found once for each
 * keyword in it, by its number, with the words that were found (borrowed during the call). No
 * statement is run: a thread of its own may do this. */
void cx_keywords_search(struct cx_keywords *keywords, const char *transcript,
                        void (*found)(void *context, size_t keyword, const char *words),
                        void *context);
/* Takes away what the table violations holds of a contact's words. In the open transaction, as
 * the next. */
int cx_keywords_forget(struct cx_keywords *keywords, int64_t contact_id, struct cx_err *err);
/* Puts into the table that a keyword was found; the contact's row may follow. */
int cx_keywords_record(struct cx_keywords *keywords, int64_t contact_id, size_t keyword,
                       const char *words, struct cx_err *err);

/* Whether a limit's value can be understood; CX_EDATA with the reason where it can't. */
int cx_limit_check(enum cx_limit_rule rule, const char *value, struct cx_err *err);

/* What limits look at in a contact. */
struct cx_contact {
    int64_t id, account; /* account 0: none */
    cx_time at;
    int channel, outcome; /* -1: not said */
    cx_date until;        /* what was promised for; before `at`: nothing */
};

/* Watches contacts come into their table, in one transaction, in any order. */
struct cx_watch;
int cx_watch_new(struct cx_watch **out, struct cx_db *db, struct cx_err *err);
void cx_watch_free(struct cx_watch *watch); /* NULL is fine */
/* A contact is in the table. */
int cx_watch_add(struct cx_watch *watch, const struct cx_contact *contact, struct cx_err *err);
/* A contact is no longer what it was; what it is now is then added. */
int cx_watch_change(struct cx_watch *watch, const struct cx_contact *before, struct cx_err *err);
/* All are there: records what breaks a limit and isn't on record yet. */
int cx_watch_finish(struct cx_watch *watch, struct cx_err *err);

/* When a debtor may be contacted, by all limits of the jurisdiction, of whatever severity, and the
 * contacts up to now. Of a contact to come nobody knows whether it will be connected, so it counts
 * as if it were. */
struct cx_allowed;
int cx_allowed_new(struct cx_allowed **out, struct cx_db *db, cx_time now, struct cx_err *err);
void cx_allowed_free(struct cx_allowed *allowed); /* NULL is fine */
#define CX_NEVER INT64_MAX
/* From now on, the first time outside all quiet hours, whatever their channel. CX_NEVER: they leave
 * none. */
cx_time cx_allowed_opens(const struct cx_allowed *allowed);
/* From now on, the first time at which a contact of this channel breaks no limit; CX_NEVER: none
 * within a year. */
int cx_allowed_at(cx_time *at, struct cx_allowed *allowed, int64_t account, int channel,
                  struct cx_err *err);
/* Counts one more, made now: whoever is asked for next must bear with it. */
int cx_allowed_use(struct cx_allowed *allowed, int64_t account, int channel, struct cx_err *err);

struct cx_rescan {
    int64_t contacts, before, violations;
};
/* Checks all contacts again, by keywords and limits as they are now. In the open transaction. */
int cx_rescan(struct cx_rescan *result, struct cx_db *db, struct cx_err *err);

#endif
