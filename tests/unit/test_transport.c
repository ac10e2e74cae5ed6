/* assign/transport: against all ways there are. */
#include "assign/transport.h"

#include "unit.h"

enum { SOURCES = 3, SINKS = 3 };

/* The best of all ways to place one unit after the other; any of them may be left out. */
static double try_all(const int64_t *supply, int64_t *room, const double *profit, int source,
                      int64_t placed)
{
    if (source == SOURCES)
        return 0;
    if (placed == supply[source])
        return try_all(supply, room, profit, source + 1, 0);
    double best = try_all(supply, room, profit, source, placed + 1);
    for (int k = 0; k < SINKS; k++) {
        if (room[k] == 0)
            continue;
        room[k]--;
        double way = profit[source * SINKS + k] + try_all(supply, room, profit, source, placed + 1);
        room[k]++;
        best = way > best ? way : best;
    }
    return best;
}

START_TEST(random_problems)
{
    unsigned seed = 7;
    for (int round = 0; round < 400; round++) {
        int64_t supply[SOURCES], room[SINKS], flow[SOURCES * SINKS], all = 0, place = 0, moved = 0;
        double profit[SOURCES * SINKS], price[SINKS], got = 0, dual = 0;
        for (int i = 0; i < SOURCES; i++)
            all += supply[i] = rand_r(&seed) % 3;
        for (int k = 0; k < SINKS; k++)
            place += room[k] = rand_r(&seed) % 4;
        for (int n = 0; n < SOURCES * SINKS; n++)
            profit[n] = rand_r(&seed) % 10;
        struct transport t = {SOURCES, SINKS, supply, room, profit, flow, price};
        transport_solve(&t);
        for (int i = 0; i < SOURCES; i++) {
            int64_t out = 0;
            double best = 0;
            for (int k = 0; k < SINKS; k++) {
                int64_t n = flow[i * SINKS + k];
                double net = profit[i * SINKS + k] - price[k];
                ck_assert_int_ge(n, 0);
                out += n;
                got += (double)n * profit[i * SINKS + k];
                best = net > best ? net : best;
            }
            ck_assert_int_le(out, supply[i]);
            moved += out;
            dual += best * (double)supply[i];
        }
        for (int k = 0; k < SINKS; k++) {
            int64_t in = 0;
            for (int i = 0; i < SOURCES; i++)
                in += flow[i * SINKS + k];
            ck_assert_int_le(in, room[k]);
            dual += price[k] * (double)room[k];
        }
        ck_assert_double_eq_tol(got, try_all(supply, room, profit, 0, 0), 1e-9);
        ck_assert_double_ge_tol(dual, got, 1e-9); /* the prices prove it */
        ck_assert_int_eq(moved, all < place ? all : place);
    }
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, random_problems);
}
UNIT_MAIN("transport")
