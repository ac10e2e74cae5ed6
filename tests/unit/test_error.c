#include "base/error.h"

#include <string.h>

#include "unit.h"

START_TEST(first_message_wins)
{
    struct cx_err err = {0};

    ck_assert_int_eq(cx_err_set(&err, CX_EDATA, "line %d: %s", 17, "bad"), CX_EDATA);
    ck_assert_int_eq(err.code, CX_EDATA);
    ck_assert_str_eq(err.text, "line 17: bad");
    ck_assert_int_eq(cx_err_set(&err, CX_EWORLD, "later"), CX_EWORLD);
    ck_assert_int_eq(err.code, CX_EDATA);
    ck_assert_str_eq(err.text, "line 17: bad");
}
END_TEST

START_TEST(empty_message_counts)
{
    struct cx_err err = {0};

    cx_err_set(&err, CX_EWORLD, "%s", "");
    cx_err_set(&err, CX_EBUG, "later");
    ck_assert_int_eq(err.code, CX_EWORLD);
    ck_assert_str_eq(err.text, "");
    ck_assert_int_eq(cx_err_set(NULL, CX_EBUG, "nobody listens"), CX_EBUG);
}
END_TEST

/* 1999 bytes are room for 666 characters of 3 bytes and one byte of the next. */
START_TEST(cut_between_characters)
{
    static const char *const characters[] = {"a", "é", "元", "😀"};
    char text[4001];

    for (size_t i = 0; i < 4; i++) {
        struct cx_err err = {0};
        size_t width = strlen(characters[i]);
        for (size_t at = 0; at + width <= 4000; at += width)
            memcpy(text + at, characters[i], width);
        text[4000 / width * width] = '\0';
        cx_err_set(&err, CX_EDATA, "%s", text);
        ck_assert_uint_eq(strlen(err.text), 1999 / width * width);
        ck_assert_mem_eq(err.text, text, strlen(err.text));
    }
}
END_TEST

START_TEST(statuses)
{
    ck_assert_int_eq(cx_err_status(0), 0);
    ck_assert_int_eq(cx_err_status(12), 0);
    ck_assert_int_eq(cx_err_status(CX_EDATA), 1);
    ck_assert_int_eq(cx_err_status(CX_EUSAGE), 2);
    ck_assert_int_eq(cx_err_status(CX_EWORLD), 3);
    ck_assert_int_eq(cx_err_status(CX_EBUG), 4);
    ck_assert_int_eq(cx_err_status(-99), 4);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, first_message_wins);
    tcase_add_test(tc, empty_message_counts);
    tcase_add_test(tc, cut_between_characters);
    tcase_add_test(tc, statuses);
}

UNIT_MAIN("error")
