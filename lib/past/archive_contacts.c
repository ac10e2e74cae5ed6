#include "past/archive_contacts.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/mem.h"
#include "past/archive.sql.h"

#define ACCOUNTS_MIN 2000 /* of fewer, a second connection costs more than it brings */

/* An account's contacts that came last: of all, and of those whose outcome is known. */
struct latest {
    cx_time at, told_at;        /* NEVER: none */
    int8_t outcome;             /* of the second */
    bool is_kept, is_told_kept; /* they are in the archive already */
};
#define NEVER INT64_MIN

struct archive_contacts {
    struct cx_archive *archive;
    struct cx_db *db, *second; /* second: the thread's own; NULL: it has none */
    struct latest *latest;     /* by place of the account; NULL: all contacts are wanted */
    pthread_t thread;
    bool is_started;
    struct cx_err err;
    int rc;
};

static int8_t word_at(struct cx_stmt *row, int column)
{
    return (int8_t)cx_stmt_int_or(row, column, -1);
}

static void keep(struct archive_contacts *contacts, size_t place, struct cx_stmt *row)
{
    struct cx_past_contact *contact = cx_strand_add(&contacts->archive->contacts, place);
    *contact = (struct cx_past_contact){
        .started_at = cx_stmt_int(row, 1),
        .channel = word_at(row, 2),
        .outcome = word_at(row, 3),
        .promised_cents = cx_stmt_int_or(row, 4, INT64_MIN),
        .promised_on = (cx_date)cx_stmt_int_or(row, 5, CX_DATE_NONE),
    };
}

/* What tells nothing on the last day is only remembered until something later comes. */
static void weigh(struct archive_contacts *contacts, size_t place, struct cx_stmt *row)
{
    struct latest *latest = &contacts->latest[place];
    cx_time at = cx_stmt_int(row, 1);
    int8_t outcome = word_at(row, 3);
    bool is_kept = outcome == CX_PROMISED || cx_date_of(at) == contacts->archive->until;
    if (is_kept)
        keep(contacts, place, row);
    if (at >= latest->at) {
        latest->at = at;
        latest->is_kept = is_kept;
    }
    if (outcome >= 0 && at >= latest->told_at) {
        latest->told_at = at;
        latest->outcome = outcome;
        latest->is_told_kept = is_kept;
    }
}

static void add(struct archive_contacts *contacts, size_t place, cx_time at, int8_t outcome)
{
    struct cx_past_contact *contact = cx_strand_add(&contacts->archive->contacts, place);
    *contact = (struct cx_past_contact){.started_at = at,
                                        .channel = -1,
                                        .outcome = outcome,
                                        .promised_cents = INT64_MIN,
                                        .promised_on = CX_DATE_NONE};
}

static void keep_latest(struct archive_contacts *contacts)
{
    for (size_t place = 0; place < contacts->archive->count; place++) {
        const struct latest *latest = &contacts->latest[place];
        if (latest->told_at != NEVER && !latest->is_told_kept)
            add(contacts, place, latest->told_at, latest->outcome);
        if (latest->at > latest->told_at && !latest->is_kept)
            add(contacts, place, latest->at, -1);
    }
}

static int read_all(struct archive_contacts *contacts, struct cx_db *db, struct cx_err *err)
{
    struct cx_archive *archive = contacts->archive;
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, SQL_contacts, err);
    if (rc < 0)
        return rc;
    cx_stmt_bind_int(stmt, 1, archive->until);
    while ((rc = cx_stmt_step(stmt, err)) == 1) {
        size_t place = (size_t)cx_lookup_find(&archive->accounts, cx_stmt_int(stmt, 0));
        (contacts->latest ? weigh : keep)(contacts, place, stmt);
    }
    cx_stmt_free(stmt);
    if (rc == 0 && contacts->latest)
        keep_latest(contacts);
    return rc;
}

static void *run(void *context)
{
    struct archive_contacts *contacts = context;
    contacts->rc = read_all(contacts, contacts->second, &contacts->err);
    return NULL;
}

static void remember_none(struct archive_contacts *contacts)
{
    size_t count = contacts->archive->count;
    contacts->latest = cx_realloc(NULL, count + 1, sizeof *contacts->latest);
    for (size_t place = 0; place < count; place++)
        contacts->latest[place] = (struct latest){.at = NEVER, .told_at = NEVER};
}

int archive_contacts_begin(struct archive_contacts **out, struct cx_archive *archive,
                           struct cx_db *db, unsigned what, struct cx_err *err)
{
    *out = NULL;
    if (!(what & (CX_ARCHIVE_CONTACTS | CX_ARCHIVE_LATEST)))
        return 0;
    struct archive_contacts *contacts = cx_alloc(sizeof *contacts);
    *contacts = (struct archive_contacts){.archive = archive, .db = db};
    if (!(what & CX_ARCHIVE_CONTACTS))
        remember_none(contacts);
    *out = contacts;
    if (archive->count < ACCOUNTS_MIN)
        return 0;
    int rc = cx_db_has_row(db, SQL_is_covered, NULL, err);
    if (rc != 0)
        return rc < 0 ? rc : 0;
    rc = cx_db_again(&contacts->second, db, err);
    if (rc == 0 && contacts->second)
        contacts->is_started = pthread_create(&contacts->thread, NULL, run, contacts) == 0;
    return rc;
}

int archive_contacts_join(struct archive_contacts *contacts, int rc, struct cx_err *err)
{
    if (!contacts)
        return rc;
    if (contacts->is_started) {
        pthread_join(contacts->thread, NULL);
        if (rc == 0 && contacts->rc < 0)
            *err = contacts->err;
        rc = rc == 0 ? contacts->rc : rc;
    } else if (rc == 0) {
        rc = read_all(contacts, contacts->db, err);
    }
    cx_db_close(contacts->second);
    free(contacts->latest);
    free(contacts);
    return rc;
}
