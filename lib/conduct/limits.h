/* Private to conduct/: the limits that hold, and the judge who counts contacts against them. */
#ifndef CX_CONDUCT_LIMITS_H
#define CX_CONDUCT_LIMITS_H

#include "base/buf.h"
#include "base/map.h"
#include "conduct/conduct.h"

#define WEEK 7

/* What was counted for one account or customer. */
struct tally {
    int64_t subject;
    cx_time last; /* the last that was counted */
    cx_date day;  /* its day; of days_after_talk the last talk's */
    bool has_talked;
    uint32_t counts[WEEK]; /* of the week that ends with day, by day modulo 7 */
};

struct limit {
    char *id, *value;
    enum cx_limit_rule rule;
    int channel; /* -1: any */
    bool connected_only, per_customer;
    enum cx_severity severity;
    int64_t most; /* so many contacts are allowed, or so many days are to pass */
    int from,
        to; /* seconds of the day: the quiet hours are [from, to), over midnight where to < from */
    struct cx_map *subjects; /* account or customer → index in tallies */
    struct tally *tallies;
    size_t count, cap, kept; /* kept: how many the last purge left */
};

struct limits {
    struct limit *list;
    size_t count, cap;
    int reach; /* a contact counts for others on so many days, its own being the first; 0: for none
                */
    bool per_customer; /* of some limit */
    cx_date day;       /* of the contact that came last */
    struct cx_buf words;
};

/* Reads the limits of the jurisdiction that settings name. */
int limits_init(struct limits *limits, struct cx_db *db, struct cx_err *err);
void limits_fini(struct limits *limits);
void limits_forget(struct limits *limits); /* all that was counted */

/* Whether a limit counts the contact against its customer, so that he must be known. */
bool limits_need_customer(const struct limits *limits, const struct cx_contact *contact);

/* Judges a contact, not earlier than any of the same account or customer before it, and counts it.
 * customer: whoever owes the account, or what stands for him. broken is called for each limit that
 * it breaks (NULL: it is only counted), with words borrowed during the call. True: it came in the
 * same second as another that a limit counts, so that which of the two comes first matters. */
bool limits_judge(struct limits *limits, const struct cx_contact *contact, int64_t customer,
                  void (*broken)(void *context, int64_t contact, const struct limit *limit,
                                 const char *words),
                  void *context);

#endif
