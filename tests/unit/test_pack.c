/* fact/pack: sums as bytes, and back. */
#include "fact/pack.h"

#include "unit.h"

START_TEST(there_and_back)
{
    static const struct pack_key keys[] = {{PACK_POST, 1 << 9, 20000},
                                           {PACK_POST, INT64_MAX, -1000000},
                                           {PACK_POST, INT64_MIN, 3},
                                           {PACK_TEAM, 5, 0},
                                           {PACK_COMPANY, 0, 0}};
    static const int64_t sums[][2] = {
        {0, 1}, {-1, INT64_MAX}, {INT64_MIN, 300}, {1000000, -1000000}, {127, -64}};
    struct packer packer = {0};
    int64_t found[2];
    for (int i = 0; i < 5; i++)
        pack_put(&packer, &keys[i], sums[i], 2);
    struct unpacker unpacker = {.at = (unsigned char *)packer.bytes.data};
    unpacker.end = unpacker.at + packer.bytes.len;
    for (int i = 0; i < 5; i++) {
        ck_assert_int_eq(unpack_next(&unpacker, found, 2), 1);
        ck_assert_int_eq(unpacker.key.level, keys[i].level);
        ck_assert_int_eq(unpacker.key.id, keys[i].id);
        ck_assert_int_eq(unpacker.key.since, keys[i].since);
        ck_assert_int_eq(found[0], sums[i][0]);
        ck_assert_int_eq(found[1], sums[i][1]);
    }
    ck_assert_int_eq(unpack_next(&unpacker, found, 2), 0);
    cx_buf_fini(&packer.bytes);
}
END_TEST

/* What was cut off or is something else is told from sums. */
START_TEST(defective)
{
    struct packer packer = {0};
    int64_t sums[1] = {100000}, found[1];
    pack_put(&packer, &(struct pack_key){PACK_TEAM, 70000, 5}, sums, 1);
    for (size_t n = 1; n < packer.bytes.len; n++) {
        struct unpacker cut = {.at = (unsigned char *)packer.bytes.data};
        cut.end = cut.at + n;
        ck_assert_int_eq(unpack_next(&cut, found, 1), -1);
    }
    packer.bytes.data[0] = 100;
    struct unpacker other = {.at = (unsigned char *)packer.bytes.data};
    other.end = other.at + packer.bytes.len;
    ck_assert_int_eq(unpack_next(&other, found, 1), -1);
    cx_buf_fini(&packer.bytes);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, there_and_back);
    tcase_add_test(tc, defective);
}

UNIT_MAIN("pack")
