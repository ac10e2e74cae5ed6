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
    int64_t size;      /* their accounts */
    double value;      /* an account's, on average */
};

/* An account's. */
static double unit_value(const struct lot *lot)
{
    return lot->value / lot->size;
}

/* By segment, most valuable first. */
static int compare_lots(const void *a, const void *b)
{
    const struct lot *left = a, *right = b;
    if (left->segment != right->segment)
        return left->segment < right->segment ? -1 : 1;
    double a_value = unit_value(left), b_value = unit_value(right);
    if (a_value != b_value)
        return a_value > b_value ? -1 : 1;
    return (left->party > right->party) - (left->party < right->party);
}

static size_t segment_end(const struct market *market, size_t first)
{
    size_t end = first;
    while (end < market->lot_count && market->lots[end].segment == market->lots[first].segment)
        end++;
    return end;
}

static double weight_of(const struct lot *lot)
{
    return lot->size * (sqrt(unit_value(lot)) + 1);
}

static void measure(struct class *class, const struct market *market)
{
    double value = 0;
    class->size = 0;
    for (size_t k = class->first; k < class->end; k++) {
        value += market->lots[k].value;
        class->size += market->lots[k].size;
    }
    class->value = value / (double)class->size;
}

/* Cuts a segment's lots where their summed roots pass equal marks: finer where more is at stake. */
static size_t cut(struct class *classes, const struct market *market, size_t first, size_t end,
                  size_t most)
{
    double all = 0, sum = 0;
    size_t count = 0;
    for (size_t i = first; i < end; i++)
        all += weight_of(&market->lots[i]);
    for (size_t i = first; i < end; i++) {
        sum += weight_of(&market->lots[i]);
        bool is_last = i + 1 == end;
        if (!is_last && end - first > most && sum < all * (double)(count + 1) / (double)most)
            continue;
        struct class *class = &classes[count++];
        *class = (struct class){market->lots[i].segment, first, i + 1, 0, 0};
        measure(class, market);
        first = i + 1;
        if (count == most && !is_last) { /* the rest, of rounding */
            classes[count - 1].end = end;
            measure(class, market);
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

double market_worth(const struct market *market, const struct lot *lot, int buyer)
{
    double worth = 0;
    if (lot->shares == 0)
        return lot->value * market_skill(market, buyer, lot->segment);
    for (uint32_t k = 0; k < lot->shares; k++) {
        const struct share *share = &market->shares[lot->first + k];
        worth += share->value * market_skill(market, buyer, share->segment);
    }
    return worth;
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

/* Each buyer gets as many accounts of a segment as the classes say; whoever is most skilled the
 * most valuable. With given numbers of lots of one size no other order brings more. A lot that is
 * larger than what is left of a buyer's number is passed over. */
static void hand_out(struct market *market, size_t first, size_t end, const int64_t *numbers)
{
    struct rank *ranks = cx_alloc(((size_t)market->buyers + 1) * sizeof *ranks);
    for (int b = 0; b < market->buyers; b++)
        ranks[b] = (struct rank){market_skill(market, b, market->lots[first].segment), b};
    qsort(ranks, (size_t)market->buyers, sizeof *ranks, compare_ranks);
    for (size_t at = first; at < end; at++)
        market->lots[at].buyer = -1;
    for (int r = 0; r < market->buyers; r++) {
        int64_t left = numbers[ranks[r].buyer];
        while (first < end && market->lots[first].buyer >= 0)
            first++;
        for (size_t at = first; left > 0 && at < end; at++) {
            if (market->lots[at].buyer >= 0 || market->lots[at].size > left)
                continue;
            market->lots[at].buyer = ranks[r].buyer;
            left -= market->lots[at].size;
        }
    }
    free(ranks);
}

static int compare_worth(const void *a, const void *b)
{
    const struct lot *left = *(struct lot *const *)a, *right = *(struct lot *const *)b;
    double a_value = unit_value(left), b_value = unit_value(right);
    if (a_value != b_value)
        return a_value > b_value ? -1 : 1;
    return (left->party > right->party) - (left->party < right->party);
}

/* Who makes most of a lot, at these prices, of those with room; -1: nobody has. */
static int best_buyer(const struct market *market, const struct lot *lot, const int64_t *left)
{
    int best = -1;
    double most = 0;
    for (int b = 0; b < market->buyers; b++) {
        double gain = market_worth(market, lot, b) - market->price[b] * lot->size;
        if (left[b] >= lot->size && (best < 0 || gain > most)) {
            best = b;
            most = gain;
        }
    }
    return best;
}

/* What was passed over finds a place where there is room left. */
static void fill_up(struct market *market)
{
    struct lot **list = NULL;
    size_t count = 0, cap = 0;
    int64_t *left = cx_alloc(((size_t)market->buyers + 1) * sizeof *left), all = 0;
    for (int b = 0; b < market->buyers; b++)
        all += left[b] = market->room[b];
    for (size_t i = 0; i < market->lot_count; i++) {
        struct lot *lot = &market->lots[i];
        if (lot->buyer >= 0) {
            left[lot->buyer] -= lot->size;
            all -= lot->size;
            continue;
        }
        CX_GROW(list, count, cap);
        list[count++] = lot;
    }
    if (count > 0)
        qsort(list, count, sizeof *list, compare_worth);
    for (size_t i = 0; all > 0 && i < count; i++) {
        list[i]->buyer = best_buyer(market, list[i], left);
        if (list[i]->buyer < 0)
            continue;
        left[list[i]->buyer] -= list[i]->size;
        all -= list[i]->size;
    }
    free(list);
    free(left);
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
    fill_up(market);
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
        supply[c] = classes[c].size;
        for (size_t b = 0; b < buyers; b++)
            profit[c * buyers + b] =
                classes[c].value * market_skill(market, (int)b, classes[c].segment);
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

static double bid_on_shares(const struct market *market, const struct lot *lot)
{
    double best = 0;
    for (int b = 0; b < market->buyers; b++) {
        double bid = market_worth(market, lot, b) - market->price[b] * lot->size;
        best = bid > best ? bid : best;
    }
    return best;
}

void market_bids(double *bids, const struct market *market)
{
    struct offer *offers = cx_alloc(((size_t)market->buyers + 1) * sizeof *offers);
    struct envelope *envelopes = cx_alloc(((size_t)market->segments + 1) * sizeof *envelopes);
    for (int s = 0; s < market->segments; s++) {
        for (int b = 0; b < market->buyers; b++)
            offers[b] = (struct offer){market_skill(market, b, s), market->price[b]};
        envelope_init(&envelopes[s], offers, (size_t)market->buyers);
    }
    for (size_t k = 0; k < market->lot_count; k++) {
        const struct lot *lot = &market->lots[k];
        bids[k] = lot->shares == 0
                      ? lot->size * envelope_best(&envelopes[lot->segment], unit_value(lot))
                      : bid_on_shares(market, lot);
    }
    for (int s = 0; s < market->segments; s++)
        envelope_fini(&envelopes[s]);
    free(envelopes);
    free(offers);
}

double market_bound(const struct market *market)
{
    double *bids = cx_realloc(NULL, market->lot_count + 1, sizeof *bids), bound = 0;
    for (int b = 0; b < market->buyers; b++)
        bound += (double)market->room[b] * market->price[b];
    market_bids(bids, market);
    for (size_t k = 0; k < market->lot_count; k++)
        bound += bids[k];
    free(bids);
    return bound;
}

double market_value(const struct market *market)
{
    double value = 0;
    for (size_t i = 0; i < market->lot_count; i++) {
        const struct lot *lot = &market->lots[i];
        value += lot->buyer < 0 ? 0 : market_worth(market, lot, lot->buyer);
    }
    return value;
}
