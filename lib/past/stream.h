/* The pasts of all accounts, or of some, one after the other: memory is that of the longest past,
 * whatever the size of the database, and some 16 MiB where payments and contacts are sorted. */
#ifndef CX_PAST_STREAM_H
#define CX_PAST_STREAM_H

#include "base/idset.h"
#include "base/pool.h"
#include "org/org.h"
#include "past/past.h"
#include "store/store.h"

/* What of accounts may be left out, as if it were not known. */
#define CX_PAST_CLIENT  1u
#define CX_PAST_BATCH   2u
#define CX_PAST_PRODUCT 4u
#define CX_PAST_REGION  8u
#define CX_PAST_DEBTOR  16u

/* Which accounts, and how much of their pasts. Queries give ids in one column; NULL: none. */
struct cx_past_scope {
    const char *accounts;             /* only these */
    const char *not_accounts;         /* but for these */
    int64_t account_from, account_to; /* only those from an id to before another; 0: no bound */
    unsigned unasked;                 /* of CX_PAST_CLIENT and so on: nobody asks for these */
    const char *not_payments;         /* as if these had never come */
    bool debts_alone;                 /* nobody asks what was paid, nor who held them */
    /* TALKS: contacts that reached somebody or name a promise's day. */
    enum cx_past_contacts { CX_NO_CONTACTS, CX_TALKS, CX_ALL_CONTACTS } contacts;
    cx_date contacts_from, contacts_to; /* contacts of these days; to exclusive */
    /* Of the days before early_until only TALKS, and of these accounts; NULL: no day is early. */
    const struct cx_idset *early_accounts;
    cx_date early_until;
    const char *early_contacts; /* those of the days before that are among these, too */
    bool all_promises;          /* those that name a promise's day also of the days before */
    const char *only_contacts;  /* these, of whatever days; contacts above are none then */
    const char *not_contacts;   /* but for these */
    bool with_reasons;          /* contacts have their reason */
    /* Takes contacts that name no account, in no order, while the stream is made; NULL: nobody
     * asks for them. */
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
