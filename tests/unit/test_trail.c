/* store/trail: whatever statement changes rows, their sum is known. */
#include "store/trail.h"

#include "scratch.h"
#include "store/audit.h"
#include "store/rows.h"
#include "unit.h"

static struct cx_db *db;

static void set_up(void)
{
    db = opened(NULL, CX_DB_CREATE);
}

static void tear_down(void)
{
    cx_db_close(db);
}

static const struct trail_table *table_of(const char *name)
{
    for (size_t i = 0; i < db->trail->count; i++) {
        if (strcmp(db->trail->tables[i].name, name) == 0)
            return &db->trail->tables[i];
    }
    ck_abort_msg("no table %s", name);
    return NULL;
}

/* What was noted of a table is what one pass over its rows gives. */
static void ck_noted(const char *name)
{
    struct cx_err err = {0};
    struct rowsum there;
    ck_assert_int_eq(trail_add_up(&there, db, table_of(name), &err), 0);
    ck_assert_msg(rowsum_same(&there, &table_of(name)->change), "%s", name);
}

START_TEST(any_statement)
{
    static const char *const statements[] = {
        "INSERT INTO teams (team_id, name) VALUES (512, 'North'), (1024, NULL)",
        "INSERT INTO teams (team_id, name) VALUES (512, 'South') ON CONFLICT DO UPDATE SET name = "
        "excluded.name",
        "REPLACE INTO teams (team_id, kind) VALUES (1024, 1)",
        "INSERT OR IGNORE INTO teams (team_id, kind) VALUES (1024, 2)",
        "UPDATE teams SET team_id = team_id + 1024",
        "UPDATE teams SET since = 7 WHERE team_id = 1536",
        "UPDATE teams SET since = NULL",
        "INSERT INTO holidays (day, name) SELECT team_id, name FROM teams",
        "INSERT INTO people VALUES (5), (6), (7)",
        "DELETE FROM people WHERE employee_id = 6",
        "INSERT INTO employees (employee_id, since, team_id, role, hired_on) "
        "VALUES (5, -1000000, 1024, 'collector', 1), (5, 9, 1536, 'manager', 1)",
        "UPDATE employees SET since = since + 1, base_salary = 9223372036854775807",
        "UPDATE employees SET role = role || char(233) WHERE since = 10",
        "INSERT INTO settings VALUES ('a', ''), ('b', '1')",
        "UPDATE OR REPLACE settings SET name = 'a' WHERE name = 'b'",
        "INSERT INTO day_sums VALUES ('payment', 1, x'00ff00'), ('payment', 2, x'')",
        "DELETE FROM day_sums WHERE day = 2",
        "DELETE FROM holidays",
    };
    static const char *const tables[] = {"teams",    "people",   "employees",
                                         "settings", "day_sums", "holidays"};
    run(db, "PRAGMA foreign_keys=OFF");
    for (size_t i = 0; i < sizeof statements / sizeof *statements; i++) {
        run(db, statements[i]);
        for (size_t k = 0; k < sizeof tables / sizeof *tables; k++)
            ck_noted(tables[k]);
    }
    ck_assert_int_eq(table_of("employees")->change.rows, 2);
    ck_assert(rowsum_is_none(&table_of("holidays")->change));
}
END_TEST

/* What is forgotten, told and kept. */
START_TEST(transactions)
{
    struct cx_err err = {0};
    struct cx_audit audit = {1, "cx-import", "cx-import", ""};
    struct rowsum told, kept;
    ck_assert_int_eq(cx_db_begin(db, &err), 0);
    run(db, "INSERT INTO people VALUES (5)");
    cx_db_rollback(db);
    ck_assert(rowsum_is_none(&table_of("people")->change));
    ck_assert_int_eq(cx_db_begin(db, &err), 0);
    run(db, "INSERT INTO people VALUES (5), (6); INSERT INTO fresh_accounts VALUES (1)");
    ck_assert_int_eq(cx_audit_add(db, &audit, &err), 0);
    ck_assert_int_eq(cx_db_commit(db, &err), 0);
    ck_assert_int_eq(ask(db, "SELECT count(*) FROM audit WHERE sums LIKE 'people 2 %' "
                             "AND sums NOT LIKE '%fresh%'"),
                     1);
    ck_assert_int_eq(trail_kept(&told, db, "people", &err), 0);
    ck_assert_int_eq(trail_kept(&kept, db, "fresh_accounts", &err), 0);
    ck_assert_int_eq(told.rows, 2);
    ck_assert_int_eq(kept.rows, 1);
    /* what is put back is no change */
    ck_assert_int_eq(cx_db_begin(db, &err), 0);
    run(db, "DELETE FROM people WHERE employee_id = 5; INSERT INTO people VALUES (5)");
    ck_assert_int_eq(cx_db_commit(db, &err), 0);
    /* a table of the connection alone is nobody's */
    run(db, "CREATE TEMP TABLE people (employee_id INTEGER); INSERT INTO temp.people VALUES (9)");
    ck_assert(rowsum_is_none(&table_of("people")->change));
}
END_TEST

/* Columns that a later cx adds leave the sums of rows without them as they are. */
START_TEST(columns_added)
{
    struct rowsum sum = {0}, wider = {0};
    struct cx_err err = {0};
    run(db, "INSERT INTO settings VALUES ('a', '1')");
    ck_assert_int_eq(trail_add_up(&sum, db, table_of("settings"), &err), 0);
    run(db, "ALTER TABLE settings ADD COLUMN more INTEGER");
    struct trail_table table = *table_of("settings");
    table.columns++;
    ck_assert_int_eq(trail_add_up(&wider, db, &table, &err), 0);
    ck_assert(rowsum_same(&sum, &wider));
}
END_TEST

/* Teams 1 to 6, the last as a fraction; the even ones have a name. */
struct source {
    int at, shift;
};

static int next(void *context)
{
    struct source *source = context;
    return ++source->at <= 6;
}

static void start(void *context)
{
    ((struct source *)context)->at = 0;
}

static struct cx_value value(void *context, int column)
{
    static const char *const names[] = {"", "北区", "", "South", "", "a name that is longer"};
    const struct source *source = context;
    int at = source->at;
    if (column == 0)
        return at == 6 ? cx_value_real(100.0) : cx_value_int(at + source->shift);
    return column == 1 && at % 2 == 0 && at < 6 ? cx_value_text(names[at - 1]) : cx_value_null();
}

/* Two of three rows are hashed beforehand. */
static struct cx_hasher *hasher;

static const struct cx_row_hash *hash(void *context)
{
    static struct cx_row_hash made;
    const struct source *source = context;
    return source->at % 3 != 0 && cx_hasher_row(hasher, &made, value, context) ? &made : NULL;
}

/* Rows whose source is known are noted from there, where the source still stands at them. */
START_TEST(fed)
{
    static const char *const columns[] = {"team_id",    "name",      "parent_id", "kind",
                                          "manager_id", "opened_on", "closed_on", "since"};
    static const char *const statements[] = {
        "INSERT INTO teams (team_id, name) SELECT team_id, name FROM temp.feed WHERE true "
        "ON CONFLICT DO UPDATE SET name = excluded.name",
        "UPDATE teams SET kind = 1 WHERE team_id > 2",
        "INSERT INTO teams (team_id, name) SELECT team_id, name FROM temp.feed WHERE true "
        "ON CONFLICT DO UPDATE SET name = excluded.name",
        "DELETE FROM teams",
        /* the source is at its end when the rows come in */
        "INSERT INTO teams (team_id, name) SELECT team_id, name FROM temp.feed ORDER BY 1 DESC",
        "INSERT INTO teams (team_id, name) VALUES (77, 'a')",
        "INSERT INTO people SELECT team_id FROM temp.feed",
    };
    struct source source = {0};
    struct cx_rows rows = {&source, start, next, value, hash};
    struct cx_err err = {0};
    run(db, "PRAGMA foreign_keys=OFF");
    ck_assert_int_eq(cx_db_feed(db, "feed", columns, 8, &rows, &err), 0);
    ck_assert_int_eq(cx_hasher_new(&hasher, db, "teams", columns, 8, &err), 0);
    ck_assert_ptr_nonnull(hasher);
    ck_assert_int_eq(cx_db_fed(db, "teams", columns, 8, &rows, &err), 0);
    ck_assert_ptr_eq(db->trail->feed.table, table_of("teams"));
    for (size_t i = 0; i < sizeof statements / sizeof *statements; i++) {
        source.shift = i < 2 ? 0 : 2;
        run(db, statements[i]);
        ck_noted("teams");
        ck_noted("people");
    }
    ck_assert_int_eq(table_of("teams")->change.rows, 7);
    /* where a column is not the source's, SQLite is asked */
    ck_assert_int_eq(cx_db_fed(db, "teams", columns, 2, &rows, &err), 0);
    ck_assert_ptr_null(db->trail->feed.table);
    ck_assert_int_eq(cx_db_fed(db, "teams", columns, 8, &rows, &err), 0);
    cx_db_unfeed(db, "feed");
    ck_assert_ptr_null(db->trail->feed.table);
    cx_hasher_free(hasher);
    ck_assert_int_eq(cx_hasher_new(&hasher, db, "teams", columns, 2, &err), 0);
    ck_assert_ptr_null(hasher);
    ck_assert_int_eq(cx_hasher_new(&hasher, db, "audit", columns, 8, &err), 0);
    ck_assert_ptr_null(hasher);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, any_statement);
    tcase_add_test(tc, transactions);
    tcase_add_test(tc, columns_added);
    tcase_add_test(tc, fed);
}

UNIT_MAIN("store/trail")
