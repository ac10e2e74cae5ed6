/* store/stmt: binding, stepping, reading. */
#include "scratch.h"
#include "unit.h"

static struct cx_stmt *made(struct cx_db *db, const char *sql)
{
    struct cx_stmt *stmt = NULL;
    struct cx_err err = {0};
    ck_assert_msg(cx_stmt_new(&stmt, db, sql, &err) == 0, "%s", err.text);
    return stmt;
}

START_TEST(binding_and_reading)
{
    struct cx_err err = {0};
    struct cx_db *db = opened(NULL, CX_DB_CREATE);
    struct cx_stmt *stmt = made(db, "SELECT ?1, ?2, ?3, ?4, ?4");
    cx_stmt_bind_int(stmt, 1, INT64_MIN);
    char text[] = "芳";
    cx_stmt_bind_text(stmt, 2, text);
    text[0] = 'x'; /* it was copied */
    cx_stmt_bind_text(stmt, 3, NULL);
    cx_stmt_bind_null(stmt, 4);
    ck_assert_int_eq(cx_stmt_step(stmt, &err), 1);
    ck_assert_int_eq(cx_stmt_int(stmt, 0), INT64_MIN);
    ck_assert_str_eq(cx_stmt_text(stmt, 1), "芳");
    ck_assert(!cx_stmt_is_null(stmt, 1));
    ck_assert(cx_stmt_is_null(stmt, 2));
    ck_assert_ptr_null(cx_stmt_text(stmt, 2));
    ck_assert_int_eq(cx_stmt_int(stmt, 3), 0);
    ck_assert_int_eq(cx_stmt_int_or(stmt, 3, 42), 42);
    ck_assert_int_eq(cx_stmt_int_or(stmt, 0, 42), INT64_MIN);
    cx_stmt_free(stmt);
    cx_stmt_free(NULL);
    cx_db_close(db);
}
END_TEST

START_TEST(single_values)
{
    struct cx_err err = {0};
    struct cx_db *db = opened(NULL, CX_DB_CREATE);
    char *text = NULL;
    int64_t value = 5;
    run(db, "INSERT INTO holidays (day, name) VALUES (1, 'one'), (2, NULL)");
    ck_assert_int_eq(
        cx_db_get_int(&value, db, "SELECT day FROM holidays WHERE name = ?1", "one", &err), 0);
    ck_assert_int_eq(value, 1);
    ck_assert_int_eq(
        cx_db_get_int(&value, db, "SELECT day FROM holidays WHERE name = ?1", "two", &err), 0);
    ck_assert_int_eq(
        cx_db_get_int(&value, db, "SELECT max(day) FROM holidays WHERE day > 2", NULL, &err), 0);
    ck_assert_int_eq(value, 1); /* no row, and null: as it was */
    ck_assert_int_eq(
        cx_db_get_text(&text, db, "SELECT name FROM holidays ORDER BY day", NULL, &err), 0);
    ck_assert_str_eq(text, "one");
    free(text);
    ck_assert_int_eq(
        cx_db_get_text(&text, db, "SELECT name FROM holidays WHERE day = 2", NULL, &err), 0);
    ck_assert_ptr_null(text);
    ck_assert_int_eq(cx_db_has_row(db, "SELECT NULL FROM holidays WHERE name = ?1", "one", &err),
                     1);
    ck_assert_int_eq(cx_db_has_row(db, "SELECT 1 FROM holidays WHERE name = ?1", "two", &err), 0);
    ck_assert_int_eq(cx_db_has_row(db, "SELECT 1 FROM nowhere", NULL, &err), CX_EWORLD);
    ck_assert_int_eq(cx_db_get_text(&text, db, "SELECT 1 FROM nowhere", NULL, &err), CX_EWORLD);
    ck_assert_ptr_null(text);
    cx_db_close(db);
}
END_TEST

START_TEST(used_again_after_the_end)
{
    struct cx_err err = {0};
    struct cx_db *db = opened(NULL, CX_DB_CREATE);
    run(db, "INSERT INTO holidays (day, name) VALUES (1, 'one'), (2, 'two'), (3, 'three')");
    struct cx_stmt *stmt = made(db, "SELECT day FROM holidays WHERE day >= ?1 ORDER BY day");
    for (int from = 1; from <= 4; from++) {
        cx_stmt_bind_int(stmt, 1, from);
        for (int day = from; day <= 3; day++) {
            ck_assert_int_eq(cx_stmt_step(stmt, &err), 1);
            ck_assert_int_eq(cx_stmt_int(stmt, 0), day);
        }
        ck_assert_int_eq(cx_stmt_step(stmt, &err), 0);
    }
    cx_stmt_bind_int(stmt, 1, 1);
    ck_assert_int_eq(cx_stmt_step(stmt, &err), 1);
    cx_stmt_reset(stmt);
    ck_assert_int_eq(cx_stmt_step(stmt, &err), 1);
    ck_assert_int_eq(cx_stmt_int(stmt, 0), 1);
    cx_stmt_free(stmt);
    cx_db_close(db);
}
END_TEST

START_TEST(running)
{
    struct cx_err err = {0};
    struct cx_db *db = opened(NULL, CX_DB_CREATE);
    struct cx_stmt *stmt =
        made(db, "INSERT INTO holidays (day, name) VALUES (?1, ?2) RETURNING day");
    for (int day = 1; day <= 2; day++) {
        cx_stmt_bind_int(stmt, 1, day);
        ck_assert_int_eq(cx_stmt_run(stmt, &err), 0);
    }
    ck_assert_int_eq(ask(db, "SELECT sum(day) FROM holidays"), 3);
    ck_assert_int_eq(cx_stmt_run(stmt, &err), CX_EWORLD); /* day 2 is there already */
    ck_assert_ptr_nonnull(strstr(err.text, "UNIQUE"));
    cx_stmt_bind_int(stmt, 1, 3);
    err = (struct cx_err){0};
    ck_assert_int_eq(cx_stmt_run(stmt, &err), 0);
    cx_stmt_free(stmt);
    cx_db_close(db);
}
END_TEST

START_TEST(wrong_sql)
{
    struct cx_stmt *stmt = NULL;
    struct cx_err err = {0};
    struct cx_db *db = opened(NULL, CX_DB_CREATE);
    ck_assert_int_eq(cx_stmt_new(&stmt, db, "SELECT day FROM nowhere", &err), CX_EWORLD);
    ck_assert_ptr_null(stmt);
    ck_assert_msg(strstr(err.text, "nowhere") != NULL, "%s", err.text);
    cx_db_close(db);
}
END_TEST

/* Amounts that no cents hold are refused by what is wrong with them. */
START_TEST(sums_that_are_too_large)
{
    struct cx_err err = {0};
    struct cx_db *db = opened(NULL, CX_DB_CREATE);
    int64_t value;
    int rc = cx_db_get_int(
        &value, db, "SELECT sum(n) FROM (SELECT 9223372036854775807 AS n UNION ALL SELECT 1)", NULL,
        &err);
    ck_assert_int_eq(rc, CX_EDATA);
    ck_assert_str_eq(err.text, "a sum of amounts is too large: one of them must be wrong");
    cx_db_close(db);
}
END_TEST

START_TEST(choices)
{
    static const char *const words[] = {"one", "two", NULL};
    struct cx_db *db = opened(NULL, CX_DB_CREATE);
    struct cx_stmt *stmt = NULL;
    struct cx_err err = {0};
    ck_assert_int_eq(cx_stmt_new(&stmt, db, "SELECT 1, NULL, 2 AS odd, -1", &err), 0);
    ck_assert_int_eq(cx_stmt_step(stmt, &err), 1);
    ck_assert_int_eq(cx_stmt_choice(stmt, 0, words, 7), 1);
    ck_assert_int_eq(cx_stmt_choice(stmt, 1, words, 7), 7);
    ck_assert_int_eq(cx_stmt_choice(stmt, 3, words, 7), 0);
    ck_assert_int_eq(cx_stmt_choice(stmt, 2, words, 7), 0);
    ck_assert_int_eq(cx_stmt_step(stmt, &err), CX_EWORLD);
    ck_assert_ptr_nonnull(strstr(err.text, "column odd holds a value that cx never writes"));
    cx_stmt_free(stmt);
    cx_db_close(db);
}
END_TEST

START_TEST(nul_within_a_text)
{
    struct cx_db *db = opened(NULL, CX_DB_CREATE);
    struct cx_stmt *stmt = NULL;
    struct cx_err err = {0};
    ck_assert_int_eq(
        cx_stmt_new(&stmt, db, "SELECT 'a', '', NULL, 'a' || char(0), char(0) || 'a', 1", &err), 0);
    ck_assert_int_eq(cx_stmt_step(stmt, &err), 1);
    for (int i = 0; i < 6; i++)
        ck_assert_int_eq(cx_stmt_has_nul(stmt, i), i == 3 || i == 4);
    cx_stmt_free(stmt);
    cx_db_close(db);
}
END_TEST

START_TEST(first_row)
{
    static const char sql[] = "SELECT name FROM holidays WHERE day >= ?1 ORDER BY day";
    struct cx_err err = {0};
    struct cx_db *db = opened(NULL, CX_DB_CREATE);
    struct cx_stmt *stmt = NULL;
    run(db, "INSERT INTO holidays (day, name) VALUES (1, 'one'), (2, 'two')");
    ck_assert_int_eq(cx_stmt_first(&stmt, db, sql, 2, &err), 1);
    ck_assert_str_eq(cx_stmt_text(stmt, 0), "two");
    cx_stmt_free(stmt);
    ck_assert_int_eq(cx_stmt_first(&stmt, db, sql, 3, &err), 0);
    cx_stmt_free(stmt);
    ck_assert_int_lt(cx_stmt_first(&stmt, db, "SELECT nothing", 1, &err), 0);
    ck_assert_ptr_null(stmt);
    cx_db_close(db);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, first_row);
    tcase_add_test(tc, nul_within_a_text);
    tcase_add_test(tc, choices);
    tcase_add_test(tc, binding_and_reading);
    tcase_add_test(tc, single_values);
    tcase_add_test(tc, used_again_after_the_end);
    tcase_add_test(tc, running);
    tcase_add_test(tc, wrong_sql);
    tcase_add_test(tc, sums_that_are_too_large);
}

UNIT_MAIN("stmt")
