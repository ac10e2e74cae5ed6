#include "assign/reason.h"

#include <stdio.h>
#include <string.h>

#include "base/decimal.h"

#include "base/lang.h"

/* The stage of this kind of team that comes last before another one; else the kind's word. */
static const char *stage_before(const struct deal *deal, int stage, int kind)
{
    const struct cx_plan *plan = deal->book->plan;
    for (int s = stage - 1; s >= 0; s--) {
        if (plan->stages[s].team_kind == kind)
            return cx_stage_shown(&plan->stages[s]);
    }
    for (size_t s = (size_t)stage + 1; s < plan->stage_count; s++) {
        if (plan->stages[s].team_kind == kind)
            return cx_stage_shown(&plan->stages[s]);
    }
    return cx_shown_word(cx_team_kinds[kind]);
}

static void put_move(char *out, size_t size, const struct deal *deal, size_t i)
{
    const struct ticket *ticket = &deal->tickets[i];
    const struct book *book = deal->book;
    const struct cx_past past = book_past(book, i);
    const struct cx_org *org = book->org;
    const char *key = ticket->from < 0 ? "" : org->people[ticket->from].key;
    char day[CX_DATE_TEXT];
    int post = ticket->from < 0 ? -1 : cx_org_post_on(org, ticket->from, book->today);
    if (ticket->why == WHY_STAGE)
        snprintf(out, size, cx_shown("stage %s→%s at %d days"),
                 stage_before(deal, ticket->stage,
                              cx_org_team_kind(org, org->posts[post].team, book->today)),
                 cx_stage_shown(&book->plan->stages[ticket->stage]),
                 cx_past_dpd(&past, book->plan, book->today));
    else if (ticket->why == WHY_TEAM)
        snprintf(out, size, cx_shown("%s moved to team %s on %s"), key,
                 org->teams[org->posts[post].team].key,
                 cx_date_format(day, org->posts[post].since));
    else if (ticket->why == WHY_TEAM_KIND)
        snprintf(out, size, cx_shown("team %s is of another kind now"),
                 org->teams[org->posts[post].team].key);
    else if (ticket->why == WHY_CUSTOMER)
        snprintf(out, size, cx_shown("one person for all debts of the customer"));
    else if (ticket->why == WHY_CAPACITY)
        snprintf(out, size, cx_shown("capacity of %s reached"), key);
    else if (ticket->why == WHY_TEAM_CLOSED)
        snprintf(out, size, cx_shown("team %s is closed"), org->teams[org->posts[post].team].key);
    else if (ticket->why == WHY_LEFT)
        snprintf(out, size, cx_shown("left on %s"), cx_date_format(day, ticket->from_ends - 1));
}

static void put_gain(char *out, size_t size, const struct deal *deal, size_t i)
{
    const struct ticket *ticket = &deal->tickets[i];
    char text[CX_DEC_TEXT];
    int64_t before = 0, after = 0;
    expected_cents(&before, ticket->balance, ticket->chance,
                   skill_ppm(deal->skills, ticket->from, ticket->segment));
    expected_cents(&after, ticket->balance, ticket->chance,
                   skill_ppm(deal->skills, ticket->to, ticket->segment));
    if (after >= before)
        snprintf(out, size, cx_shown("worth %s more"), cx_dec_format(text, after - before, 2));
    else
        snprintf(out, size, cx_shown("makes room for an account worth more"));
}

static void put_unplaced(char *out, size_t size, const struct deal *deal, int stage)
{
    int kind = kind_of_stage(deal, stage);
    bool is_anybody = false;
    for (int w = deal->first[kind]; w < deal->first[kind + 1]; w++)
        is_anybody = is_anybody || deal->workers[w].takes;
    size_t n = strlen(out);
    snprintf(out + n, size - n,
             is_anybody ? cx_shown("%sno capacity left in %s teams")
                        : cx_shown("%snobody to deal to in %s teams"),
             n ? cx_shown("; ") : "", cx_shown_word(cx_team_kinds[kind]));
}

const char *reason_of(char out[REASON_MAX], const struct deal *deal, size_t i)
{
    const struct ticket *ticket = &deal->tickets[i];
    *out = '\0';
    switch ((enum why)ticket->why) {
    case WHY_NONE: break;
    case WHY_PAID: snprintf(out, REASON_MAX, cx_shown("paid in full")); break;
    case WHY_CLOSED: snprintf(out, REASON_MAX, "%s", cx_shown("closed")); break;
    case WHY_RECALLED: snprintf(out, REASON_MAX, "%s", cx_shown("recalled")); break;
    case WHY_SOLD: snprintf(out, REASON_MAX, "%s", cx_shown("sold")); break;
    case WHY_WRITTEN_OFF: snprintf(out, REASON_MAX, cx_shown("written off")); break;
    case WHY_NEW: snprintf(out, REASON_MAX, cx_shown("new")); break;
    case WHY_GAIN: put_gain(out, REASON_MAX, deal, i); break;
    case WHY_LEFT:
    case WHY_TEAM_CLOSED:
    case WHY_STAGE:
    case WHY_TEAM:
    case WHY_TEAM_KIND:
    case WHY_CUSTOMER:
    case WHY_CAPACITY: put_move(out, REASON_MAX, deal, i); break;
    }
    if (ticket->is_dealt && ticket->to < 0)
        put_unplaced(out, REASON_MAX, deal, ticket->stage);
    if (ticket->is_waiting) {
        size_t n = strlen(out);
        snprintf(out + n, REASON_MAX - n, cx_shown("; %s keeps it until there is room"),
                 deal->book->org->people[ticket->from].key);
    }
    return out;
}
