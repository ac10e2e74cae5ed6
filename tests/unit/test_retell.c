/* base/retell: English that was kept, in the language of the output. */
#include "base/retell.h"

#include "base/lang.h"
#include "unit.h"

static const char *const formats[] = {
    N_("%d of %d days"),
    N_("of a pool of %s"),
    N_("%s was put right before"),
    N_("%s at %s, in the quiet hours %s"),
    N_("%s %s on the account in the 7 days to %s"),
    N_("%s %s instead of %s"),
};

static void ck_retold(const char *text, const char *told)
{
    struct cx_buf out = {0};
    cx_retell(&out, text, formats, sizeof formats / sizeof *formats);
    ck_assert_str_eq(cx_buf_str(&out), told);
    cx_buf_fini(&out);
}

START_TEST(english_stays)
{
    ck_retold("20 of 31 days", "20 of 31 days");
    ck_retold("kpi 12.00 instead of 10.00, pool 1.00 instead of 2.00; 3.00 was put right before",
              "kpi 12.00 instead of 10.00, pool 1.00 instead of 2.00; 3.00 was put right before");
    ck_retold("", "");
}
END_TEST

START_TEST(whole)
{
    cx_lang_set("zh_CN");
    cx_lang_set_output_plain(false);
    ck_retold("20 of 31 days", "31 天中的 20 天");
    ck_retold("of a pool of 1200.00", "奖池 1200.00 的一份");
    cx_lang_set("en");
    cx_lang_set_output_plain(true);
}
END_TEST

START_TEST(in_parts)
{
    cx_lang_set("zh_CN");
    cx_lang_set_output_plain(false);
    ck_retold("kpi 12.00 instead of 10.00, pool 1.00 instead of 2.00; 3.00 was put right before",
              "kpi：12.00，原为 10.00，pool：1.00，原为 2.00；3.00 此前已更正");
    ck_retold("电话补贴; 20 of 31 days", "电话补贴；31 天中的 20 天");
    cx_lang_set("en");
    cx_lang_set_output_plain(true);
}
END_TEST

START_TEST(things_in_places)
{
    cx_lang_set("zh_CN");
    cx_lang_set_output_plain(false);
    ck_retold("connected phone call at 22:05, in the quiet hours 22:00-08:00",
              "接通的电话（22:05），在禁呼时段 22:00-08:00 内");
    ck_retold("8th text message on the account in the 7 days to 2026-10-31",
              "截至 2026-10-31 的 7 天内对该账户的第 8 次短信");
    cx_lang_set("en");
    cx_lang_set_output_plain(true);
}
END_TEST

START_TEST(of_none_stays)
{
    cx_lang_set("zh_CN");
    cx_lang_set_output_plain(false);
    ck_retold("20 of 31 days more", "20 of 31 days more");
    ck_retold(" of  days", " of  days");
    ck_retold("as the manager wrote", "as the manager wrote");
    cx_lang_set("en");
    cx_lang_set_output_plain(true);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, english_stays);
    tcase_add_test(tc, whole);
    tcase_add_test(tc, in_parts);
    tcase_add_test(tc, things_in_places);
    tcase_add_test(tc, of_none_stays);
}

UNIT_MAIN("retell")
