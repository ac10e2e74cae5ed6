/* store/journal: what is noted of changes, and for how long. */
#include "store/journal.h"

#include "journaled.h"
#include "unit.h"

/* The rows of a query's first column, which is text, with commas. */
static void ck_rows(const char *sql, const char *wanted)
{
    char *text = NULL;
    struct cx_buf all = {0};
    cx_buf_printf(&all, "SELECT coalesce(group_concat(x, ' '), '') FROM (SELECT x FROM (%s))", sql);
    ck_assert_msg(cx_db_get_text(&text, db, cx_buf_str(&all), NULL, &err) == 0, "%s", err.text);
    ck_assert_str_eq(text, wanted);
    cx_buf_fini(&all);
    free(text);
}

#define ROWS "SELECT tbl || key || coalesce(before, '+') AS x FROM journal_rows ORDER BY n"

/* A table that was empty is noted as a whole; then rows with ids in a set, others by their keys. */
START_TEST(rows_that_come)
{
    import("INSERT INTO orders VALUES (1, 1, 0, 5); INSERT INTO tiers VALUES ('a', 0, NULL, 1)");
    ck_rows("SELECT tbl || (ids IS NULL) AS x FROM journal_added ORDER BY tbl", "orders1 tiers1");
    ck_rows(ROWS, "");
    import("INSERT INTO orders VALUES (2, 1, 0, 5), (3, 1, 0, 5);"
           "INSERT INTO tiers VALUES ('a\"\n', 7, NULL, 1)");
    ck_rows("SELECT tbl || (ids IS NULL) AS x FROM journal_added WHERE seq = 2", "orders0");
    ck_rows(ROWS, "tiers[\"a\\u0022\\u000a\",7]+");
    ck_rows("SELECT seq AS x FROM journal ORDER BY seq", "1 2");
}
END_TEST

/* What a row was is noted once, and nothing of one that is new. */
START_TEST(rows_that_change)
{
    import("INSERT INTO orders VALUES (1, 1, 0, 5), (2, 1, 0, 6);"
           "INSERT INTO tiers VALUES ('a', 0, NULL, 1), ('b', 0, NULL, 2)");
    import(
        "UPDATE orders SET amount = 9 WHERE order_id = 1; UPDATE orders SET amount = 10 WHERE "
        "order_id = 1; INSERT INTO orders VALUES (3, 1, 0, 7); UPDATE orders SET amount = 8 WHERE "
        "order_id = 3; DELETE FROM orders WHERE order_id >= 2; INSERT INTO orders VALUES (2, 9, 9, "
        "9); UPDATE tiers SET rate = 5 WHERE tier_id = 'a'; DELETE FROM tiers; INSERT INTO tiers "
        "VALUES ('b', 0, NULL, 2)");
    ck_rows(ROWS, "orders[1][1,1,0,5] orders[2][2,1,0,6] tiers[\"a\",0][\"a\",0,null,1] "
                  "tiers[\"b\",0][\"b\",0,null,2]");
    ck_rows("SELECT tbl AS x FROM journal_added WHERE seq = 2", "");
}
END_TEST

/* Neither sums that are kept, nor the audit log; an import that changes nothing isn't kept. */
START_TEST(not_noted)
{
    import(
        "INSERT INTO fresh_accounts VALUES (1); INSERT INTO kept_facts VALUES ('x', '', 0, 0, 0)");
    ck_rows("SELECT seq AS x FROM journal", "");
    import("CREATE TEMP TABLE mine (a); INSERT INTO mine VALUES (1)");
    ck_rows("SELECT seq AS x FROM journal", "");
}
END_TEST

START_TEST(the_oldest_go)
{
    import_keeping(2, "INSERT INTO orders VALUES (1, 1, 0, 5)");
    import_keeping(2, "UPDATE orders SET amount = 1");
    import_keeping(2, "UPDATE orders SET amount = 2");
    ck_rows("SELECT seq AS x FROM journal ORDER BY seq", "2 3");
    ck_rows("SELECT seq AS x FROM journal_added", "");
    import_keeping(0, "UPDATE orders SET amount = 3");
    ck_rows("SELECT seq AS x FROM journal", "");
    ck_rows(ROWS, "");
    ck_assert_int_eq(cx_journal_forget(db, 99, &err), 0);
}
END_TEST

/* Rows of a table that is written anew, of which some are as they were. */
START_TEST(settled)
{
    struct cx_journal *journal = NULL;
    import("INSERT INTO tiers VALUES ('a', 0, 5, 1), ('a', 5, NULL, 2), ('\"\n', 0, NULL, 3)");
    ck_assert_int_eq(cx_db_begin(db, &err), 0);
    ck_assert_int_eq(cx_journal_begin(&journal, db, &err), 0);
    ck_assert_int_eq(cx_db_exec(db,
                                "DELETE FROM tiers; INSERT INTO tiers VALUES ('a', 0, 5, 1), ('a', "
                                "5, NULL, 9), ('\"\n', 0, NULL, 3), ('c', 0, NULL, 1)",
                                &err),
                     0);
    ck_assert_int_eq(cx_journal_settle(journal, "tiers", &err), 0);
    ck_rows("SELECT key || coalesce(before, '') AS x FROM journal_rows WHERE seq = 2 ORDER BY key",
            "[\"a\",5][\"a\",5,null,2] [\"c\",0]");
    cx_journal_free(journal);
    cx_db_rollback(db);
}
END_TEST

/* More than fits is put into the database on the way. */
START_TEST(flushed)
{
    struct cx_journal *journal = NULL;
    import("INSERT INTO settings SELECT 'n' || value, printf('%0*d', 500, 0) FROM "
           "(WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n LIMIT 5000) "
           "SELECT value FROM n)");
    ck_assert_int_eq(cx_db_begin(db, &err), 0);
    ck_assert_int_eq(cx_journal_begin(&journal, db, &err), 0);
    ck_assert_int_eq(cx_journal_flush(journal, &err), 0);
    ck_assert_int_eq(cx_db_exec(db, "UPDATE settings SET value = ''", &err), 0);
    ck_rows("SELECT count(*) AS x FROM journal_rows", "0");
    ck_assert_int_eq(cx_journal_flush(journal, &err), 0);
    ck_rows("SELECT count(*) AS x FROM journal_rows", "5000");
    cx_journal_free(journal);
    cx_db_rollback(db);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, rows_that_come);
    tcase_add_test(tc, rows_that_change);
    tcase_add_test(tc, not_noted);
    tcase_add_test(tc, the_oldest_go);
    tcase_add_test(tc, settled);
    tcase_add_test(tc, flushed);
}

UNIT_MAIN("store/journal")
