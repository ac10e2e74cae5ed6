/* statistics/weights: whole points that add up, none below the least. */
#include "statistics/weights.h"

#include <stdio.h>
#include <string.h>

#include "unit.h"

static const char *shown(const int64_t *points, size_t count)
{
    static char text[128];
    text[0] = '\0';
    for (size_t i = 0; i < count; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "%s%d", i ? " " : "",
                 (int)points[i]);
    return text;
}

static void ck_shared(const double *shares, size_t count, int64_t total, const char *wanted)
{
    int64_t points[24];
    ck_assert(share_out(points, shares, count, total));
    ck_assert_str_eq(shown(points, count), wanted);
}

START_TEST(in_proportion)
{
    ck_shared((double[]){0.3, 0.2, 0.1}, 3, 60, "30 20 10");
    ck_shared((double[]){1, 1, 1}, 3, 100, "34 33 33"); /* largest remainder, ties to the first */
    ck_shared((double[]){0.5, 0.25, 0.25}, 3, 99, "49 25 25"); /* 49.5 24.75 24.75 */
    ck_shared((double[]){0.7}, 1, 100, "100");
}
END_TEST

/* 0.97 and 0.01 of 100: the two have 5 each, and 90 are left. */
START_TEST(the_least)
{
    ck_shared((double[]){0.97, 0.01, 0.02}, 3, 100, "90 5 5");
    ck_shared((double[]){0.2, 0, 0.2}, 3, 100, "48 5 47");
    /* the ones have 5 each, which leaves 80 of 96: 5 for the 6, and 4.3 for the 5.2, which has
     * 5; of the 75 that are left now the 6 would have 4.96 */
    ck_shared((double[]){84.8, 6, 5.2, 1, 1, 1, 1}, 7, 100, "70 5 5 5 5 5 5");
    ck_shared((double[]){0.9, 0.1}, 2, 10, "5 5");
    ck_shared((double[]){0, 0, 0.001}, 3, 15, "5 5 5");
}
END_TEST

START_TEST(what_cannot_be_shared)
{
    int64_t points[3];
    ck_assert(!share_out(points, (double[]){0, 0}, 2, 100));
    ck_assert(!share_out(points, (double[]){1, 1, 1}, 3, 14));
    ck_assert(!share_out(points, (double[]){1e300, 1}, 2, 100));
}
END_TEST

/* 50, 30 and 5 have 45, 25 and 0 to give: of 7 it is 4.5 and 2.5, which is 5 and 2. */
START_TEST(raised)
{
    int64_t points[] = {50, 30, 15, 5};
    ck_assert_int_eq(raise_one(points, 4, 2, 7, NULL), 7);
    ck_assert_str_eq(shown(points, 4), "45 28 22 5");
    ck_assert_int_eq(raise_one(points, 4, 3, 1000, NULL), 80);
    ck_assert_str_eq(shown(points, 4), "5 5 5 85");
    ck_assert_int_eq(raise_one(points, 4, 3, 1, NULL), 0);
    ck_assert_str_eq(shown(points, 4), "5 5 5 85");
    static const bool is_fixed[] = {true, false, false};
    int64_t fixed[] = {40, 30, 30};
    ck_assert_int_eq(raise_one(fixed, 3, 2, 6, is_fixed), 6);
    ck_assert_str_eq(shown(fixed, 3), "40 24 36");
}
END_TEST

/* Many shares of all sizes: always 100, never below 5, and who adds more never has less. */
START_TEST(always_a_hundred)
{
    uint32_t seed = 1;
    for (int turn = 0; turn < 1000; turn++) {
        double shares[20];
        int64_t points[20], sum = 0;
        size_t count = 1 + (size_t)turn % 20;
        for (size_t i = 0; i < count; i++) {
            seed = seed * 1664525 + 1013904223;
            shares[i] = (double)(seed >> 8) / (double)(INT64_C(1) << (seed >> 27));
        }
        shares[0] += 1;
        ck_assert(share_out(points, shares, count, 100));
        for (size_t i = 0; i < count; i++) {
            sum += points[i];
            ck_assert_int_ge(points[i], LEAST_WEIGHT);
            for (size_t k = 0; k < i; k++)
                ck_assert(shares[i] <= shares[k] || points[i] >= points[k]);
        }
        ck_assert_int_eq(sum, 100);
    }
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, in_proportion);
    tcase_add_test(tc, the_least);
    tcase_add_test(tc, what_cannot_be_shared);
    tcase_add_test(tc, raised);
    tcase_add_test(tc, always_a_hundred);
}

UNIT_MAIN("weights")
