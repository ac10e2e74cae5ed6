/* past/dealt: each bin gives back its rows in the order in which they came, from memory or a file.
 */
#include "past/dealt.h"

#include <stdint.h>
#include <string.h>

#include "unit.h"

enum { BINS = 3, ROW = 40 };

struct row {
    int64_t number;
    char rest[ROW - sizeof(int64_t)];
};

/* What is expected of a bin that has every BINS-th number. */
struct expected {
    int64_t next;
};

static int look(void *context, const void *rows, size_t count, struct cx_err *err)
{
    struct expected *expected = context;
    const struct row *row = rows;
    for (size_t i = 0; i < count; i++) {
        ck_assert_int_eq(row[i].number, expected->next);
        int64_t number = row[i].number, far;
        memcpy(&far, row[i].rest + 8, sizeof far);
        ck_assert_int_eq(row[i].rest[0], 'x');
        ck_assert_int_eq(far, number % 7 ? number : number % 2 ? INT64_MIN : INT64_MAX);
        expected->next += BINS;
    }
    return expected->next < 0 ? cx_err_set(err, CX_EDATA, "too many") : 0;
}

static void deal(int64_t n, size_t memory)
{
    struct cx_err err = {0};
    struct dealt *dealt = dealt_new(sizeof(struct row), BINS + 1, memory);
    for (int64_t i = 0; i < n; i++) {
        struct row row = {.number = i, .rest = "x"};
        int64_t far = i % 7 ? i : i % 2 ? INT64_MIN : INT64_MAX; /* from one end to the other */
        memcpy(row.rest + 8, &far, sizeof far);
        ck_assert_int_eq(dealt_put(dealt, (size_t)(i % BINS), &row, &err), 0);
    }
    for (size_t bin = BINS; bin-- > 0;) {
        struct expected expected = {(int64_t)bin};
        ck_assert_uint_eq(dealt_count(dealt, bin), (size_t)(n / BINS));
        ck_assert_int_eq(dealt_take(dealt, bin, look, &expected, &err), 0);
        ck_assert_int_eq(expected.next, (int64_t)bin + n);
        ck_assert_uint_eq(dealt_count(dealt, bin), 0);
    }
    ck_assert_uint_eq(dealt_count(dealt, BINS), 0); /* nothing was dealt to it */
    dealt_free(dealt);
}

START_TEST(in_memory)
{
    deal(0, 1 << 20);
    deal(BINS, 1 << 20);
    deal(BINS * 1000, 1 << 20);
}
END_TEST

START_TEST(in_a_file)
{
    deal(BINS * 1000, 0);
    deal(BINS * 2000, 30000); /* some blocks are in memory */
}
END_TEST

static int refuse(void *context, const void *rows, size_t count, struct cx_err *err)
{
    (void)context;
    (void)rows;
    (void)count;
    return cx_err_set(err, CX_EDATA, "no");
}

START_TEST(who_takes_may_fail)
{
    struct cx_err err = {0};
    struct dealt *dealt = dealt_new(sizeof(struct row), 1, 0);
    for (int64_t i = 0; i < 1000; i++)
        ck_assert_int_eq(dealt_put(dealt, 0, &(struct row){.number = i}, &err), 0);
    ck_assert_int_eq(dealt_take(dealt, 0, refuse, NULL, &err), CX_EDATA);
    dealt_free(dealt);
    dealt_free(NULL);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, in_memory);
    tcase_add_test(tc, in_a_file);
    tcase_add_test(tc, who_takes_may_fail);
}

UNIT_MAIN("dealt")
