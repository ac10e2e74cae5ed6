/* Sets of ids: what is in them, and how much room a long row of neighbours takes. */
#include "base/idset.h"

#include <malloc.h>

#include "unit.h"

/* As store/id.h packs them: the number above 9 bits of shape. */
static int64_t packed(int64_t number, int shape)
{
    return number << 9 | shape;
}

START_TEST(an_id_is_new_once)
{
    struct cx_idset *set = cx_idset_new();
    ck_assert(!cx_idset_has(set, packed(48, 1)));
    ck_assert(cx_idset_add(set, packed(48, 1)));
    ck_assert(!cx_idset_add(set, packed(48, 1)));
    ck_assert(cx_idset_has(set, packed(48, 1)));
    cx_idset_free(set);
}
END_TEST

START_TEST(shapes_and_far_numbers_are_kept_apart)
{
    const int64_t ids[] = {packed(1, 1), packed(1, 2), packed(INT64_C(1) << 32, 1),
                           packed((INT64_C(1) << 54) - 1, 511), packed(7, 0)};
    struct cx_idset *set = cx_idset_new();
    for (size_t i = 0; i < 5; i++) {
        for (size_t k = i; k < 5; k++)
            ck_assert(!cx_idset_has(set, ids[k]));
        ck_assert(cx_idset_add(set, ids[i]));
    }
    for (size_t i = 0; i < 5; i++)
        ck_assert(cx_idset_has(set, ids[i]));
    ck_assert(!cx_idset_has(set, packed(2, 1)));
    cx_idset_free(set);
}
END_TEST

START_TEST(a_million_neighbours_take_little_room)
{
    struct cx_idset *set = cx_idset_new();
    size_t before = mallinfo2().uordblks;
    for (int64_t i = 0; i < 1000000; i++)
        ck_assert(cx_idset_add(set, packed(i, 3)));
    /* 16 bitmaps of 8 KiB; a hash set would take 16 MB. Sanitizers have an allocator of their own.
     */
    ck_assert_uint_lt(mallinfo2().uordblks - before, 1000000);
    ck_assert(!cx_idset_has(set, packed(1000000, 3)));
    cx_idset_free(set);
}
END_TEST

/* Packed, it answers as before, and takes more. */
START_TEST(settled)
{
    struct cx_idset *set = cx_idset_new();
    cx_idset_settle(set);
    for (int64_t i = 0; i < 100000; i++)
        cx_idset_add(set, packed(i % 3 ? i : i * 7, 3));
    cx_idset_settle(set);
    for (int64_t i = 0; i < 100000; i++)
        ck_assert(cx_idset_has(set, packed(i, 3)) == (i % 3 != 0 || i % 21 == 0));
    ck_assert(!cx_idset_add(set, packed(1, 3)));
    ck_assert(cx_idset_add(set, packed(3, 3)));
    ck_assert(cx_idset_has(set, packed(3, 3)));
    ck_assert(!cx_idset_has(set, packed(6, 3)));
    cx_idset_free(set);
}
END_TEST

static bool sum(void *context, int64_t id)
{
    *(int64_t *)context += id;
    return id != packed(3, 2);
}

START_TEST(counted_visited_removed)
{
    struct cx_idset *set = cx_idset_new();
    int64_t total = 0;
    cx_idset_add(set, packed(48, 1));
    cx_idset_add(set, packed(INT64_C(1) << 40, 1));
    cx_idset_add(set, packed(0, 0));
    ck_assert(!cx_idset_remove(set, packed(47, 1)));
    ck_assert(!cx_idset_remove(set, packed(48, 2)));
    ck_assert(cx_idset_remove(set, packed(0, 0)));
    ck_assert_uint_eq(cx_idset_count(set), 2);
    ck_assert(cx_idset_each(set, sum, &total));
    ck_assert_int_eq(total, packed(48, 1) + packed(INT64_C(1) << 40, 1));
    cx_idset_add(set, packed(3, 2));
    ck_assert(!cx_idset_each(set, sum, &total));
    cx_idset_free(set);
}
END_TEST

/* A set comes back from its bytes, is added to another, and what is no set is refused. */
START_TEST(as_bytes)
{
    struct cx_idset *set = cx_idset_new(), *other = cx_idset_new();
    struct cx_buf bytes = {0};
    for (int64_t n = 0; n < 100000; n++)
        cx_idset_add(set, packed(n, 7));
    cx_idset_add(set, packed(INT64_C(1) << 40, 1));
    cx_idset_settle(set);
    cx_idset_write(set, &bytes);
    ck_assert_uint_lt(bytes.len, 200);
    cx_idset_add(other, packed(100000, 7));
    ck_assert(cx_idset_read(other, bytes.data, bytes.len));
    ck_assert_uint_eq(cx_idset_count(other), 100002);
    ck_assert(cx_idset_has(other, packed(99999, 7)));
    ck_assert(cx_idset_has(other, packed(INT64_C(1) << 40, 1)));
    ck_assert(cx_idset_read(other, "", 0));
    for (size_t n = 1; n < 8; n++)
        ck_assert(!cx_idset_read(other, bytes.data, n));
    ck_assert(!cx_idset_read(other, bytes.data, bytes.len - 1));
    cx_buf_fini(&bytes);
    cx_idset_free(set);
    cx_idset_free(other);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, an_id_is_new_once);
    tcase_add_test(tc, counted_visited_removed);
    tcase_add_test(tc, as_bytes);
    tcase_add_test(tc, shapes_and_far_numbers_are_kept_apart);
    tcase_add_test(tc, settled);
    tcase_add_test(tc, a_million_neighbours_take_little_room);
}

UNIT_MAIN("idset")
