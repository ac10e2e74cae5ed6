#include "past/archive_contacts.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/mem.h"
#include "past/archive.sql.h"
#include "past/archive_latest.h"

#define ACCOUNTS_MIN 2000 /* of fewer, more connections cost more than they bring */

/* What one thread reads. */
struct part {
    struct archive_contacts *of;
    enum latest_part kind;     /* where not all contacts are wanted */
    struct cx_strand contacts; /* that it found */
    struct cx_db *second;      /* its own; NULL: it has none */
    pthread_t thread;
    bool is_started;
    struct cx_err err;
    int rc;
};

struct archive_contacts {
    struct cx_archive *archive;
    struct cx_db *db;
    unsigned what;
    cx_date since; /* CX_DATE_NONE: all contacts are wanted */
    struct part parts[2];
    int count;
};

static int read_all(struct part *part, struct cx_db *db, struct cx_err *err)
{
    struct cx_archive *archive = part->of->archive;
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, SQL_contacts, err);
    if (rc < 0)
        return rc;
    cx_stmt_bind_int(stmt, 1, archive->until);
    while ((rc = cx_stmt_step(stmt, err)) == 1) {
        struct cx_past_contact *contact =
            cx_strand_add(&part->contacts, cx_lookup_row(&archive->accounts, stmt, 0));
        *contact = archive_contact(stmt);
    }
    cx_stmt_free(stmt);
    return rc;
}

static int read_wanted(struct part *part, struct cx_db *db, struct cx_err *err)
{
    const struct archive_contacts *of = part->of;
    if (of->since == CX_DATE_NONE)
        return read_all(part, db, err);
    return archive_latest(&part->contacts, of->archive, db, of->what, of->since, part->kind, err);
}

static void *run(void *context)
{
    struct part *part = context;
    part->rc = read_wanted(part, part->second, &part->err);
    return NULL;
}

static int start(struct part *part, struct cx_err *err)
{
    int rc = cx_db_again(&part->second, part->of->db, err);
    if (rc == 0 && part->second)
        part->is_started = pthread_create(&part->thread, NULL, run, part) == 0;
    return rc;
}

int archive_contacts_begin(struct archive_contacts **out, struct cx_archive *archive,
                           struct cx_db *db, unsigned what, cx_date since, struct cx_err *err)
{
    struct archive_contacts *contacts = cx_alloc(sizeof *contacts);
    bool has_last = since != CX_DATE_NONE && what & (CX_ARCHIVE_OUTCOMES | CX_ARCHIVE_TIMES);
    *contacts = (struct archive_contacts){
        .archive = archive, .db = db, .what = what, .since = since, .count = has_last ? 2 : 1};
    for (int k = 0; k < contacts->count; k++) {
        contacts->parts[k] =
            (struct part){.of = contacts, .kind = k == 0 ? LATEST_PROMISES : LATEST_LAST};
        cx_strand_init(&contacts->parts[k].contacts, sizeof(struct cx_past_contact));
    }
    *out = contacts;
    if (archive->count < ACCOUNTS_MIN)
        return 0;
    int rc = cx_db_has_row(db, SQL_is_covered, NULL, err);
    if (rc != 0)
        return rc < 0 ? rc : 0;
    for (int k = 0; rc == 0 && k < contacts->count; k++)
        rc = start(&contacts->parts[k], err);
    return rc;
}

/* Adds what a part found to the archive. */
static void hand_over(struct part *part)
{
    struct cx_strand *to = &part->of->archive->contacts;
    const struct cx_past_contact *from =
        (const struct cx_past_contact *)(void *)part->contacts.items;
    for (size_t i = 0; i < part->contacts.count; i++)
        *(struct cx_past_contact *)cx_strand_add(to, part->contacts.owners[i]) = from[i];
}

int archive_contacts_join(struct archive_contacts *contacts, int rc, struct cx_err *err)
{
    if (!contacts)
        return rc;
    for (int k = 0; k < contacts->count; k++) {
        struct part *part = &contacts->parts[k];
        if (part->is_started) {
            pthread_join(part->thread, NULL);
            if (rc == 0 && part->rc < 0)
                *err = part->err;
            rc = rc == 0 ? part->rc : rc;
        } else if (rc == 0) {
            rc = read_wanted(part, contacts->db, err);
        }
        cx_db_close(part->second);
    }
    /* The first part's come first: of two at one time, the last contact tells the outcome. */
    struct cx_strand empty = contacts->archive->contacts;
    contacts->archive->contacts = contacts->parts[0].contacts;
    contacts->parts[0].contacts = empty;
    for (int k = 0; k < contacts->count; k++) {
        if (k > 0 && rc == 0)
            hand_over(&contacts->parts[k]);
        cx_strand_fini(&contacts->parts[k].contacts);
    }
    free(contacts);
    return rc;
}
