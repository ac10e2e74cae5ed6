/* past/lookup: from ids to places. */
#include "past/lookup.h"

#include "unit.h"

/* Ids of one shape (5) that count up, one that lies far off, and some of the shape 0. */
START_TEST(finds)
{
    static const int64_t dense[] = {(100 << 9) | 5, (101 << 9) | 5, (103 << 9) | 5};
    static const int64_t sparse[] = {512, 1024, (INT64_C(1) << 40) | 5};
    struct cx_lookup lookup;
    cx_lookup_init(&lookup, dense, sizeof *dense, 3);
    for (int i = 0; i < 3; i++)
        ck_assert_int_eq(cx_lookup_find(&lookup, dense[i]), i);
    ck_assert_int_eq(cx_lookup_find(&lookup, (102 << 9) | 5), -1);
    ck_assert_int_eq(cx_lookup_find(&lookup, (100 << 9) | 6), -1);
    ck_assert_int_eq(cx_lookup_find(&lookup, (99 << 9) | 5), -1);
    cx_lookup_fini(&lookup);
    cx_lookup_init(&lookup, dense, sizeof *dense, 2); /* without a gap */
    ck_assert(lookup.is_dense);
    for (int i = 0; i < 3; i++)
        ck_assert_int_eq(cx_lookup_find(&lookup, dense[i]), i < 2 ? i : -1);
    ck_assert_int_eq(cx_lookup_find(&lookup, (100 << 9) | 6), -1);
    ck_assert_int_eq(cx_lookup_find(&lookup, (99 << 9) | 5), -1);
    cx_lookup_fini(&lookup);
    cx_lookup_init(&lookup, sparse, sizeof *sparse, 3);
    for (int i = 0; i < 3; i++)
        ck_assert_int_eq(cx_lookup_find(&lookup, sparse[i]), i);
    cx_lookup_fini(&lookup);
    cx_lookup_init(&lookup, NULL, 8, 0);
    ck_assert_int_eq(cx_lookup_find(&lookup, 512), -1);
    cx_lookup_fini(&lookup);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, finds);
}
UNIT_MAIN("lookup")
