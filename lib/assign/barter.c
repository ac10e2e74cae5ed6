#include "assign/barter.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/mem.h"

#define WORK_MAX 300e6 /* lots looked at for a buyer, in all: some seconds */
#define A_CENT   1.0

/* Adds up what each buyer would take at these prices; returns the bound. */
static double demand_at(int64_t *demand, const struct market *market)
{
    double bound = 0;
    for (int b = 0; b < market->buyers; b++) {
        demand[b] = 0;
        bound += (double)market->room[b] * market->price[b];
    }
    for (size_t k = 0; k < market->lot_count; k++) {
        const struct lot *lot = &market->lots[k];
        double best = 0;
        int taker = -1;
        for (int b = 0; b < market->buyers; b++) {
            double bid = market_worth(market, lot, b) - market->price[b] * lot->size;
            if (bid > best) {
                best = bid;
                taker = b;
            }
        }
        bound += best;
        if (taker >= 0)
            demand[taker] += lot->size;
    }
    return bound;
}

/* Prices rise where more is taken than there is room for, and fall where less is; by Polyak's step
 * towards what is known to be possible. */
static bool step(struct market *market, const int64_t *demand, double share, double missing)
{
    double square = 0;
    for (int b = 0; b < market->buyers; b++) {
        double excess = (double)(demand[b] - market->room[b]);
        if (excess > 0 || market->price[b] > 0)
            square += excess * excess;
    }
    if (square <= 0)
        return false;
    for (int b = 0; b < market->buyers; b++) {
        double price =
            market->price[b] + share * missing / square * (double)(demand[b] - market->room[b]);
        market->price[b] = price > 0 ? price : 0;
    }
    return true;
}

static void improve_prices(struct market *market)
{
    enum { STEPS = 150, PATIENCE = 8 };
    size_t buyers = (size_t)market->buyers;
    int64_t *demand = cx_alloc((buyers + 1) * sizeof *demand);
    double *best = cx_alloc((buyers + 1) * sizeof *best);
    double work = 0, least = 0, share = 1, value = market_value(market);
    int waits = 0;
    for (int n = 0; n < STEPS && work < WORK_MAX; n++) {
        double bound = demand_at(demand, market);
        work += (double)market->lot_count * (double)buyers;
        if (n == 0 || bound < least) {
            waits = 0;
            least = bound;
            for (size_t b = 0; b < buyers; b++)
                best[b] = market->price[b];
        } else if (++waits == PATIENCE) {
            waits = 0;
            share /= 2;
            for (size_t b = 0; b < buyers; b++)
                market->price[b] = best[b];
            continue;
        }
        if (least - value < A_CENT || !step(market, demand, share, bound - value))
            break;
    }
    for (size_t b = 0; b < buyers; b++)
        market->price[b] = best[b];
    free(demand);
    free(best);
}

struct wish { /* a lot that one buyer has and another would make more of */
    double gain;
    size_t lot;
    int32_t size;
};

/* What each buyer has, and last what nobody has. */
struct hands {
    struct market *market;
    size_t *lots;  /* [buyer]: from first[buyer] on */
    size_t *first; /* [buyers + 2] */
    int64_t *left; /* [buyers + 1]: room that is left */
    struct wish *give, *take;
    double work;
};

static size_t hand_of(const struct market *market, const struct lot *lot)
{
    return lot->buyer < 0 ? (size_t)market->buyers : (size_t)lot->buyer;
}

static void sort_out(struct hands *hands)
{
    struct market *market = hands->market;
    size_t count = (size_t)market->buyers + 1;
    for (size_t h = 0; h <= count; h++)
        hands->first[h] = 0;
    for (size_t b = 0; b < count; b++)
        hands->left[b] = b + 1 < count ? market->room[b] : INT64_MAX / 2;
    for (size_t k = 0; k < market->lot_count; k++) {
        hands->first[hand_of(market, &market->lots[k]) + 1]++;
        hands->left[hand_of(market, &market->lots[k])] -= market->lots[k].size;
    }
    for (size_t h = 0; h < count; h++)
        hands->first[h + 1] += hands->first[h];
    for (size_t k = market->lot_count; k-- > 0;)
        hands->lots[--hands->first[hand_of(market, &market->lots[k]) + 1]] = k;
    for (size_t h = 0; h < count; h++)
        hands->first[h] = hands->first[h + 1];
    hands->first[count] = market->lot_count;
}

static double worth(const struct market *market, size_t lot, size_t hand)
{
    return hand == (size_t)market->buyers ? 0 : market_worth(market, &market->lots[lot], (int)hand);
}

/* By size, then the most gain first. */
static int compare_wishes(const void *a, const void *b)
{
    const struct wish *left = a, *right = b;
    if (left->size != right->size)
        return left->size < right->size ? -1 : 1;
    if (left->gain != right->gain)
        return left->gain > right->gain ? -1 : 1;
    return (left->lot > right->lot) - (left->lot < right->lot);
}

/* What one hand would rather have in the other, of those that are still in it. */
static size_t list_wishes(struct wish *wishes, struct hands *hands, size_t from, size_t to)
{
    struct market *market = hands->market;
    size_t count = 0;
    for (size_t k = hands->first[from]; k < hands->first[from + 1]; k++) {
        size_t lot = hands->lots[k];
        if (hand_of(market, &market->lots[lot]) == from)
            wishes[count++] = (struct wish){worth(market, lot, to) - worth(market, lot, from), lot,
                                            market->lots[lot].size};
    }
    hands->work += (double)count;
    if (count > 0)
        qsort(wishes, count, sizeof *wishes, compare_wishes);
    return count;
}

static void move(struct hands *hands, size_t lot, size_t to)
{
    struct lot *moved = &hands->market->lots[lot];
    hands->left[hand_of(hands->market, moved)] += moved->size;
    hands->left[to] -= moved->size;
    moved->buyer = to == (size_t)hands->market->buyers ? -1 : (int)to;
}

/* Moves what there is room for, and exchanges lots of one size. */
static bool exchange_alike(struct hands *hands, size_t a, size_t b, size_t give_count,
                           size_t take_count)
{
    const struct wish *give = hands->give, *take = hands->take;
    bool is_better = false;
    for (size_t i = 0, k = 0; i < give_count || k < take_count;) {
        bool can_give = i < give_count && (k == take_count || give[i].size <= take[k].size);
        bool can_take = k < take_count && (i == give_count || take[k].size <= give[i].size);
        double given = can_give ? give[i].gain : 0, taken = can_take ? take[k].gain : 0;
        if (can_give && given > A_CENT && hands->left[b] >= give[i].size) {
            move(hands, give[i++].lot, b);
        } else if (can_take && taken > A_CENT && hands->left[a] >= take[k].size) {
            move(hands, take[k++].lot, a);
        } else if (can_give && can_take && given + taken > A_CENT) {
            move(hands, give[i++].lot, b);
            move(hands, take[k++].lot, a);
        } else { /* nothing more of this size */
            int32_t size = can_give ? give[i].size : take[k].size;
            while (i < give_count && give[i].size == size)
                i++;
            while (k < take_count && take[k].size == size)
                k++;
            continue;
        }
        is_better = true;
    }
    return is_better;
}

/* Gives a lot of several accounts for as many lots of one. singles: of `to`, by their gain. */
static bool exchange_for_singles(struct hands *hands, const struct wish *large, size_t large_count,
                                 const struct wish *singles, size_t single_count, size_t from,
                                 size_t to)
{
    bool is_better = false;
    size_t at = 0, end = 0;
    while (end < single_count && singles[end].size == 1)
        end++;
    for (size_t i = 0; i < large_count; i++) {
        size_t n = (size_t)large[i].size;
        double gain = large[i].gain;
        if (n == 1 || at + n > end ||
            hand_of(hands->market, &hands->market->lots[large[i].lot]) != from)
            continue;
        for (size_t k = at; k < at + n; k++)
            gain += singles[k].gain;
        if (gain <= A_CENT)
            continue;
        for (size_t k = at; k < at + n; k++)
            move(hands, singles[k].lot, from);
        move(hands, large[i].lot, to);
        at += n;
        is_better = true;
    }
    return is_better;
}

static bool exchange_between(struct hands *hands, size_t a, size_t b)
{
    size_t given = list_wishes(hands->give, hands, a, b);
    size_t taken = list_wishes(hands->take, hands, b, a);
    bool is_better = exchange_alike(hands, a, b, given, taken);
    given = list_wishes(hands->give, hands, a, b);
    taken = list_wishes(hands->take, hands, b, a);
    if (exchange_for_singles(hands, hands->give, given, hands->take, taken, a, b))
        return true;
    return exchange_for_singles(hands, hands->take, taken, hands->give, given, b, a) || is_better;
}

static void exchange_lots(struct market *market)
{
    size_t count = (size_t)market->buyers + 1;
    struct hands hands = {
        .market = market,
        .lots = cx_alloc((market->lot_count + 1) * sizeof *hands.lots),
        .first = cx_alloc((count + 1) * sizeof *hands.first),
        .left = cx_alloc(count * sizeof *hands.left),
        .give = cx_alloc((market->lot_count + 1) * sizeof *hands.give),
        .take = cx_alloc((market->lot_count + 1) * sizeof *hands.take),
    };
    bool is_better = true;
    while (is_better && hands.work < WORK_MAX) {
        is_better = false;
        for (size_t a = 0; a + 1 < count; a++) {
            sort_out(&hands);
            for (size_t b = a + 1; b < count; b++)
                is_better = exchange_between(&hands, a, b) || is_better;
        }
    }
    free(hands.lots);
    free(hands.first);
    free(hands.left);
    free(hands.give);
    free(hands.take);
}

static bool has_large(const struct market *market)
{
    for (size_t k = 0; k < market->lot_count; k++) {
        if (market->lots[k].size > 1)
            return true;
    }
    return false;
}

void barter(struct market *market)
{
    if (!has_large(market))
        return;
    exchange_lots(market);
    improve_prices(market);
}
