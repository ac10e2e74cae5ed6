/* --policy=balanced: as many accounts and as much money for everybody in a stage. */
#include <stdlib.h>

#include "assign/deal.h"
#include "assign/party.h"
#include "base/mem.h"

struct load { /* of a worker, in the stage that is dealt */
    int worker;
    int64_t count, cents;
    int64_t room; /* for so many accounts more */
};

struct card { /* a party that is dealt */
    int64_t cents;
    size_t party;
    int64_t size; /* accounts */
};

/* Those of many accounts first, then the largest; of equals the one that comes first in the book.
 */
static int compare_cards(const void *a, const void *b)
{
    const struct card *left = a, *right = b;
    if (left->size != right->size)
        return left->size > right->size ? -1 : 1;
    if (left->cents != right->cents)
        return left->cents > right->cents ? -1 : 1;
    return (left->party > right->party) - (left->party < right->party);
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
        loads[count++] = (struct load){
            .worker = w, .room = (int64_t)deal->workers[w].capacity - deal->workers[w].held};
        places[w] = (int)count;
    }
    for (size_t p = 0; p < deal->party_count; p++) {
        const struct party *party = &deal->parties[p];
        int place = party->worker >= 0 && party->stage == stage ? places[party->worker] : 0;
        if (place == 0)
            continue;
        loads[place - 1].count += (int64_t)party->count;
        loads[place - 1].cents += party->cents;
    }
    free(places);
    return count;
}

/* What one worker was dealt: cards[first] to cards[end - 1], largest first. */
struct hand {
    int64_t cents; /* with what they kept */
    size_t first, end;
};

/* The cards of a hand from first on that have as many accounts as that one. */
static size_t same_size_end(const struct card *cards, size_t first, size_t end)
{
    size_t at = first;
    while (at < end && cards[at].size == cards[first].size)
        at++;
    return at;
}

/* The two cards of one size whose exchange brings two hands closer together than *best; both ranges
 * hold cards of that size. */
static void find_in(size_t *give, size_t *take, int64_t *best, int64_t gap,
                    const struct card *cards, const struct hand *high, const struct hand *low)
{
    size_t b = low->first;
    for (size_t a = high->first; a < high->end; a++) {
        /* The first of the low hand that is at least half the gap smaller, and the one before it.
         */
        while (b < low->end && cards[a].cents - cards[b].cents < gap / 2)
            b++;
        for (size_t k = b > low->first ? b - 1 : b; k <= b && k < low->end; k++) {
            int64_t left = llabs(gap - 2 * (cards[a].cents - cards[k].cents));
            if (left < *best) {
                *best = left;
                *give = a;
                *take = k;
            }
        }
    }
}

/* The two cards of as many accounts whose exchange brings two hands closest together; false: none
 * does. */
static bool find_exchange(size_t *give, size_t *take, const struct card *cards,
                          const struct hand *high, const struct hand *low)
{
    int64_t gap = high->cents - low->cents, best = gap;
    size_t a = high->first, b = low->first;
    while (a < high->end && b < low->end) {
        if (cards[a].size > cards[b].size) {
            a++;
        } else if (cards[a].size < cards[b].size) {
            b++;
        } else {
            struct hand left = {0, a, same_size_end(cards, a, high->end)};
            struct hand right = {0, b, same_size_end(cards, b, low->end)};
            find_in(give, take, &best, gap, cards, &left, &right);
            a = left.end;
            b = right.end;
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
            party_give(deal, &deal->parties[sorted[k].party], loads[h].worker, WHY_CUSTOMER);
    }
    free(hands);
    free(sorted);
    free(place);
}

/* Who has the fewest of those with room for so many accounts; count: nobody has. */
static size_t find_room(const struct load *heap, size_t count, int64_t size)
{
    size_t best = count;
    if (count > 0 && heap[0].room >= size)
        return 0;
    for (size_t k = 0; k < count; k++) {
        if (heap[k].room >= size && (best == count || is_before(&heap[k], &heap[best])))
            best = k;
    }
    return best;
}

static void make_heap(struct load *heap, size_t count)
{
    for (size_t i = count / 2; i-- > 0;)
        sink(heap, count, i);
}

/* Gives a card to whoever has the fewest and room for it: its worker; -1: nobody. */
static int give_card(struct load *heap, size_t *count, const struct card *card)
{
    size_t at = find_room(heap, *count, card->size);
    if (at == *count)
        return -1;
    int worker = heap[at].worker;
    heap[at].count += card->size;
    heap[at].cents += card->cents;
    heap[at].room -= card->size;
    if (heap[at].room == 0) {
        struct load full = heap[at];
        heap[at] = heap[--*count];
        heap[*count] = full; /* behind the heap */
        if (at == 0)
            sink(heap, *count, 0);
        else
            make_heap(heap, *count);
    } else {
        sink(heap, *count, at);
    }
    return worker;
}

/* The largest card always goes to whoever has the fewest, and of those the least money: each round
 * evens out what the ones before left. */
static void deal_stage(struct deal *deal, int stage, const struct card *cards, size_t card_count)
{
    struct load *heap = cx_alloc(((size_t)deal->first[CX_TEAM_KINDS] + 1) * sizeof *heap);
    int *takers = cx_realloc(NULL, card_count + 1, sizeof *takers);
    size_t all = gather_loads(heap, deal, stage), count = all;
    make_heap(heap, count);
    for (size_t c = 0; c < card_count; c++)
        takers[c] = give_card(heap, &count, &cards[c]);
    if (all > 0)
        hand_out(deal, cards, takers, card_count, heap, all);
    free(takers);
    free(heap);
}

void deal_evenly(struct deal *deal)
{
    struct card *cards = cx_realloc(NULL, deal->party_count + 1, sizeof *cards);
    for (size_t stage = 0; stage < deal->book->plan->stage_count; stage++) {
        size_t count = 0;
        for (size_t p = 0; p < deal->party_count; p++) {
            const struct party *party = &deal->parties[p];
            if (party->worker < 0 && party->stage == (int)stage)
                cards[count++] = (struct card){party->cents, p, (int64_t)party->count};
        }
        if (count > 0)
            qsort(cards, count, sizeof *cards, compare_cards);
        deal_stage(deal, (int)stage, cards, count);
    }
    free(cards);
}
