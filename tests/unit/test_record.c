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
    ck_assert_int_eq(record_drop(record, 3, &err), 0);
    ck_assert_int_eq(ask(db, "SELECT count(*) FROM violations"), 2);
    /* What a former list found stays, unless it is found anew. */
    ck_assert_int_eq(record_put(record, 3, "M", CX_BLOCK, "words", &err), 0);
    run(db, "UPDATE violations SET former = 7 WHERE contact_id = 3");
    ck_assert_int_eq(record_put(record, 3, "M", CX_WARN, "words", &err), 0);
    ck_assert_int_eq(ask(db, "SELECT former FROM violations WHERE contact_id = 3 AND severity = 0"),
                     7);
    ck_assert_int_eq(record_put(record, 3, "M", CX_BLOCK, "words", &err), 0);
    ck_assert_int_eq(
        ask(db, "SELECT former IS NULL FROM violations WHERE contact_id = 3 AND severity = 0"), 1);
    run(db, "UPDATE violations SET former = 7 WHERE contact_id = 3");
    ck_assert_int_eq(record_drop(record, 3, &err), 0);
    ck_assert_int_eq(ask(db, "SELECT count(*) FROM violations"), 2);
    record_free(record);
    record_free(NULL);
    cx_db_close(db);
}
END_TEST

static bool is_of_today(void *context, const char *rule, enum cx_severity severity,
                        const char *words)
{
    return strcmp(rule, context) == 0 && severity == CX_BLOCK && strcmp(words, "words") == 0;
}

/* What today's list would not say is a former one's. */
START_TEST(retired)
{
    struct cx_db *db = opened(NULL, CX_DB_CREATE);
    struct cx_err err = {0};
    struct record *record = NULL;
    run(db, "PRAGMA foreign_keys=OFF; INSERT INTO violations VALUES (1, 0, 'L', 0, 'words', NULL), "
            "(1, 1, 'L', 0, 'words', NULL), (1, 1, 'M', 0, 'words', NULL), "
            "(1, 1, 'N', 0, 'words', 5), (2, 1, 'L', 1, 'words', NULL)");
    ck_assert_int_eq(record_new(&record, db, CX_BY_LIMIT, &err), 0);
    for (int64_t contact = 1; contact <= 3; contact++)
        ck_assert_int_eq(record_retire(record, contact, 9, is_of_today, "L", &err), 0);
    char *left = NULL;
    ck_assert_int_eq(cx_db_get_text(&left, db,
                                    "SELECT group_concat(contact_id || source || rule_id || "
                                    "coalesce(former, ''), ' ') FROM (SELECT * FROM violations "
                                    "ORDER BY contact_id, source, rule_id)",
                                    NULL, &err),
                     0);
    ck_assert_str_eq(left, "10L 11M9 11N5 21L9");
    free(left);
    record_free(record);
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
    tcase_add_test(tc, retired);
    tcase_add_test(tc, settings);
}

UNIT_MAIN("record")
