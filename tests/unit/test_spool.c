/* base/spool: a pipe is kept whole, and what can't be read is said. */
#include "base/spool.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "unit.h"

START_TEST(pipe_is_kept)
{
    struct cx_err err = {0};
    char text[16];
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    ck_assert_int_eq(write(ends[1], "from a pipe", 11), 11);
    close(ends[1]);
    int kept = cx_spool(ends[0], "-", &err);
    ck_assert_int_ge(kept, 0);
    ck_assert_int_eq(lseek(kept, 0, SEEK_CUR), 0);
    ck_assert_int_eq(read(kept, text, sizeof text), 11);
    ck_assert_int_eq(memcmp(text, "from a pipe", 11), 0);
    close(kept);
    close(ends[0]);
}
END_TEST

START_TEST(cannot_be_read)
{
    struct cx_err err = {0};
    int folder = open("/", O_RDONLY | O_CLOEXEC);
    ck_assert_int_eq(cx_spool(folder, "in", &err), CX_EWORLD);
    ck_assert_str_eq(err.text, "in: can't be copied to a temporary file: Is a directory");
    close(folder);
}
END_TEST

START_TEST(without_an_end)
{
    struct cx_err err = {0};
    int zero = open("/dev/zero", O_RDONLY | O_CLOEXEC);
    ck_assert_int_eq(cx_spool(zero, "in", &err), CX_EDATA);
    ck_assert_str_eq(err.text, "in: is more than 1 GiB: is there an end to it?");
    close(zero);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, without_an_end);
    tcase_add_test(tc, pipe_is_kept);
    tcase_add_test(tc, cannot_be_read);
}

UNIT_MAIN("spool")
