/* sheet/told: roles, kinds and notes as people read them; what is put out for machines stays. */
#include "sheet/told.h"

#include "unit.h"

static void ck_told(const char *column, const char *text, const char *shown)
{
    struct cx_buf told = {0};
    ck_assert_str_eq(told_cell(&told, column, text).text, shown);
    cx_buf_fini(&told);
}

START_TEST(by_names)
{
    cx_lang_set("zh_CN");
    cx_lang_set_output_plain(false);
    ck_told("role", "collector", "催收员");
    ck_told("role", "夜班", "夜班");
    ck_told("kind", "tier", "阶梯提成");
    ck_told("note", "among the top 2 for 1 period running", "连续 1 个期间位列前 2 名");
    ck_told("note", "20 of 31 days", "31 天中的 20 天");
    ck_told("note", "carried from 2026-08, whose total was below zero",
            "由 2026-08 结转，该月合计为负");
    ck_told("note", "a 1.00 instead of 2.00 (on 5.00 instead of 9.00), b 3.00 instead of 0.00",
            "a：1.00，原为 2.00（基数 5.00，原为 9.00），b：3.00，原为 0.00");
    ck_told("rule_id", "tier", "tier");
    cx_lang_set_output_plain(true);
    ck_told("role", "collector", "collector");
    ck_told("note", "20 of 31 days", "20 of 31 days");
    cx_lang_set("en");
    ck_told("note", "20 of 31 days", "20 of 31 days");
}
END_TEST

START_TEST(nothing)
{
    struct cx_buf told = {0};
    ck_assert(told_cell(&told, "note", NULL).null);
    ck_assert(told_cell(&told, "role", "").null);
    cx_buf_fini(&told);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, by_names);
    tcase_add_test(tc, nothing);
}

UNIT_MAIN("told")
