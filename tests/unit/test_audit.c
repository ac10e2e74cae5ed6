/* store/audit: the chain, and what breaks it. */
#include "base/hash.h"
#include "scratch.h"
#include "store/audit.h"
#include "unit.h"

static struct cx_db *with_three_rows(void)
{
    struct cx_err err = {0};
    struct cx_db *db = opened(NULL, CX_DB_CREATE);
    for (int i = 0; i < 3; i++) {
        struct cx_audit audit = {1000 + i, "cx-import", "cx-import 'a b.csv'", "a b.csv 12ab 7\n"};
        ck_assert_msg(cx_audit_add(db, &audit, &err) == 0, "%s", err.text);
    }
    return db;
}

START_TEST(chain_holds)
{
    int64_t count = -1;
    struct cx_err err = {0};
    struct cx_db *db = with_three_rows();
    ck_assert_int_eq(cx_audit_verify(db, &count, &err), 0);
    ck_assert_int_eq(count, 3);
    ck_assert_int_eq(ask(db, "SELECT sum(seq) FROM audit"), 6);
    ck_assert_int_eq(ask(db, "SELECT count(*) FROM audit a JOIN audit b ON b.seq = a.seq + 1 "
                             "AND b.before = a.hash"),
                     2);
    ck_assert_int_eq(ask(db, "SELECT before = '' FROM audit WHERE seq = 1"), 1);
    cx_db_close(db);
}
END_TEST

START_TEST(empty_chain)
{
    int64_t count = -1;
    struct cx_err err = {0};
    struct cx_db *db = opened(NULL, CX_DB_CREATE);
    ck_assert_int_eq(cx_audit_verify(db, &count, &err), 0);
    ck_assert_int_eq(count, 0);
    cx_db_close(db);
}
END_TEST

/* SHA-256 of the other columns, each ended by a NUL: what anybody can compute again. */
START_TEST(hash_of_a_row)
{
    struct cx_err err = {0};
    struct cx_db *db = with_three_rows();
    struct cx_stmt *stmt = NULL;
    struct cx_hash hash;
    char hex[CX_HASH_TEXT];
    ck_assert_int_eq(cx_stmt_new(&stmt, db,
                                 "SELECT seq, at, user, program, version, arguments, files, "
                                 "before, clock, sums, hash FROM audit WHERE seq = 2",
                                 &err),
                     0);
    ck_assert_int_eq(cx_stmt_step(stmt, &err), 1);
    cx_hash_init(&hash);
    for (int i = 0; i < 10; i++)
        cx_hash_add(&hash, cx_stmt_text(stmt, i), strlen(cx_stmt_text(stmt, i)) + 1);
    cx_hash_end(&hash, hex);
    ck_assert_str_eq(cx_stmt_text(stmt, 10), hex);
    ck_assert_str_eq(cx_stmt_text(stmt, 4), CX_VERSION);
    ck_assert_int_eq(cx_stmt_int(stmt, 1), 1001);
    cx_stmt_free(stmt);
    cx_db_close(db);
}
END_TEST

static void ck_exec_refused(struct cx_db *db, const char *sql)
{
    struct cx_err err = {0};
    ck_assert_msg(cx_db_exec(db, sql, &err) < 0, "%s", sql);
}

START_TEST(rows_are_not_changed)
{
    int64_t count = 0;
    struct cx_err err = {0};
    struct cx_db *db = with_three_rows();
    ck_exec_refused(db, "UPDATE audit SET user = 'somebody' WHERE seq = 2");
    ck_exec_refused(db, "DELETE FROM audit WHERE seq = 3");
    ck_exec_refused(db, "INSERT OR REPLACE INTO audit SELECT seq, 0, user, program, version, "
                        "arguments, files, before, hash, clock, sums FROM audit WHERE seq = 2");
    ck_exec_refused(db, "REPLACE INTO audit SELECT * FROM audit WHERE seq = 3");
    ck_exec_refused(db, "INSERT INTO audit SELECT seq + 9, at, user, program, version, arguments, "
                        "files, before, hash, clock, sums FROM audit WHERE seq = 2");
    ck_assert_int_eq(cx_audit_verify(db, &count, &err), 0);
    ck_assert_int_eq(count, 3);
    cx_db_close(db);
}
END_TEST

/* Whoever takes the triggers away first is found out by the hashes. */
static void ck_found_out(const char *sql, const char *words)
{
    int64_t count = 0;
    struct cx_err err = {0};
    struct cx_db *db = with_three_rows();
    run(db, "DROP TRIGGER audit_update; DROP TRIGGER audit_delete; DROP TRIGGER audit_insert");
    run(db, sql);
    ck_assert_int_eq(cx_audit_verify(db, &count, &err), CX_EDATA);
    ck_assert_ptr_nonnull(strstr(err.text, words));
    cx_db_close(db);
}

START_TEST(tampering)
{
    ck_found_out("UPDATE audit SET user = 'somebody' WHERE seq = 2", "row 2");
    ck_found_out("UPDATE audit SET at = at + 1 WHERE seq = 1", "row 1");
    ck_found_out("UPDATE audit SET files = '', arguments = 'a b.csv 12ab 7' WHERE seq = 3",
                 "row 3");
    ck_found_out("UPDATE audit SET clock = clock + 1 WHERE seq = 2", "row 2");
    ck_found_out("UPDATE audit SET sums = NULL, clock = NULL WHERE seq = 2", "row 2");
    ck_found_out("DELETE FROM audit WHERE seq = 2", "row 2");
    ck_found_out("DELETE FROM audit WHERE seq = 1", "row 1");
    ck_found_out("UPDATE audit SET user = user || char(0) || 'x' WHERE seq = 2", "row 2");
    ck_found_out("UPDATE audit SET hash = hash || 'x' WHERE seq = 3", "row 3");
    ck_found_out("UPDATE audit SET hash = hash || char(0) WHERE seq = 3", "row 3");
    ck_found_out("UPDATE audit SET hash = lower(hex(zeroblob(32))) WHERE seq = 3", "row 3");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, chain_holds);
    tcase_add_test(tc, empty_chain);
    tcase_add_test(tc, hash_of_a_row);
    tcase_add_test(tc, rows_are_not_changed);
    tcase_add_test(tc, tampering);
}

UNIT_MAIN("audit")
