/* What may be said to customers, and when and how often they may be contacted: the plan's keywords
 * and limits. Contacts that break them are recorded in the table violations. */
#ifndef CX_CONDUCT_CONDUCT_H
#define CX_CONDUCT_CONDUCT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/error.h"
#include "kind/words.h"
#include "store/id.h"
#include "store/store.h"

struct cx_keywords;

/* Checks that a phrase can be searched for; CX_EDATA with the reason if it cannot. */
int cx_keyword_check(const char *phrase, enum cx_match match, struct cx_err *err);
/* Compiles the keywords table. */
int cx_keywords_new(struct cx_keywords **out, struct cx_db *db, struct cx_err *err);
void cx_keywords_free(struct cx_keywords *keywords); /* NULL is fine */
/* Searches what agents say in a transcript (setting agent_speakers): calls found once for each
 * keyword that occurs, with its number and the words found (borrowed during the call); of keywords
 * of one category that overlap, only for the worst, and of these the longest. Runs no
 * statement, so it may be called from another thread. */
void cx_keywords_search(struct cx_keywords *keywords, const char *transcript,
                        void (*found)(void *context, size_t keyword, const char *words),
                        void *context);
/* Searches by a pattern that takes too many steps end early: what more it matches in that
 * transcript is not found. How many did, in all searches, and the keyword of the first. */
struct cx_gave_up {
    int64_t searches;
    char keyword[CX_ID_MAX + 1];
};
const struct cx_gave_up *cx_keywords_gave_up(const struct cx_keywords *keywords);
/* Transcripts whose lines name who speaks, none of them an agent: they are not searched. How many
 * there were in all searches, and who speaks first in the first. */
struct cx_unsearched {
    int64_t transcripts;
    char speaker[CX_ID_MAX + 1];
};
const struct cx_unsearched *cx_keywords_unsearched(const struct cx_keywords *keywords);
/* Removes what today's keywords found in a contact; what others found that are gone or have changed
 * is marked as found by a former list until now. Requires an open transaction, like the next. */
int cx_keywords_forget(struct cx_keywords *keywords, int64_t contact_id, cx_time now,
                       struct cx_err *err);
/* Records that a keyword was found; the row of the contact may be added later. */
int cx_keywords_record(struct cx_keywords *keywords, int64_t contact_id, size_t keyword,
                       const char *words, struct cx_err *err);

/* The first jurisdiction of the settings that has no limits although there are some; NULL: there is
 * none. The caller frees. CX_EDATA: the settings can't be read. */
int cx_limits_lacking(char **jurisdiction, struct cx_db *db, struct cx_err *err);

/* Checks the value of a limit; CX_EDATA with the reason if it is not valid. */
int cx_limit_check(enum cx_limit_rule rule, const char *value, struct cx_err *err);

/* Appends what is recorded of a broken limit, which is kept in English, in the language of the
 * output. */
void cx_limits_retell(struct cx_buf *out, const char *words);

/* What limits depend on in a contact. */
struct cx_contact {
    int64_t id, account; /* account 0 if there is none */
    cx_time at;
    int channel, outcome; /* -1 if unknown */
    cx_date until;        /* the day of the promise; before `at` if there is none */
    int law;              /* whose limits hold: conduct/ fills it (laws.h) */
    int64_t employee;     /* 0: one that is only planned */
};

/* Whether records of one second for several accounts of a customer are one contact: somebody can't
 * call or visit one customer twice at a time. Messages can be several, and midnight may only mean
 * that no time is known. */
bool cx_contact_is_one(int channel, cx_time at);

/* Checks contacts as they are added to their table, in one transaction, in any order. What limits
 * found that have changed since is marked as found by a former list until now. */
struct cx_watch;
int cx_watch_new(struct cx_watch **out, struct cx_db *db, cx_time now, struct cx_err *err);
void cx_watch_free(struct cx_watch *watch); /* NULL is fine */
/* A contact was added to the table. */
int cx_watch_add(struct cx_watch *watch, const struct cx_contact *contact, struct cx_err *err);
/* A contact is about to be replaced; call cx_watch_add with the new one. NULL: it is deleted. If
 * its account, time, channel or outcome was another, all that limits found of it goes, former
 * lists' findings, too. */
int cx_watch_change(struct cx_watch *watch, const struct cx_contact *before,
                    const struct cx_contact *now, struct cx_err *err);
/* Whether a contact whose time is not known breaks quiet hours, as it counts as one of midnight: 1
 * or 0. */
int cx_watch_needs_time(struct cx_watch *watch, const struct cx_contact *contact,
                        struct cx_err *err);
/* Calls heard for each limit of the jurisdictions that hold; channel -1: of any. */
void cx_watch_limits(const struct cx_watch *watch,
                     void (*heard)(void *context, enum cx_limit_rule rule, int channel,
                                   bool connected_only),
                     void *context);
/* After the last: records all contacts that break a limit and are not recorded yet. */
int cx_watch_finish(struct cx_watch *watch, struct cx_err *err);

/* When customers may be contacted from now on, by all limits of the jurisdiction, of any severity,
 * and the contacts up to a second, that of now or, where now is a whole day, its last. Whether a
 * future contact will be connected is unknown, so it counts as if it were. */
struct cx_allowed;
int cx_allowed_new(struct cx_allowed **out, struct cx_db *db, cx_time now, cx_time until,
                   struct cx_err *err);
void cx_allowed_free(struct cx_allowed *allowed); /* NULL is fine */
/* The first time from now on outside the quiet hours of all channels, in some region; CX_NEVER
 * (store/store.h): no such time. */
cx_time cx_allowed_opens(const struct cx_allowed *allowed);
/* The first time from a time on, now or later, at which a contact by this channel breaks no limit;
 * CX_NEVER if there is none within a year. The account's customer: 0 if it has none. */
int cx_allowed_at(cx_time *at, struct cx_allowed *allowed, int64_t account, int64_t customer,
                  int channel, cx_time from, struct cx_err *err);
/* Plans another contact for today: it counts for all later questions, and none of their answers
 * makes it break a limit, not even if it is made last and under another law than theirs. */
int cx_allowed_use(struct cx_allowed *allowed, int64_t account, int64_t customer, int channel,
                   struct cx_err *err);

struct cx_rescan {
    int64_t contacts, before, violations;
    int64_t former; /* of these: what was found before, and is not found now */
    struct cx_gave_up gave_up;
    struct cx_unsearched unsearched;
};
/* Checks all contacts again, by the current keywords and limits. What was found before stays: what
 * is not found now, or is less severe now, is marked as found by a former list until now. Requires
 * an open transaction, like the next. */
int cx_rescan(struct cx_rescan *result, struct cx_db *db, cx_time now, struct cx_err *err);
/* Judges all contacts as they were judged at a time, by the keywords, the limits or both of that
 * time: what was found by a former list after it is none. */
#define CX_RESCAN_KEYWORDS 1u
#define CX_RESCAN_LIMITS   2u
int cx_rescan_as_of(struct cx_rescan *result, struct cx_db *db, cx_time at, unsigned what,
                    struct cx_err *err);

#endif
