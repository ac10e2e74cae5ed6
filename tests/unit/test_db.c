/* store/db: what may be opened, how it is made, what a transaction keeps. */
#include <sys/stat.h>
#include <sys/wait.h>

#include "scratch.h"
#include "unit.h"

static void ck_refused(const char *path, enum cx_db_mode mode, const char *words)
{
    struct cx_db *db = NULL;
    struct cx_err err = {0};

    ck_assert_int_eq(cx_db_open(&db, path, mode, &err), CX_EWORLD);
    ck_assert_ptr_null(db);
    ck_assert_ptr_nonnull(strstr(err.text, words));
    ck_assert_ptr_nonnull(strstr(err.text, path));
}

START_TEST(missing)
{
    struct scratch s;
    scratch_open(&s);
    ck_refused(s.path, CX_DB_READ, "no such database");
    ck_refused(s.path, CX_DB_WRITE, "no such database");
    ck_assert_int_ne(access(s.path, F_OK), 0);
    ck_refused("/nonexistent/cx.db", CX_DB_CREATE, "No such file");
    scratch_close(&s);
}
END_TEST

START_TEST(made_for_the_owner_alone)
{
    struct scratch s;
    struct stat st;
    scratch_open(&s);
    mode_t before = umask(0);
    cx_db_close(opened(s.path, CX_DB_CREATE));
    umask(before);
    ck_assert_int_eq(stat(s.path, &st), 0);
    ck_assert_int_eq(st.st_mode & 0777, 0600);
    ck_assert(!cx_db_is_exposed(s.path));
    ck_assert_int_eq(chmod(s.path, 0644), 0);
    ck_assert(!cx_db_is_exposed(s.path));
    ck_assert_int_eq(chmod(s.path, 0620), 0);
    ck_assert(cx_db_is_exposed(s.path));
    ck_assert_int_eq(chmod(s.path, 0602), 0);
    ck_assert(cx_db_is_exposed(s.path));
    ck_assert(!cx_db_is_exposed("/nonexistent/cx.db"));
    scratch_close(&s);
}
END_TEST

START_TEST(no_database_at_all)
{
    struct scratch s;
    char bytes[9] = "";
    scratch_open(&s);
    FILE *file = fopen(s.path, "w");
    fputs("a letter\n", file);
    fclose(file);
    ck_refused(s.path, CX_DB_READ, "is not a cx database: name one with --db or $CX_DB");
    ck_refused(s.path, CX_DB_WRITE, "is not a cx database: name one with --db or $CX_DB");
    ck_refused(s.path, CX_DB_CREATE, "is not a cx database: name one with --db or $CX_DB");
    file = fopen(s.path, "r");
    ck_assert_uint_eq(fread(bytes, 1, 8, file), 8);
    fclose(file);
    ck_assert_str_eq(bytes, "a letter");
    scratch_close(&s);
}
END_TEST

/* Bytes 18 and 19 of a database say whether it has a write-ahead log. */
static int journal_byte(const char *path)
{
    FILE *file = fopen(path, "r");
    fseek(file, 18, SEEK_SET);
    int byte = fgetc(file);
    fclose(file);
    return byte;
}

START_TEST(foreign_database_is_left_alone)
{
    struct scratch s;
    scratch_open(&s);
    struct cx_db *db = opened(s.path, CX_DB_CREATE);
    run(db, "PRAGMA application_id=7");
    cx_db_close(db);
    ck_assert_int_eq(journal_byte(s.path), 1);
    ck_refused(s.path, CX_DB_READ, "is not a cx database: name one with --db or $CX_DB");
    ck_refused(s.path, CX_DB_WRITE, "is not a cx database: name one with --db or $CX_DB");
    ck_refused(s.path, CX_DB_CREATE, "is not a cx database: name one with --db or $CX_DB");
    ck_assert_int_eq(journal_byte(s.path), 1);
    scratch_close(&s);
}
END_TEST

START_TEST(versions)
{
    struct scratch s;
    scratch_open(&s);
    struct cx_db *db = opened(s.path, CX_DB_CREATE);
    int64_t version = ask(db, "PRAGMA user_version");
    ck_assert_int_ge(version, 1);
    run(db, "PRAGMA user_version=9999");
    cx_db_close(db);
    ck_refused(s.path, CX_DB_READ, "newer cx");
    ck_refused(s.path, CX_DB_CREATE, "newer cx");
    scratch_close(&s);
}
END_TEST

START_TEST(older_is_not_read)
{
    struct scratch s;
    scratch_open(&s);
    struct cx_db *db = opened(s.path, CX_DB_CREATE);
    run(db, "PRAGMA user_version=0");
    cx_db_close(db);
    ck_refused(s.path, CX_DB_READ, "older cx");
    scratch_close(&s);
}
END_TEST

START_TEST(settings_of_a_connection)
{
    struct scratch s;
    scratch_open(&s);
    struct cx_db *db = opened(s.path, CX_DB_CREATE);
    ck_assert_int_eq(ask(db, "PRAGMA foreign_keys"), 1);
    ck_assert_int_eq(ask(db, "PRAGMA recursive_triggers"), 1);
    ck_assert_int_eq(ask(db, "SELECT count(*) FROM pragma_table_list "
                             "WHERE type = 'table' AND NOT strict AND name NOT LIKE 'sqlite_%'"),
                     0);
    cx_db_close(db);
    db = opened(s.path, CX_DB_WRITE);
    ck_assert_int_eq(ask(db, "SELECT journal_mode = 'delete' FROM pragma_journal_mode"), 1);
    cx_db_close(db);
    scratch_close(&s);
}
END_TEST

/* SQLite rolls a transaction back by itself where it has to (a full disk, for one); what is run
 * then would be committed at once. */
START_TEST(nothing_follows_a_rollback_of_sqlites_own)
{
    struct cx_db *db = opened(NULL, CX_DB_CREATE);
    struct cx_err err = {0};
    ck_assert_int_eq(cx_db_begin(db, &err), 0);
    run(db, "INSERT INTO settings VALUES ('a', '1')");
    ck_assert_int_eq(cx_db_exec(db, "INSERT OR ROLLBACK INTO settings VALUES ('a', '2')", &err),
                     CX_EWORLD);
    err = (struct cx_err){0};
    ck_assert_int_eq(cx_db_exec(db, "INSERT INTO settings VALUES ('b', '1')", &err), CX_EWORLD);
    ck_assert_ptr_nonnull(strstr(err.text, "UNIQUE constraint failed"));
    ck_assert_int_eq(cx_db_commit(db, &err), CX_EWORLD);
    cx_db_rollback(db);
    ck_assert_int_eq(ask(db, "SELECT count(*) FROM settings WHERE name IN ('a', 'b')"), 0);
    cx_db_close(db);
}
END_TEST

START_TEST(nothing_follows_a_failed_statement)
{
    struct cx_db *db = opened(NULL, CX_DB_CREATE);
    struct cx_stmt *stmt = NULL;
    struct cx_err err = {0};
    ck_assert_int_eq(cx_db_begin(db, &err), 0);
    run(db, "INSERT INTO settings VALUES ('a', '1')");
    ck_assert_int_eq(cx_stmt_new(&stmt, db, "INSERT INTO settings VALUES ('a', '2')", &err), 0);
    ck_assert_int_eq(cx_stmt_run(stmt, &err), CX_EWORLD);
    cx_stmt_free(stmt);
    ck_assert(cx_db_is_open(db));
    ck_assert_int_eq(cx_db_commit(db, &err), CX_EWORLD);
    cx_db_end(db);
    ck_assert(!cx_db_is_open(db));
    ck_assert_int_eq(ask(db, "SELECT count(*) FROM settings WHERE name = 'a'"), 0);
    cx_db_close(db);
}
END_TEST

START_TEST(bad_rows_do_not_get_in)
{
    static const char *const sql[] = {
        "INSERT INTO holidays (day, name) VALUES ('abc', 'text in an integer')",
        "INSERT INTO reviews VALUES (77, 0, 'of a contact that is not there', 0, NULL)",
        "INSERT INTO settings VALUES (\"typo\", 'a string in double quotes')",
    };
    struct cx_db *db = opened(NULL, CX_DB_CREATE);
    for (size_t i = 0; i < sizeof sql / sizeof *sql; i++) {
        struct cx_err err = {0};
        ck_assert_msg(cx_db_exec(db, sql[i], &err) == CX_EWORLD, "%s", sql[i]);
        ck_assert_str_ne(err.text, "");
    }
    cx_db_close(db);
}
END_TEST

START_TEST(transactions)
{
    struct scratch s;
    struct cx_err err = {0};
    scratch_open(&s);
    struct cx_db *db = opened(s.path, CX_DB_CREATE);
    struct cx_db *reader = opened(s.path, CX_DB_READ);
    ck_assert_int_eq(cx_db_begin(db, &err), 0);
    run(db, "INSERT INTO fresh_payments VALUES (1), (2)");
    ck_assert_int_eq(cx_db_changes(db), 2);
    ck_assert_int_eq(ask(reader, "SELECT count(*) FROM fresh_payments"), 0);
    cx_db_rollback(db);
    cx_db_rollback(db);
    ck_assert_int_eq(ask(db, "SELECT count(*) FROM fresh_payments"), 0);
    ck_assert_int_eq(cx_db_begin(db, &err), 0);
    run(db, "INSERT INTO fresh_payments VALUES (1)");
    ck_assert_int_eq(cx_db_commit(db, &err), 0);
    ck_assert_int_eq(cx_db_begin_read(reader, &err), 0);
    ck_assert_int_eq(ask(reader, "SELECT count(*) FROM fresh_payments"), 1);
    ck_assert_int_eq(ask(db, "SELECT count(*) FROM fresh_payments"), 1); /* both read at a time */
    cx_db_rollback(reader);
    run(db, "INSERT INTO fresh_payments VALUES (2)");
    ck_assert_int_eq(ask(reader, "SELECT count(*) FROM fresh_payments"), 2);
    cx_db_close(reader);
    cx_db_close(db);
    scratch_close(&s);
}
END_TEST

START_TEST(closing_rolls_back)
{
    struct scratch s;
    struct cx_err err = {0};
    scratch_open(&s);
    struct cx_db *db = opened(s.path, CX_DB_CREATE);
    ck_assert_int_eq(cx_db_begin(db, &err), 0);
    run(db, "INSERT INTO holidays (day, name) VALUES (1, 'one')");
    cx_db_close(db);
    cx_db_close(NULL);
    db = opened(s.path, CX_DB_READ);
    ck_assert_int_eq(ask(db, "SELECT count(*) FROM holidays"), 0);
    cx_db_close(db);
    scratch_close(&s);
}
END_TEST

START_TEST(readers_do_not_write)
{
    struct scratch s;
    struct cx_err err = {0};
    scratch_open(&s);
    cx_db_close(opened(s.path, CX_DB_CREATE));
    struct cx_db *db = opened(s.path, CX_DB_READ);
    ck_assert_int_eq(cx_db_exec(db, "INSERT INTO holidays (day, name) VALUES (1, 'one')", &err),
                     CX_EWORLD);
    ck_assert_ptr_nonnull(strstr(err.text, "can't be written"));
    cx_db_close(db);
    scratch_close(&s);
}
END_TEST

/* Changes so many MB, in so many days. */
static void change(struct cx_db *db, int count)
{
    for (int i = 0; i < count; i++)
        ask(db, "INSERT INTO day_sums (fact, day, sums) SELECT 1, count(*), "
                "zeroblob(1000000) FROM day_sums RETURNING day");
}

static uint64_t size_of(const char *path)
{
    struct stat st;
    ck_assert_int_eq(stat(path, &st), 0);
    return (uint64_t)st.st_size;
}

/* Of a transaction that changes more than the cache holds readers see nothing, and don't wait,
 * before the commit. */
START_TEST(readers_beside_a_large_change)
{
    struct scratch s;
    struct cx_err err = {0};
    scratch_open(&s);
    struct cx_db *db = opened(s.path, CX_DB_CREATE);
    ck_assert_int_eq(cx_db_begin(db, &err), 0);
    change(db, 60);
    ck_assert_uint_lt(size_of(s.path), 1000000);
    struct cx_db *reader = opened(s.path, CX_DB_READ);
    ck_assert_int_eq(ask(reader, "SELECT count(*) FROM day_sums"), 0);
    cx_db_close(reader);
    ck_assert_int_eq(cx_db_commit(db, &err), 0);
    reader = opened(s.path, CX_DB_READ);
    ck_assert_int_eq(ask(reader, "SELECT count(*) FROM day_sums"), 60);
    cx_db_close(reader);
    cx_db_close(db);
    scratch_close(&s);
}
END_TEST

/* Memory is bounded: of more, what was changed first is in the file before the commit. */
START_TEST(a_change_too_large_for_memory)
{
    struct scratch s;
    struct cx_err err = {0};
    scratch_open(&s);
    struct cx_db *db = opened(s.path, CX_DB_CREATE);
    ck_assert_int_eq(cx_db_begin(db, &err), 0);
    change(db, 120);
    ck_assert_uint_gt(size_of(s.path), 10000000);
    cx_db_rollback(db);
    uint64_t before = size_of(s.path);
    ck_assert_int_eq(cx_db_spare_memory(db, &err), 0);
    ck_assert_int_eq(cx_db_begin(db, &err), 0);
    change(db, 60);
    ck_assert_uint_gt(size_of(s.path), before + 10000000);
    cx_db_close(db);
    scratch_close(&s);
}
END_TEST

START_TEST(in_memory)
{
    struct cx_db *db = opened(NULL, CX_DB_CREATE);
    run(db, "INSERT INTO holidays (day, name) VALUES (1, 'one')");
    ck_assert_int_eq(ask(db, "SELECT count(*) FROM holidays"), 1);
    cx_db_close(db);
}
END_TEST

/* Locks the database, says so, and lets it go after a while. */
static _Noreturn void lock_for_a_while(const char *path, int told)
{
    struct cx_db *db = NULL;
    struct cx_err err = {0};
    int rc = cx_db_open(&db, path, CX_DB_WRITE, &err);
    rc = rc < 0 ? rc : cx_db_exec(db, "BEGIN EXCLUSIVE", &err);
    if (write(told, "", 1) == 1)
        usleep(200000);
    cx_db_close(db);
    _exit(rc < 0);
}

/* Who reads or writes waits for another program, but not to keep what can be made again. */
START_TEST(another_program_has_it_locked)
{
    struct scratch s;
    struct cx_err err = {0};
    int ends[2], status;
    char told;
    scratch_open(&s);
    struct cx_db *db = opened(s.path, CX_DB_CREATE), *reader = opened(s.path, CX_DB_READ);
    for (int round = 0; round < 2; round++) {
        ck_assert_int_eq(pipe(ends), 0);
        if (fork() == 0)
            lock_for_a_while(s.path, ends[1]);
        ck_assert_int_eq(read(ends[0], &told, 1), 1);
        if (round == 0) {
            ck_assert_int_eq(cx_db_begin_read(reader, &err), 0);
            ck_assert(!cx_db_reserve(reader));
            ck_assert_int_eq(ask(reader, "SELECT count(*) FROM holidays"), 0);
            cx_db_rollback(reader);
        } else {
            ck_assert_int_eq(cx_db_begin(db, &err), 0);
            cx_db_rollback(db);
        }
        ck_assert_int_gt(wait(&status), 0);
        ck_assert_int_eq(status, 0);
        close(ends[0]);
        close(ends[1]);
    }
    cx_db_close(reader);
    cx_db_close(db);
    scratch_close(&s);
}
END_TEST

/* Several programs that find no database make one, once. */
START_TEST(made_at_the_same_time)
{
    enum { PROGRAMS = 6 };
    struct scratch s;
    scratch_open(&s);
    for (int i = 0; i < PROGRAMS; i++) {
        if (fork() == 0) {
            struct cx_db *db = NULL;
            struct cx_err err = {0};
            int rc = cx_db_open(&db, s.path, CX_DB_CREATE, &err);
            if (rc < 0)
                fprintf(stderr, "%s\n", err.text);
            cx_db_close(db);
            _exit(rc < 0);
        }
    }
    int failures = 0;
    for (int i = 0, status; i < PROGRAMS; i++) {
        ck_assert_int_gt(wait(&status), 0);
        failures += status != 0;
    }
    ck_assert_int_eq(failures, 0);
    scratch_close(&s);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, missing);
    tcase_add_test(tc, made_for_the_owner_alone);
    tcase_add_test(tc, no_database_at_all);
    tcase_add_test(tc, foreign_database_is_left_alone);
    tcase_add_test(tc, versions);
    tcase_add_test(tc, older_is_not_read);
    tcase_add_test(tc, settings_of_a_connection);
    tcase_add_test(tc, nothing_follows_a_rollback_of_sqlites_own);
    tcase_add_test(tc, nothing_follows_a_failed_statement);
    tcase_add_test(tc, bad_rows_do_not_get_in);
    tcase_add_test(tc, transactions);
    tcase_add_test(tc, closing_rolls_back);
    tcase_add_test(tc, readers_do_not_write);
    tcase_add_test(tc, readers_beside_a_large_change);
    tcase_add_test(tc, a_change_too_large_for_memory);
    tcase_add_test(tc, in_memory);
    tcase_add_test(tc, another_program_has_it_locked);
    tcase_add_test(tc, made_at_the_same_time);
}

UNIT_MAIN("db")
