/* Private to conduct/: the limits that apply, and what counts contacts against them. */
#ifndef CX_CONDUCT_LIMITS_H
#define CX_CONDUCT_LIMITS_H

#include "base/buf.h"
#include "base/map.h"
#include "conduct/conduct.h"
#include "conduct/laws.h"

#define WEEK 7

/* What has been counted for one account or customer. */
struct tally {
    int64_t subject;
    cx_time last;              /* the last that was counted */
    int64_t employee, account; /* whose it was, and the first account for which it was recorded */
    int channel;
    cx_date day; /* its day; for days_after_talk, that of the last talk */
    bool has_talked;
    cx_date day_before; /* the same before the last that was counted */
    bool had_talked;
    bool binds;            /* a contact that must keep the limit is planned */
    uint32_t counts[WEEK]; /* of the week that ends with day, by day modulo 7 */
};

struct limit {
    char *id, *value;
    enum cx_limit_rule rule;
    int channel; /* -1: any */
    int law;     /* for whom it holds (laws.h) */
    enum cx_counted counts;
    bool per_customer;
    enum cx_severity severity;
    int64_t most; /* the number of contacts allowed, or of days that must pass */
    /* Seconds of the day: quiet hours are [from, to), and span midnight if to < from. */
    int from, to;
    struct cx_map *subjects; /* account or customer → index in tallies */
    struct tally *tallies;
    size_t count, cap, kept; /* kept: the number that the last purge left */
};

struct limits {
    struct laws laws;
    struct limit *list;
    size_t count, cap;
    int reach; /* the number of days, the first being its own, on which a contact counts for others
                */
    bool per_customer;  /* for at least one limit */
    cx_date day;        /* of the last contact */
    cx_date each_until; /* before it, limits_count_each */
    struct cx_buf words;
};

/* Reads the limits of the jurisdictions in settings. */
int limits_init(struct limits *limits, struct cx_db *db, struct cx_err *err);
void limits_fini(struct limits *limits);
void limits_forget(struct limits *limits); /* resets all counts */

/* Whether a limit counts the contact against its customer, who must then be known. */
bool limits_need_customer(const struct limits *limits, const struct cx_contact *contact);

/* Whether a contact is in the quiet hours of its law. */
bool limits_are_quiet(const struct limits *limits, const struct cx_contact *contact);

/* Whether each record of a day counts, those of one second in the order of their ids, as they did
 * by the first edition of the rules: up to the last month that was sealed by it, where what was
 * found stays what it was, and in the one after it, which may have been open when another cx came:
 * a month is counted in one way throughout. */
bool limits_count_each(const struct limits *limits, cx_date day);

/* Judges a contact and counts it; contacts of the same account or customer must come in the order
 * of time, and those of one second by employee and channel. customer is the customer of the
 * account, or a number in their place. broken is called for each limit that it breaks, with words
 * borrowed during the call; if NULL, the contact is only counted. Returns true if it was made in
 * the same second as another that a limit counts, so that their order matters. */
bool limits_judge(struct limits *limits, const struct cx_contact *contact, int64_t customer,
                  void (*broken)(void *context, int64_t contact, const struct limit *limit,
                                 const char *words),
                  void *context);

/* Whether a finding is what a limit of the law, as it is now, says of the contacts that break it:
 * it is among them, of that severity, and the words differ at most in counts and times. */
bool limits_say(struct limits *limits, int law, const char *limit, enum cx_severity severity,
                const char *words);

#endif
