/* fact/memo: rows that are alike in the columns used. */
#include "fact/memo.h"

#include "unit.h"

static struct cx_value cells[6];

static void set_up(void)
{
    for (int i = 0; i < 6; i++)
        cells[i] = cx_value_real(i);
}

START_TEST(only_columns_that_are_used)
{
    struct memo *memo = memo_new(1u << 1 | 1u << 3);
    int64_t value = 0;
    ck_assert(!memo_get(&value, memo, cells));
    memo_put(memo, cells, 42);
    cells[0] = cx_value_real(99);
    ck_assert(memo_get(&value, memo, cells));
    ck_assert_int_eq(value, 42);
    cells[3] = cx_value_int(3);
    ck_assert(!memo_get(&value, memo, cells)); /* of another type */
    cells[3] = cx_value_null();
    memo_put(memo, cells, MEMO_NULL);
    ck_assert(memo_get(&value, memo, cells));
    ck_assert_int_eq(value, MEMO_NULL);
    cells[3] = cx_value_text("a");
    ck_assert(!memo_get(&value, memo, cells));
    memo_free(memo);
    memo_free(NULL);
}
END_TEST

START_TEST(no_column)
{
    struct memo *memo = memo_new(0);
    int64_t value = 0;
    memo_put(memo, cells, 7);
    cells[0] = cx_value_null();
    ck_assert(memo_get(&value, memo, cells));
    ck_assert_int_eq(value, 7);
    memo_free(memo);
}
END_TEST

/* Expressions over many columns, or of many values, are not remembered; what is stays right. */
START_TEST(full)
{
    struct memo *memo = memo_new(1);
    int64_t value = 0;
    int known = 0;
    for (int i = 0; i < 10000; i++) {
        cells[0] = cx_value_real(i);
        memo_put(memo, cells, i);
    }
    for (int i = 0; i < 10000; i++) {
        cells[0] = cx_value_real(i);
        if (!memo_get(&value, memo, cells))
            continue;
        ck_assert_int_eq(value, i);
        known++;
    }
    ck_assert_int_eq(known, 4096);
    memo_free(memo);
    memo = memo_new(0x1f);
    memo_put(memo, cells, 1);
    ck_assert(!memo_get(&value, memo, cells));
    memo_free(memo);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, NULL);
    tcase_add_test(tc, only_columns_that_are_used);
    tcase_add_test(tc, no_column);
    tcase_add_test(tc, full);
}

UNIT_MAIN("memo")
