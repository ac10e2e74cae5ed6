/* text/utf8: validity, folding, widths, excerpts. */
#include <stdlib.h>
#include <string.h>

#include "text/utf8.h"
#include "unit.h"

static size_t invalid_at(const char *s)
{
    return cx_utf8_invalid_at(s, strlen(s));
}

START_TEST(test_valid)
{
    ck_assert_uint_eq(invalid_at(""), 0);
    ck_assert_uint_eq(invalid_at("plain ascii, longer than eight"), 30);
    ck_assert_uint_eq(invalid_at("还款 ok"), strlen("还款 ok"));
    ck_assert_uint_eq(invalid_at("a\xF0\x9F\x98\x80"), 5); /* U+1F600 */
    ck_assert_uint_eq(invalid_at("\xF4\x8F\xBF\xBF"), 4);  /* U+10FFFF */
    ck_assert_uint_eq(cx_utf8_invalid_at("a\0b", 3), 3);
}
END_TEST

START_TEST(test_invalid)
{
    ck_assert_uint_eq(invalid_at("\xFF"), 0);
    ck_assert_uint_eq(invalid_at("12345678\x80"), 8);
    ck_assert_uint_eq(invalid_at("还\xE6\xAC"), 3);       /* cut */
    ck_assert_uint_eq(invalid_at("a\xC0\xAF"), 1);        /* overlong / */
    ck_assert_uint_eq(invalid_at("a\xE0\x80\xAF"), 1);    /* overlong, three bytes */
    ck_assert_uint_eq(invalid_at("\xED\xA0\x80"), 0);     /* surrogate */
    ck_assert_uint_eq(invalid_at("\xF4\x90\x80\x80"), 0); /* above U+10FFFF */
    ck_assert_uint_eq(invalid_at("\xD6\xD0\xB9\xFA"), 0); /* 中国 in GBK */
}
END_TEST

static void ck_form(void (*form)(struct cx_buf *, const char *, size_t), const char *s,
                    const char *wanted)
{
    struct cx_buf out = {0};

    cx_buf_putc(&out, '>');
    form(&out, s, strlen(s));
    ck_assert_str_eq(cx_buf_str(&out) + 1, wanted);
    cx_buf_fini(&out);
}

START_TEST(test_nfkc)
{
    ck_form(cx_utf8_nfkc, "Plain 12", "Plain 12");
    ck_form(cx_utf8_nfkc, "ＡＢｃ１２３．５０", "ABc123.50");
    ck_form(cx_utf8_nfkc, "e\xCC\x81", "é");
    ck_form(cx_utf8_nfkc, "ﾃｽﾄ", "テスト");
    ck_form(cx_utf8_nfkc, "a\xFF", "a\xFF"); /* what is no UTF-8 stays */
}
END_TEST

START_TEST(test_seen)
{
    ck_form(cx_utf8_nfkc_seen, "Ａ\xE2\x80\x8B骗\xEF\xBB\xBF子, ☠️", "A骗子, ☠");
    ck_form(cx_utf8_nfkc_seen, "Plain 12", "Plain 12");
    ck_form(cx_utf8_nfkc, "骗\xE2\x80\x8B子", "骗\xE2\x80\x8B子");
}
END_TEST

START_TEST(test_fold)
{
    ck_form(cx_utf8_fold, "Hello, World", "hello, world");
    ck_form(cx_utf8_fold, "ＨＥＬＬＯ　Straße", "hello strasse");
    ck_form(cx_utf8_fold, "骚 扰，电·话！", "骚扰电话");
    ck_form(cx_utf8_fold, "骗*子 ~ 骗 子", "骗子骗子");
    ck_form(cx_utf8_fold, "  请 还款。", "请还款");
    ck_form(cx_utf8_fold, "转账 1,000.50 元", "转账 1,000.50 元");
    ck_form(cx_utf8_fold, "给 OK 了", "给 ok 了");
    ck_form(cx_utf8_fold, "骗\xE2\x80\x8B子", "骗子"); /* zero-width space */
    ck_form(cx_utf8_fold, "骗★子 😀 骗☠️子 骗 👨‍👩‍👧 子",
            "骗子骗子骗子");                               /* symbols */
    ck_form(cx_utf8_fold, "骗\xCC\xB6子\xCC\xB6", "骗子"); /* struck out */
    ck_form(cx_utf8_fold, "欠￥100, ±5", "欠¥100, ±5");
    ck_form(cx_utf8_fold, "é★é", "é★é");
    ck_form(cx_utf8_fold, "。，", "。,"); /* beside no character: kept */
    ck_form(cx_utf8_fold, "", "");
}
END_TEST

START_TEST(test_fold_symbols)
{
    ck_form(cx_utf8_fold_symbols, "骗 子, ★ 骗！☠️。", "骗子★骗☠");
    ck_form(cx_utf8_fold_symbols, "送你 ＢＩＧ 💣", "送你 big 💣");
    ck_form(cx_utf8_fold_symbols, "骗\xCC\xB6子\xCC\xB6", "骗子");
    ck_form(cx_utf8_fold_symbols, "A, b", "a, b");
    ck_form(cx_utf8_fold_symbols, "给 我 ＄ + ^，~", "给我$+^~");
    ck_form(cx_utf8_fold_symbols, "Pay $ + now", "pay $+ now");
}
END_TEST

START_TEST(test_symbols)
{
    ck_assert_uint_eq(cx_utf8_symbols_before("★+送★", 10), 4);
    ck_assert_uint_eq(cx_utf8_symbols_before("送★", 6), 0);
    ck_assert_uint_eq(cx_utf8_symbols_before("★", 3), 3);
    ck_assert_uint_eq(cx_utf8_symbols_before("", 0), 0);
    ck_assert_uint_eq(cx_utf8_symbols_behind("★送$★", 10), 4);
    ck_assert_uint_eq(cx_utf8_symbols_behind("★送*", 7), 0);
    ck_assert_uint_eq(cx_utf8_symbols_behind("$$", 2), 2);
    ck_assert_uint_eq(cx_utf8_symbols_behind("", 0), 0);
    ck_assert_uint_eq(cx_utf8_symbol_between("送★送", 9, 3), 3);
    ck_assert_uint_eq(cx_utf8_symbol_between("送+★送", 10, 3), 1);
    ck_assert_uint_eq(cx_utf8_symbol_between("送送送", 9, 3), 0);
    ck_assert_uint_eq(cx_utf8_symbol_between("★送", 6, 0), 0);
    ck_assert_uint_eq(cx_utf8_symbol_between("送★", 6, 3), 0);
    ck_assert_uint_eq(cx_utf8_symbol_between("a+送", 5, 1), 0);
    ck_assert_uint_eq(cx_utf8_symbol_between("送+a", 5, 3), 0);
}
END_TEST

/* Texts in which all characters stand alone take a way of their own. One character more, behind
 * them and without effect on them, and they take utf8proc's: the outcome is the same. */
static void ck_both_ways(void (*form)(struct cx_buf *, const char *, size_t), const char *s)
{
    struct cx_buf alone = {0}, longer = {0}, text = {0};
    cx_buf_puts(&text, s);
    form(&alone, text.data, text.len);
    cx_buf_puts(&alone, "é");
    cx_buf_puts(&text, "é");
    form(&longer, text.data, text.len);
    ck_assert_msg(strcmp(cx_buf_str(&alone), cx_buf_str(&longer)) == 0, "%s: %s, %s", s,
                  cx_buf_str(&alone), cx_buf_str(&longer));
    cx_buf_fini(&alone);
    cx_buf_fini(&longer);
    cx_buf_fini(&text);
}

static char *put_utf8(char *to, int point)
{
    if (point < 0x80) {
        *to++ = (char)point;
        return to;
    }
    *to++ = (char)(0xE0 | point >> 12);
    *to++ = (char)(0x80 | (point >> 6 & 0x3F));
    *to++ = (char)(0x80 | (point & 0x3F));
    return to;
}

START_TEST(test_alone)
{
    static const int ranges[][2] = {{1, 0x7F},        {0x1000, 0x10FF}, {0x2000, 0x206F},
                                    {0x3000, 0x303F}, {0x4DB0, 0xA000}, {0xFF00, 0xFFEF}};
    char s[200];
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        for (int point = ranges[i][0]; point <= ranges[i][1]; point++) {
            s[0] = 'X';
            strcpy(put_utf8(s + 1, point), "x");
            ck_both_ways(cx_utf8_nfkc, s);
            ck_both_ways(cx_utf8_fold, s);
        }
    }
    srand(2026);
    for (int round = 0; round < 2000; round++) {
        char *end = s;
        for (int length = rand() % 40; length > 0; length--) {
            const int *range = ranges[rand() % 6];
            end = put_utf8(end, range[0] + rand() % (range[1] - range[0] + 1));
        }
        strcpy(end, "x");
        ck_both_ways(cx_utf8_nfkc, s);
        ck_both_ways(cx_utf8_nfkc_seen, s);
        ck_both_ways(cx_utf8_fold, s);
    }
}
END_TEST

START_TEST(test_fold_long)
{
    struct cx_buf in = {0}, out = {0};

    for (int i = 0; i < 2000; i++)
        cx_buf_puts(&in, "还 款，");
    cx_utf8_fold(&out, in.data, in.len);
    ck_assert_uint_eq(out.len, 2000 * strlen("还款"));
    ck_assert_int_eq(strncmp(out.data, "还款还款", 12), 0);
    cx_buf_fini(&in);
    cx_buf_fini(&out);
}
END_TEST

START_TEST(test_width)
{
    ck_assert_int_eq(cx_utf8_width("", 0), 0);
    ck_assert_int_eq(cx_utf8_width("abc", 3), 3);
    ck_assert_int_eq(cx_utf8_width("王芳", 6), 4);
    ck_assert_int_eq(cx_utf8_width("e\xCC\x81", 3), 1);
    ck_assert_int_eq(cx_utf8_width("a\xFF", 2), 2);
}
END_TEST

START_TEST(test_fit)
{
    ck_assert_uint_eq(cx_utf8_fit("abc", 3, 2), 2);
    ck_assert_uint_eq(cx_utf8_fit("abc", 3, 3), 3);
    ck_assert_uint_eq(cx_utf8_fit("王芳", 6, 3), 3);
    ck_assert_uint_eq(cx_utf8_fit("王芳", 6, 1), 0);
    ck_assert_uint_eq(cx_utf8_fit("e\xCC\x81x", 4, 1), 3); /* the accent stays with its letter */
    ck_assert_uint_eq(cx_utf8_fit("abc", 3, 0), 0);
}
END_TEST

static void ck_excerpt(const char *s, size_t max, const char *wanted)
{
    struct cx_buf out = {0};

    cx_utf8_excerpt(&out, s, strlen(s), max);
    ck_assert_str_eq(cx_buf_str(&out), wanted);
    cx_buf_fini(&out);
}

START_TEST(test_excerpt)
{
    ck_excerpt("short", 5, "short");
    ck_excerpt("longer", 5, "longe…");
    ck_excerpt("王芳芳", 7, "王芳…");
    ck_excerpt("a\x1B[31m\tb\xFF", 20, "a?[31m?b?");
    ck_excerpt("a\xC2\x9B"
               "b\xE2\x80\xAE"
               "c",
               20, "a?b?c"); /* C1 CSI, right-to-left override */
    ck_excerpt("", 0, "");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, test_valid);
    tcase_add_test(tc, test_invalid);
    tcase_add_test(tc, test_nfkc);
    tcase_add_test(tc, test_seen);
    tcase_add_test(tc, test_fold);
    tcase_add_test(tc, test_fold_symbols);
    tcase_add_test(tc, test_symbols);
    tcase_add_test(tc, test_alone);
    tcase_add_test(tc, test_fold_long);
    tcase_add_test(tc, test_width);
    tcase_add_test(tc, test_fit);
    tcase_add_test(tc, test_excerpt);
}

UNIT_MAIN("utf8")
