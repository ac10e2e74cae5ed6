/* store/backup: a copy holds what was committed, and is written over nothing. */
#include "store/backup.h"

#include <sys/stat.h>

#include "scratch.h"
#include "unit.h"

START_TEST(copies_what_was_committed)
{
    struct scratch s;
    struct stat st;
    struct cx_err err = {0};
    char path[64];
    scratch_open(&s);
    snprintf(path, sizeof path, "%s/copy.db", s.dir);
    struct cx_db *writer = opened(s.path, CX_DB_CREATE);
    run(writer, "INSERT INTO settings VALUES ('a', '1')");
    ck_assert_int_eq(cx_db_begin(writer, &err), 0);
    run(writer, "INSERT INTO settings VALUES ('b', '1')");
    struct cx_db *db = opened(s.path, CX_DB_READ);
    ck_assert_int_eq(cx_db_backup(db, path, &err), 0);
    cx_db_close(db);
    cx_db_rollback(writer);
    cx_db_close(writer);
    ck_assert_int_eq(stat(path, &st), 0);
    ck_assert_int_eq(st.st_mode & 0777, 0600);
    db = opened(path, CX_DB_READ);
    ck_assert_int_eq(cx_db_verify(db, &err), 0);
    ck_assert_int_eq(ask(db, "SELECT count(*) FROM settings WHERE name = 'a'"), 1);
    ck_assert_int_eq(ask(db, "SELECT count(*) FROM settings WHERE name = 'b'"), 0);
    cx_db_close(db);
    scratch_close(&s);
}
END_TEST

START_TEST(over_nothing)
{
    struct scratch s;
    struct cx_err err = {0};
    scratch_open(&s);
    struct cx_db *db = opened(s.path, CX_DB_CREATE);
    ck_assert_int_eq(cx_db_backup(db, s.path, &err), CX_EWORLD);
    ck_assert_ptr_nonnull(strstr(err.text, "not written over anything"));
    err = (struct cx_err){0};
    ck_assert_int_eq(cx_db_backup(db, "/nonexistent/copy.db", &err), CX_EWORLD);
    ck_assert_int_gt(ask(db, "SELECT count(*) FROM sqlite_schema"), 0);
    cx_db_close(db);
    scratch_close(&s);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, copies_what_was_committed);
    tcase_add_test(tc, over_nothing);
}

UNIT_MAIN("backup")
