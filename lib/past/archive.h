/* The pasts of all accounts in memory, for whoever asks for any of them, on many days. */
#ifndef CX_PAST_ARCHIVE_H
#define CX_PAST_ARCHIVE_H

#include "org/org.h"
#include "past/lookup.h"
#include "past/past.h"
#include "past/strand.h"
#include "store/store.h"

/* Payments and contacts that came after a day are not in it; arrangements and episodes that lie
 * ahead are. Debts and debtors are as they were on that day. */
struct cx_archive {
    const struct cx_org *org;
    /* Of balances: the first day that may be asked for is the day before `from`. */
    cx_date from;
    int64_t *paid_before; /* while they are read: by place, of the days before `from` */
    bool is_kept;         /* the debts at the end of the day before `from` came from the database */
    bool has_hidden;      /* some closing days lie behind the wall and are not known */
    cx_date until;
    struct cx_past_debt *debts; /* in the order of ids */
    size_t count, cap;
    struct cx_past_debtor *debtors; /* likewise */
    size_t debtor_count, debtor_cap;
    struct cx_lookup accounts, customers; /* ids → places in debts, in debtors */
    struct cx_strand payments, waivers, extensions, instalments, episodes,
        contacts; /* by place in debts */
    struct cx_pool *texts;
};

/* What pasts have besides the debt, its due dates, waivers and payments. */
enum {
    CX_ARCHIVE_EPISODES = 1,
    CX_ARCHIVE_CONTACTS = 2,
    /* For cx_archive_open_latest, on top of what it has: of open accounts all promises, and a
     * contact with the last outcome that is known; of all accounts one with the last time. */
    CX_ARCHIVE_PROMISES = 4,
    CX_ARCHIVE_OUTCOMES = 8,
    CX_ARCHIVE_TIMES = 16,
    CX_ARCHIVE_INSTALMENTS = 32, /* for cx_archive_balances alone: others have them */
};

/* The organisation outlives the archive; without it (NULL) episodes have no person. */
int cx_archive_open(struct cx_archive **out, struct cx_db *db, const struct cx_org *org,
                    cx_date until, unsigned what, struct cx_err *err);
/* For callers that ask for contacts on the last day only: has the contacts from `since` on, and of
 * open accounts the last promise. */
int cx_archive_open_latest(struct cx_archive **out, struct cx_db *db, const struct cx_org *org,
                           cx_date until, cx_date since, unsigned what, struct cx_err *err);
/* Of pasts only what balances and due dates are made of, from the end of the day before `from` on:
 * no debtors and words, and what was paid before `from` is taken off the debt. With the instalments
 * that may be asked for, and then of accounts that have any with all payments. */
int cx_archive_balances(struct cx_archive **out, struct cx_db *db, cx_date from, cx_date until,
                        unsigned what, struct cx_err *err);
/* Keeps what that added up in the database, if it can be written to at once and these days have
 * come: until something of it changes, the next who asks for balances from that day on need not. */
int cx_archive_keep_balances(const struct cx_archive *archive, struct cx_db *db,
                             struct cx_err *err);
void cx_archive_close(struct cx_archive *archive); /* NULL is fine */
/* Whether a debt is with us after a day, by its words and dates: something may be owed. */
static inline bool cx_archive_is_open(const struct cx_past_debt *debt, cx_date day)
{
    return debt->status != CX_CLOSED && debt->status != CX_WRITTEN_OFF && day < debt->closed_on;
}
/* The past of the account at a place in debts; what it points to is the archive's. */
struct cx_past cx_archive_past(const struct cx_archive *archive, size_t place);

#endif
