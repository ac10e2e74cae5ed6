/* base/temporary: files go where SQLite puts its own, and have no name. */
#include "base/temporary.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "unit.h"

START_TEST(order_of_folders)
{
    setenv("SQLITE_TMPDIR", "/usr", 1);
    setenv("TMPDIR", "/etc", 1);
    ck_assert_str_eq(cx_temporary_folder(), geteuid() == 0 ? "/usr" : "/var/tmp");
    setenv("SQLITE_TMPDIR", "/dev/null", 1); /* no folder */
    setenv("TMPDIR", "/tmp", 1);
    ck_assert_str_eq(cx_temporary_folder(), "/tmp");
    setenv("TMPDIR", "/nowhere", 1);
    ck_assert_str_eq(cx_temporary_folder(), "/var/tmp");
    unsetenv("SQLITE_TMPDIR");
    unsetenv("TMPDIR");
    ck_assert_str_eq(cx_temporary_folder(), "/var/tmp");
}
END_TEST

START_TEST(without_a_name)
{
    char folder[] = "/tmp/cx-unit-XXXXXX";
    struct stat of_file, of_folder;
    ck_assert_ptr_nonnull(mkdtemp(folder));
    setenv("SQLITE_TMPDIR", folder, 1);
    int fd = cx_temporary_file();
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(fstat(fd, &of_file), 0);
    ck_assert_int_eq(stat(folder, &of_folder), 0);
    ck_assert_uint_eq(of_file.st_nlink, 0);
    ck_assert_uint_eq(of_file.st_mode & 0777, 0600);
    ck_assert_uint_eq(of_file.st_dev, of_folder.st_dev);
    ck_assert_int_eq(rmdir(folder), 0);
    close(fd);
    unsetenv("SQLITE_TMPDIR");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, order_of_folders);
    tcase_add_test(tc, without_a_name);
}

UNIT_MAIN("temporary")
