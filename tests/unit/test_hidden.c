/* base/hidden: what is not seen and does something, made visible or left out. */
#include "base/hidden.h"

#include "unit.h"

static const char *shown(const char *s, const char *kept)
{
    static struct cx_buf out;
    cx_buf_clear(&out);
    cx_hidden_show(&out, s, kept);
    return cx_buf_str(&out);
}

static const char *dropped(const char *s, const char *kept)
{
    static struct cx_buf out;
    cx_buf_clear(&out);
    cx_hidden_drop(&out, s, kept);
    return cx_buf_str(&out);
}

START_TEST(seen)
{
    static const char *const plain[] = {"",
                                        "abc ~",
                                        "张三 é €",
                                        "\xF0\x9F\x98\x80 x", /* four bytes */
                                        "\xC3\xA0\xC2\xA0", /* à and a blank where no line ends */
                                        "\xFF\x80 \xE2\x80"}; /* not UTF-8, and cut off */
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
        ck_assert_str_eq(shown(plain[i], ""), plain[i]);
        ck_assert_str_eq(dropped(plain[i], ""), plain[i]);
    }
}
END_TEST

START_TEST(hidden)
{
    ck_assert_str_eq(shown("a\x1b[2J\nb\x7f", ""), "a\\x1b[2J\\nb\\x7f");
    ck_assert_str_eq(shown("a\tb\r\n", "\n\t"), "a\tb\\r\n");
    ck_assert_str_eq(shown("\xC2\x9B"
                           "31m",
                           ""),
                     "\\x9b31m");
    ck_assert_str_eq(shown("x\xE2\x80\xAEgpj.exe\xE2\x81\xA6", ""), "x\\u202egpj.exe\\u2066");
    ck_assert_str_eq(shown("\xD8\x9C\xE2\x80\x8F\xE2\x80\xA8\xEF\xBB\xBF", ""),
                     "\\u061c\\u200f\\u2028\\ufeff");
    ck_assert_str_eq(dropped("a\x1b[2J\nb\x7f\xE2\x80\xAE"
                             "c",
                             "\n"),
                     "a[2J\nbc");
    ck_assert_str_eq(dropped("\x01\xC2\x85", ""), "");
}
END_TEST

START_TEST(first)
{
    unsigned point = 0;
    size_t n = 9;
    ck_assert_uint_eq(cx_hidden_at("ab\xE2\x80\xAE"
                                   "c",
                                   &point, &n),
                      2);
    ck_assert(point == 0x202E && n == 3);
    ck_assert_uint_eq(cx_hidden_at("abc", &point, &n), 3);
    ck_assert_uint_eq(n, 0);
}
END_TEST

START_TEST(unseen)
{
    ck_assert_uint_eq(cx_unseen_at("\xE2\x80\x8B"
                                   "1",
                                   4),
                      3);
    ck_assert_uint_eq(cx_unseen_at("\xC2\xAD", 2), 2);
    ck_assert_uint_eq(cx_unseen_at("\xE2\x80", 2), 0);
    ck_assert(cx_holds_unseen("12\xE2\x80\x8B.5", 7));
    ck_assert(!cx_holds_unseen("12\xE2\x82\xAC", 5)); /* € */
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, unseen);
    tcase_add_test(tc, seen);
    tcase_add_test(tc, hidden);
    tcase_add_test(tc, first);
}

UNIT_MAIN("hidden")
