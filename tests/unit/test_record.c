/* conduct/record: what is found, put into the table and taken out. */
#include "conduct/record.h"

#include "scratch.h"
#include "unit.h"

START_TEST(put_and_drop)
{
    struct cx_db *db = opened(NULL, CX_DB_CREATE);
    struct cx_err err = {0};
    struct record *record = NULL;
    run(db,
        "PRAGMA foreign_keys=OFF; INSERT INTO violations VALUES (1, 0, 'K', 0, '', NULL), (1, 1, "
        "'L', 0, '', NULL), "
        "(2, 1, 'L', 0, '', NULL)");
    ck_assert_int_eq(record_new(&record, db, CX_BY_LIMIT, &err), 0);
    ck_assert_int_eq(record_drop(record, 1, &err), 0);
    ck_assert_int_eq(record_drop(record, 9, &err), 0);
    ck_assert_int_eq(ask(db, "SELECT count(*) FROM violations WHERE contact_id = 1 AND source = 0"),
                     1);
    ck_assert_int_eq(ask(db, "SELECT count(*) FROM violations"), 2);
    ck_assert_int_eq(record_put(record, 3, "M", CX_WARN, "words", &err), 0);
    ck_assert_int_eq(record_put(record, 3, "M", CX_BLOCK, "other words", &err), 0);
    ck_assert_int_eq(
        ask(db, "SELECT count(*) FROM violations WHERE words = 'other words' AND severity = 0 "
                "AND source = 1 AND contact_id = 3"),
        1);
    int64_t count = -1;
    ck_assert_int_eq(record_count(&count, record, 3, &err), 0);
    ck_assert_int_eq(count, 1);
    ck_assert_int_eq(record_count(&count, record, 9, &err), 0);
    ck_assert_int_eq(count, 0);
    ck_assert_int_eq(record_has(record, 3, "M", CX_BLOCK, "other words", &err), 1);
    ck_assert_int_eq(record_has(record, 3, "M", CX_BLOCK, "words", &err), 0);
    ck_assert_int_eq(record_has(record, 3, "M", CX_WARN, "other words", &err), 0);
    ck_assert_int_eq(record_drop(record, 3, &err), 0);
    ck_assert_int_eq(ask(db, "SELECT count(*) FROM violations"), 2);
    /* What a former list found stays, unless it is found anew or the contact is another. */
    ck_assert_int_eq(record_put(record, 3, "M", CX_BLOCK, "words", &err), 0);
    run(db, "UPDATE violations SET former = 7 WHERE contact_id = 3");
    ck_assert_int_eq(record_has(record, 3, "M", CX_BLOCK, "words", &err), 0);
    ck_assert_int_eq(record_drop_current(record, 3, &err), 0);
    ck_assert_int_eq(record_put(record, 3, "M", CX_WARN, "words", &err), 0);
    ck_assert_int_eq(ask(db, "SELECT former FROM violations WHERE contact_id = 3 AND severity = 0"),
                     7);
    ck_assert_int_eq(record_put(record, 3, "M", CX_BLOCK, "words", &err), 0);
    ck_assert_int_eq(
        ask(db, "SELECT former IS NULL FROM violations WHERE contact_id = 3 AND severity = 0"), 1);
    ck_assert_int_eq(record_drop_current(record, 3, &err), 0);
    ck_assert_int_eq(ask(db, "SELECT count(*) FROM violations"), 2);
    record_free(record);
    record_free(NULL);
    cx_db_close(db);
}
END_TEST

START_TEST(settings)
{
    struct cx_db *db = opened(NULL, CX_DB_CREATE);
    struct cx_err err = {0};
    char *value = NULL;
    ck_assert_int_eq(read_setting(&value, db, "jurisdiction", &err), 0);
    ck_assert_ptr_null(value);
    run(db, "INSERT INTO settings VALUES ('Jurisdiction', 'US')");
    ck_assert_int_eq(read_setting(&value, db, "jurisdiction", &err), 0);
    ck_assert_str_eq(value, "US");
    free(value);
    cx_db_close(db);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, put_and_drop);
    tcase_add_test(tc, settings);
}

UNIT_MAIN("record")
