/* text/wrap: lines end at blanks and beside wide characters. */
#include "text/wrap.h"

#include <string.h>

#include "unit.h"

typedef size_t wrapped(const char **next, const char *s, int columns);

/* All lines of s, with | between them. */
static const char *lines_by(wrapped *wrap, const char *s, int columns)
{
    static char out[200];
    size_t at = 0;
    while (*s) {
        const char *next;
        size_t n = wrap(&next, s, columns);
        memcpy(out + at, s, n);
        at += n;
        if (*next)
            out[at++] = '|';
        s = next;
    }
    out[at] = '\0';
    return out;
}

static const char *lines(const char *s, int columns)
{
    return lines_by(cx_wrap, s, columns);
}

START_TEST(words)
{
    ck_assert_str_eq(lines("write to FILE", 40), "write to FILE");
    ck_assert_str_eq(lines("write to FILE", 13), "write to FILE");
    ck_assert_str_eq(lines("write to FILE", 12), "write to|FILE");
    ck_assert_str_eq(lines("a wordtoowide b", 4), "a|wordtoowide|b");
    ck_assert_str_eq(lines("one\ntwo three", 40), "one|two three");
}
END_TEST

START_TEST(wide_characters)
{
    ck_assert_str_eq(lines("逾期天数", 4), "逾期|天数");
    ck_assert_str_eq(lines("写入 FILE 文件", 7), "写入|FILE 文|件");
    ck_assert_str_eq(lines("写入FILE文件", 9), "写入FILE|文件");
    ck_assert_str_eq(lines("封账，追补", 4), "封|账，|追补");
    ck_assert_str_eq(lines("客户（甲）", 6), "客户|（甲）");
    ck_assert_str_eq(lines("客户(甲)户", 6), "客户|(甲)户");
    ck_assert_str_eq(lines("客户甲(乙)", 7), "客户甲|(乙)");
}
END_TEST

START_TEST(broken_words)
{
    ck_assert_str_eq(lines_by(cx_wrap_within, "a wordtoowide b", 4), "a|word|toow|ide|b");
    ck_assert_str_eq(lines_by(cx_wrap_within, "write to FILE", 12), "write to|FILE");
    ck_assert_str_eq(lines_by(cx_wrap_within, "逾期abcdef", 4), "逾期|abcd|ef");
    ck_assert_str_eq(lines_by(cx_wrap_within, "逾期", 1), "逾|期");
    ck_assert_str_eq(lines_by(cx_wrap_within, "", 1), "");
}
END_TEST

/* A line looks at what it takes, not at all that follows. */
START_TEST(a_long_word)
{
    enum { LENGTH = 1000000 };
    static char text[LENGTH + 1];
    size_t count = 0;
    const char *rest = memset(text, 'x', LENGTH);
    for (; *rest; count++)
        cx_wrap_within(&rest, rest, 10);
    ck_assert_uint_eq(count, LENGTH / 10);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, words);
    tcase_add_test(tc, wide_characters);
    tcase_add_test(tc, broken_words);
    tcase_add_test(tc, a_long_word);
}

UNIT_MAIN("wrap")
