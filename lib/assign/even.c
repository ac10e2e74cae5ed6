/* --policy=balanced: as many accounts and as much money for everybody in a stage. */
#include <stdlib.h>

#include "assign/deal.h"
#include "base/mem.h"

struct load { /* of a worker, in the stage that is dealt */
    int worker;
    int64_t count, cents;
};

struct card { /* an account that is dealt */
    int64_t cents;
    uint32_t account;
};

/* Largest first; of equals the one that comes first in the book. */
static int compare_cards(const void *a, const void *b)
{
    const struct card *left = a, *right = b;
    if (left->cents != right->cents)
        return left->cents > right->cents ? -1 : 1;
    return (left->account > right->account) - (left->account < right->account);
}

static bool is_before(const struct load *a, const struct load *b)
{
    if (a->count != b->count)
        return a->count < b->count;
    return a->cents != b->cents ? a->cents < b->cents : a->worker < b->worker;
}

static void sink(struct load *heap, size_t count, size_t at)
{
    struct load load = heap[at];
    for (size_t child; (child = 2 * at + 1) < count; at = child) {
        if (child + 1 < count && is_before(&heap[child + 1], &heap[child]))
            child++;
        if (!is_before(&heap[child], &load))
            break;
        heap[at] = heap[child];
    }
    heap[at] = load;
}

/* Those who may get something of a stage, with what they keep of it. */
static size_t gather_loads(struct load *loads, const struct deal *deal, int stage)
{
    int kind = kind_of_stage(deal, stage);
    int *places = cx_alloc(((size_t)deal->first[CX_TEAM_KINDS] + 1) * sizeof *places);
    size_t count = 0;
    for (int w = deal->first[kind]; w < deal->first[kind + 1]; w++) {
        if (!deal->workers[w].takes || deal->workers[w].held >= deal->workers[w].capacity)
            continue;
        loads[count++] = (struct load){.worker = w};
        places[w] = (int)count;
    }
    for (size_t i = 0; i < deal->book->count; i++) {
        const struct ticket *ticket = &deal->tickets[i];
        if (!ticket->is_kept || ticket->stage != stage)
            continue;
        int place = places[deal->worker_of[ticket->from]];
        if (place == 0)
            continue;
        loads[place - 1].count++;
        loads[place - 1].cents += ticket->balance;
    }
    free(places);
    return count;
}

/* What one worker was dealt: cards[first] to cards[end - 1], largest first. */
struct hand {
    int64_t cents; /* with what they kept */
    size_t first, end;
};

/* The two cards whose exchange brings two hands closest together; false: none does. */
static bool find_exchange(size_t *give, size_t *take, const struct card *cards,
                          const struct hand *high, const struct hand *low)
{
    int64_t gap = high->cents - low->cents, best = gap;
    size_t b = low->first;
    for (size_t a = high->first; a < high->end; a++) {
        /* The first of the low hand that is at least half the gap smaller, and the one before it.
         */
        while (b < low->end && cards[a].cents - cards[b].cents < gap / 2)
            b++;
        for (size_t k = b > low->first ? b - 1 : b; k <= b && k < low->end; k++) {
            int64_t left = llabs(gap - 2 * (cards[a].cents - cards[k].cents));
            if (left < best) {
                best = left;
                *give = a;
                *take = k;
            }
        }
    }
    return best < gap;
}

static void exchange(struct card *cards, struct hand *high, struct hand *low, size_t give,
                     size_t take)
{
    struct card card = cards[give];
    int64_t moved = card.cents - cards[take].cents;
    cards[give] = cards[take];
    cards[take] = card;
    high->cents -= moved;
    low->cents += moved;
    qsort(cards + high->first, high->end - high->first, sizeof *cards, compare_cards);
    qsort(cards + low->first, low->end - low->first, sizeof *cards, compare_cards);
}

/* A few large cards are not made up for in rounds: whoever has most exchanges with whoever has
 * least, until they are within a hundredth of each other or nothing helps. */
static void level(struct card *cards, struct hand *hands, size_t count)
{
    static const size_t rounds = 50; /* exchanges for each hand at most */
    for (size_t n = 0; count > 1 && n < rounds * count; n++) {
        size_t high = 0, low = 0, give = 0, take = 0;
        for (size_t h = 1; h < count; h++) {
            high = hands[h].cents > hands[high].cents ? h : high;
            low = hands[h].cents < hands[low].cents ? h : low;
        }
        if ((hands[high].cents - hands[low].cents) * 100 <= hands[low].cents ||
            !find_exchange(&give, &take, cards, &hands[high], &hands[low]))
            return;
        exchange(cards, &hands[high], &hands[low], give, take);
    }
}

static int compare_loads(const void *a, const void *b)
{
    return ((const struct load *)a)->worker - ((const struct load *)b)->worker;
}

/* Sorts what was dealt into hands, levels them, and says who has what. */
static void hand_out(struct deal *deal, const struct card *cards, const int *takers,
                     size_t card_count, struct load *loads, size_t load_count)
{
    struct hand *hands = cx_alloc((load_count + 1) * sizeof *hands);
    struct card *sorted = cx_realloc(NULL, card_count + 1, sizeof *sorted);
    int *place = cx_alloc(((size_t)deal->first[CX_TEAM_KINDS] + 1) * sizeof *place);
    size_t at = 0;
    qsort(loads, load_count, sizeof *loads, compare_loads);
    for (size_t h = 0; h < load_count; h++) {
        place[loads[h].worker] = (int)h;
        hands[h].cents = loads[h].cents;
    }
    for (size_t c = 0; c < card_count; c++) {
        if (takers[c] >= 0)
            hands[place[takers[c]]].end++;
    }
    for (size_t h = 0; h < load_count; h++) {
        size_t n = hands[h].end;
        hands[h].first = hands[h].end = at;
        at += n;
    }
    for (size_t c = 0; c < card_count; c++) {
        if (takers[c] >= 0)
            sorted[hands[place[takers[c]]].end++] = cards[c];
    }
    level(sorted, hands, load_count);
    for (size_t h = 0; h < load_count; h++) {
        for (size_t k = hands[h].first; k < hands[h].end; k++)
            deal->tickets[sorted[k].account].to = deal->workers[loads[h].worker].person;
    }
    free(hands);
    free(sorted);
    free(place);
}

/* The largest card always goes to whoever has the fewest, and of those the least money: each round
 * evens out what the ones before left. */
static void deal_stage(struct deal *deal, int stage, const struct card *cards, size_t card_count)
{
    struct load *heap = cx_alloc(((size_t)deal->first[CX_TEAM_KINDS] + 1) * sizeof *heap);
    int *takers = cx_realloc(NULL, card_count + 1, sizeof *takers);
    size_t all = gather_loads(heap, deal, stage), count = all;
    for (size_t i = count / 2; i-- > 0;)
        sink(heap, count, i);
    for (size_t c = 0; c < card_count; c++) {
        takers[c] = count > 0 ? heap[0].worker : -1;
        if (count == 0)
            continue;
        struct worker *worker = &deal->workers[heap[0].worker];
        heap[0].count++;
        heap[0].cents += cards[c].cents;
        if (++worker->held >= worker->capacity) {
            struct load full = heap[0];
            heap[0] = heap[--count];
            heap[count] = full; /* behind the heap */
        }
        if (count > 0)
            sink(heap, count, 0);
    }
    if (all > 0)
        hand_out(deal, cards, takers, card_count, heap, all);
    free(takers);
    free(heap);
}

void deal_evenly(struct deal *deal)
{
    struct card *cards = cx_realloc(NULL, deal->book->count + 1, sizeof *cards);
    for (size_t stage = 0; stage < deal->book->plan->stage_count; stage++) {
        size_t count = 0;
        for (size_t i = 0; i < deal->book->count; i++) {
            const struct ticket *ticket = &deal->tickets[i];
            if (ticket->is_dealt && ticket->stage == (int)stage)
                cards[count++] = (struct card){ticket->balance, (uint32_t)i};
        }
        if (count > 0)
            qsort(cards, count, sizeof *cards, compare_cards);
        deal_stage(deal, (int)stage, cards, count);
    }
    free(cards);
}
