/* text/guess: Chinese, and what only happens to be valid GB18030. */
#include <string.h>

#include "text/guess.h"
#include "unit.h"

static bool is_chinese(const char *s)
{
    return guess_is_chinese(s, strlen(s));
}

START_TEST(test_chinese)
{
    ck_assert(is_chinese("\xC0\xEE\xC3\xF7,T1"));                 /* 李明 */
    ck_assert(is_chinese("E1,\xD5\xC5\x86\xB4\n"));               /* 张喆: one common, one rare */
    ck_assert(is_chinese("\xA1\xB6\xD6\xD0\xA1\xB7\xB9\xFA A1")); /* with punctuation */
    ck_assert(is_chinese("plain"));
}
END_TEST

START_TEST(test_western)
{
    ck_assert(!is_chinese("Bj\xF6rn H\xE5kan\nFran\xE7ois\nRen\xE9"
                          "e\n"));
    ck_assert(!is_chinese("M\xFCller"));
    ck_assert(!is_chinese("CONCEI\xC7\xC3O")); /* a common character, but among letters */
    ck_assert(!is_chinese("Informa\xE7\xF5"
                          "es"));
    ck_assert(!is_chinese("\xE4\xF6\xFC\xE5")); /* nothing common */
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, test_chinese);
    tcase_add_test(tc, test_western);
}

UNIT_MAIN("guess")
