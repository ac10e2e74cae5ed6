/* --policy=expected: the highest sum of expected recovery under capacity. */
#include <limits.h>
#include <stdlib.h>

#include "assign/deal.h"
#include "assign/envelope.h"
#include "assign/market.h"
#include "base/decimal.h"
#include "base/mem.h"

#define A_CENT 1.0

struct stall { /* one kind of team: its market, and how the accounts stand */
    struct deal *deal;
    int kind, first, count; /* workers from first on */
    struct market market;
    double *skill;
    int64_t *limit; /* by worker of the kind: how many they may hold */
};

static int64_t count_kind(const struct stall *stall)
{
    const struct deal *deal = stall->deal;
    int64_t count = 0;
    for (size_t i = 0; i < deal->book->count; i++) {
        const struct ticket *ticket = &deal->tickets[i];
        if (ticket->is_dealt && ticket->to < 0 && kind_of_stage(deal, ticket->stage) == stall->kind)
            count++;
    }
    for (int w = 0; w < stall->count; w++)
        count += deal->workers[stall->first + w].held;
    return count;
}

/* Nobody is dealt more than their capacity; those without one get no more than an even share, which
 * is as large as it must be for all accounts to find a place. */
static void set_limits(struct stall *stall)
{
    int64_t all = count_kind(stall), rest = all, takers = 0, without = 0;
    for (int w = 0; w < stall->count; w++) {
        const struct worker *worker = &stall->deal->workers[stall->first + w];
        takers += worker->takes;
        without += worker->takes && worker->capacity == INT_MAX;
        rest -= worker->capacity == INT_MAX ? 0 : worker->capacity;
    }
    int64_t share = takers ? (all + takers - 1) / takers : 0;
    int64_t needed = without ? (rest + without - 1) / without : 0;
    share = needed > share ? needed : share;
    for (int w = 0; w < stall->count; w++) {
        const struct worker *worker = &stall->deal->workers[stall->first + w];
        stall->limit[w] = !worker->takes                ? worker->held
                          : worker->capacity != INT_MAX ? worker->capacity
                          : worker->held > share        ? worker->held
                                                        : share;
    }
}

static void open_stall(struct stall *stall, struct deal *deal, int kind)
{
    int first = deal->first[kind], count = deal->first[kind + 1] - first;
    int segments = deal->skills ? deal->skills->segments : 0;
    for (size_t i = 0; i < deal->book->count; i++)
        segments = deal->tickets[i].segment >= segments ? deal->tickets[i].segment + 1 : segments;
    *stall = (struct stall){.deal = deal, .kind = kind, .first = first, .count = count};
    size_t cells = (size_t)count * (size_t)segments;
    stall->skill = cx_alloc((cells + 1) * sizeof *stall->skill);
    stall->limit = cx_alloc(((size_t)count + 1) * sizeof *stall->limit);
    for (int w = 0; w < count; w++) {
        for (int s = 0; s < segments; s++)
            stall->skill[(size_t)w * (size_t)segments + (size_t)s] =
                deal->skills
                    ? cx_dec_to_real(skill_ppm(deal->skills, deal->workers[first + w].person, s), 6)
                    : 1;
    }
    stall->market = (struct market){
        .buyers = count,
        .segments = segments,
        .skill = stall->skill,
        .lots = cx_alloc((deal->book->count + 1) * sizeof(struct lot)),
        .room = cx_alloc(((size_t)count + 1) * sizeof(int64_t)),
        .price = cx_alloc(((size_t)count + 1) * sizeof(double)),
    };
    set_limits(stall);
}

static void close_stall(struct stall *stall)
{
    free(stall->skill);
    free(stall->limit);
    free(stall->market.lots);
    free(stall->market.room);
    free(stall->market.price);
}

static void add_lot(struct stall *stall, size_t i, int buyer)
{
    const struct ticket *ticket = &stall->deal->tickets[i];
    stall->market.lots[stall->market.lot_count++] =
        (struct lot){(uint32_t)i, ticket->segment, ticket_value(ticket), buyer};
}

/* Deals what has to be dealt into the room that there is. */
static void deal_needed(struct stall *stall)
{
    struct deal *deal = stall->deal;
    struct market *market = &stall->market;
    market->lot_count = 0;
    for (size_t i = 0; i < deal->book->count; i++) {
        const struct ticket *ticket = &deal->tickets[i];
        if (ticket->is_dealt && kind_of_stage(deal, ticket->stage) == stall->kind)
            add_lot(stall, i, -1);
    }
    for (int w = 0; w < stall->count; w++)
        market->room[w] = stall->limit[w] - deal->workers[stall->first + w].held;
    if (market->lot_count == 0)
        return;
    market_solve(market);
    deal->got += market_value(market);
    deal->bound += market_bound(market);
    for (size_t k = 0; k < market->lot_count; k++) {
        const struct lot *lot = &market->lots[k];
        if (lot->buyer < 0)
            continue;
        deal->tickets[lot->account].to = deal->workers[stall->first + lot->buyer].person;
        deal->workers[stall->first + lot->buyer].held++;
    }
}

/* The accounts that could move, with their present holders. */
static void gather_movable(struct stall *stall)
{
    struct deal *deal = stall->deal;
    stall->market.lot_count = 0;
    for (size_t i = 0; i < deal->book->count; i++) {
        const struct ticket *ticket = &deal->tickets[i];
        int person = ticket->is_dealt ? ticket->to : ticket->from;
        if (ticket->stage < 0 || ticket->is_paused || ticket->is_fixed || person < 0 ||
            !(ticket->is_kept || ticket->is_dealt) ||
            kind_of_stage(deal, ticket->stage) != stall->kind)
            continue;
        add_lot(stall, i, deal->worker_of[person] - stall->first);
    }
}

/* Room for the lots of the market beside what else people hold. */
static void make_room(struct stall *stall)
{
    for (int w = 0; w < stall->count; w++) {
        int64_t room = stall->limit[w] - stall->deal->workers[stall->first + w].held;
        stall->market.room[w] = room > 0 ? room : 0;
    }
    for (size_t k = 0; k < stall->market.lot_count; k++)
        stall->market.room[stall->market.lots[k].buyer]++;
}

static double lot_worth(const struct market *market, const struct lot *lot)
{
    return lot->value *
           market->skill[(size_t)lot->buyer * (size_t)market->segments + (size_t)lot->segment];
}

/* Leaves only the lots that, at these prices, would do better elsewhere by at least so much. */
static size_t keep_candidates(struct market *market, double least)
{
    struct offer *offers = cx_alloc(((size_t)market->buyers + 1) * sizeof *offers);
    struct envelope *envelopes = cx_alloc(((size_t)market->segments + 1) * sizeof *envelopes);
    size_t kept = 0;
    for (int s = 0; s < market->segments; s++) {
        for (int b = 0; b < market->buyers; b++)
            offers[b] = (struct offer){
                market->skill[(size_t)b * (size_t)market->segments + (size_t)s], market->price[b]};
        envelope_init(&envelopes[s], offers, (size_t)market->buyers);
    }
    for (size_t k = 0; k < market->lot_count; k++) {
        struct lot lot = market->lots[k];
        double best = envelope_best(&envelopes[lot.segment], lot.value);
        if (best - (lot_worth(market, &lot) - market->price[lot.buyer]) >= least)
            market->lots[kept++] = lot;
    }
    for (int s = 0; s < market->segments; s++)
        envelope_fini(&envelopes[s]);
    free(envelopes);
    free(offers);
    return kept;
}

static int compare_accounts(const void *a, const void *b)
{
    uint32_t left = ((const struct lot *)a)->account, right = ((const struct lot *)b)->account;
    return (left > right) - (left < right);
}

/* Takes the new holders if they are worth it; true if something moved. */
static bool accept(struct stall *stall, const struct lot *before, double min_gain)
{
    struct market *market = &stall->market;
    struct deal *deal = stall->deal;
    double gain = 0;
    int64_t moves = 0;
    qsort(market->lots, market->lot_count, sizeof *market->lots, compare_accounts);
    for (size_t k = 0; k < market->lot_count; k++) {
        if (market->lots[k].buyer < 0)
            return false;
        gain += lot_worth(market, &market->lots[k]) - lot_worth(market, &before[k]);
        moves += market->lots[k].buyer != before[k].buyer;
    }
    if (moves == 0 || gain < (double)moves * (min_gain > A_CENT ? min_gain : A_CENT))
        return false;
    for (size_t k = 0; k < market->lot_count; k++) {
        struct ticket *ticket = &deal->tickets[market->lots[k].account];
        int person = deal->workers[stall->first + market->lots[k].buyer].person;
        deal->workers[stall->first + before[k].buyer].held--;
        deal->workers[stall->first + market->lots[k].buyer].held++;
        if (market->lots[k].buyer == before[k].buyer)
            continue;
        if (ticket->is_kept || ticket->why == WHY_GAIN) {
            bool is_home = person == ticket->from;
            ticket->why = is_home ? WHY_NONE : WHY_GAIN;
            ticket->is_kept = is_home;
            ticket->is_dealt = !is_home;
            ticket->from_ends = deal->book->today;
        }
        ticket->to = ticket->is_dealt ? person : -1;
    }
    return true;
}

/* Prices of the best way to deal everything anew show who would do better elsewhere; these are
 * dealt once more, and so on until no move is worth it. */
static bool improve_once(struct stall *stall, double min_gain, double *bound)
{
    struct market *market = &stall->market;
    bool is_better = false;
    gather_movable(stall);
    make_room(stall);
    if (market->lot_count == 0)
        return false;
    market_solve(market);
    *bound = market_bound(market);
    double *price = cx_alloc(((size_t)market->buyers + 1) * sizeof *price);
    for (;;) {
        for (int b = 0; b < market->buyers; b++)
            price[b] = market->price[b];
        gather_movable(stall);
        market->lot_count = keep_candidates(market, min_gain > A_CENT ? min_gain : A_CENT);
        if (market->lot_count == 0)
            break;
        struct lot *before = cx_realloc(NULL, market->lot_count, sizeof *before);
        for (size_t k = 0; k < market->lot_count; k++)
            before[k] = market->lots[k];
        make_room(stall);
        market_solve(market);
        bool is_taken = accept(stall, before, min_gain);
        is_better = is_better || is_taken;
        free(before);
        for (int b = 0; b < market->buyers; b++)
            market->price[b] = price[b];
        if (!is_taken)
            break;
    }
    free(price);
    return is_better;
}

static void improve(struct stall *stall, double min_gain)
{
    double bound = 0;
    while (improve_once(stall, min_gain, &bound))
        set_limits(stall);
    gather_movable(stall);
    stall->deal->got += market_value(&stall->market);
    stall->deal->bound += bound;
}

void deal_best(struct deal *deal, int64_t min_gain)
{
    for (int kind = 0; kind < CX_TEAM_KINDS; kind++) {
        struct stall stall;
        if (deal->first[kind] == deal->first[kind + 1])
            continue;
        open_stall(&stall, deal, kind);
        double got = deal->got, bound = deal->bound;
        deal_needed(&stall);
        if (min_gain >= 0) {
            deal->got = got;
            deal->bound = bound;
            improve(&stall, (double)min_gain);
        }
        close_stall(&stall);
    }
}
