#include "assign/market.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "assign/envelope.h"
#include "assign/transport.h"
#include "base/mem.h"

#define CLASSES_MAX     384 /* sources of one problem */
#define SEGMENT_CLASSES 48  /* of one segment at most */

struct class
{
    int32_t segment;
    size_t first, end; /* lots */
    double value;      /* their mean */
};

/* By segment, most valuable first. */
static int compare_lots(const void *a, const void *b)
{
    const struct lot *left = a, *right = b;
    if (left->segment != right->segment)
        return left->segment < right->segment ? -1 : 1;
    if (left->value != right->value)
        return left->value > right->value ? -1 : 1;
    return (left->account > right->account) - (left->account < right->account);
}

static size_t segment_end(const struct market *market, size_t first)
{
    size_t end = first;
    while (end < market->lot_count && market->lots[end].segment == market->lots[first].segment)
        end++;
    return end;
}

/* Cuts a segment's lots where their summed roots pass equal marks: finer where more is at stake. */
static size_t cut(struct class *classes, const struct market *market, size_t first, size_t end,
                  size_t most)
{
    double all = 0, sum = 0;
    size_t count = 0;
    for (size_t i = first; i < end; i++)
        all += sqrt(market->lots[i].value) + 1;
    for (size_t i = first; i < end; i++) {
        sum += sqrt(market->lots[i].value) + 1;
        bool is_last = i + 1 == end;
        if (!is_last && end - first > most && sum < all * (double)(count + 1) / (double)most)
            continue;
        struct class *class = &classes[count++];
        *class = (struct class){market->lots[i].segment, first, i + 1, 0};
        for (size_t k = class->first; k < class->end; k++)
            class->value += market->lots[k].value / (double)(class->end - class->first);
        first = i + 1;
        if (count == most && !is_last) { /* the rest, of rounding */
            classes[count - 1].end = end;
            break;
        }
    }
    return count;
}

static int compare_classes(const void *a, const void *b)
{
    const struct class *left = a, *right = b;
    if (left->value != right->value)
        return left->value > right->value ? -1 : 1;
    return (left->first > right->first) - (left->first < right->first);
}

static struct class *classify(size_t *count, const struct market *market)
{
    size_t segments = 0;
    for (size_t i = 0; i < market->lot_count; i = segment_end(market, i))
        segments++;
    size_t most = segments ? CLASSES_MAX / segments : 1;
    most = most > SEGMENT_CLASSES ? SEGMENT_CLASSES : most < 4 ? 4 : most;
    struct class *classes = cx_alloc((segments * most + 1) * sizeof *classes);
    *count = 0;
    for (size_t i = 0, end; i < market->lot_count; i = end) {
        end = segment_end(market, i);
        *count += cut(classes + *count, market, i, end, most);
    }
    if (*count > 0)
        qsort(classes, *count, sizeof *classes, compare_classes);
    return classes;
}

static double skill_of(const struct market *market, int buyer, int32_t segment)
{
    return market->skill[(size_t)buyer * (size_t)market->segments + (size_t)segment];
}

struct rank {
    double skill;
    int buyer;
};

static int compare_ranks(const void *a, const void *b)
{
    const struct rank *left = a, *right = b;
    if (left->skill != right->skill)
        return left->skill > right->skill ? -1 : 1;
    return left->buyer - right->buyer;
}

/* Each buyer gets as many of a segment as the classes say; whoever is most skilled the most
 * valuable. With given numbers no other order brings more. */
static void hand_out(struct market *market, size_t first, size_t end, const int64_t *numbers)
{
    struct rank *ranks = cx_alloc(((size_t)market->buyers + 1) * sizeof *ranks);
    size_t at = first;
    for (int b = 0; b < market->buyers; b++)
        ranks[b] = (struct rank){skill_of(market, b, market->lots[first].segment), b};
    qsort(ranks, (size_t)market->buyers, sizeof *ranks, compare_ranks);
    for (int r = 0; r < market->buyers; r++) {
        for (int64_t n = numbers[ranks[r].buyer]; n > 0 && at < end; n--)
            market->lots[at++].buyer = ranks[r].buyer;
    }
    for (; at < end; at++)
        market->lots[at].buyer = -1;
    free(ranks);
}

static void deal_out(struct market *market, const struct class *classes, size_t count,
                     const int64_t *flow)
{
    int64_t *numbers = cx_alloc(((size_t)market->buyers + 1) * sizeof *numbers);
    for (size_t i = 0, end; i < market->lot_count; i = end) {
        end = segment_end(market, i);
        for (int b = 0; b < market->buyers; b++)
            numbers[b] = 0;
        for (size_t c = 0; c < count; c++) {
            for (int b = 0; classes[c].segment == market->lots[i].segment && b < market->buyers;
                 b++)
                numbers[b] += flow[c * (size_t)market->buyers + (size_t)b];
        }
        hand_out(market, i, end, numbers);
    }
    free(numbers);
}

void market_solve(struct market *market)
{
    size_t count;
    if (market->lot_count > 0)
        qsort(market->lots, market->lot_count, sizeof *market->lots, compare_lots);
    struct class *classes = classify(&count, market);
    size_t buyers = (size_t)market->buyers;
    int64_t *supply = cx_alloc((count + 1) * sizeof *supply);
    double *profit = cx_alloc((count * buyers + 1) * sizeof *profit);
    int64_t *flow = cx_alloc((count * buyers + 1) * sizeof *flow);
    for (size_t c = 0; c < count; c++) {
        supply[c] = (int64_t)(classes[c].end - classes[c].first);
        for (size_t b = 0; b < buyers; b++)
            profit[c * buyers + b] =
                classes[c].value * skill_of(market, (int)b, classes[c].segment);
    }
    struct transport transport = {(int)count, market->buyers, supply,       market->room,
                                  profit,     flow,           market->price};
    transport_solve(&transport);
    deal_out(market, classes, count, flow);
    free(classes);
    free(supply);
    free(profit);
    free(flow);
}

double market_bound(const struct market *market)
{
    struct offer *offers = cx_alloc(((size_t)market->buyers + 1) * sizeof *offers);
    double bound = 0;
    for (int b = 0; b < market->buyers; b++)
        bound += (double)market->room[b] * market->price[b];
    for (size_t i = 0, end; i < market->lot_count; i = end) {
        struct envelope envelope;
        end = segment_end(market, i);
        for (int b = 0; b < market->buyers; b++)
            offers[b] =
                (struct offer){skill_of(market, b, market->lots[i].segment), market->price[b]};
        envelope_init(&envelope, offers, (size_t)market->buyers);
        for (size_t k = i; k < end; k++)
            bound += envelope_best(&envelope, market->lots[k].value);
        envelope_fini(&envelope);
    }
    free(offers);
    return bound;
}

double market_value(const struct market *market)
{
    double value = 0;
    for (size_t i = 0; i < market->lot_count; i++) {
        const struct lot *lot = &market->lots[i];
        value += lot->buyer < 0 ? 0 : lot->value * skill_of(market, lot->buyer, lot->segment);
    }
    return value;
}
