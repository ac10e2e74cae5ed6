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

/* The largest card always goes to whoever has the fewest, and of those the least money: each round
 * evens out what the ones before left. */
static void deal_stage(struct deal *deal, int stage, const struct card *cards, size_t card_count)
{
    struct load *heap = cx_alloc(((size_t)deal->first[CX_TEAM_KINDS] + 1) * sizeof *heap);
    size_t count = gather_loads(heap, deal, stage);
    for (size_t i = count / 2; i-- > 0;)
        sink(heap, count, i);
    for (size_t c = 0; c < card_count && count > 0; c++) {
        struct worker *worker = &deal->workers[heap[0].worker];
        deal->tickets[cards[c].account].to = worker->person;
        worker->held++;
        heap[0].count++;
        heap[0].cents += cards[c].cents;
        if (worker->held >= worker->capacity)
            heap[0] = heap[--count];
        if (count > 0)
            sink(heap, count, 0);
    }
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
