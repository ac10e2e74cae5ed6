/* assign/barter: lots of several accounts, dealt nearly as well as can be. */
#include "assign/barter.h"

#include "unit.h"

/* By hand: a buyer with room for two, one lot of two worth 30 and two of one worth 20 and 5, of
 * which the classes see only that an account of each lot is worth more than the last. */
START_TEST(by_hand)
{
    static const double skill[] = {1};
    int64_t room[] = {2};
    double price[1];
    struct lot lots[] = {{1, 0, 2, 30, 0, 0, -1}, {2, 0, 1, 20, 0, 0, -1}, {3, 0, 1, 5, 0, 0, -1}};
    struct market market = {lots, 3, 1, 1, skill, room, price, NULL};
    market_solve(&market);
    barter(&market);
    ck_assert_double_eq_tol(market_value(&market), 30, 1e-9);
    ck_assert_double_ge(market_bound(&market), 30);
}
END_TEST

/* Lots of one to four accounts, with shares in up to two segments: the same holds, but that some
 * room may be left where no lot fits. */
START_TEST(of_many_accounts)
{
    enum { LOTS = 1000, BUYERS = 40, SEGMENTS = 5 };
    static struct lot lots[LOTS];
    static struct share shares[2 * LOTS];
    static double skill[BUYERS * SEGMENTS], price[BUYERS];
    static int64_t room[BUYERS];
    int64_t held[BUYERS] = {0};
    unsigned seed = (unsigned)_i;
    for (unsigned i = 0; i < LOTS; i++) {
        int32_t segment = (int32_t)(rand_r(&seed) % SEGMENTS),
                size = rand_r(&seed) % 5 ? 1 : 2 + rand_r(&seed) % 3;
        int most = 1 + rand_r(&seed) % 5000, rest = rand_r(&seed) % most;
        shares[2 * i] = (struct share){segment, most};
        shares[2 * i + 1] = (struct share){(segment + 1) % SEGMENTS, rest};
        lots[i] = (struct lot){.party = i, .segment = segment, .size = size, .value = most};
        if (size > 1)
            lots[i] = (struct lot){i, segment, size, most + rest, 2 * i, 2, -1};
    }
    for (int b = 0; b < BUYERS; b++)
        room[b] = 10 + rand_r(&seed) % 50;
    for (int n = 0; n < BUYERS * SEGMENTS; n++)
        skill[n] = 0.5 + rand_r(&seed) % 1000 / 1000.0;
    struct market market = {lots, LOTS, BUYERS, SEGMENTS, skill, room, price, shares};
    market_solve(&market);
    barter(&market);
    for (int i = 0; i < LOTS; i++) {
        if (lots[i].buyer >= 0)
            held[lots[i].buyer] += lots[i].size;
    }
    for (int b = 0; b < BUYERS; b++)
        ck_assert_int_le(held[b], room[b]);
    ck_assert_double_ge_tol(market_bound(&market), market_value(&market), 1e-3);
    ck_assert_double_ge(market_value(&market), 0.995 * market_bound(&market));
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, by_hand);
    tcase_add_loop_test(tc, of_many_accounts, 1, 6);
}
UNIT_MAIN("barter")
