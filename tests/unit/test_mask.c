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

static void tests(TCase *tc)
{
    tcase_add_test(tc, names);
    tcase_add_test(tc, phones);
    tcase_add_test(tc, cells);
    tcase_add_test(tc, words);
}

UNIT_MAIN("mask")
