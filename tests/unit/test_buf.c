#include "base/buf.h"

#include <string.h>

#include "unit.h"

START_TEST(empty)
{
    struct cx_buf buf = {0};

    ck_assert_str_eq(cx_buf_str(&buf), "");
    cx_buf_clear(&buf);
    ck_assert_str_eq(buf.data, "");
    ck_assert_uint_eq(buf.len, 0);
    cx_buf_fini(&buf);
    ck_assert_ptr_null(buf.data);
    ck_assert_uint_eq(buf.cap, 0);
    cx_buf_fini(&buf);
}
END_TEST

START_TEST(additions_join)
{
    struct cx_buf buf = {0};

    cx_buf_puts(&buf, "a,b");
    cx_buf_putc(&buf, ',');
    cx_buf_add(&buf, "cxx", 1);
    cx_buf_add(&buf, NULL, 0);
    cx_buf_printf(&buf, "=%d %s", -5, "元");
    cx_buf_printf(&buf, "%s", "");
    ck_assert_str_eq(buf.data, "a,b,c=-5 元");
    ck_assert_uint_eq(buf.len, strlen("a,b,c=-5 元"));
    cx_buf_fini(&buf);
}
END_TEST

START_TEST(room_is_written_by_the_caller)
{
    struct cx_buf buf = {0};

    cx_buf_puts(&buf, "ab");
    memcpy(cx_buf_room(&buf, 100), "cd", 3);
    ck_assert_str_eq(buf.data, "abcd");
    ck_assert_uint_eq(buf.len, 2);
    ck_assert_uint_ge(buf.cap, 103);
    buf.len += 2;
    cx_buf_putc(&buf, 'e');
    ck_assert_str_eq(buf.data, "abcde");
    cx_buf_fini(&buf);
}
END_TEST

START_TEST(nul_bytes_are_kept)
{
    struct cx_buf buf = {0};

    cx_buf_add(&buf, "a\0b", 3);
    ck_assert_uint_eq(buf.len, 3);
    ck_assert_mem_eq(buf.data, "a\0b", 4);
    cx_buf_fini(&buf);
}
END_TEST

START_TEST(clear_keeps_the_memory)
{
    struct cx_buf buf = {0};

    cx_buf_puts(&buf, "something");
    char *data = buf.data;
    size_t cap = buf.cap;
    cx_buf_clear(&buf);
    ck_assert_str_eq(cx_buf_str(&buf), "");
    ck_assert_ptr_eq(buf.data, data);
    ck_assert_uint_eq(buf.cap, cap);
    cx_buf_fini(&buf);
}
END_TEST

/* Every length around each growth of the buffer, for printf counts its room by itself. */
START_TEST(grows_by_every_step)
{
    struct cx_buf one = {0}, all = {0}, printed = {0};

    for (int i = 0; i < 5000; i++) {
        char c = (char)('a' + i % 26);
        cx_buf_putc(&one, c);
        cx_buf_printf(&printed, "%c", c);
        ck_assert_uint_eq(one.len, (size_t)i + 1);
        ck_assert_str_eq(one.data, printed.data);
    }
    for (int i = 0; i < 300; i++) {
        cx_buf_fini(&all);
        cx_buf_printf(&all, "%.*s", i, one.data);
        ck_assert_uint_eq(all.len, (size_t)i);
        cx_buf_printf(&all, "%s|%s", one.data, one.data);
        ck_assert_uint_eq(all.len, (size_t)i + 10001);
        ck_assert_mem_eq(all.data + i + 5001, one.data, 5001);
    }
    cx_buf_fini(&one);
    cx_buf_fini(&printed);
    cx_buf_fini(&all);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, empty);
    tcase_add_test(tc, additions_join);
    tcase_add_test(tc, room_is_written_by_the_caller);
    tcase_add_test(tc, nul_bytes_are_kept);
    tcase_add_test(tc, clear_keeps_the_memory);
    tcase_add_test(tc, grows_by_every_step);
}

UNIT_MAIN("buf")
