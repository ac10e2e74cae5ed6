/* store/schema: what was planted in a database or taken from it is named, and not opened. */
#include "store/schema.h"

#include "scratch.h"
#include "unit.h"

/* As another program changes the file, which minds no references. */
static void plant(const char *path, const char *sql)
{
    struct cx_db *db = opened(path, CX_DB_WRITE);
    run(db, "PRAGMA foreign_keys=OFF");
    run(db, sql);
    cx_db_close(db);
}

static void ck_refused(const char *sql, const char *words)
{
    struct scratch s;
    struct cx_db *db = NULL;
    struct cx_err err = {0};
    scratch_open(&s);
    cx_db_close(opened(s.path, CX_DB_CREATE));
    plant(s.path, sql);
    for (enum cx_db_mode mode = CX_DB_READ; mode <= CX_DB_CREATE; mode++) {
        err = (struct cx_err){0};
        ck_assert_int_eq(cx_db_open(&db, s.path, mode, &err), CX_EWORLD);
        ck_assert_ptr_nonnull(strstr(err.text, words));
    }
    scratch_close(&s);
}

START_TEST(planted)
{
    ck_refused("CREATE TRIGGER raise AFTER INSERT ON payments BEGIN "
               "UPDATE payments SET amount = 2 * amount; END",
               "the trigger raise was not made by cx");
    ck_refused("CREATE VIEW a_view AS SELECT 1", "the view a_view was not made by cx");
    ck_refused("CREATE INDEX an_index ON payments (amount)", "the index an_index was not made by");
    ck_refused("CREATE TABLE a_table (a)", "the table a_table was not made by cx");
    ck_refused("ALTER TABLE settings ADD COLUMN more TEXT",
               "the table settings is not as cx made it");
    ck_refused("DROP VIEW sealed_periods; CREATE VIEW sealed_periods AS SELECT '' period, 0 seq",
               "the view sealed_periods is not as cx made it");
}
END_TEST

START_TEST(gone)
{
    ck_refused("DROP TRIGGER seals_insert", "the trigger seals_insert is gone");
    ck_refused("DROP INDEX payments_account", "the index payments_account is gone");
}
END_TEST

/* With statistics all is as before; --verify names them. */
START_TEST(statistics_of_sqlite)
{
    struct scratch s;
    struct cx_err err = {0};
    scratch_open(&s);
    struct cx_db *db = opened(s.path, CX_DB_CREATE);
    run(db, "INSERT INTO settings VALUES ('a', '1')");
    cx_db_close(db);
    plant(s.path, "ANALYZE");
    db = opened(s.path, CX_DB_READ);
    ck_assert_int_eq(cx_db_verify(db, &err), CX_EWORLD);
    ck_assert_ptr_nonnull(strstr(err.text, "sqlite_stat1 was not made by cx"));
    cx_db_close(db);
    plant(s.path, "DROP TABLE sqlite_stat1");
    db = opened(s.path, CX_DB_READ);
    ck_assert_int_eq(cx_db_verify(db, &err), 0);
    cx_db_close(db);
    scratch_close(&s);
}
END_TEST

START_TEST(rows_that_name_nobody)
{
    struct scratch s;
    struct cx_err err = {0};
    scratch_open(&s);
    cx_db_close(opened(s.path, CX_DB_CREATE));
    plant(s.path, "INSERT INTO teams (team_id, parent_id) VALUES (512, 1024)");
    struct cx_db *db = opened(s.path, CX_DB_READ);
    ck_assert_int_eq(cx_db_verify_references(db, &err), CX_EDATA);
    ck_assert_ptr_nonnull(strstr(err.text, "a row of teams names one of teams"));
    cx_db_close(db);
    scratch_close(&s);
}
END_TEST

/* Where this fails, the schema was changed, and CX_SCHEMA_DIGEST is to become what it is now. */
START_TEST(known_digest)
{
    struct scratch s;
    struct cx_err err = {0};
    char digest[CX_HASH_TEXT];
    scratch_open(&s);
    struct cx_db *db = opened(s.path, CX_DB_CREATE);
    ck_assert_int_eq(cx_schema_digest(digest, db, &err), 0);
    ck_assert_str_eq(digest, CX_SCHEMA_DIGEST);
    run(db, "CREATE VIEW a_view AS SELECT 1");
    ck_assert_int_eq(cx_schema_digest(digest, db, &err), 0);
    ck_assert_str_ne(digest, CX_SCHEMA_DIGEST);
    cx_db_close(db);
    scratch_close(&s);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, known_digest);
    tcase_add_test(tc, planted);
    tcase_add_test(tc, gone);
    tcase_add_test(tc, statistics_of_sqlite);
    tcase_add_test(tc, rows_that_name_nobody);
}

UNIT_MAIN("schema")
