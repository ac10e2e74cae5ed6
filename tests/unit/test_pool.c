#include "base/pool.h"

#include <stdio.h>
#include <string.h>

#include "unit.h"

START_TEST(numbers_in_order)
{
    struct cx_pool *pool = cx_pool_new();

    ck_assert_int_eq(cx_pool_find(pool, "a", 1), -1);
    ck_assert_int_eq(cx_pool_put(pool, "a", 1), 0);
    ck_assert_int_eq(cx_pool_put(pool, "回款", 6), 1);
    ck_assert_int_eq(cx_pool_put(pool, "a", 1), 0);
    ck_assert_int_eq(cx_pool_put(pool, "abc", 2), 2); /* the length rules, not a NUL */
    ck_assert_int_eq(cx_pool_count(pool), 3);
    ck_assert_str_eq(cx_pool_get(pool, 1), "回款");
    ck_assert_str_eq(cx_pool_get(pool, 2), "ab");
    ck_assert_int_eq(cx_pool_find(pool, "ab", 2), 2);
    ck_assert_int_eq(cx_pool_find(pool, "abc", 3), -1);
    ck_assert_ptr_null(cx_pool_get(pool, 3));
    ck_assert_ptr_null(cx_pool_get(pool, -1));
    cx_pool_free(pool);
    cx_pool_free(NULL);
}
END_TEST

START_TEST(empty_and_nul)
{
    struct cx_pool *pool = cx_pool_new();

    ck_assert_int_eq(cx_pool_put(pool, "", 0), 0);
    ck_assert_int_eq(cx_pool_put(pool, NULL, 0), 0);
    ck_assert_int_eq(cx_pool_put(pool, "\0", 1), 1);
    ck_assert_int_eq(cx_pool_put(pool, "a\0b", 3), 2);
    ck_assert_int_eq(cx_pool_put(pool, "a\0c", 3), 3);
    ck_assert_mem_eq(cx_pool_get(pool, 3), "a\0c", 4);
    cx_pool_free(pool);
}
END_TEST

START_TEST(strings_never_move)
{
    enum { COUNT = 50000 };
    struct cx_pool *pool = cx_pool_new();
    const char **where = calloc(COUNT, sizeof *where);
    char text[20];

    for (int i = 0; i < COUNT; i++) {
        int n = snprintf(text, sizeof text, "A%d", i * 7);
        ck_assert_int_eq(cx_pool_put(pool, text, (size_t)n), i);
        where[i] = cx_pool_get(pool, i);
    }
    for (int i = 0; i < COUNT; i++) {
        int n = snprintf(text, sizeof text, "A%d", i * 7);
        ck_assert_ptr_eq(cx_pool_get(pool, i), where[i]);
        ck_assert_str_eq(where[i], text);
        ck_assert_int_eq(cx_pool_find(pool, text, (size_t)n), i);
    }
    ck_assert_int_eq(cx_pool_count(pool), COUNT);
    free(where);
    cx_pool_free(pool);
}
END_TEST

/* Around the size of a block, 65536. */
START_TEST(long_strings)
{
    struct cx_pool *pool = cx_pool_new();
    char *text = calloc(1, 200001);

    memset(text, 'x', 200000);
    cx_pool_put(pool, "short", 5);
    for (size_t n = 65530; n < 65540; n++)
        ck_assert_uint_eq(strlen(cx_pool_get(pool, cx_pool_put(pool, text, n))), n);
    ck_assert_str_eq(cx_pool_get(pool, cx_pool_put(pool, text, 200000)), text);
    cx_pool_put(pool, "after", 5);
    ck_assert_str_eq(cx_pool_get(pool, 0), "short");
    ck_assert_int_eq(cx_pool_count(pool), 13);
    free(text);
    cx_pool_free(pool);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, numbers_in_order);
    tcase_add_test(tc, empty_and_nul);
    tcase_add_test(tc, strings_never_move);
    tcase_add_test(tc, long_strings);
}

UNIT_MAIN("pool")
