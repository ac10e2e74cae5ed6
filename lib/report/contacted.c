#include "report/contacted.h"

#include <stdlib.h>

#include "base/mem.h"
#include "fact/sums.h"
#include "past/days.h"
#include "report/contacted.sql.h"

/* A contact that names an account; first: strand.h. */
struct reach {
    int64_t at;
    int32_t team; /* of whoever made it; -1: nobody's */
    int32_t channel;
};

struct counter {
    struct contacted *sums;
    const struct cx_org *org;
    const struct cx_archive *archive;
    const struct contact_listener *too; /* NULL: none */
    struct cx_strand reached;           /* by account */
    size_t *seen; /* as sums: the number of the account that counted last, from 1 */
    struct cx_err *err;
};

static void count(struct counter *of, size_t subject, int channel, bool is_success)
{
    struct contacted *sums = &of->sums[subject * CONTACTED_CHANNELS + (size_t)channel];
    sums->contacts++;
    sums->successes += is_success;
}

static void take(void *context, const struct contact_made *contact)
{
    struct counter *of = context;
    const struct cx_org *org = of->org;
    cx_date day = cx_date_of(contact->started_at);
    int team = contact->post < 0 ? -1 : org->posts[contact->post].team, channel = contact->channel;
    bool is_success = contact->outcome == CX_PROMISED || contact->outcome == CX_PAID;
    if (of->too)
        of->too->hear(of->too->context, contact);
    if (channel < 0)
        return;
    if (contact->account) {
        int32_t place = cx_lookup_find(&of->archive->accounts, contact->account);
        *(struct reach *)cx_strand_add(&of->reached, place) =
            (struct reach){contact->started_at, team, channel};
    }
    count(of, cx_subject_of_company(org), channel, is_success);
    for (int steps = 0; team >= 0; team = cx_org_up(org, team, day, &steps))
        count(of, cx_subject_of_team(org, team), channel, is_success);
}

int contacted_hear(const struct contact_listener *listener, struct cx_db *db,
                   const struct cx_org *org, const struct cx_period *period, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_days_stmt(&stmt, db, "contact", SQL_contacts, err);
    if (rc < 0)
        return rc;
    cx_stmt_bind_int(stmt, 1, period->from);
    cx_stmt_bind_int(stmt, 2, period->to);
    while ((rc = cx_stmt_step(stmt, err)) == 1) {
        struct contact_made contact = {
            .id = cx_stmt_int(stmt, 0),
            .account = cx_stmt_int(stmt, 3),
            .started_at = cx_stmt_int(stmt, 2),
            .channel = (int8_t)cx_stmt_choice(stmt, 4, cx_channels, -1),
            .outcome = (int8_t)cx_stmt_choice(stmt, 5, cx_outcomes, -1),
        };
        contact.post = cx_org_post_on(org, cx_org_person(org, cx_stmt_int(stmt, 1)),
                                      cx_date_of(contact.started_at));
        listener->hear(listener->context, &contact);
    }
    cx_stmt_free(stmt);
    return rc;
}

static int owe(struct counter *of, size_t place, size_t subject, int channel, int64_t cents)
{
    size_t at = subject * CONTACTED_CHANNELS + (size_t)channel;
    if (of->seen[at] == place + 1 || cents <= 0)
        return 0;
    of->seen[at] = place + 1;
    return __builtin_add_overflow(of->sums[at].cents, cents, &of->sums[at].cents)
               ? cx_err_set(of->err, CX_EDATA, "what is owed is too large to be added up")
               : 0;
}

/* What was owed before a contact, for the company, and for the team of whoever made it, and those
 * above it. */
static int owe_all(struct counter *of, size_t place, const struct cx_past *past,
                   const struct reach *reach)
{
    cx_date day = cx_date_of(reach->at);
    int64_t cents = cx_past_balance(past, day - 1);
    int rc = owe(of, place, cx_subject_of_company(of->org), reach->channel, cents), steps = 0;
    for (int team = reach->team; rc == 0 && team >= 0; team = cx_org_up(of->org, team, day, &steps))
        rc = owe(of, place, cx_subject_of_team(of->org, team), reach->channel, cents);
    return rc;
}

static int add_balances(struct counter *of)
{
    int rc = 0;
    cx_strand_link(&of->reached, of->archive->count);
    for (size_t place = 0; rc == 0 && place < of->archive->count; place++) {
        const struct reach *reach = CX_STRAND_FIRST(struct reach, of->reached, place);
        const struct reach *end = CX_STRAND_END(struct reach, of->reached, place);
        if (reach == end)
            continue;
        const struct cx_past past = cx_archive_past(of->archive, place);
        for (; rc == 0 && reach < end; reach++)
            rc = owe_all(of, place, &past, reach);
    }
    return rc;
}

int contacted_sums(struct contacted *sums, struct cx_db *db, const struct cx_org *org,
                   const struct cx_archive *archive, const struct cx_period *period,
                   const struct contact_listener *too, struct cx_err *err)
{
    struct counter of = {.sums = sums, .org = org, .archive = archive, .too = too, .err = err};
    const struct contact_listener listener = {take, &of};
    of.seen = cx_alloc((cx_subject_count(org) * CONTACTED_CHANNELS + 1) * sizeof *of.seen);
    cx_strand_init(&of.reached, sizeof(struct reach));
    int rc = contacted_hear(&listener, db, org, period, err);
    if (rc == 0)
        rc = add_balances(&of);
    cx_strand_fini(&of.reached);
    free(of.seen);
    return rc;
}
