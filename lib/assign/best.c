/* --policy=expected: the highest sum of expected recovery under capacity. */
#include <limits.h>
#include <stdlib.h>

#include "assign/barter.h"
#include "assign/deal.h"
#include "assign/market.h"
#include "assign/party.h"
#include "base/decimal.h"
#include "base/mem.h"

#define A_CENT 1.0

struct stall { /* one kind of team: its market, and how the accounts stand */
    struct deal *deal;
    int kind, first, count; /* workers from first on */
    struct market market;
    double *skill;
    int64_t *limit; /* by worker of the kind: how many they may hold */
    struct share *shares;
    size_t share_count;
};

/* Somebody of the kind is to be found for it. */
static bool is_waiting(const struct stall *stall, const struct party *party)
{
    return party->kind == stall->kind && party->worker < 0 && party->stage >= 0;
}

static int64_t count_kind(const struct stall *stall)
{
    const struct deal *deal = stall->deal;
    int64_t count = 0;
    for (size_t p = 0; p < deal->party_count; p++) {
        const struct party *party = &deal->parties[p];
        if (is_waiting(stall, party))
            count += (int64_t)party->count;
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
        .lots = cx_alloc((deal->party_count + 1) * sizeof(struct lot)),
        .room = cx_alloc(((size_t)count + 1) * sizeof(int64_t)),
        .price = cx_alloc(((size_t)count + 1) * sizeof(double)),
    };
    stall->market.shares = stall->shares =
        cx_alloc((deal->book->count + 1) * sizeof *stall->shares);
    set_limits(stall);
}

static void close_stall(struct stall *stall)
{
    free(stall->skill);
    free(stall->limit);
    free(stall->shares);
    free(stall->market.lots);
    free(stall->market.room);
    free(stall->market.price);
}

/* Adds a member's value to those of its segment among the shares from first on. */
static void add_share(struct stall *stall, size_t first, const struct ticket *ticket)
{
    size_t k = first;
    while (k < stall->share_count && stall->shares[k].segment != ticket->segment)
        k++;
    if (k == stall->share_count)
        stall->shares[stall->share_count++] = (struct share){ticket->segment, 0};
    stall->shares[k].value += ticket_value(ticket);
}

static void add_lot(struct stall *stall, size_t p, int buyer)
{
    const struct deal *deal = stall->deal;
    const struct party *party = &deal->parties[p];
    size_t first = stall->share_count, best = first;
    for (size_t k = 0; k < party->count; k++)
        add_share(stall, first, &deal->tickets[party_members(deal, party)[k]]);
    for (size_t k = first; k < stall->share_count; k++)
        best = stall->shares[k].value > stall->shares[best].value ? k : best;
    struct lot *lot = &stall->market.lots[stall->market.lot_count++];
    *lot = (struct lot){.party = p,
                        .segment = stall->shares[best].segment,
                        .size = (int32_t)party->count,
                        .value = party->value,
                        .buyer = buyer};
    if (stall->share_count - first > 1) {
        lot->first = (uint32_t)first;
        lot->shares = (uint32_t)(stall->share_count - first);
    } else {
        stall->share_count = first;
    }
}

static void clear_lots(struct stall *stall)
{
    stall->market.lot_count = 0;
    stall->share_count = 0;
}

/* Whether two people make the same of a lot. */
static bool are_alike(const struct market *market, int32_t segment, int a, int b)
{
    return market_skill(market, a, segment) == market_skill(market, b, segment);
}

static bool is_single(const struct lot *lot)
{
    return lot->buyer >= 0 && lot->size == 1;
}

/* Lots of one account go from who holds many accounts to who holds the fewest of those who make the
 * same of them. */
static void even_out(struct stall *stall, int64_t *held)
{
    const struct market *market = &stall->market;
    for (size_t k = 0; k < market->lot_count; k++) {
        struct lot *lot = &market->lots[k];
        int best = lot->buyer;
        for (int b = 0; is_single(lot) && b < stall->count; b++) {
            if (held[b] < stall->limit[b] && held[b] < held[best] &&
                are_alike(market, lot->segment, lot->buyer, b))
                best = b;
        }
        if (!is_single(lot) || held[lot->buyer] - held[best] < 2)
            continue;
        held[lot->buyer]--;
        held[best]++;
        lot->buyer = best;
    }
}

/* With the numbers that each has, the lots of a segment, most valuable first, go to whoever has the
 * least value of those who make the same of them. */
static void even_values(struct stall *stall, size_t first, size_t end, int64_t *left, double *value)
{
    const struct market *market = &stall->market;
    for (int b = 0; b < stall->count; b++)
        left[b] = 0;
    for (size_t k = first; k < end; k++) {
        if (is_single(&market->lots[k]))
            left[market->lots[k].buyer]++;
    }
    for (size_t k = first; k < end; k++) {
        struct lot *lot = &market->lots[k];
        int best = -1;
        for (int b = 0; is_single(lot) && b < stall->count; b++) {
            if (left[b] > 0 && are_alike(market, lot->segment, lot->buyer, b) &&
                (best < 0 || value[b] < value[best]))
                best = b;
        }
        if (best < 0)
            continue;
        left[best]--;
        value[best] += lot->value;
        lot->buyer = best;
    }
}

/* Equal value is spread evenly: it makes no difference to the sum who of two equals has what. The
 * lots are in the order of segments, as market_solve leaves them. */
static void spread(struct stall *stall)
{
    const struct market *market = &stall->market;
    int64_t *held = cx_alloc(((size_t)stall->count + 1) * sizeof *held);
    double *value = cx_alloc(((size_t)stall->count + 1) * sizeof *value);
    for (int w = 0; w < stall->count; w++)
        held[w] = stall->deal->workers[stall->first + w].held;
    for (size_t k = 0; k < market->lot_count; k++) {
        if (market->lots[k].buyer >= 0)
            held[market->lots[k].buyer] += market->lots[k].size;
    }
    even_out(stall, held);
    for (size_t first = 0, end; first < market->lot_count; first = end) {
        for (end = first + 1;
             end < market->lot_count && market->lots[end].segment == market->lots[first].segment;)
            end++;
        even_values(stall, first, end, held, value);
    }
    free(held);
    free(value);
}

/* Deals what has to be dealt into the room that there is. */
static void deal_needed(struct stall *stall)
{
    struct deal *deal = stall->deal;
    struct market *market = &stall->market;
    clear_lots(stall);
    for (size_t p = 0; p < deal->party_count; p++) {
        if (is_waiting(stall, &deal->parties[p]))
            add_lot(stall, p, -1);
    }
    for (int w = 0; w < stall->count; w++)
        market->room[w] = stall->limit[w] - deal->workers[stall->first + w].held;
    if (market->lot_count == 0)
        return;
    market_solve(market);
    barter(market);
    spread(stall);
    deal->got += market_value(market);
    deal->bound += market_bound(market);
    for (size_t k = 0; k < market->lot_count; k++) {
        const struct lot *lot = &market->lots[k];
        if (lot->buyer >= 0)
            party_give(deal, &deal->parties[lot->party], stall->first + lot->buyer, WHY_GAIN);
    }
}

/* The parties that could move, with their present holders. */
static void gather_movable(struct stall *stall)
{
    struct deal *deal = stall->deal;
    clear_lots(stall);
    for (size_t p = 0; p < deal->party_count; p++) {
        const struct party *party = &deal->parties[p];
        if (party->kind == stall->kind && party->worker >= 0 && party->is_movable &&
            !party->is_paused && !party->is_fixed && party->stage >= 0)
            add_lot(stall, p, party->worker - stall->first);
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
        stall->market.room[stall->market.lots[k].buyer] += stall->market.lots[k].size;
}

/* Leaves only the lots that, at these prices, would do better elsewhere by at least so much for
 * each of their accounts. */
static size_t keep_candidates(struct market *market, double least)
{
    double *bids = cx_realloc(NULL, market->lot_count + 1, sizeof *bids);
    size_t kept = 0;
    market_bids(bids, market);
    for (size_t k = 0; k < market->lot_count; k++) {
        struct lot lot = market->lots[k];
        double now = market_worth(market, &lot, lot.buyer) - market->price[lot.buyer] * lot.size;
        if (bids[k] - now >= least * lot.size)
            market->lots[kept++] = lot;
    }
    free(bids);
    return kept;
}

static int compare_parties(const void *a, const void *b)
{
    size_t left = ((const struct lot *)a)->party, right = ((const struct lot *)b)->party;
    return (left > right) - (left < right);
}

/* Takes the new holders if each move gains at least so much; true if something moved. */
static bool accept(struct stall *stall, const struct lot *before, double least)
{
    struct market *market = &stall->market;
    struct deal *deal = stall->deal;
    double gain = 0;
    int64_t moves = 0;
    qsort(market->lots, market->lot_count, sizeof *market->lots, compare_parties);
    for (size_t k = 0; k < market->lot_count; k++) {
        if (market->lots[k].buyer < 0)
            return false;
        gain += market_worth(market, &market->lots[k], market->lots[k].buyer) -
                market_worth(market, &before[k], before[k].buyer);
        moves += market->lots[k].buyer != before[k].buyer ? market->lots[k].size : 0;
    }
    if (moves == 0 || gain < (double)moves * least)
        return false;
    for (size_t k = 0; k < market->lot_count; k++) {
        if (market->lots[k].buyer != before[k].buyer)
            party_give(deal, &deal->parties[market->lots[k].party],
                       stall->first + market->lots[k].buyer, WHY_GAIN);
    }
    return true;
}

/* Prices of the best way to deal everything anew show who would do better elsewhere; these are
 * dealt once more, and so on until no move is worth it. */
static bool improve_once(struct stall *stall, double least, double *bound)
{
    struct market *market = &stall->market;
    bool is_better = false;
    gather_movable(stall);
    make_room(stall);
    if (market->lot_count == 0)
        return false;
    market_solve(market);
    barter(market);
    *bound = market_bound(market);
    double *price = cx_alloc(((size_t)market->buyers + 1) * sizeof *price);
    for (;;) {
        for (int b = 0; b < market->buyers; b++)
            price[b] = market->price[b];
        gather_movable(stall);
        market->lot_count = keep_candidates(market, least);
        if (market->lot_count == 0)
            break;
        struct lot *before = cx_realloc(NULL, market->lot_count, sizeof *before);
        for (size_t k = 0; k < market->lot_count; k++)
            before[k] = market->lots[k];
        make_room(stall);
        market_solve(market);
        barter(market);
        bool is_taken = accept(stall, before, least);
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
    double bound = 0, least = min_gain > A_CENT ? min_gain : A_CENT;
    while (improve_once(stall, least, &bound))
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
