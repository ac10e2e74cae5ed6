#include "assign/party.h"

#include <limits.h>
#include <stdlib.h>

#include "base/mem.h"

static int kind_of_worker(const struct deal *deal, int worker)
{
    int kind = 0;
    while (deal->first[kind + 1] <= worker)
        kind++;
    return kind;
}

static bool can_move(const struct ticket *ticket)
{
    return ticket->is_dealt || (ticket->stage >= 0 && !ticket->is_paused && !ticket->is_fixed);
}

/* The most accounts that anybody may hold who is dealt to. */
static int most_held(const struct deal *deal, int kind)
{
    int most = 0;
    for (int w = deal->first[kind]; w < deal->first[kind + 1]; w++) {
        const struct worker *worker = &deal->workers[w];
        most = worker->takes && worker->capacity > most ? worker->capacity : most;
    }
    return most;
}

/* The number of a party that holds all of a customer's accounts for a kind of team; -1: each is one
 * of its own. */
static int64_t key_of(const struct deal *deal, size_t i)
{
    const struct ticket *ticket = &deal->tickets[i];
    int32_t debtor = book_debt(deal->book, i)->debtor;
    int kind = ticket->is_dealt ? kind_of_stage(deal, ticket->stage)
                                : kind_of_worker(deal, deal->worker_of[ticket->from]);
    if (deal->book->plan->settings.deals_by_account || debtor < 0 || !can_move(ticket))
        return -1;
    return (int64_t)debtor * CX_TEAM_KINDS + kind;
}

/* Adds an account to a party that has room for it among the members. */
static void add_member(struct deal *deal, struct party *party, size_t i)
{
    const struct ticket *ticket = &deal->tickets[i];
    deal->members[party->first + party->count++] = (uint32_t)i;
    party->stage = ticket->stage > party->stage ? ticket->stage : party->stage;
    party->is_movable = can_move(ticket);
    party->is_paused = ticket->is_paused;
    party->is_fixed = ticket->is_fixed;
    party->value += ticket_value(ticket);
    party->cents += ticket->balance;
}

static bool is_dealt_with(const struct ticket *ticket)
{
    return ticket->is_kept || ticket->is_dealt;
}

/* How many accounts there are of each key; 0 where they are more than anybody may hold. */
static uint32_t *count_keys(const struct deal *deal)
{
    size_t keys = deal->book->customer_count * CX_TEAM_KINDS;
    uint32_t *counts = cx_alloc((keys + 1) * sizeof *counts);
    for (size_t i = 0; i < deal->book->count; i++) {
        int64_t key = is_dealt_with(&deal->tickets[i]) ? key_of(deal, i) : -1;
        if (key >= 0)
            counts[key]++;
    }
    for (int kind = 0; kind < CX_TEAM_KINDS; kind++) {
        uint32_t most = (uint32_t)most_held(deal, kind);
        for (size_t key = (size_t)kind; key < keys; key += CX_TEAM_KINDS)
            counts[key] = counts[key] > most ? 0 : counts[key];
    }
    return counts;
}

static void gather(struct deal *deal)
{
    size_t keys = deal->book->customer_count * CX_TEAM_KINDS, member_count = 0;
    uint32_t *counts = count_keys(deal);
    size_t *parties = cx_alloc((keys + 1) * sizeof *parties); /* by key, from 1 */
    for (size_t i = 0; i < deal->book->count; i++) {
        const struct ticket *ticket = &deal->tickets[i];
        if (!is_dealt_with(ticket))
            continue;
        int64_t key = key_of(deal, i);
        bool is_shared = key >= 0 && counts[key] > 1;
        if (is_shared && parties[key] > 0) {
            add_member(deal, &deal->parties[parties[key] - 1], i);
            continue;
        }
        struct party *party = &deal->parties[deal->party_count++];
        *party = (struct party){
            .first = member_count,
            .kind = ticket->is_dealt ? kind_of_stage(deal, ticket->stage)
                                     : kind_of_worker(deal, deal->worker_of[ticket->from]),
            .worker = -1,
            .stage = -1,
        };
        member_count += is_shared ? counts[key] : 1;
        add_member(deal, party, i);
        if (is_shared)
            parties[key] = deal->party_count;
    }
    free(counts);
    free(parties);
}

/* Who is to have a party of which somebody holds a part; -1: nobody holds any. */
static int holder_of(const struct deal *deal, const struct party *party)
{
    const struct ticket *best = NULL;
    for (size_t k = 0; k < party->count; k++) {
        const struct ticket *ticket = &deal->tickets[party_members(deal, party)[k]];
        if (ticket->is_kept &&
            (!best || ticket->stage > best->stage ||
             (ticket->stage == best->stage && ticket_value(ticket) > ticket_value(best))))
            best = ticket;
    }
    return best ? deal->worker_of[best->from] : -1;
}

void parties_init(struct deal *deal)
{
    deal->parties = cx_alloc((deal->book->count + 1) * sizeof *deal->parties);
    deal->members = cx_alloc((deal->book->count + 1) * sizeof *deal->members);
    gather(deal);
    for (size_t p = 0; p < deal->party_count; p++) {
        struct party *party = &deal->parties[p];
        party_give(deal, party, holder_of(deal, party), WHY_CUSTOMER);
    }
}

static void give_one(struct deal *deal, struct ticket *ticket, int person, enum why why)
{
    if (ticket->can_stay && person == ticket->from) {
        ticket->is_kept = true;
        ticket->is_dealt = false;
        ticket->why = WHY_NONE;
        ticket->to = -1;
        return;
    }
    if (ticket->is_kept) {
        ticket->is_kept = false;
        ticket->is_dealt = ticket->stage >= 0;
        ticket->why = (uint8_t)why;
        ticket->from_ends = deal->book->today;
    }
    ticket->to = ticket->is_dealt ? person : -1;
}

void party_give(struct deal *deal, struct party *party, int worker, enum why why)
{
    int person = worker < 0 ? -1 : deal->workers[worker].person;
    if (party->worker >= 0)
        deal->workers[party->worker].held -= (int)party->count;
    if (worker >= 0)
        deal->workers[worker].held += (int)party->count;
    party->worker = worker;
    for (size_t k = 0; k < party->count; k++)
        give_one(deal, &deal->tickets[party_members(deal, party)[k]], person, why);
}
