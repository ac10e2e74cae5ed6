/* assign/market: lots dealt for the highest sum, and the proof. */
#include "assign/market.h"

#include "unit.h"

/* By hand: one segment, skills 2 and 1, room for one and two: 100 to the skilled one. */
START_TEST(by_hand)
{
    static const double skill[] = {1, 2};
    int64_t room[] = {2, 1};
    double price[2];
    struct lot lots[] = {{1, 0, 1, 10, 0, 0, -1},
                         {2, 0, 1, 100, 0, 0, -1},
                         {3, 0, 1, 50, 0, 0, -1},
                         {4, 0, 1, 1, 0, 0, -1}};
    struct market market = {lots, 4, 2, 1, skill, room, price, NULL};
    market_solve(&market);
    for (int i = 0; i < 4; i++) {
        static const int buyers[] = {-1, 0, 1, 0, -1}; /* by party */
        ck_assert_int_eq(lots[i].buyer, buyers[lots[i].party]);
    }
    ck_assert_double_eq_tol(market_value(&market), 200 + 50 + 10, 1e-9);
    ck_assert_double_eq_tol(market_bound(&market), 260, 1e-9);
}
END_TEST

/* Many lots of several segments: nobody has more than their room, all room is used, and the bound
 * shows that no more than a thousandth is missing. */
START_TEST(large)
{
    enum { LOTS = 20000, BUYERS = 40, SEGMENTS = 5 };
    static struct lot lots[LOTS];
    static double skill[BUYERS * SEGMENTS], price[BUYERS];
    static int64_t room[BUYERS], held[BUYERS];
    unsigned seed = 3;
    int64_t all = 0, dealt = 0;
    for (unsigned i = 0; i < LOTS; i++)
        lots[i] = (struct lot){.party = i,
                               .segment = rand_r(&seed) % SEGMENTS,
                               .size = 1,
                               .value = (rand_r(&seed) % 1000) * (double)(rand_r(&seed) % 1000)};
    for (int b = 0; b < BUYERS; b++)
        all += room[b] = rand_r(&seed) % 900;
    for (int n = 0; n < BUYERS * SEGMENTS; n++)
        skill[n] = 0.5 + rand_r(&seed) % 1000 / 1000.0;
    struct market market = {lots, LOTS, BUYERS, SEGMENTS, skill, room, price, NULL};
    market_solve(&market);
    for (int i = 0; i < LOTS; i++) {
        dealt += lots[i].buyer >= 0;
        if (lots[i].buyer >= 0)
            held[lots[i].buyer]++;
    }
    for (int b = 0; b < BUYERS; b++)
        ck_assert_int_le(held[b], room[b]);
    ck_assert_int_eq(dealt, all < LOTS ? all : LOTS);
    ck_assert_double_ge_tol(market_bound(&market), market_value(&market), 1e-3);
    ck_assert_double_ge(market_value(&market), 0.999 * market_bound(&market));
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, by_hand);
    tcase_add_test(tc, large);
}
UNIT_MAIN("market")
