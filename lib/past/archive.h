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

/* What pasts have besides the debt, its due dates, waivers and payments; and what they can do
 * without, where only balances and due dates are asked for: debtors, instalments and all words.
 * Who asks of contacts only on the last day needs but the latest: promises, those of that day, the
 * last one, and the last one whose outcome is known (its channel is not kept). */
enum {
    CX_ARCHIVE_EPISODES = 1,
    CX_ARCHIVE_CONTACTS = 2,
    CX_ARCHIVE_BALANCES = 4,
    CX_ARCHIVE_LATEST = 8,
};

/* The organisation outlives the archive; without it (NULL) episodes have no person. */
int cx_archive_open(struct cx_archive **out, struct cx_db *db, const struct cx_org *org,
                    cx_date until, unsigned what, struct cx_err *err);
void cx_archive_close(struct cx_archive *archive); /* NULL is fine */
/* The past of the account at a place in debts; what it points to is the archive's. */
struct cx_past cx_archive_past(const struct cx_archive *archive, size_t place);

#endif
