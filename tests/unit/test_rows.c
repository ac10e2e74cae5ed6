/* store/rows: rows of C, read by SQL. */
#include "scratch.h"
#include "store/rows.h"
#include "unit.h"

struct counter {
    int at, end, starts, fail_at;
};

static void start(void *context)
{
    struct counter *c = context;
    c->at = 0;
    c->starts++;
}

static int next(void *context)
{
    struct counter *c = context;
    c->at++;
    return c->at == c->fail_at ? CX_EDATA : c->at <= c->end;
}

/* n, its half, its name, nothing */
static struct cx_value value(void *context, int column)
{
    static const char *const names[] = {"zero", "one", "two", "three"};
    const struct counter *c = context;
    switch (column) {
    case 0: return cx_value_int(c->at);
    case 1: return cx_value_real(c->at / 2.0);
    case 2: return cx_value_text(names[c->at]);
    default: return cx_value_text(NULL);
    }
}

static const char *const columns[] = {"n", "half", "select", "seq."};

static struct cx_db *fed(const struct cx_rows *rows)
{
    struct cx_err err = {0};
    struct cx_db *db = opened(NULL, CX_DB_CREATE);
    ck_assert_msg(cx_db_feed(db, "feed", columns, 4, rows, &err) == 0, "%s", err.text);
    return db;
}

START_TEST(values_and_types)
{
    struct counter c = {.end = 3};
    struct cx_rows rows = {&c, start, next, value, NULL};
    struct cx_db *db = fed(&rows);
    ck_assert_int_eq(ask(db, "SELECT sum(n) FROM temp.feed"), 6);
    ck_assert_int_eq(ask(db, "SELECT sum(half) = 3.0 FROM temp.feed"), 1);
    ck_assert_int_eq(ask(db, "SELECT group_concat(\"select\") = 'one,two,three' FROM temp.feed"),
                     1);
    ck_assert_int_eq(ask(db, "SELECT count(\"seq.\") FROM temp.feed"), 0);
    ck_assert_int_eq(ask(db, "SELECT n FROM temp.feed WHERE half > 0.9 AND n < 3"), 2);
    ck_assert_int_eq(ask(db, "SELECT count(*) FROM temp.feed WHERE typeof(n) = 'integer' AND "
                             "typeof(half) = 'real' AND typeof(\"select\") = 'text'"),
                     3);
    ck_assert_int_eq(c.starts, 6);
    cx_db_unfeed(db, "feed");
    cx_db_close(db);
}
END_TEST

START_TEST(no_rows_and_no_start)
{
    struct counter c = {.end = 0};
    struct cx_rows rows = {&c, NULL, next, value, NULL};
    struct cx_db *db = fed(&rows);
    ck_assert_int_eq(ask(db, "SELECT count(*) FROM temp.feed"), 0);
    cx_db_close(db); /* without unfeed */
}
END_TEST

START_TEST(inserted_as_they_come)
{
    struct counter c = {.end = 3};
    struct cx_rows rows = {&c, start, next, value, NULL};
    struct cx_db *db = fed(&rows);
    run(db, "INSERT INTO holidays (day, name) SELECT n, \"select\" FROM temp.feed");
    ck_assert_int_eq(cx_db_changes(db), 3);
    ck_assert_int_eq(c.starts, 1);
    ck_assert_int_eq(ask(db, "SELECT day FROM holidays WHERE name = 'three'"), 3);
    cx_db_close(db);
}
END_TEST

START_TEST(failing_source)
{
    struct counter c = {.end = 3, .fail_at = 2};
    struct cx_rows rows = {&c, start, next, value, NULL};
    struct cx_err err = {0};
    struct cx_db *db = fed(&rows);
    cx_err_set(&err, CX_EDATA, "line 2 is bad");
    ck_assert_int_lt(
        cx_db_exec(db, "INSERT INTO holidays (day, name) SELECT n, '' FROM temp.feed", &err), 0);
    ck_assert_str_eq(err.text, "line 2 is bad");
    ck_assert_int_eq(ask(db, "SELECT count(*) FROM holidays"), 0);
    cx_db_close(db);
}
END_TEST

START_TEST(fed_again)
{
    struct counter c = {.end = 1}, other = {.end = 2};
    struct cx_rows rows = {&c, start, next, value, NULL},
                   others = {&other, start, next, value, NULL};
    struct cx_err err = {0};
    struct cx_db *db = fed(&rows);
    cx_db_unfeed(db, "feed");
    cx_db_unfeed(db, "feed");
    ck_assert_int_eq(cx_db_feed(db, "feed", columns, 4, &others, &err), 0);
    ck_assert_int_eq(ask(db, "SELECT count(*) FROM temp.feed"), 2);
    cx_db_close(db);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, values_and_types);
    tcase_add_test(tc, no_rows_and_no_start);
    tcase_add_test(tc, inserted_as_they_come);
    tcase_add_test(tc, failing_source);
    tcase_add_test(tc, fed_again);
}

UNIT_MAIN("rows")
