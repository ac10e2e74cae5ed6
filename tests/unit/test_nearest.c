/* base/nearest: what may have been meant. */
#include "base/nearest.h"

#include <string.h>

#include "unit.h"

static const char *const words[] = {"phone", "wechat", "sms", "email", "letter", "visit", NULL};

static void ck_meant(const char *s, const char *wanted)
{
    const char *found = cx_nearest_of(words, s, strlen(s));
    ck_assert_str_eq(found ? found : "", wanted);
}

START_TEST(of_words)
{
    ck_meant("phon", "phone");
    ck_meant("PHONES", "phone");
    ck_meant("mail", "email");
    ck_meant("leter", "letter");
    ck_meant("telephone", "");
    ck_meant("fax", "");
    ck_meant("", "");
}
END_TEST

/* The first of those that are equally near, and never one that is half wrong. */
START_TEST(first_of_equals)
{
    struct cx_nearest nearest = {0};
    cx_nearest_try(&nearest, "rate", 4, "date");
    cx_nearest_try(&nearest, "rate", 4, "rite");
    ck_assert_str_eq(nearest.name, "date");
    cx_nearest_try(&nearest, "rate", 4, "rate");
    ck_assert_str_eq(nearest.name, "rate");
    ck_assert_int_eq(nearest.distance, 0);
}
END_TEST

START_TEST(long_words)
{
    char word[CX_NEAREST_MAX + 2];
    struct cx_nearest nearest = {0};
    memset(word, 'a', sizeof word);
    word[CX_NEAREST_MAX + 1] = '\0';
    cx_nearest_try(&nearest, word, CX_NEAREST_MAX + 1, word);
    ck_assert_str_eq(nearest.name, "");
    cx_nearest_try(&nearest, word, CX_NEAREST_MAX, word + 1);
    ck_assert_str_eq(nearest.name, word + 1);
}
END_TEST

START_TEST(ids)
{
    ck_assert(cx_nearest_is_id("7", "007"));
    ck_assert(cx_nearest_is_id("e5", "E005"));
    ck_assert(cx_nearest_is_id("E005-01", "e5-1"));
    ck_assert(cx_nearest_is_id("0", "000"));
    ck_assert(cx_nearest_is_id("E1O4", "E104"));
    ck_assert(cx_nearest_is_id("E1l4", "E114"));
    ck_assert(cx_nearest_is_id("oI", "OI"));
    ck_assert(!cx_nearest_is_id("7", "0070"));
    ck_assert(!cx_nearest_is_id("700", "7"));
    ck_assert(!cx_nearest_is_id("E5", "E50"));
    ck_assert(!cx_nearest_is_id("", "0"));
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, of_words);
    tcase_add_test(tc, first_of_equals);
    tcase_add_test(tc, long_words);
    tcase_add_test(tc, ids);
}

UNIT_MAIN("nearest")
