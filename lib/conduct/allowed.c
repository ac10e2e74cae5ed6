/* When customers may be contacted: the counts of limits.c, asked beforehand. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "conduct/conduct.sql.h"
#include "conduct/customers.h"
#include "conduct/limits.h"
#include "past/days.h"
#include "store/rows.h"

#define DAY_S     86400
#define DAYS_MAX  400 /* beyond the longest of days_after_talk */
#define STEPS_MAX 64  /* of quiet hours that adjoin one another */

struct cx_allowed {
    struct limits limits;
    struct customers *customers;
    cx_time now;
};

static int64_t every(void *context, const int64_t *account)
{
    (void)context;
    (void)account;
    return 1;
}

/* What contacts on an account count for, as customers_subject says. */
static int64_t subject_of(const struct cx_allowed *allowed, int64_t account, int64_t customer)
{
    return !allowed->limits.per_customer ? account : customer ? customer : -account;
}

static int find_law(int *law, struct cx_allowed *allowed, int64_t account, cx_time at,
                    struct cx_err *err)
{
    return customers_law(law, allowed->customers, &allowed->limits.laws, account, cx_date_of(at),
                         err);
}

static int count_contact(struct cx_allowed *allowed, struct cx_contact *contact, int64_t subject,
                         struct cx_err *err)
{
    int rc = find_law(&contact->law, allowed, contact->account, contact->at, err);
    if (rc == 0)
        limits_judge(&allowed->limits, contact, subject, NULL, NULL);
    return rc;
}

static int count_past_contact(struct cx_allowed *allowed, struct cx_contact *contact,
                              struct cx_err *err)
{
    int64_t subject;
    int rc = customers_subject(&subject, allowed->customers, allowed->limits.per_customer,
                               contact->account, err);
    return rc < 0 ? rc : count_contact(allowed, contact, subject, err);
}

static int count_past(struct cx_allowed *allowed, struct cx_db *db, cx_time until,
                      struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    cx_date today = cx_date_of(allowed->now);
    int rc = cx_db_function(db, "is_watched", 1, every, NULL, err);
    if (rc == 0)
        rc = cx_days_stmt(&stmt, db, "contact", SQL_contacts_between, err);
    if (rc == 0) {
        cx_stmt_bind_int(stmt, 1, today - allowed->limits.reach + 1);
        cx_stmt_bind_int(stmt, 2, (int64_t)today + 1);
    }
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        struct cx_contact contact = {
            .id = cx_stmt_int(stmt, 0),
            .account = cx_stmt_int(stmt, 1),
            .at = cx_stmt_int(stmt, 2),
            .channel = cx_stmt_choice(stmt, 3, cx_channels, -1),
            .outcome = cx_stmt_choice(stmt, 4, cx_outcomes, -1),
            .employee = cx_stmt_int(stmt, 5),
        };
        rc =
            contact.at <= until && contact.account ? count_past_contact(allowed, &contact, err) : 0;
    }
    cx_stmt_free(stmt);
    return rc;
}

int cx_allowed_new(struct cx_allowed **out, struct cx_db *db, cx_time now, cx_time until,
                   struct cx_err *err)
{
    struct cx_allowed *allowed = cx_alloc(sizeof *allowed);
    allowed->customers = customers_new(db);
    allowed->now = now;
    int rc = limits_init(&allowed->limits, db, err);
    if (rc == 0 && allowed->limits.reach > 0)
        rc = count_past(allowed, db, until, err);
    if (rc < 0) {
        cx_allowed_free(allowed);
        return rc;
    }
    *out = allowed;
    return 0;
}

void cx_allowed_free(struct cx_allowed *allowed)
{
    if (!allowed)
        return;
    limits_fini(&allowed->limits);
    customers_free(allowed->customers);
    free(allowed);
}

/* The end of the quiet hours at a time, or the time itself if there are none. */
static cx_time after_quiet(const struct limit *limit, cx_time at)
{
    cx_date day = cx_date_of(at);
    cx_time start = (cx_time)day * DAY_S;
    int second = (int)(at - start);
    if (limit->from < limit->to)
        return second >= limit->from && second < limit->to ? start + limit->to : at;
    if (second >= limit->from)
        return start + DAY_S + limit->to;
    return second < limit->to ? start + limit->to : at;
}

static cx_time opens(const struct cx_allowed *allowed, int law)
{
    cx_time at = allowed->now, before;
    int steps = 0;
    do {
        before = at;
        for (size_t i = 0; i < allowed->limits.count; i++) {
            if (allowed->limits.list[i].rule == CX_LIMIT_QUIET_HOURS &&
                allowed->limits.list[i].law == law)
                at = after_quiet(&allowed->limits.list[i], at);
        }
    } while (at != before && ++steps < STEPS_MAX);
    return at == before ? at : CX_NEVER;
}

cx_time cx_allowed_opens(const struct cx_allowed *allowed)
{
    cx_time first = CX_NEVER;
    for (size_t law = 0; law < allowed->limits.laws.count; law++) {
        cx_time at = opens(allowed, (int)law);
        first = at < first ? at : first;
    }
    return first;
}

static struct tally *tally_of(const struct limit *limit, int64_t account, int64_t customer)
{
    const int64_t *at = cx_map_get(limit->subjects, limit->per_customer ? customer : account);
    return at ? &limit->tallies[*at] : NULL;
}

static int64_t counted(const struct tally *tally, cx_date first, cx_date last)
{
    int64_t sum = 0;
    for (cx_date d = first; d <= last; d++) {
        if (d <= tally->day && d > tally->day - WEEK)
            sum += tally->counts[((d % WEEK) + WEEK) % WEEK];
    }
    return sum;
}

/* The first time from `at` on that this limit allows, or a time before which there is none. */
static cx_time allowed_by(const struct limit *limit, int64_t account, int64_t customer, cx_time at)
{
    cx_date day = cx_date_of(at);
    cx_time tomorrow = ((cx_time)day + 1) * DAY_S;
    const struct tally *tally;
    if (limit->rule == CX_LIMIT_QUIET_HOURS)
        return after_quiet(limit, at);
    if (limit->rule != CX_LIMIT_DAYS_AFTER_TALK && limit->most == 0)
        return CX_NEVER;
    tally = tally_of(limit, account, customer);
    if (!tally)
        return at;
    if (limit->rule == CX_LIMIT_DAYS_AFTER_TALK)
        return tally->has_talked && day - tally->day < limit->most
                   ? ((cx_time)tally->day + limit->most) * DAY_S
                   : at;
    bool is_week = limit->rule == CX_LIMIT_MAX_PER_7_DAYS;
    return counted(tally, is_week ? day - WEEK + 1 : day, day) >= limit->most ? tomorrow : at;
}

/* Whether a contact must keep a limit: those of its own law, and what would else be broken by work
 * that is planned for the same person under another law. */
static bool is_kept(const struct limit *limit, int law, int channel, int64_t account,
                    int64_t customer)
{
    if (limit->channel >= 0 && limit->channel != channel)
        return false;
    if (limit->law == law)
        return true;
    const struct tally *tally = limit->per_customer ? tally_of(limit, account, customer) : NULL;
    return tally && tally->binds;
}

int cx_allowed_at(cx_time *at, struct cx_allowed *allowed, int64_t account, int64_t customer,
                  int channel, cx_time from, struct cx_err *err)
{
    int64_t subject = subject_of(allowed, account, customer);
    cx_time before, last = allowed->now + (cx_time)DAYS_MAX * DAY_S;
    int law = 0, rc = find_law(&law, allowed, account, allowed->now, err);
    *at = from > allowed->now ? from : allowed->now;
    if (rc < 0)
        return rc;
    do {
        before = *at;
        for (size_t i = 0; *at < last && i < allowed->limits.count; i++) {
            const struct limit *limit = &allowed->limits.list[i];
            if (is_kept(limit, law, channel, account, subject))
                *at = allowed_by(limit, account, subject, *at);
        }
    } while (*at != before && *at < last);
    if (*at >= last)
        *at = CX_NEVER;
    return 0;
}

int cx_allowed_use(struct cx_allowed *allowed, int64_t account, int64_t customer, int channel,
                   struct cx_err *err)
{
    struct cx_contact contact = {
        .account = account, .at = allowed->now, .channel = channel, .outcome = CX_TALKED};
    int64_t subject = subject_of(allowed, account, customer);
    int rc = count_contact(allowed, &contact, subject, err);
    for (size_t i = 0; rc == 0 && i < allowed->limits.count; i++) {
        const struct limit *limit = &allowed->limits.list[i];
        struct tally *tally = limit->law == contact.law && limit->per_customer
                                  ? tally_of(limit, account, subject)
                                  : NULL;
        if (tally && (limit->channel < 0 || limit->channel == channel))
            tally->binds = true;
    }
    return rc;
}
