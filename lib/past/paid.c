#include "past/paid.h"

#include <stdlib.h>

#include "base/mem.h"
#include "past/days.h"
#include "past/paid.sql.h"
#include "past/rows.h"
#include "past/sorted.h"

#define SORT_BYTES (8 << 20) /* of payments, sorted in memory at once */

struct paid {
    const struct cx_org *org;
    struct sorted *sorted;
    struct cx_stmt *held;
    struct cx_past past; /* of the lists below */
    struct cx_past_debt debt;
    struct cx_past_payment *payments;
    struct cx_payment_note *notes;
    struct cx_past_episode *episodes;
    size_t payment_cap, note_cap, episode_cap;
};

static int sort(struct paid *paid, struct cx_idset *back, struct cx_db *db, cx_date from,
                cx_date to, struct cx_pool *texts, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_days_stmt(&stmt, db, "payment", SQL_paid, err);
    if (rc < 0)
        return rc;
    cx_stmt_bind_int(stmt, 1, from);
    cx_stmt_bind_int(stmt, 2, to);
    for (; rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1;) {
        const struct payment_row row = payment_row(stmt, texts);
        if (row.cents < 0 || row.reverses)
            cx_idset_add(back, row.account);
        rc = sorted_add(paid->sorted, &row, err);
    }
    cx_stmt_free(stmt);
    cx_idset_settle(back);
    return rc;
}

static void take_payment(struct paid *paid, const struct payment_row *row)
{
    size_t i = paid->past.payment_count++;
    paid->debt.id = row->account;
    CX_GROW(paid->payments, i, paid->payment_cap);
    CX_GROW(paid->notes, i, paid->note_cap);
    paid->payments[i] = (struct cx_past_payment){row->paid_at, row->cents};
    paid->notes[i] = (struct cx_payment_note){.id = row->id, .channel = (int32_t)row->channel};
}

static int take_episodes(struct paid *paid, struct cx_err *err)
{
    int rc;
    cx_stmt_reset(paid->held);
    cx_stmt_bind_int(paid->held, 1, paid->debt.id);
    while ((rc = cx_stmt_step(paid->held, err)) == 1) {
        size_t i = paid->past.episode_count++;
        CX_GROW(paid->episodes, i, paid->episode_cap);
        paid->episodes[i] = (struct cx_past_episode){
            .from = cx_stmt_int(paid->held, 1),
            .to = (cx_date)cx_stmt_int_or(paid->held, 2, CX_DATE_NONE),
            .person = paid->org ? cx_org_person(paid->org, cx_stmt_int(paid->held, 0)) : -1};
    }
    return rc;
}

/* The account whose payments are there, if any are. */
static int give(struct paid *paid, int (*take)(void *context, const struct cx_past *past),
                void *context, struct cx_err *err)
{
    if (paid->past.payment_count == 0)
        return 0;
    int rc = take_episodes(paid, err);
    paid->past.payments = paid->payments;
    paid->past.payment_notes = paid->notes;
    paid->past.episodes = paid->episodes;
    if (rc == 0)
        rc = take(context, &paid->past);
    paid->past.payment_count = paid->past.episode_count = 0;
    return rc;
}

static int give_all(struct paid *paid, const struct cx_idset *back,
                    int (*take)(void *context, const struct cx_past *past), void *context,
                    struct cx_err *err)
{
    const void *next;
    int rc;
    while ((rc = sorted_next(&next, paid->sorted, err)) == 1) {
        const struct payment_row *row = next;
        if (row->account != paid->debt.id && (rc = give(paid, take, context, err)) < 0)
            return rc;
        if (!cx_idset_has(back, row->account))
            take_payment(paid, row);
    }
    return rc < 0 ? rc : give(paid, take, context, err);
}

int cx_paid_each(struct cx_idset *back, struct cx_db *db, const struct cx_org *org, cx_date from,
                 cx_date to, int (*take)(void *context, const struct cx_past *past), void *context,
                 struct cx_pool *texts, struct cx_err *err)
{
    struct paid paid = {.org = org};
    paid.past = (struct cx_past){.debt = &paid.debt, .texts = texts};
    paid.sorted = sorted_new(sizeof(struct payment_row), SORT_BYTES);
    int rc = cx_stmt_new(&paid.held, db, SQL_held, err);
    if (rc == 0) {
        cx_stmt_bind_int(paid.held, 2, from);
        cx_stmt_bind_int(paid.held, 3, to);
        rc = sort(&paid, back, db, from, to, texts, err);
    }
    if (rc == 0)
        rc = give_all(&paid, back, take, context, err);
    cx_stmt_free(paid.held);
    sorted_free(paid.sorted);
    free(paid.payments);
    free(paid.notes);
    free(paid.episodes);
    return rc;
}
