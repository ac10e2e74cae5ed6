/* Most contacts tell nothing on an archive's last day. Those of the last days are read as they lie;
 * where the others stand that tell something is found in the index of promises and in the lists of
 * contact_accounts, so that the table itself, which is the largest, is hardly read. */
#include "past/archive_latest.h"

#include <stdlib.h>

#include "base/mem.h"
#include "past/archive.sql.h"
#include "past/days.h"
#include "past/stream.h"
#include "past/whose.h"

#define NEVER         INT64_MIN
#define FEW(accounts) (2 * (accounts) + 1000) /* candidates; of more, all contacts are read */

/* What is still looked for of an account; that it has promises, and that one was found. */
enum { PROMISE = 1, OUTCOME = 2, TIME = 4, PROMISED = 8, FOUND = 16 };

/* A contact that may tell it: of this account, on this day, if the row says so too. */
struct candidate {
    int64_t contact;
    uint32_t place;
    cx_date day;
};

/* An account's contacts that came last, of those that were looked at. */
struct latest {
    cx_time at, told_at; /* of all, and of those whose outcome is known; NEVER: none */
    int8_t outcome;      /* of the second */
};

struct search {
    struct cx_strand *contacts; /* that tell something */
    const struct cx_archive *archive;
    struct cx_db *db;
    enum latest_part part;
    unsigned what;
    cx_date since;
    uint8_t *wants;        /* by place */
    cx_date *tried;        /* by place: the last day that the lists name; CX_DATE_NONE: none */
    struct latest *latest; /* by place */
    struct candidate *list;
    size_t count, cap;
    size_t most;  /* so many are kept, though more may be counted */
    bool is_last; /* all contacts are candidates that were none before, not only the last */
};

/* A closed account is asked only when it was contacted last. */
static void want(struct search *search)
{
    const struct cx_archive *archive = search->archive;
    bool is_last = search->part == LATEST_LAST;
    unsigned of_open = is_last ? (search->what & CX_ARCHIVE_OUTCOMES ? OUTCOME : 0u) : PROMISE,
             of_all = is_last && search->what & CX_ARCHIVE_TIMES ? TIME : 0u;
    search->wants = cx_alloc(archive->count + 1);
    for (size_t place = 0; place < archive->count; place++) {
        bool is_open = cx_archive_is_open(&archive->debts[place], archive->until);
        search->wants[place] = (uint8_t)(of_all | (is_open ? of_open : 0u));
    }
    if (!is_last)
        return;
    search->tried = cx_realloc(NULL, archive->count + 1, sizeof *search->tried);
    search->latest = cx_realloc(NULL, archive->count + 1, sizeof *search->latest);
    for (size_t place = 0; place < archive->count; place++) {
        search->tried[place] = CX_DATE_NONE;
        search->latest[place] = (struct latest){.at = NEVER, .told_at = NEVER};
    }
}

struct cx_past_contact archive_contact(struct cx_stmt *row)
{
    return (struct cx_past_contact){
        .started_at = cx_stmt_int(row, 1),
        .channel = (int8_t)cx_stmt_choice(row, 2, cx_channels, -1),
        .outcome = (int8_t)cx_stmt_choice(row, 3, cx_outcomes, -1),
        .promised_cents = cx_past_named(row, 4),
        .promised_on = (cx_date)cx_stmt_int_or(row, 5, CX_DATE_NONE),
    };
}

static void keep(struct search *search, size_t place, const struct cx_past_contact *contact)
{
    *(struct cx_past_contact *)cx_strand_add(search->contacts, (int64_t)place) = *contact;
}

/* All of the last days: where they tell what is looked for, nothing before them does. */
static int read_days(struct search *search, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_days_stmt(&stmt, search->db, "contact", SQL_contacts_of_days, err);
    if (rc == 0) {
        cx_stmt_bind_int(stmt, 1, search->since);
        cx_stmt_bind_int(stmt, 2, (int64_t)search->archive->until + 1);
    }
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        int32_t place = cx_lookup_find(&search->archive->accounts, cx_stmt_int(stmt, 0));
        const struct cx_past_contact contact = archive_contact(stmt);
        unsigned told = TIME;
        rc = 0;
        if (place < 0)
            continue;
        if (search->part == LATEST_PROMISES)
            keep(search, (size_t)place, &contact);
        told |= contact.outcome >= 0 ? OUTCOME : 0u;
        if (cx_past_is_promise(&contact) && !(search->what & CX_ARCHIVE_PROMISES))
            told |= PROMISE;
        search->wants[place] &= (uint8_t)~told;
    }
    cx_stmt_free(stmt);
    return rc;
}

static void add(struct search *search, int64_t contact, size_t place, cx_date day)
{
    if (search->count < search->most) {
        CX_GROW(search->list, search->count, search->cap);
        search->list[search->count] = (struct candidate){contact, (uint32_t)place, day};
    }
    search->count++;
}

/* The index has them by account, then time. */
static int find_promises(struct search *search, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    bool takes_all = search->is_last || search->what & CX_ARCHIVE_PROMISES;
    int64_t before = -1;
    int rc = cx_stmt_new(&stmt, search->db, SQL_promises, err);
    if (rc == 0)
        cx_stmt_bind_int(stmt, 1, search->since);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        int32_t place = cx_lookup_find(&search->archive->accounts, cx_stmt_int(stmt, 0));
        rc = 0;
        if (place < 0 || !(search->wants[place] & PROMISE))
            continue;
        if (place == before && !takes_all)
            search->count--; /* another came later */
        add(search, cx_stmt_int(stmt, 1), (size_t)place, cx_date_of(cx_stmt_int(stmt, 2)));
        search->wants[place] |= PROMISED;
        before = place;
    }
    cx_stmt_free(stmt);
    return rc;
}

static void hear(void *context, cx_date day, int64_t contact, int64_t account)
{
    struct search *search = context;
    int32_t place = cx_lookup_find(&search->archive->accounts, account);
    if (place < 0 || !(search->wants[place] & (OUTCOME | TIME)))
        return;
    if (search->is_last ? day >= search->tried[place]
                        : search->tried[place] != CX_DATE_NONE && day < search->tried[place])
        return;
    if (!search->is_last)
        search->tried[place] = day;
    add(search, contact, (size_t)place, day);
}

static int compare_contacts(const void *a, const void *b)
{
    int64_t left = ((const struct candidate *)a)->contact,
            right = ((const struct candidate *)b)->contact;
    return (left > right) - (left < right);
}

static void weigh(struct search *search, size_t place, const struct cx_past_contact *contact)
{
    uint8_t *wants = &search->wants[place];
    if ((*wants & PROMISE) && cx_past_is_promise(contact)) {
        keep(search, place, contact);
        *wants |= FOUND;
    }
    if (!(*wants & (OUTCOME | TIME)))
        return;
    struct latest *latest = &search->latest[place];
    if (contact->started_at >= latest->at)
        latest->at = contact->started_at;
    if (contact->outcome >= 0 && contact->started_at >= latest->told_at) {
        latest->told_at = contact->started_at;
        latest->outcome = contact->outcome;
    }
}

/* The candidates list[first..end) of one contact, of which the row is. */
static void take(struct search *search, size_t first, size_t end, struct cx_stmt *row)
{
    const struct cx_past_contact contact = archive_contact(row);
    int32_t place = cx_lookup_find(&search->archive->accounts, cx_stmt_int(row, 0));
    cx_date day = cx_date_of(contact.started_at);
    for (size_t k = first; k < end; k++) {
        if ((int32_t)search->list[k].place == place && search->list[k].day == day) {
            weigh(search, (size_t)place, &contact);
            return;
        }
    }
}

static int read_candidates(struct search *search, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, search->db, SQL_contact, err);
    if (search->count > 0)
        qsort(search->list, search->count, sizeof *search->list, compare_contacts);
    for (size_t k = 0, end; rc == 0 && k < search->count; k = end) {
        for (end = k; end < search->count && search->list[end].contact == search->list[k].contact;)
            end++;
        cx_stmt_bind_int(stmt, 1, search->list[k].contact);
        if ((rc = cx_stmt_step(stmt, err)) == 1) {
            take(search, k, end, stmt);
            cx_stmt_reset(stmt);
            rc = 0;
        }
    }
    cx_stmt_free(stmt);
    return rc;
}

static void keep_bare(struct search *search, size_t place, cx_time at, int8_t outcome)
{
    const struct cx_past_contact contact = {.started_at = at,
                                            .channel = -1,
                                            .outcome = outcome,
                                            .promised_cents = INT64_MIN,
                                            .promised_on = CX_DATE_NONE};
    keep(search, place, &contact);
}

/* Keeps the last of an account, and says what was found. */
static unsigned keep_last(struct search *search, size_t place)
{
    const struct latest *latest = &search->latest[place];
    bool wants_outcome = search->wants[place] & OUTCOME, wants_time = search->wants[place] & TIME,
         is_told = wants_outcome && latest->told_at != NEVER;
    if (is_told)
        keep_bare(search, place, latest->told_at, latest->outcome);
    if (wants_time && latest->at != NEVER && (!is_told || latest->at > latest->told_at))
        keep_bare(search, place, latest->at, -1);
    return (is_told || search->tried[place] == CX_DATE_NONE ? OUTCOME : 0u) |
           (latest->at != NEVER || search->tried[place] == CX_DATE_NONE ? TIME : 0u);
}

/* What was found is no longer looked for, nor what isn't there. False: something is. */
static bool settle(struct search *search)
{
    bool is_done = true;
    for (size_t place = 0; place < search->archive->count; place++) {
        uint8_t *wants = &search->wants[place];
        unsigned told = FOUND | PROMISED;
        if ((*wants & FOUND) || !(*wants & PROMISED))
            told |= PROMISE;
        if (*wants & (OUTCOME | TIME))
            told |= keep_last(search, place);
        *wants &= (uint8_t)~told;
        is_done = is_done && *wants == 0;
    }
    return is_done;
}

static int read_all(struct search *search, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, search->db, SQL_contacts, err);
    if (rc == 0)
        cx_stmt_bind_int(stmt, 1, (int64_t)search->since - 1);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        int32_t place = cx_lookup_find(&search->archive->accounts, cx_stmt_int(stmt, 0));
        rc = 0;
        if (place >= 0 && search->wants[place]) {
            const struct cx_past_contact contact = archive_contact(stmt);
            weigh(search, (size_t)place, &contact);
        }
    }
    cx_stmt_free(stmt);
    return rc;
}

static int look(struct search *search, struct cx_err *err)
{
    search->count = 0;
    int rc = search->part == LATEST_PROMISES
                 ? find_promises(search, err)
                 : cx_whose_each(hear, search, search->db, -CX_DATE_NONE, search->since, err);
    if (rc < 0)
        return rc;
    if (search->count <= search->most)
        return read_candidates(search, err);
    search->is_last = true;
    return read_all(search, err);
}

int archive_latest(struct cx_strand *contacts, const struct cx_archive *archive, struct cx_db *db,
                   unsigned what, cx_date since, enum latest_part part, struct cx_err *err)
{
    struct search search = {.contacts = contacts,
                            .archive = archive,
                            .db = db,
                            .part = part,
                            .what = what,
                            .since = since};
    search.most = FEW(archive->count);
    want(&search);
    int rc = read_days(&search, err);
    if (rc == 0)
        rc = look(&search, err);
    if (rc == 0 && !settle(&search) && !search.is_last) {
        search.is_last = true;
        rc = look(&search, err);
        (void)settle(&search);
    }
    free(search.wants);
    free(search.tried);
    free(search.latest);
    free(search.list);
    return rc;
}
