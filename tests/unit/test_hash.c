#include "base/hash.h"

#include <string.h>

#include "unit.h"

/* The examples of FIPS 180-2, appendix B. */
#define EMPTY   "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define ABC     "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define MILLION "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"

START_TEST(known_digests)
{
    struct cx_hash hash;
    char hex[CX_HASH_TEXT];

    cx_hash_init(&hash);
    cx_hash_end(&hash, hex);
    ck_assert_str_eq(hex, EMPTY);
    cx_hash_add(&hash, "abc", 3); /* end left it as new */
    cx_hash_end(&hash, hex);
    ck_assert_str_eq(hex, ABC);
}
END_TEST

START_TEST(pieces_are_one_text)
{
    struct cx_hash hash;
    char hex[CX_HASH_TEXT], a[1000];

    memset(a, 'a', sizeof a);
    cx_hash_init(&hash);
    for (int i = 0; i < 1000; i++) {
        cx_hash_add(&hash, a, (size_t)i);
        cx_hash_add(&hash, NULL, 0);
        cx_hash_add(&hash, a, sizeof a - (size_t)i);
    }
    cx_hash_end(&hash, hex);
    ck_assert_str_eq(hex, MILLION);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, known_digests);
    tcase_add_test(tc, pieces_are_one_text);
}

UNIT_MAIN("hash")
