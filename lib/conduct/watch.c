/* Checks contacts against limits as they are imported.
 *
 * A contact later than all before it is judged at once, by the counts so far, so a year in the
 * order of time takes one pass. A late contact affects those after it: once all are in the table,
 * the contacts of its account or customer on the days that it counts for are read again, in the
 * order of time, and judged anew. The result thus does not depend on the order in which contacts
 * arrive. */
#include <stdlib.h>
#include <string.h>

#include "base/idset.h"
#include "base/mem.h"
#include "conduct/conduct.sql.h"
#include "conduct/customers.h"
#include "conduct/limits.h"
#include "conduct/record.h"
#include "conduct/rescan.h"
#include "past/days.h"
#include "past/whose.h"
#include "store/id.h"
#include "store/rows.h"

struct cx_watch {
    struct cx_db *db;
    cx_time now;
    struct limits limits;
    struct record *record;
    struct customers *customers;
    struct cx_days *days;
    struct cx_whose *whose;
    cx_date old_day;       /* the last one before this import */
    cx_time latest;        /* of the contacts judged at once */
    bool is_primed;        /* the contacts in the table have been counted */
    struct cx_idset *late; /* customers (accounts) with late contacts */
    struct cx_map *late_days;
    cx_date *late_list; /* the same, in order when all are in */
    size_t late_count, late_cap;
    bool watches_all;
    struct same_second { /* read, and waiting for the next second: what stands in an order by text
                          */
        struct cx_contact *list;
        size_t count, cap;
    } waiting;
    struct cx_err *err; /* of the call that runs */
    int rc;
};

static int find_customer(int64_t *customer, struct cx_watch *watch, int64_t account,
                         struct cx_err *err)
{
    return customers_subject(customer, watch->customers, watch->limits.per_customer, account, err);
}

static int find_law(struct cx_watch *watch, struct cx_contact *contact, struct cx_err *err)
{
    return customers_law(&contact->law, watch->customers, &watch->limits.laws, contact->account,
                         cx_date_of(contact->at), err);
}

/* Called by SQL for each contact that is read: whether its customer (account) is to be judged. */
static int64_t is_watched(void *context, const int64_t *account)
{
    struct cx_watch *watch = context;
    int64_t customer;
    if (watch->watches_all)
        return 1;
    if (*account == 0 || watch->rc < 0)
        return 0;
    watch->rc = find_customer(&customer, watch, *account, watch->err);
    return watch->rc == 0 && cx_idset_has(watch->late, customer);
}

int cx_watch_new(struct cx_watch **out, struct cx_db *db, cx_time now, struct cx_err *err)
{
    struct cx_watch *watch = cx_alloc(sizeof *watch);
    *watch = (struct cx_watch){
        .db = db,
        .now = now,
        .customers = customers_new(db),
        .days = cx_days_new("contact"),
        .whose = cx_whose_new(db),
        .latest = INT64_MIN,
        .late = cx_idset_new(),
        .late_days = cx_map_new(),
    };
    int rc = limits_init(&watch->limits, db, err);
    if (rc == 0)
        rc = record_new(&watch->record, db, CX_BY_LIMIT, err);
    if (rc == 0)
        rc = cx_days_last(&watch->old_day, db, "contact", err);
    /* Here, because SQLite takes no function while statements run. */
    if (rc == 0)
        rc = cx_db_function(db, "is_watched", 1, is_watched, watch, err);
    if (rc < 0) {
        cx_watch_free(watch);
        return rc;
    }
    *out = watch;
    return 0;
}

void cx_watch_free(struct cx_watch *watch)
{
    if (!watch)
        return;
    limits_fini(&watch->limits);
    record_free(watch->record);
    customers_free(watch->customers);
    cx_days_free(watch->days);
    cx_whose_free(watch->whose);
    cx_idset_free(watch->late);
    cx_map_free(watch->late_days);
    free(watch->late_list);
    free(watch->waiting.list);
    free(watch);
}

static void put(void *context, int64_t contact, const struct limit *limit, const char *words)
{
    struct cx_watch *watch = context;
    if (watch->rc == 0)
        watch->rc =
            record_put(watch->record, contact, limit->id, limit->severity, words, watch->err);
}

/* What limits that have changed since found of a contact stays as a former list's. */
struct judged {
    struct limits *limits;
    int law;
};

static bool is_of_today(void *context, const char *rule, enum cx_severity severity,
                        const char *words)
{
    const struct judged *judged = context;
    return limits_say(judged->limits, judged->law, rule, severity, words ? words : "");
}

static int forget(struct cx_watch *watch, const struct cx_contact *contact, struct cx_err *err)
{
    struct judged judged = {&watch->limits, contact->law};
    return record_retire(watch->record, contact->id, watch->now, is_of_today, &judged, err);
}

/* Judges one contact that was read, and replaces what was recorded for it: in a rescan, nothing. */
static int judge(struct cx_watch *watch, struct cx_contact *contact, bool counts_only,
                 struct cx_err *err)
{
    int64_t customer = 0;
    int rc = find_law(watch, contact, err);
    if (rc == 0 && !counts_only && !watch->watches_all)
        rc = forget(watch, contact, err);
    if (rc == 0 && limits_need_customer(&watch->limits, contact))
        rc = find_customer(&customer, watch, contact->account, err);
    if (rc < 0)
        return rc;
    watch->err = err;
    watch->rc = 0;
    limits_judge(&watch->limits, contact, customer, counts_only ? NULL : put, watch);
    return watch->rc;
}

static int compare_ids(struct cx_db *db, int64_t a, int64_t b)
{
    char left[CX_ID_MAX + 1], right[CX_ID_MAX + 1];
    return strcmp(cx_id_text(left, db, a), cx_id_text(right, db, b));
}

/* Contacts of the same second are in the order of employees, channels and their own, by ids as
 * text, whatever their numbers. */
static int compare_same_second(const void *a, const void *b, void *context)
{
    const struct cx_contact *left = a, *right = b;
    const struct cx_watch *watch = context;
    struct cx_db *db = watch->db;
    if (limits_count_each(&watch->limits, cx_date_of(left->at)))
        return compare_ids(db, left->id, right->id);
    if (left->employee != right->employee)
        return compare_ids(db, left->employee, right->employee);
    return left->channel != right->channel ? left->channel - right->channel
                                           : compare_ids(db, left->id, right->id);
}

/* Whether a contact of this day has all before it that count for it been read. at: a place in
 * late_list that only moves on. */
static bool is_to_be_judged(const struct cx_watch *watch, size_t *at, cx_date day)
{
    while (*at + 1 < watch->late_count && watch->late_list[*at + 1] <= day)
        ++*at;
    return watch->watches_all || (watch->late_count > 0 && watch->late_list[*at] <= day &&
                                  day - watch->late_list[*at] < watch->limits.reach);
}

static int flush(struct cx_watch *watch, size_t *at, bool counts_only, struct cx_err *err)
{
    struct same_second *waiting = &watch->waiting;
    int rc = 0;
    if (waiting->count > 1)
        qsort_r(waiting->list, waiting->count, sizeof *waiting->list, compare_same_second, watch);
    for (size_t i = 0; rc == 0 && i < waiting->count; i++)
        rc =
            judge(watch, &waiting->list[i],
                  counts_only || !is_to_be_judged(watch, at, cx_date_of(waiting->list[i].at)), err);
    waiting->count = 0;
    return rc;
}

/* Reads the contacts of some days in the order of time, and judges (or only counts) those that are
 * watched. */
static int read_days(struct cx_watch *watch, size_t *at, cx_date from, cx_date to, bool counts_only,
                     struct cx_err *err)
{
    struct same_second *waiting = &watch->waiting;
    struct cx_stmt *stmt = NULL;
    watch->err = err;
    watch->rc = 0;
    int rc = cx_days_stmt(&stmt, watch->db, "contact", SQL_contacts_between, err);
    if (rc < 0)
        return rc;
    cx_stmt_bind_int(stmt, 1, from);
    cx_stmt_bind_int(stmt, 2, (int64_t)to + 1);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        struct cx_contact contact = {
            .id = cx_stmt_int(stmt, 0),
            .account = cx_stmt_int(stmt, 1),
            .at = cx_stmt_int(stmt, 2),
            .channel = cx_stmt_choice(stmt, 3, cx_channels, -1),
            .outcome = cx_stmt_choice(stmt, 4, cx_outcomes, -1),
            .employee = cx_stmt_int(stmt, 5),
        };
        rc = 0;
        if (waiting->count && waiting->list[0].at != contact.at)
            rc = flush(watch, at, counts_only, err);
        CX_GROW(waiting->list, waiting->count, waiting->cap);
        waiting->list[waiting->count++] = contact;
    }
    cx_stmt_free(stmt);
    if (rc == 0)
        rc = flush(watch, at, counts_only, err);
    return rc < 0 ? rc : watch->rc;
}

/* Counts the contacts in the table that still matter on the first new day of this import. */
static int prime(struct cx_watch *watch, cx_date day, struct cx_err *err)
{
    size_t at = 0;
    watch->is_primed = true;
    if ((int64_t)day - watch->old_day >= watch->limits.reach)
        return 0;
    watch->watches_all = true;
    int rc = read_days(watch, &at, day - watch->limits.reach + 1, watch->old_day, true, err);
    watch->watches_all = false;
    return rc;
}

/* Notes that the contacts of an account's customer must be judged again from this day on. */
static int note_late(struct cx_watch *watch, int64_t account, cx_date day, struct cx_err *err)
{
    int64_t customer;
    int rc = find_customer(&customer, watch, account, err);
    if (rc < 0)
        return rc;
    cx_idset_add(watch->late, customer);
    if (!cx_map_put(watch->late_days, day, 1))
        return 0;
    CX_GROW(watch->late_list, watch->late_count, watch->late_cap);
    watch->late_list[watch->late_count++] = day;
    return 0;
}

int cx_watch_add(struct cx_watch *watch, const struct cx_contact *added, struct cx_err *err)
{
    struct cx_contact of = *added, *contact = &of;
    cx_date day = cx_date_of(contact->at);
    bool is_counted = contact->account && watch->limits.reach > 0, is_tied;
    int64_t customer = 0;
    int rc = 0;
    cx_days_note(watch->days, day, contact->id, contact->until);
    if (contact->account)
        rc = cx_whose_note(watch->whose, day, contact->id, contact->account, err);
    if (rc < 0 || watch->limits.count == 0)
        return rc;
    if (is_counted && (day <= watch->old_day || contact->at < watch->latest))
        return note_late(watch, contact->account, day, err);
    if (is_counted && !watch->is_primed)
        rc = prime(watch, day, err);
    if (rc == 0)
        rc = find_law(watch, contact, err);
    if (rc == 0 && limits_need_customer(&watch->limits, contact))
        rc = find_customer(&customer, watch, contact->account, err);
    if (rc < 0)
        return rc;
    if (is_counted)
        watch->latest = contact->at;
    watch->err = err;
    watch->rc = 0;
    is_tied = limits_judge(&watch->limits, contact, customer, put, watch);
    return watch->rc == 0 && is_tied ? note_late(watch, contact->account, day, err) : watch->rc;
}

int cx_watch_change(struct cx_watch *watch, const struct cx_contact *before,
                    const struct cx_contact *now, struct cx_err *err)
{
    struct cx_contact was = *before;
    bool is_same = now && now->account == was.account && now->at == was.at &&
                   now->channel == was.channel && now->outcome == was.outcome;
    int rc = find_law(watch, &was, err);
    if (rc == 0 && was.account && watch->limits.reach > 0)
        rc = note_late(watch, was.account, cx_date_of(was.at), err);
    if (rc < 0)
        return rc;
    return is_same ? forget(watch, &was, err) : record_drop(watch->record, was.id, err);
}

int cx_watch_needs_time(struct cx_watch *watch, const struct cx_contact *contact,
                        struct cx_err *err)
{
    struct cx_contact of = *contact;
    int rc = find_law(watch, &of, err);
    return rc < 0 ? rc : limits_are_quiet(&watch->limits, &of);
}

void cx_watch_limits(const struct cx_watch *watch,
                     void (*heard)(void *context, enum cx_limit_rule rule, int channel,
                                   bool connected_only),
                     void *context)
{
    for (size_t i = 0; i < watch->limits.count; i++) {
        const struct limit *limit = &watch->limits.list[i];
        heard(context, limit->rule, limit->channel, limit->counts == CX_CONNECTED);
    }
}

static int compare_days(const void *a, const void *b)
{
    cx_date left = *(const cx_date *)a, right = *(const cx_date *)b;
    return (left > right) - (left < right);
}

int cx_watch_finish(struct cx_watch *watch, struct cx_err *err)
{
    int reach = watch->limits.reach;
    size_t at = 0;
    int rc = cx_days_write(watch->days, watch->db, err);
    if (rc == 0)
        rc = cx_whose_write(watch->whose, err);
    if (watch->late_count > 1)
        qsort(watch->late_list, watch->late_count, sizeof *watch->late_list, compare_days);
    limits_forget(&watch->limits);
    for (size_t i = 0, end; rc == 0 && i < watch->late_count; i = end) {
        /* Days whose contacts count for one another are read together. */
        for (end = i + 1; end < watch->late_count &&
                          watch->late_list[end] - watch->late_list[end - 1] < 2 * reach;
             end++)
            ;
        rc = read_days(watch, &at, watch->late_list[i] - reach + 1,
                       watch->late_list[end - 1] + reach - 1, false, err);
    }
    return rc;
}

int watch_all(struct cx_db *db, struct cx_err *err)
{
    struct cx_watch *watch = NULL;
    size_t at = 0;
    int rc = cx_watch_new(&watch, db, 0, err);
    if (rc < 0)
        return rc;
    watch->watches_all = true;
    if (watch->limits.count > 0)
        rc = read_days(watch, &at, -CX_DATE_NONE / 2, CX_DATE_NONE / 2, false, err);
    cx_watch_free(watch);
    return rc;
}
