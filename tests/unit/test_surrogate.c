/* book/surrogate: halves of characters in JSON become U+FFFD, wherever the bytes are parted. */
#include "book/surrogate.h"

#include <stdlib.h>

#include "unit.h"

static const struct {
    const char *s, *wanted;
} texts[] = {
    {"", ""},
    {"plain", "plain"},
    {"a\\ud83d\\ude00b", "a\\ud83d\\ude00b"},
    {"a\\ud83db", "a\\ufffdb"},
    {"a\\uDE00\\uD83D", "a\\ufffd\\ufffd"},
    {"\\ud83d\\ud83d\\ude00", "\\ufffd\\ud83d\\ude00"},
    {"\\ud83d\\u0041", "\\ufffd\\u0041"},
    {"\\ud83d\\n", "\\ufffd\\n"},
    {"\\\\ud83d \\\\\\ud83d", "\\\\ud83d \\\\\\ufffd"}, /* a backslash, and one before an escape */
    {"\\ud83", "\\ud83"},
    {"\\u00e9\\ud7ff\\ue000", "\\u00e9\\ud7ff\\ue000"},
    {"\\uzzzz\\", "\\uzzzz\\"},
};

START_TEST(whole)
{
    char s[64];
    strcpy(s, texts[_i].s);
    ck_assert_uint_eq(surrogates_mend(s, strlen(s), true), strlen(s));
    ck_assert_str_eq(s, texts[_i].wanted);
}
END_TEST

/* What isn't done comes again, with what follows it. */
START_TEST(parted)
{
    size_t n = strlen(texts[_i].s);
    for (size_t cut = 0; cut <= n; cut++) {
        char s[64];
        strcpy(s, texts[_i].s);
        size_t done = surrogates_mend(s, cut, false);
        ck_assert_uint_le(done, cut);
        ck_assert_uint_le(cut - done, 11);
        ck_assert_uint_eq(surrogates_mend(s + done, n - done, true), n - done);
        ck_assert_str_eq(s, texts[_i].wanted);
    }
}
END_TEST

static void tests(TCase *tc)
{
    const int count = sizeof texts / sizeof *texts;
    tcase_add_loop_test(tc, whole, 0, count);
    tcase_add_loop_test(tc, parted, 0, count);
}

UNIT_MAIN("book/surrogate")
