#include "report/contacted.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/pool.h"
#include "fact/sums.h"
#include "past/stream.h"

struct contacted {
    int64_t *cents;
    size_t *seen; /* as cents: the number of the account that counted last, from 1 */
    size_t account;
    const struct cx_org *org;
    struct cx_err *err;
};

static int add(struct contacted *of, size_t subject, int channel, int64_t cents)
{
    size_t at = subject * CONTACTED_CHANNELS + (size_t)channel;
    if (of->seen[at] == of->account || cents <= 0)
        return 0;
    of->seen[at] = of->account;
    return __builtin_add_overflow(of->cents[at], cents, &of->cents[at])
               ? cx_err_set(of->err, CX_EDATA, "what is owed is too large to be added up")
               : 0;
}

/* For the company, and for the team of whoever made the contact, and those above it. */
static int add_contact(struct contacted *of, const struct cx_past *past, size_t i)
{
    const struct cx_past_contact *contact = &past->contacts[i];
    const struct cx_org *org = of->org;
    cx_date day = cx_date_of(contact->started_at);
    int post = cx_org_post_on(org, cx_org_person(org, past->contact_notes[i].employee), day);
    int team = post < 0 ? -1 : org->posts[post].team;
    int64_t cents = cx_past_balance(past, day - 1);
    int rc = add(of, cx_subject_of_company(org), contact->channel, cents);
    for (int steps = 0; rc == 0 && team >= 0 && steps < org->team_count; steps++) {
        rc = add(of, cx_subject_of_team(org, team), contact->channel, cents);
        team = cx_org_parent(org, team, day);
    }
    return rc;
}

int contacted_sums(int64_t *cents, struct cx_db *db, const struct cx_org *org,
                   const struct cx_period *period, struct cx_err *err)
{
    const struct cx_past_scope scope = {
        .contacts = CX_ALL_CONTACTS, .contacts_from = period->from, .contacts_to = period->to};
    struct contacted of = {.cents = cents, .org = org, .err = err};
    struct cx_past_stream *stream = NULL;
    struct cx_pool *texts = cx_pool_new();
    const struct cx_past *past = NULL;
    of.seen = cx_alloc((cx_subject_count(org) * CONTACTED_CHANNELS + 1) * sizeof *of.seen);
    int rc = cx_past_stream_new(&stream, db, org, &scope, texts, err);
    while (rc == 0 && (rc = cx_past_next(&past, stream, err)) == 1) {
        rc = 0;
        of.account++;
        for (size_t i = 0; rc == 0 && i < past->contact_count; i++) {
            if (past->contacts[i].channel >= 0)
                rc = add_contact(&of, past, i);
        }
    }
    cx_past_stream_free(stream);
    cx_pool_free(texts);
    free(of.seen);
    return rc;
}
