/* past/sorted: rows come out in the order of their keys, whether they fit into memory or not. */
#include "past/sorted.h"

#include <stdlib.h>

#include "unit.h"

struct row {
    int64_t key[SORTED_KEYS];
    int64_t rest;
};

/* Rows n-1 to 0 of an order in which the first key stays for a while, the second for less. */
static struct row row_of(int64_t i)
{
    return (struct row){{i / 100 - 5, i / 10, i}, i * 7};
}

static void sort(int64_t n, size_t memory)
{
    struct cx_err err = {0};
    struct sorted *sorted = sorted_new(sizeof(struct row), memory);
    const void *next = NULL;
    for (int64_t i = 0; i < n; i++) { /* 7919 is prime to n: each once */
        struct row row = row_of(i * 7919 % n);
        ck_assert_int_eq(sorted_add(sorted, &row, &err), 0);
    }
    for (int64_t i = 0; i < n; i++) {
        struct row expected = row_of(i);
        ck_assert_int_eq(sorted_next(&next, sorted, &err), 1);
        ck_assert_mem_eq(next, &expected, sizeof expected);
    }
    ck_assert_int_eq(sorted_next(&next, sorted, &err), 0);
    ck_assert_int_eq(sorted_next(&next, sorted, &err), 0);
    sorted_free(sorted);
}

START_TEST(in_memory)
{
    sort(0, 1 << 20);
    sort(1, 1 << 20);
    sort(1000, 1 << 20);
}
END_TEST

START_TEST(in_a_file)
{
    sort(1000, 1);    /* a run of each row */
    sort(1000, 4800); /* a run of a hundred, and the last is whole, too */
    sort(20000, 48000);
    sort(20001, 480000); /* runs of more than a block; the last of few rows */
}
END_TEST

/* Numbers from one end to the other, each of them first in two rows. */
START_TEST(far_apart)
{
    enum { N = 3000 };
    struct cx_err err = {0};
    struct sorted *sorted = sorted_new(sizeof(struct row), 1 << 20);
    const void *next = NULL;
    for (int i = N - 1; i >= 0; i--) {
        struct row row = {{(i / 2 - N / 4) * (INT64_MAX / N * 4), -i, i}, i};
        ck_assert_int_eq(sorted_add(sorted, &row, &err), 0);
    }
    for (int i = 0; i < N; i++) {
        ck_assert_int_eq(sorted_next(&next, sorted, &err), 1);
        ck_assert_int_eq(((const struct row *)next)->rest, i ^ 1);
    }
    ck_assert_int_eq(sorted_next(&next, sorted, &err), 0);
    sorted_free(sorted);
}
END_TEST

START_TEST(no_folder_for_the_file)
{
    struct cx_err err = {0};
    struct sorted *sorted = sorted_new(sizeof(struct row), 1);
    const struct row row = row_of(1);
    setenv("SQLITE_TMPDIR", "/nowhere", 1); /* the next folder serves */
    setenv("TMPDIR", "/nowhere", 1);
    for (int i = 0; i < 5; i++)
        ck_assert_int_eq(sorted_add(sorted, &row, &err), 0);
    sorted_free(sorted);
    sorted_free(NULL);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, in_memory);
    tcase_add_test(tc, in_a_file);
    tcase_add_test(tc, far_apart);
    tcase_add_test(tc, no_folder_for_the_file);
}

UNIT_MAIN("sorted")
