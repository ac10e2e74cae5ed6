/* base/lang: languages by their names, and texts in them. */
#include "base/lang.h"

#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "unit.h"

static void in_chinese(void)
{
    ck_assert(cx_lang_set("zh_CN"));
    cx_lang_set_output_plain(false);
}

static void in_english(void)
{
    cx_lang_set("en");
    cx_lang_set_output_plain(false);
}

START_TEST(names_of_languages)
{
    static const char *const chinese[] = {"zh_CN", "zh",          "zh-CN",
                                          "ZH-cn", "zh_CN.UTF-8", "zh@pinyin"};
    static const char *const english[] = {"en", "en_GB", "en_US.UTF-8", "EN"};
    static const char *const none[] = {"", "z", "zhx", "zh_TW", "zh_CNX", "fr", "C", "POSIX", "e"};
    for (size_t i = 0; i < sizeof chinese / sizeof *chinese; i++) {
        in_english();
        ck_assert(cx_lang_is_there(chinese[i]));
        ck_assert_str_eq(cx_lang_tag(), "en");
        ck_assert(cx_lang_set(chinese[i]));
        ck_assert_str_eq(cx_lang_tag(), "zh-CN");
    }
    for (size_t i = 0; i < sizeof english / sizeof *english; i++) {
        in_chinese();
        ck_assert(cx_lang_set(english[i]));
        ck_assert_str_eq(cx_lang_tag(), "en");
    }
    in_chinese();
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        ck_assert_msg(!cx_lang_set(none[i]) && !cx_lang_is_there(none[i]), "%s", none[i]);
    ck_assert_str_eq(cx_lang_tag(), "zh-CN");
}
END_TEST

START_TEST(texts)
{
    in_english();
    ck_assert_str_eq(_("print this text"), "print this text");
    in_chinese();
    ck_assert_str_eq(_("print this text"), "显示本帮助");
    ck_assert_str_eq(cx_shown("print this text"), "显示本帮助");
    ck_assert_str_eq(_("a text that no catalogue has"), "a text that no catalogue has");
    ck_assert_str_eq(_(""), "");
}
END_TEST

START_TEST(plural_forms)
{
    in_english();
    ck_assert_str_eq(cx_said_n("%s%zu change of hands", "%s%zu changes of hands", 1),
                     "%s%zu change of hands");
    ck_assert_str_eq(cx_said_n("%s%zu change of hands", "%s%zu changes of hands", 0),
                     "%s%zu changes of hands");
    in_chinese();
    ck_assert_str_eq(cx_said_n("%s%zu change of hands", "%s%zu changes of hands", 1),
                     "%s%zu 笔账户换手");
    ck_assert_str_eq(cx_shown_n("%s%zu change of hands", "%s%zu changes of hands", 2),
                     "%s%zu 笔账户换手");
}
END_TEST

START_TEST(output_for_machines_is_english)
{
    in_chinese();
    cx_lang_set_output_plain(true);
    ck_assert_str_eq(cx_shown("print this text"), "print this text");
    ck_assert_str_eq(cx_shown_word("no_answer"), "no_answer");
    ck_assert_str_eq(cx_lang_tag(), "en");
    ck_assert_str_eq(_("print this text"), "显示本帮助");
    cx_lang_say_as_output(true);
    ck_assert_str_eq(_("print this text"), "print this text");
    cx_lang_say_as_output(false);
    ck_assert_str_eq(_("print this text"), "显示本帮助");
    cx_lang_set_output_plain(false);
    ck_assert_str_eq(cx_shown("print this text"), "显示本帮助");
}
END_TEST

START_TEST(words_of_choices)
{
    char wide[100];
    memset(wide, 'x', 99);
    wide[99] = '\0';
    in_chinese();
    ck_assert_str_eq(cx_shown_word("no_answer"), "无人接听");
    ck_assert_str_eq(cx_shown_word("print this text"), "print this text");
    ck_assert_str_eq(cx_shown_word(wide), wide);
}
END_TEST

/* What takes a format translates it. */
START_TEST(formats)
{
    struct cx_err err = {0};
    struct cx_buf text = {0};
    in_chinese();
    cx_lang_set_output_plain(true);
    cx_err_set(&err, CX_EDATA, "%s: there is no language \"%s\": use one of %s", "--lang", "fr",
               "en");
    ck_assert_str_eq(err.text, "--lang：没有“fr”这种语言，可用的有：en");
    cx_buf_say(&text, cx_said_n("%s%zu change of hands", "%s%zu changes of hands", 2), "",
               (size_t)2);
    cx_buf_show(&text, "; %s: print this text", "x");
    ck_assert_str_eq(cx_buf_str(&text), "2 笔账户换手; x: print this text");
    cx_buf_fini(&text);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, in_english, in_english);
    tcase_add_test(tc, names_of_languages);
    tcase_add_test(tc, texts);
    tcase_add_test(tc, plural_forms);
    tcase_add_test(tc, output_for_machines_is_english);
    tcase_add_test(tc, words_of_choices);
    tcase_add_test(tc, formats);
}

UNIT_MAIN("lang")
