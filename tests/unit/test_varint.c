#include "base/varint.h"

#include "unit.h"

static const struct {
    int64_t n;
    int size;
} numbers[] = {{0, 1},      {-1, 1},         {1, 1},          {63, 1},        {-64, 1},
               {64, 2},     {-65, 2},        {8191, 2},       {8192, 3},      {1LL << 40, 6},
               {-86400, 3}, {2147483647, 5}, {INT64_MAX, 10}, {INT64_MIN, 10}};

START_TEST(numbers_come_back)
{
    unsigned char bytes[CX_VARINT_MAX];
    uint64_t n;
    unsigned char *end = cx_varint_put(bytes, cx_zigzag(numbers[_i].n));
    ck_assert_int_eq(end - bytes, numbers[_i].size);
    const unsigned char *at = bytes;
    ck_assert(cx_varint_get(&n, &at, end));
    ck_assert_ptr_eq(at, end);
    ck_assert_int_eq(cx_unzigzag(n), numbers[_i].n);
    at = bytes; /* and not where the last byte is missing */
    ck_assert(!cx_varint_get(&n, &at, end - 1));
}
END_TEST

START_TEST(bytes_are_those_of_databases)
{
    unsigned char bytes[CX_VARINT_MAX];
    ck_assert_int_eq(cx_varint_put(bytes, cx_zigzag(-300)) - bytes, 2);
    ck_assert_int_eq(bytes[0], 0xD7);
    ck_assert_int_eq(bytes[1], 0x04);
}
END_TEST

START_TEST(more_than_64_bits_are_no_number)
{
    const unsigned char bytes[] = {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                                   0xFF, 0xFF, 0xFF, 0xFF, 0x01};
    const unsigned char *at = bytes;
    uint64_t n;
    ck_assert(!cx_varint_get(&n, &at, bytes + sizeof bytes));
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_loop_test(tc, numbers_come_back, 0, sizeof numbers / sizeof *numbers);
    tcase_add_test(tc, bytes_are_those_of_databases);
    tcase_add_test(tc, more_than_64_bits_are_no_number);
}

UNIT_MAIN("varint")
