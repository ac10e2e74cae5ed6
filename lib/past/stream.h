/* The pasts of all accounts, or of some, one after the other: memory is that of the longest past,
 * whatever the size of the database, and some 16 MiB where payments and contacts are sorted. */
#ifndef CX_PAST_STREAM_H
#define CX_PAST_STREAM_H

#include "base/idset.h"
#include "base/pool.h"
#include "org/org.h"
#include "past/past.h"
#include "store/store.h"

/* Columns of accounts that need not be read; they are then as if unknown. */
#define CX_PAST_CLIENT  1u
#define CX_PAST_BATCH   2u
#define CX_PAST_PRODUCT 4u
#define CX_PAST_REGION  8u
#define CX_PAST_DEBTOR  16u

/* Which accounts, and how much of their pasts. SQL gives ids in one column. */
struct cx_past_scope {
    /* Accounts: SQL that gives the ids to read; NULL: all. not_accounts: ids that are passed over;
     * NULL: none. */
    const char *accounts, *not_accounts;
    int64_t account_from, account_to; /* ids from one to before another; 0: no bound */
    unsigned unasked;                 /* CX_PAST_CLIENT and so on */

    /* Payments and episodes. */
    bool debts_alone;         /* neither is read */
    const char *not_payments; /* ids that are passed over; NULL: none */

    /* Contacts of the days contacts_from..contacts_to (exclusive): none, TALKS, which reached
     * somebody or name a promise's day, or all. */
    enum cx_past_contacts { CX_NO_CONTACTS, CX_TALKS, CX_ALL_CONTACTS } contacts;
    cx_date contacts_from, contacts_to;
    /* The days before early_until are *early*: of them only TALKS of early_accounts are read. NULL:
     * no day is early. */
    const struct cx_idset *early_accounts;
    cx_date early_until;
    /* Besides these, from before contacts_from (contacts_to, if contacts are none): early_contacts,
     * by id, and with all_promises every promise. */
    const char *early_contacts;
    bool all_promises;
    /* Replaces all of the above: these contacts, of whatever days, less not_contacts; NULL: it
     * doesn't. */
    const char *only_contacts, *not_contacts;
    bool with_reasons; /* contacts have their reason */
    /* Takes contacts that name no account, in no order, while the stream is made; NULL: they are
     * not read. */
    int (*take_loose)(void *context, const struct cx_past_contact *contact,
                      const struct cx_contact_note *note);
    void *context;

    struct cx_past_gather *gather; /* payments and contacts are there (gather.h); NULL: read them */
};

/* The cents that a contact's promised_amount names in a row; INT64_MIN: none, which 0 says too. */
int64_t cx_past_named(struct cx_stmt *row, int column);

struct cx_past_stream;
/* What is lent to a stream must outlive it. Texts of all pasts stay in the pool. Without org (NULL)
 * episodes have no person. */
int cx_past_stream_new(struct cx_past_stream **out, struct cx_db *db, const struct cx_org *org,
                       const struct cx_past_scope *scope, struct cx_pool *texts,
                       struct cx_err *err);
void cx_past_stream_free(struct cx_past_stream *stream); /* NULL is fine */
/* 1: *past (borrowed until the next call) is the next account's, in the order of ids; 0: no more.
 */
int cx_past_next(const struct cx_past **past, struct cx_past_stream *stream, struct cx_err *err);

#endif
