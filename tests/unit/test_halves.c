/* assign/halves: every number is worked once, by one of two. */
#include "assign/halves.h"

#include <string.h>

#include "unit.h"

enum { MOST = 5000 };

struct half {
    unsigned char *seen;
    size_t count;
};

static void work(void *context, size_t first, size_t end)
{
    struct half *half = context;
    for (size_t i = first; i < end; i++)
        half->seen[i]++;
    half->count += end - first;
}

static void ck_count(size_t count)
{
    unsigned char seen[MOST + 1];
    struct half left = {seen, 0}, right = {seen, 0};
    memset(seen, 0, sizeof seen);
    in_halves(work, &left, &right, count);
    for (size_t i = 0; i <= MOST; i++)
        ck_assert_uint_eq(seen[i], i < count);
    ck_assert_uint_eq(left.count, count / 2);
    ck_assert_uint_eq(right.count, count - count / 2);
}

START_TEST(all_once)
{
    ck_count(0);
    ck_count(1);
    ck_count(7);
    ck_count(MOST - 1);
    ck_count(MOST);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, all_once);
}

UNIT_MAIN("halves")
