/* store/query: a user's statement reads, and nothing else. */
#include "staff.h"
#include "store/query.h"
#include "store/shadow.h"
#include "unit.h"

static const struct cx_query_hidden hidden[] = {{"customers", "phone"}};

static int compile(const char *sql, struct cx_stmt **stmt)
{
    c.err = (struct cx_err){0};
    *stmt = NULL;
    return cx_query_new(stmt, c.db, sql, hidden, 1, "is secret", &c.err);
}

static void ck_refused(const char *sql, const char *words)
{
    struct cx_stmt *stmt;
    ck_assert_msg(compile(sql, &stmt) == CX_EDATA, "%s", sql);
    ck_assert_msg(strstr(c.err.text, words) != NULL, "%s: %s", sql, c.err.text);
}

START_TEST(refused)
{
    static const char *const changes[] = {"DELETE FROM teams",
                                          "UPDATE teams SET name = 'x'",
                                          "INSERT INTO holidays (day, name) VALUES (1, 'x')",
                                          "DROP TABLE teams",
                                          "ATTACH 'x.db' AS x",
                                          "PRAGMA query_only=OFF",
                                          "VACUUM",
                                          "BEGIN",
                                          "CREATE TEMP TABLE t (a)",
                                          "PRAGMA table_info(teams)",
                                          "DETACH main",
                                          "ANALYZE",
                                          "WITH x AS (SELECT 1) DELETE FROM teams"};
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++)
        ck_refused(changes[i], "can only read: write a SELECT");
    ck_refused("SELECT 1; SELECT 2", "more than one statement");
    ck_refused("SELECT 1; DELETE FROM teams", "can only read");
    ck_refused("", "there is no statement in it");
    ck_refused("-- nothing", "there is no statement in it");
    ck_refused("SELECT nonsense", "no such column: nonsense");
    ck_refused("SELECT load_extension('x')", "a query can't call load_extension");
    ck_refused("SELECT RandomBlob(5)", "a query can't call randomblob");
    ck_refused("SELECT zeroblob(5)", "a query can't call zeroblob");
    ck_refused("SELECT sqlite_version()", "a query can't call sqlite_version");
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM teams"), "3");
}
END_TEST

START_TEST(secrets)
{
    struct cx_stmt *stmt;
    ck_refused("SELECT phone FROM customers", "customers.phone is secret");
    ck_refused("SELECT * FROM customers", "customers.phone is secret");
    ck_refused("WITH x AS (SELECT PHONE AS p FROM Customers) SELECT p FROM x", "is secret");
    ck_refused("SELECT 1 FROM customers WHERE phone LIKE '1%'", "is secret");
    ck_refused("SELECT customer_id FROM main.customers", "without main");
    ck_refused("SELECT customer_id FROM \"MAIN\" . customers", "without main");
    ck_assert_int_eq(compile("SELECT customer_id FROM customers", &stmt), 0);
    cx_stmt_free(stmt);
}
END_TEST

/* SQLite joins by these columns without asking whether they may be read. */
START_TEST(secrets_of_joins)
{
    static const char *const joins[] = {
        ("SELECT phone FROM (SELECT 'x' AS phone) FULL JOIN customers USING (phone) "
         "WHERE phone <> 'x'"),
        "SELECT phone FROM (SELECT '139' AS phone) JOIN customers USING (phone)",
        "SELECT phone FROM (SELECT '139' AS phone) NATURAL JOIN customers",
    };
    struct cx_stmt *stmt;
    company_ask(&c, "INSERT INTO customers (customer_id, phone) VALUES (1, '139')");
    for (size_t i = 0; i < sizeof joins / sizeof *joins; i++) {
        if (compile(joins[i], &stmt) < 0)
            continue;
        ck_assert_msg(cx_stmt_step(stmt, &c.err) == 0, "%s", joins[i]);
        cx_stmt_free(stmt);
    }
}
END_TEST

/* A view that stands for the table, as the wall's do, keeps its rows and its columns. */
START_TEST(secrets_behind_a_view)
{
    struct cx_stmt *stmt;
    company_ask(&c,
                "INSERT INTO customers (customer_id, phone, region) VALUES (1, '139', 'north')");
    ck_assert_int_eq(cx_db_scratch_begin(c.db, &c.err), 0);
    ck_assert_int_eq(
        cx_db_exec(c.db,
                   "CREATE TEMP VIEW customers AS SELECT o.customer_id,o.name,o.born_on,o.phone,"
                   "CASE WHEN EXISTS (SELECT 1 FROM main.teams h WHERE h.team_id = 0) "
                   "THEN o.region ELSE 'south' END AS region,o.rating,o.channel,"
                   "o.contact_person,o.owner_id,o.since FROM main.customers o "
                   "WHERE o.phone = '139' LIMIT 1",
                   &c.err),
        0);
    ck_assert_int_eq(cx_db_scratch_end(c.db, 0, &c.err), 0);
    for (int i = 0; i < 2; i++) { /* what is covered once can be covered again */
        ck_assert_msg(compile("SELECT c.region, x.a IS NULL FROM customers c "
                              "LEFT JOIN (SELECT '139' AS phone, 1 AS a) x USING (phone)",
                              &stmt) == 0,
                      "%s", c.err.text);
        ck_assert_int_eq(cx_stmt_step(stmt, &c.err), 1);
        ck_assert_str_eq(cx_query_value(stmt, 0).s, "south");
        ck_assert_int_eq(cx_query_value(stmt, 1).i, 1);
        ck_assert_int_eq(cx_stmt_step(stmt, &c.err), 0);
        cx_stmt_free(stmt);
        ck_refused("SELECT phone FROM customers", "customers.phone is secret");
        ck_refused("WITH customers AS (SELECT phone FROM main.customers) SELECT * FROM customers",
                   "without main");
    }
    if (compile("WITH customers AS (SELECT phone FROM temp.customers) SELECT * FROM customers",
                &stmt) == 0) {
        ck_assert_int_eq(cx_stmt_step(stmt, &c.err), 1);
        ck_assert_int_eq((int)cx_query_value(stmt, 0).type, CX_VALUE_NULL);
        cx_stmt_free(stmt);
    }
}
END_TEST

START_TEST(rows)
{
    static const char *const names[] = {":from", ":to"};
    struct cx_stmt *stmt;
    ck_assert_int_eq(compile("SELECT :from AS f, 1.5, 'x', NULL -- the end\n;;", &stmt), 0);
    cx_query_bind(stmt, ":from", 7);
    cx_query_bind(stmt, ":to", 8); /* isn't there */
    ck_assert_ptr_null(cx_query_unknown(stmt, names, 2));
    ck_assert_int_eq(cx_query_columns(stmt), 4);
    ck_assert_str_eq(cx_query_column(stmt, 0), "f");
    ck_assert_int_eq(cx_stmt_step(stmt, &c.err), 1);
    ck_assert_int_eq(cx_query_value(stmt, 0).i, 7);
    ck_assert(cx_query_value(stmt, 1).r == 1.5);
    ck_assert_str_eq(cx_query_value(stmt, 2).s, "x");
    ck_assert_int_eq((int)cx_query_value(stmt, 3).type, CX_VALUE_NULL);
    cx_stmt_free(stmt);
    ck_assert_int_eq(compile("SELECT :from, :other", &stmt), 0);
    ck_assert_str_eq(cx_query_unknown(stmt, names, 2), ":other");
    cx_stmt_free(stmt);
    ck_assert_int_eq(compile("SELECT ?", &stmt), 0);
    ck_assert_str_eq(cx_query_unknown(stmt, names, 2), "?");
    cx_stmt_free(stmt);
}
END_TEST

static void ck_limited(const char *sql, const char *words)
{
    struct cx_stmt *stmt;
    int rc = compile(sql, &stmt);
    while (rc == 0 && (rc = cx_stmt_step(stmt, &c.err)) == 1)
        rc = 0;
    ck_assert_int_eq(rc, CX_EWORLD);
    ck_assert_msg(strstr(c.err.text, words) != NULL, "%s", c.err.text);
    cx_stmt_free(stmt);
}

START_TEST(time_and_memory)
{
    static const struct cx_query_limits few = {1, INT64_C(64) << 20}, none = {1000, 0};
    cx_query_limit(c.db, &few);
    ck_limited("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
               "SELECT count(*) FROM n",
               "the query took over 1 seconds");
    cx_query_limit(c.db, &few);
    ck_limited("SELECT replace(printf('%*d', 1000000, 1), ' ', printf('%*d', 900, 1))",
               "over 64 MiB of memory");
    cx_query_limit(c.db, &none);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, staff_open, staff_close);
    tcase_add_test(tc, refused);
    tcase_add_test(tc, secrets);
    tcase_add_test(tc, secrets_of_joins);
    tcase_add_test(tc, secrets_behind_a_view);
    tcase_add_test(tc, time_and_memory);
    tcase_add_test(tc, rows);
}

UNIT_MAIN("query")
