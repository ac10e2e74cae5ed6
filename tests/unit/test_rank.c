/* base/rank: ties, groups, who takes no part. */
#include "base/rank.h"

#include "unit.h"

enum { COUNT = 7 };
static const int64_t values[COUNT] = {5, 9, CX_UNRANKED, 5, 1, INT64_MAX, 5};

static void ck_rank(struct cx_rank got, int rank, int equal, int count)
{
    ck_assert_int_eq(got.rank, rank);
    ck_assert_int_eq(got.equal, equal);
    ck_assert_int_eq(got.count, count);
}

START_TEST(ties)
{
    struct cx_rank ranks[COUNT];
    cx_rank(ranks, values, NULL, COUNT, false);
    ck_rank(ranks[5], 1, 1, 6);
    ck_rank(ranks[1], 2, 1, 6);
    ck_rank(ranks[0], 3, 3, 6);
    ck_rank(ranks[3], 3, 3, 6);
    ck_rank(ranks[6], 3, 3, 6);
    ck_rank(ranks[4], 6, 1, 6);
    ck_rank(ranks[2], 0, 0, 0);
}
END_TEST

START_TEST(low_first)
{
    struct cx_rank ranks[COUNT];
    cx_rank(ranks, values, NULL, COUNT, true);
    ck_rank(ranks[4], 1, 1, 6);
    ck_rank(ranks[0], 2, 3, 6);
    ck_rank(ranks[5], 6, 1, 6);
}
END_TEST

START_TEST(groups)
{
    static const int64_t of[COUNT] = {2, 2, 2, -1, -1, 2, 2};
    struct cx_rank ranks[COUNT];
    cx_rank(ranks, values, of, COUNT, false);
    ck_rank(ranks[5], 1, 1, 4);
    ck_rank(ranks[0], 3, 2, 4);
    ck_rank(ranks[6], 3, 2, 4);
    ck_rank(ranks[3], 1, 1, 2);
    ck_rank(ranks[4], 2, 1, 2);
    ck_rank(ranks[2], 0, 0, 0);
}
END_TEST

START_TEST(nobody)
{
    struct cx_rank one = {9, 9, 9};
    const int64_t none = CX_UNRANKED;
    cx_rank(&one, &none, NULL, 0, false);
    ck_rank(one, 9, 9, 9);
    cx_rank(&one, &none, NULL, 1, false);
    ck_rank(one, 0, 0, 0);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, ties);
    tcase_add_test(tc, low_first);
    tcase_add_test(tc, groups);
    tcase_add_test(tc, nobody);
}

UNIT_MAIN("rank")
