/* past/scrap: what was written is read again, and a folder that isn't there is passed over. */
#include "past/scrap.h"

#include <stdlib.h>

#include "unit.h"

START_TEST(read_again)
{
    struct cx_err err = {0};
    struct scrap scrap = SCRAP_NONE;
    char bytes[4] = "";
    setenv("SQLITE_TMPDIR", "/nowhere", 1);
    scrap_fini(&scrap); /* nothing was written */
    ck_assert_int_eq(scrap_write(&scrap, "abc", 3, &err), 0);
    ck_assert_int_eq(scrap_write(&scrap, "defg", 4, &err), 0);
    ck_assert_int_eq(scrap.size, 7);
    ck_assert_int_eq(scrap_read(bytes, &scrap, 2, 3, &err), 0);
    ck_assert_str_eq(bytes, "cde");
    ck_assert_int_lt(scrap_read(bytes, &scrap, 5, 3, &err), 0); /* there is no more */
    scrap_fini(&scrap);
    ck_assert_int_eq(scrap.fd, -1);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, read_again);
}

UNIT_MAIN("scrap")
