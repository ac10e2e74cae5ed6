/* assign/envelope: the best of many offers. */
#include "assign/envelope.h"

#include "unit.h"

START_TEST(random_offers)
{
    unsigned seed = 1;
    for (int round = 0; round < 300; round++) {
        struct offer offers[12];
        struct envelope envelope;
        size_t count = (size_t)(rand_r(&seed) % 13);
        for (size_t i = 0; i < count; i++)
            offers[i] = (struct offer){rand_r(&seed) % 6 / 2.0, rand_r(&seed) % 9};
        envelope_init(&envelope, offers, count);
        for (int value = 0; value < 20; value++) {
            double best = 0;
            for (size_t i = 0; i < count; i++) {
                double net = offers[i].slope * value - offers[i].price;
                best = net > best ? net : best;
            }
            ck_assert_double_eq_tol(envelope_best(&envelope, value), best, 1e-9);
        }
        envelope_fini(&envelope);
    }
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, random_offers);
}
UNIT_MAIN("envelope")
