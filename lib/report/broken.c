#include "report/broken.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "past/stream.h"
#include "report/alerts.sql.h"

static enum broken_debt debt_of(const struct cx_past *past, cx_date day)
{
    if (cx_past_balance(past, day) <= 0)
        return BROKEN_SETTLED;
    return day < past->debt->closed_on ? BROKEN_OWED : BROKEN_CLOSED;
}

static void add(struct broken_list *out, const struct cx_past *past, size_t contact,
                const struct cx_promise *promise)
{
    const struct cx_contact_note *note = &past->contact_notes[contact];
    CX_GROW(out->list, out->count, out->cap);
    out->list[out->count++] = (struct broken){
        .contact = note->id,
        .employee = note->employee,
        .promised_at = past->contacts[contact].started_at,
        .cents = past->contacts[contact].promised_cents,
        .promise = *promise,
        .debt = debt_of(past, promise->judged),
    };
}

static void find_in(struct broken_list *out, const struct cx_past *past,
                    const struct cx_period *period, int grace_days, cx_date running)
{
    for (size_t i = 0; i < past->contact_count; i++) {
        if (!cx_past_is_promise(&past->contacts[i]))
            continue;
        struct cx_promise promise = cx_past_promise(past, i, grace_days, period->to - 1);
        if (promise.fate == CX_FATE_BROKEN && promise.judged >= period->from &&
            !cx_fate_is_open_yet(promise.fate, promise.judged, running))
            add(out, past, i, &promise);
    }
}

static int compare(const void *a, const void *b)
{
    const struct broken *left = a, *right = b;
    if (left->promised_at != right->promised_at)
        return left->promised_at < right->promised_at ? -1 : 1;
    return (left->contact > right->contact) - (left->contact < right->contact);
}

int broken_find(struct broken_list *out, struct cx_db *db, const struct cx_org *org,
                const struct cx_period *period, int grace_days, struct cx_err *err)
{
    struct cx_buf accounts = {0};
    struct cx_pool *texts = cx_pool_new();
    struct cx_past_stream *stream = NULL;
    const struct cx_past *past;
    cx_buf_printf(&accounts, SQL_promisers, period->from - grace_days, period->to - grace_days);
    const struct cx_past_scope scope = {
        .accounts = cx_buf_str(&accounts),
        .contacts = CX_TALKS,
        .contacts_from = -CX_DATE_NONE,
        .contacts_to = period->to,
    };
    int rc = cx_past_stream_new(&stream, db, org, &scope, texts, err);
    while (rc == 0 && (rc = cx_past_next(&past, stream, err)) == 1) {
        find_in(out, past, period, grace_days, cx_db_running_day(db));
        rc = 0;
    }
    if (out->count > 0)
        qsort(out->list, out->count, sizeof *out->list, compare);
    cx_past_stream_free(stream);
    cx_pool_free(texts);
    cx_buf_fini(&accounts);
    return rc;
}

void broken_fini(struct broken_list *broken)
{
    free(broken->list);
    *broken = (struct broken_list){0};
}
