/* render/markup: text and figures in a page. */
#include "render/markup.h"

#include "base/lang.h"
#include "unit.h"

static struct cx_buf page;

static void clean(void)
{
    cx_buf_fini(&page);
}

START_TEST(text)
{
    cx_page_text(&page, "<a b='c'>&\x01\xFF\"\n");
    ck_assert_str_eq(cx_buf_str(&page), "&lt;a b=&#39;c&#39;&gt;&amp;\xEF\xBF\xBD&quot;\n");
}
END_TEST

static const char *figure(double value, bool is_share)
{
    cx_buf_clear(&page);
    cx_page_figure(&page, value, is_share);
    return cx_buf_str(&page);
}

START_TEST(figures)
{
    ck_assert_str_eq(figure(1234567.4, false), "1,234,567");
    ck_assert_str_eq(figure(999, false), "999");
    ck_assert_str_eq(figure(80.44, false), "80.4");
    ck_assert_str_eq(figure(0.0123, false), "0.012");
    ck_assert_str_eq(figure(-1234.6, false), "\xE2\x88\x92"
                                             "1,235");
    ck_assert_str_eq(figure(0.996, true), "99.6\xC2\xA0%");
    ck_assert_str_eq(figure(0.0166, true), "1.66\xC2\xA0%");
}
END_TEST

START_TEST(figures_in_chinese)
{
    cx_lang_set("zh_CN");
    cx_lang_set_output_plain(false);
    ck_assert_str_eq(figure(844847.73, false), "84.48\xC2\xA0万");
    ck_assert_str_eq(figure(-123456789, false), "\xE2\x88\x92"
                                                "1.23\xC2\xA0亿");
    ck_assert_str_eq(figure(9999, false), "9,999");
    ck_assert_str_eq(figure(12345678, false), "1,234.57\xC2\xA0万");
    ck_assert_str_eq(figure(0.996, true), "99.6\xC2\xA0%");
    cx_lang_set("en");
    cx_lang_set_output_plain(true);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, NULL, clean);
    tcase_add_test(tc, text);
    tcase_add_test(tc, figures);
    tcase_add_test(tc, figures_in_chinese);
}

UNIT_MAIN("markup")
