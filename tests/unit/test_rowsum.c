/* store/rowsum: sums of rows in any order, and the row that two of them differ by. */
#include "store/rowsum.h"

#include <stdio.h>
#include <string.h>

#include "unit.h"

static void put(struct rowsum *sum, const char *row, int64_t key, bool is_minus)
{
    rowsum_row(sum, row, strlen(row), key, is_minus);
}

START_TEST(any_order)
{
    struct rowsum a = {0}, b = {0}, c = {0};
    put(&a, "one", 1, false);
    put(&a, "two", 2, false);
    put(&b, "two", 2, false);
    put(&b, "three", 3, false);
    put(&b, "one", 1, false);
    put(&b, "three", 3, true);
    ck_assert(rowsum_same(&a, &b));
    ck_assert_int_eq(a.rows, 2);
    put(&c, "one", 1, false);
    put(&c, "tvo", 2, false);
    ck_assert(!rowsum_same(&a, &c));
    put(&b, "one", 1, true);
    put(&b, "two", 2, true);
    ck_assert(rowsum_is_none(&b));
    /* the same row twice is not none at all */
    put(&b, "one", 1, false);
    put(&b, "one", 1, false);
    ck_assert(!rowsum_is_none(&b));
}
END_TEST

START_TEST(the_row_they_differ_by)
{
    static const int64_t keys[] = {1, 0, -5, 512, 70000000000, -1000000, INT64_C(1) << 58};
    struct rowsum many = {0};
    char row[32];
    for (int i = 0; i < 1000; i++) {
        snprintf(row, sizeof row, "row %d", i);
        put(&many, row, i, false);
    }
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        struct rowsum added = many, taken = many, changed = many;
        put(&added, "a new row", keys[i], false);
        put(&taken, "a row that goes", keys[i], true);
        put(&changed, "as it was", keys[i], true);
        put(&changed, "as it is", keys[i], false);
        struct rowsum *all[] = {&added, &taken, &changed};
        for (int k = 0; k < 3; k++) {
            rowsum_subtract(all[k], &many);
            ck_assert_int_eq(rowsum_key(all[k]), keys[i]);
        }
    }
}
END_TEST

START_TEST(as_text)
{
    struct rowsum sum = {0}, again;
    char text[ROWSUM_TEXT], broken[ROWSUM_TEXT];
    put(&sum, "one", 1, false);
    put(&sum, "two", -2, false);
    ck_assert_uint_eq(strlen(rowsum_format(text, &sum)), ROWSUM_TEXT - 1);
    ck_assert(rowsum_parse(&again, 2, text));
    ck_assert(rowsum_same(&sum, &again));
    snprintf(broken, sizeof broken, "f%s", text + 1);
    ck_assert(!rowsum_parse(&again, 2, broken));
    ck_assert(!rowsum_parse(&again, 2, text + 1));
    ck_assert(!rowsum_parse(&again, 2, ""));
    snprintf(broken, sizeof broken, "%.*sx", ROWSUM_TEXT - 2, text);
    ck_assert(!rowsum_parse(&again, 2, broken));
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, any_order);
    tcase_add_test(tc, the_row_they_differ_by);
    tcase_add_test(tc, as_text);
}

UNIT_MAIN("store/rowsum")
