/* What becomes of each account: stays, ends, or is dealt. */
#include <limits.h>
#include <stdlib.h>
#include <strings.h>

#include "assign/deal.h"
#include "assign/party.h"
#include "base/mem.h"

static void find_workers(struct deal *deal)
{
    const struct cx_org *org = deal->book->org;
    int count = 0;
    deal->workers = cx_alloc(((size_t)org->person_count + 1) * sizeof *deal->workers);
    deal->worker_of = cx_alloc(((size_t)org->person_count + 1) * sizeof *deal->worker_of);
    for (int kind = 0; kind < CX_TEAM_KINDS; kind++) {
        deal->first[kind] = count;
        for (int p = 0; p < org->person_count; p++) {
            int at = cx_org_post_on(org, p, deal->book->today);
            if (kind == 0)
                deal->worker_of[p] = -1;
            if (at < 0 || cx_org_is_closed(org, org->posts[at].team, deal->book->today) ||
                cx_org_team_kind(org, org->posts[at].team, deal->book->today) != kind)
                continue;
            int capacity = org->posts[at].capacity;
            deal->worker_of[p] = count;
            deal->workers[count++] = (struct worker){
                .person = p,
                .capacity = capacity < 0 ? INT_MAX : capacity,
                .takes = capacity >= 0 || strcasecmp(org->posts[at].role, "manager") != 0,
            };
        }
    }
    deal->first[CX_TEAM_KINDS] = count;
}

/* The day after a person's last post before `day`; `day` itself where there is none. */
static cx_date left_since(const struct cx_org *org, int person, cx_date day)
{
    cx_date end = day;
    if (person < 0)
        return day;
    const struct cx_person *who = &org->people[person];
    for (int i = who->first_post; i < who->first_post + who->post_count; i++) {
        if (org->posts[i].end <= day)
            end = org->posts[i].end;
    }
    return end;
}

static bool has_later(const struct book *book, size_t i)
{
    const struct cx_past past = book_past(book, i);
    return past.episode_count > 0 && past.episodes[past.episode_count - 1].from > book->today;
}

static bool is_there(const struct deal *deal, int person)
{
    return person >= 0 && deal->worker_of[person] >= 0;
}

static void end_it(struct ticket *ticket, enum why why, cx_date day)
{
    ticket->why = (uint8_t)why;
    ticket->from_ends = day;
}

/* WHY_NONE: it is not closed. */
static enum why closed_why(const struct cx_past_debt *debt, cx_date today)
{
    static const enum why reasons[] = {[CX_CLOSE_PAID] = WHY_CLOSED,
                                       [CX_CLOSE_RECALLED] = WHY_RECALLED,
                                       [CX_CLOSE_CHARGED_OFF] = WHY_WRITTEN_OFF,
                                       [CX_CLOSE_SOLD] = WHY_SOLD};
    if (debt->closed_on <= today && debt->close_reason >= 0)
        return reasons[debt->close_reason];
    if (debt->status == CX_WRITTEN_OFF)
        return WHY_WRITTEN_OFF;
    return debt->closed_on <= today || debt->status == CX_CLOSED ? WHY_CLOSED : WHY_NONE;
}

static bool is_over(struct ticket *ticket, const struct book *book, size_t i,
                    const struct cx_past_episode *held)
{
    enum why why = closed_why(book_debt(book, i), book->today);
    cx_date today = book->today;
    if (why != WHY_NONE) {
        if (held)
            end_it(ticket, why, today);
        return true;
    }
    if (ticket->balance > 0)
        return false;
    /* Whoever holds it on the day of the last payment is to be credited: it ends the day after. */
    cx_date day = book_balance(book, i, today - 1) <= 0 ? today : today + 1;
    if (held && held->to > day)
        end_it(ticket, WHY_PAID, day);
    return true;
}

/* Somebody is to get it, if it is in a stage at all. */
static void deal_it(struct ticket *ticket, enum why why, cx_date from_ends)
{
    ticket->why = (uint8_t)why;
    ticket->from_ends = from_ends;
    ticket->is_dealt = ticket->stage >= 0;
}

static void judge_held(struct deal *deal, struct ticket *ticket, const struct cx_past_episode *held)
{
    const struct book *book = deal->book;
    cx_date today = book->today;
    if (!is_there(deal, held->person) && cx_org_post_on(book->org, held->person, today) >= 0) {
        deal_it(ticket, WHY_TEAM_CLOSED, today);
        ticket->is_dealt = ticket->is_dealt && !ticket->is_fixed;
        return;
    }
    if (!is_there(deal, held->person)) {
        cx_date left = left_since(book->org, held->person, today);
        deal_it(ticket, WHY_LEFT, left);
        ticket->is_dealt = ticket->is_dealt && !ticket->is_fixed;
        return;
    }
    int post = cx_org_post_on(book->org, held->person, today);
    int kind = cx_org_team_kind(book->org, book->org->posts[post].team, today);
    if (ticket->stage >= 0 && !ticket->is_paused && !ticket->is_fixed &&
        kind_of_stage(deal, ticket->stage) != kind) {
        int team = book->org->posts[post].team, wanted = kind_of_stage(deal, ticket->stage);
        bool is_moved = book->org->posts[post].since > held->from;
        bool was_right = cx_org_team_kind(book->org, team, (cx_date)held->from) == wanted;
        deal_it(ticket, is_moved ? WHY_TEAM : was_right ? WHY_TEAM_KIND : WHY_STAGE, today);
        return;
    }
    ticket->is_kept = ticket->can_stay = true;
}

static void judge_account(struct deal *deal, size_t i, const struct chances *chances)
{
    const struct book *book = deal->book;
    struct ticket *ticket = &deal->tickets[i];
    const struct cx_past_episode *held = book_held(book, i, book->today);
    *ticket = (struct ticket){
        .from = held ? held->person : -1,
        .to = -1,
        .segment = -1,
        .stage = (int16_t)book_stage(book, i, book->today),
        .balance = book_balance(book, i, book->today),
        .is_paused = book_is_paused(book, i, book->today),
        .is_fixed = has_later(book, i),
    };
    if (is_over(ticket, book, i, held))
        return;
    if (held)
        judge_held(deal, ticket, held);
    else if (ticket->stage >= 0 && !ticket->is_paused && !ticket->is_fixed)
        deal_it(ticket, WHY_NEW, book->today);
    if (ticket->is_kept || ticket->is_dealt)
        ticket->chance = (int32_t)chance_ppm(chances, i, book->today);
}

struct candidate {
    double value; /* of an account */
    int worker;
    size_t party;
    bool is_paused;
};

/* By worker; what they give away first comes first. */
static int compare_candidates(const void *a, const void *b)
{
    const struct candidate *left = a, *right = b;
    if (left->worker != right->worker)
        return left->worker < right->worker ? -1 : 1;
    if (left->is_paused != right->is_paused)
        return left->is_paused ? 1 : -1;
    if (left->value != right->value)
        return left->value < right->value ? -1 : 1;
    return (left->party > right->party) - (left->party < right->party);
}

/* What is in no stage stays: nobody could be dealt it instead. */
static void take_excess(struct deal *deal)
{
    struct candidate *list = NULL;
    size_t count = 0, cap = 0;
    for (size_t p = 0; p < deal->party_count; p++) {
        const struct party *party = &deal->parties[p];
        if (party->worker < 0 || party->is_fixed || party->stage < 0 ||
            deal->workers[party->worker].held <= deal->workers[party->worker].capacity)
            continue;
        CX_GROW(list, count, cap);
        list[count++] = (struct candidate){party->value / (double)party->count, party->worker, p,
                                           party->is_paused};
    }
    if (count > 0)
        qsort(list, count, sizeof *list, compare_candidates);
    for (size_t c = 0; c < count; c++) {
        const struct worker *worker = &deal->workers[list[c].worker];
        if (worker->held > worker->capacity)
            party_give(deal, &deal->parties[list[c].party], -1, WHY_CAPACITY);
    }
    free(list);
}

void triage(struct deal *deal, const struct book *book, const struct chances *chances)
{
    *deal = (struct deal){.book = book};
    deal->tickets = cx_realloc(NULL, book->count + 1, sizeof *deal->tickets);
    find_workers(deal);
    for (size_t i = 0; i < book->count; i++)
        judge_account(deal, i, chances);
    parties_init(deal);
    take_excess(deal);
}

void triage_wait(struct deal *deal)
{
    for (size_t i = 0; deal->book->plan->settings.keeps_when_full && i < deal->book->count; i++) {
        struct ticket *ticket = &deal->tickets[i];
        bool is_elsewhere =
            ticket->why == WHY_STAGE || ticket->why == WHY_TEAM || ticket->why == WHY_TEAM_KIND;
        if (!ticket->is_dealt || ticket->to >= 0 || !is_elsewhere || !is_there(deal, ticket->from))
            continue;
        struct worker *holder = &deal->workers[deal->worker_of[ticket->from]];
        if (holder->held >= holder->capacity)
            continue;
        holder->held++;
        ticket->is_waiting = true;
    }
}

void triage_fini(struct deal *deal)
{
    free(deal->tickets);
    free(deal->workers);
    free(deal->worker_of);
    free(deal->parties);
    free(deal->members);
    *deal = (struct deal){0};
}
