/* store/trail_check: what something other than cx changed is found, and named as well as it can be.
 */
#include "scratch.h"
#include "store/audit.h"
#include "store/id.h"
#include "store/trail.h"
#include "unit.h"

static struct cx_db *db;

static void set_up(void)
{
    struct cx_err err = {0};
    struct cx_audit audit = {1, "cx-import", "cx-import", ""};
    int64_t id = 0;
    db = opened(NULL, CX_DB_CREATE);
    ck_assert_int_eq(cx_db_begin(db, &err), 0);
    ck_assert_int_eq(cx_id_add(&id, db, "E001", 4, &err), 0);
    run(db, "INSERT INTO people SELECT n * 512 + 1 FROM (WITH s (n) AS (SELECT 1 UNION ALL SELECT "
            "n + 1 FROM s WHERE n < 50) SELECT n FROM s);"
            "INSERT INTO settings VALUES ('currency', 'EUR'), ('retro_months', '2');"
            "INSERT INTO holidays (day, name) VALUES (20000, 'Day');"
            "INSERT INTO fresh_accounts VALUES (1), (2)");
    ck_assert_int_eq(cx_audit_add(db, &audit, &err), 0);
    ck_assert_int_eq(cx_db_commit(db, &err), 0);
}

static void tear_down(void)
{
    cx_db_close(db);
}

/* Statements that are run without a trail: as another program does. */
static void ck_found(const char *sql, const char *words)
{
    int64_t count;
    struct cx_err err = {0};
    run(db, "SAVEPOINT before");
    run(db, sql);
    ck_assert_int_eq(cx_audit_verify(db, &count, &err), *words ? CX_EDATA : 0);
    ck_assert_str_eq(err.text, words);
    run(db, "ROLLBACK TO before; RELEASE before");
}

#define ELSE " by something other than cx"

START_TEST(found)
{
    ck_found("SELECT 1", "");
    ck_found("INSERT INTO people VALUES (90 * 512 + 1)",
             "table people: the row E090 was added" ELSE);
    ck_found("DELETE FROM people WHERE employee_id = 7 * 512 + 1",
             "table people: the row E007 was taken away" ELSE);
    ck_found("UPDATE holidays SET name = 'Night'",
             "table holidays: the row 20000 was changed" ELSE);
    ck_found("UPDATE settings SET value = '3' WHERE name = 'retro_months'",
             "table settings: the row retro_months was changed" ELSE);
    ck_found("INSERT INTO settings VALUES ('x', '1')", "table settings: the row x was added" ELSE);
    ck_found("DELETE FROM settings WHERE name = 'currency'",
             "table settings: rows were added or taken away" ELSE ": there are 1, and cx left 2");
    ck_found("UPDATE people SET employee_id = employee_id + 512 * 900",
             "table people: rows were changed" ELSE);
    ck_found("DELETE FROM people WHERE employee_id > 512 * 20",
             "table people: rows were added or taken away" ELSE ": there are 19, and cx left 50");
    ck_found("UPDATE settings SET value = CASE name WHEN 'currency' THEN '2' ELSE 'EUR' END",
             "table settings: rows were changed" ELSE);
    ck_found("INSERT INTO fresh_accounts VALUES (5)",
             "table fresh_accounts: the row 5 was added" ELSE);
}
END_TEST

/* row_sums that was made to fit is found by the log. */
START_TEST(sums_made_to_fit)
{
    ck_found("DELETE FROM settings; DELETE FROM row_sums WHERE name = 'settings'",
             "table settings: the audit log tells of other rows: its end was cut off, or something "
             "other than cx changed both rows and row_sums");
    ck_found("INSERT INTO row_sums SELECT 'more', rows, sums FROM row_sums WHERE name = 'people'",
             "table row_sums: its row more was added" ELSE);
    ck_found("DELETE FROM row_sums WHERE name = 'fresh_accounts'",
             "table row_sums: its row fresh_accounts was changed" ELSE);
    ck_found("UPDATE row_sums SET rows = rows + 1 WHERE name = 'people'",
             "table row_sums: its row people was changed" ELSE);
    ck_found("DELETE FROM row_sums WHERE name = 'holidays'",
             "table row_sums: its row holidays was changed" ELSE);
    ck_found("UPDATE row_sums SET sums = 'x' WHERE name = 'people'",
             "row_sums: what it says of people is damaged: restore the last backup");
    ck_found("UPDATE row_sums SET sums = sums || char(0) || 'x' WHERE name = 'people'",
             "row_sums: what it says of people is damaged: restore the last backup");
}
END_TEST

START_TEST(lines)
{
    struct trail_told told;
    static const char digits[] = "00000000000000010000000000000002000000000000000300000000000000040"
                                 "000000000000005";
    char line[256];
    trail_told_init(&told, db);
    ck_assert(trail_told_take(&told, db, ""));
    ck_assert(!told.is_any);
    snprintf(line, sizeof line, "people 7 %s\nno_longer 3 %s\n", digits, digits);
    ck_assert(trail_told_take(&told, db, line));
    ck_assert(told.is_any);
    ck_assert(!trail_told_take(&told, db, "people 7\n"));
    snprintf(line, sizeof line, "people x %s\n", digits);
    ck_assert(!trail_told_take(&told, db, line));
    snprintf(line, sizeof line, "people 7 %sx\n", digits);
    ck_assert(!trail_told_take(&told, db, line));
    trail_told_fini(&told);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, found);
    tcase_add_test(tc, sums_made_to_fit);
    tcase_add_test(tc, lines);
}

UNIT_MAIN("store/trail_check")
