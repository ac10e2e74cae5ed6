#include "base/map.h"

#include "unit.h"

START_TEST(empty)
{
    struct cx_map *map = cx_map_new();

    ck_assert_uint_eq(cx_map_count(map), 0);
    ck_assert_ptr_null(cx_map_get(map, 0));
    ck_assert_ptr_null(cx_map_get(map, 1));
    cx_map_free(map);
    cx_map_free(NULL);
}
END_TEST

START_TEST(put_replaces)
{
    struct cx_map *map = cx_map_new();

    ck_assert(cx_map_put(map, 5, 50));
    ck_assert(!cx_map_put(map, 5, 51));
    ck_assert_int_eq(*cx_map_get(map, 5), 51);
    *cx_map_get(map, 5) += 1;
    ck_assert_int_eq(*cx_map_get(map, 5), 52);
    ck_assert_uint_eq(cx_map_count(map), 1);
    cx_map_free(map);
}
END_TEST

START_TEST(every_key_is_a_key)
{
    static const int64_t keys[] = {0, -1, 1, INT64_MIN, INT64_MAX};
    struct cx_map *map = cx_map_new();

    for (int i = 0; i < 5; i++)
        ck_assert(cx_map_put(map, keys[i], -i));
    for (int i = 0; i < 5; i++)
        ck_assert_int_eq(*cx_map_get(map, keys[i]), -i);
    ck_assert(!cx_map_put(map, 0, 9));
    ck_assert_int_eq(*cx_map_get(map, 0), 9);
    ck_assert_uint_eq(cx_map_count(map), 5);
    cx_map_free(map);
}
END_TEST

/* Steps that a weak hash would pile up in one place. */
START_TEST(many_keys)
{
    static const int64_t steps[] = {1, 64, 1 << 20, INT64_C(1) << 44};

    for (int s = 0; s < 4; s++) {
        struct cx_map *map = cx_map_new();
        for (int64_t i = -50000; i < 50000; i++)
            ck_assert(cx_map_put(map, i * steps[s], i));
        ck_assert_uint_eq(cx_map_count(map), 100000);
        for (int64_t i = -50000; i < 50000; i++)
            ck_assert_int_eq(*cx_map_get(map, i * steps[s]), i);
        ck_assert_ptr_null(cx_map_get(map, 50000 * steps[s]));
        ck_assert_ptr_null(cx_map_get(map, -50001 * steps[s]));
        cx_map_free(map);
    }
}
END_TEST

/* At every size: a table without a free slot would look for a missing key for ever. */
START_TEST(missing_keys_end)
{
    struct cx_map *map = cx_map_new();

    for (int64_t i = 1; i < 5000; i++) {
        cx_map_put(map, i, i);
        ck_assert_ptr_null(cx_map_get(map, -i));
    }
    cx_map_free(map);
}
END_TEST

START_TEST(hash_of_texts)
{
    ck_assert(cx_map_hash("ab", 2, 0) == cx_map_hash("abc", 2, 0));
    ck_assert(cx_map_hash("ab", 2, 0) != cx_map_hash("ba", 2, 0));
    ck_assert(cx_map_hash("ab", 2, 0) != cx_map_hash("ab", 2, 1));
    ck_assert(cx_map_hash("", 0, 0) != cx_map_hash("\0", 1, 0));
    ck_assert(cx_map_hash(NULL, 0, 3) == cx_map_hash("", 0, 3));
    /* No two of 100,000 short texts are alike, and their low bits are spread evenly. */
    struct cx_map *map = cx_map_new();
    int low[64] = {0};
    for (int32_t i = 0; i < 100000; i++) {
        uint64_t hash = cx_map_hash(&i, sizeof i, 0);
        ck_assert(cx_map_put(map, (int64_t)hash, i));
        low[hash & 63]++;
    }
    for (int i = 0; i < 64; i++) { /* 1562.5 each, standard deviation 39 */
        ck_assert_int_gt(low[i], 1300);
        ck_assert_int_lt(low[i], 1830);
    }
    cx_map_free(map);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, empty);
    tcase_add_test(tc, put_replaces);
    tcase_add_test(tc, every_key_is_a_key);
    tcase_add_test(tc, many_keys);
    tcase_add_test(tc, missing_keys_end);
    tcase_add_test(tc, hash_of_texts);
}

UNIT_MAIN("map")
