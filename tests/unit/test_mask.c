/* report/mask: what stays of a name, a number and of words. */
#include "text/mask.h"
#include "unit.h"

static struct cx_buf out;

static const char *masked(void (*mask)(struct cx_buf *, const char *), const char *s)
{
    cx_buf_clear(&out);
    mask(&out, s);
    return cx_buf_str(&out);
}

START_TEST(names)
{
    ck_assert_str_eq(masked(cx_mask_name, "张三"), "张**");
    ck_assert_str_eq(masked(cx_mask_name, "欧阳娜娜"), "欧**");
    ck_assert_str_eq(masked(cx_mask_name, "John Smith"), "J**");
    ck_assert_str_eq(masked(cx_mask_name, ""), "");
    cx_buf_fini(&out);
}
END_TEST

START_TEST(phones)
{
    ck_assert_str_eq(masked(cx_mask_phone, "13812341234"), "138****1234");
    ck_assert_str_eq(masked(cx_mask_phone, "+86 138 1234 5678"), "+86****5678");
    ck_assert_str_eq(masked(cx_mask_phone, "8123456"), "****"); /* too short to leave seven */
    ck_assert_str_eq(masked(cx_mask_phone, "13800000001分机12"), "138****分机12");
    ck_assert_str_eq(masked(cx_mask_phone, "１３８１２３４１２３４"), "１３８****１２３４");
    ck_assert_str_eq(masked(cx_mask_phone, "８１２３４５６"), "****");
    ck_assert_str_eq(masked(cx_mask_phone, ""), "");
    cx_buf_fini(&out);
}
END_TEST

START_TEST(cells)
{
    ck_assert_str_eq(masked(cx_mask_cell, "1990-13-01 (张三)"), "****-**-** (**)");
    ck_assert_str_eq(masked(cx_mask_cell, ""), "");
    cx_buf_fini(&out);
}
END_TEST

START_TEST(words)
{
    cx_buf_clear(&out);
    cx_mask_text(&out, "坐席:秦丽您好,打13800000001或6222021234567890123,找王芳;欠123456元", "秦丽",
                 "13800000001", "王芳");
    ck_assert_str_eq(cx_buf_str(&out),
                     "坐席:秦**您好,打138****0001或622****0123,找王**;欠123456元");
    cx_buf_clear(&out);
    cx_mask_text(&out, "no one is named here, not even 秦丽", NULL, NULL, "");
    ck_assert_str_eq(cx_buf_str(&out), "no one is named here, not even 秦丽");
    cx_buf_fini(&out);
}
END_TEST

static void ck(const char *text, const char *name, const char *phone, const char *person,
               const char *wanted)
{
    cx_buf_clear(&out);
    cx_mask_text(&out, text, name, phone, person);
    ck_assert_str_eq(cx_buf_str(&out), wanted);
    cx_buf_fini(&out);
}

/* However they are written. */
START_TEST(names_in_words)
{
    ck("tell tom smith or TOM  SMITH, Tomsmith", "Tom Smith", NULL, NULL, "tell T** or T**, T**");
    ck("赵 一, 赵　一和赵一", "赵一", NULL, NULL, "赵**, 赵**和赵**");
    ck("ＴＯＭ Smith; 王 芳", "Tom Smith", NULL, "王芳", "T**; 王**");
    ck("please, Li; Lily and li.", "Li", NULL, NULL, "please, L**; Lily and L**.");
    ck("赵", "赵一", NULL, NULL, "赵");
    ck("a - b", "-", NULL, " ", "a - b");
}
END_TEST

START_TEST(numbers_in_words)
{
    ck("138-1234-5678 或 138 1234 5678 或 138.1234.5678", "赵一", "13812345678", NULL,
       "138****5678 或 138****5678 或 138****5678");
    ck("1 3 8 1 2 3 4 5 6 7 8, １３８１２３４５６７８", NULL, NULL, NULL,
       "138****5678, 138****5678");
    ck("call 139-1234-5678", NULL, "(139) 1234 5678", NULL, "call 139****5678");
    ck("short 12-345, 12345, 123", NULL, "12 345", NULL, "short ****, ****, 123");
    ck("8888-6666", NULL, NULL, NULL, "****");
}
END_TEST

/* What is no telephone stays. */
START_TEST(days_and_amounts)
{
    static const char *const texts[] = {
        "2026-10-01", "2026-10-01 10:30", "01.10.2026",  "2026-10-01 2026-10-31",
        "1,234.50",   "12345.67元",       "3000-5000元", "欠 5000 元, 10:30:25"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        ck(texts[i], "赵一", "13812345678", NULL, texts[i]);
    ck("还了5000.00 13点再打, 欠款12345.67 30天未还", NULL, "13812345678", NULL,
       "还了5000.00 13点再打, 欠款12345.67 30天未还");
    ck("1000.00 1000.00 1000.00, 999999.99-1000000.00", NULL, NULL, NULL,
       "1000.00 1000.00 1000.00, 999****0000");
    ck("1000.00-2000.00, ５０００．００ 3", NULL, NULL, NULL, "1000.00-2000.00, ５０００．００ 3");
    ck("0.50 13812345678 5000.00", NULL, NULL, NULL, "0.50 138****0000");
    ck("5000.00 138 1234 5678", NULL, "13812345678", NULL, "5000.00 138****5678");
    /* no telephone or card passes for one */
    ck("06.12 34 56 78, 16.12.34.56, 138.12-345678", NULL, NULL, NULL, "****, ****, 138****5678");
    ck("138.12 345 678, 1381234.56 78", NULL, "13812345678", NULL, "138****5678, 138****5678");
    ck("123.45", NULL, "12345", NULL, "****");
    ck("138 2026-10-01", NULL, NULL, NULL, "138 2026-10-01");
    ck("2026-10-01-1234567", NULL, NULL, NULL, "2026-10-01-****");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, names);
    tcase_add_test(tc, phones);
    tcase_add_test(tc, cells);
    tcase_add_test(tc, words);
    tcase_add_test(tc, names_in_words);
    tcase_add_test(tc, numbers_in_words);
    tcase_add_test(tc, days_and_amounts);
}

UNIT_MAIN("mask")
