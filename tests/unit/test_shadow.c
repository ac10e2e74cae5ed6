/* store/shadow: TEMP tables over those of the file. */
#include "scratch.h"
#include "store/shadow.h"
#include "unit.h"

static struct scratch s;

static void set_up(void)
{
    scratch_open(&s);
    struct cx_db *db = opened(s.path, CX_DB_CREATE);
    run(db, "INSERT INTO holidays (day, name) VALUES (1, 'one'), (2, 'two')");
    run(db, "INSERT INTO measures (measure_id, fact, unit, value, \"where\", seq) VALUES ('calls', "
            "1, 1, '1.0', NULL, 1)");
    cx_db_close(db);
}

static void tear_down(void)
{
    scratch_close(&s);
}

static void shadow(struct cx_db *db, const char *table)
{
    struct cx_err err = {0};
    ck_assert_int_eq(cx_db_scratch_begin(db, &err), 0);
    ck_assert_msg(cx_db_shadow(db, table, &err) == 0, "%s", err.text);
}

static void end(struct cx_db *db)
{
    struct cx_err err = {0};
    ck_assert_int_eq(cx_db_scratch_end(db, 0, &err), 0);
}

/* A reader may fill it, and nothing else. */
START_TEST(laid_and_lifted)
{
    struct cx_err err = {0};
    struct cx_db *db = opened(s.path, CX_DB_READ);
    shadow(db, "holidays");
    ck_assert_int_eq(ask(db, "SELECT count(*) FROM holidays"), 0);
    run(db, "INSERT INTO holidays (day, name) VALUES (3, 'three')");
    ck_assert_int_lt(cx_db_exec(db, "INSERT INTO main.holidays VALUES (4, '')", &err), 0);
    ck_assert_int_lt(cx_db_exec(db, "DELETE FROM measures", &err), 0);
    ck_assert_int_lt(cx_db_exec(db, "DROP TABLE main.holidays", &err), 0);
    end(db);
    ck_assert_int_lt(cx_db_exec(db, "INSERT INTO holidays (day, name) VALUES (5, '')", &err), 0);
    ck_assert_int_eq(ask(db, "SELECT day FROM holidays"), 3);
    ck_assert_int_eq(ask(db, "SELECT count(*) FROM main.holidays"), 2);
    ck_assert_int_eq(cx_db_scratch_begin(db, &err), 0);
    ck_assert_int_eq(cx_db_unshadow(db, NULL, &err), 0);
    ck_assert_int_eq(cx_db_unshadow(db, NULL, &err), 0);
    end(db);
    ck_assert_int_eq(ask(db, "SELECT count(*) FROM holidays"), 2);
    cx_db_close(db);
}
END_TEST

/* A failure in between is what is reported, and nothing can be written all the same. */
START_TEST(ended_after_failure)
{
    struct cx_err err = {0};
    struct cx_db *db = opened(s.path, CX_DB_READ);
    ck_assert_int_eq(cx_db_scratch_begin(db, &err), 0);
    ck_assert_int_eq(cx_db_scratch_end(db, CX_EDATA, &err), CX_EDATA);
    ck_assert_int_lt(cx_db_exec(db, "CREATE TEMP TABLE late (n)", &err), 0);
    cx_db_close(db);
}
END_TEST

/* Keys, collations and types are the table's own; foreign keys are not looked after. */
START_TEST(the_same_columns)
{
    struct cx_err err = {0};
    struct cx_db *db = opened(s.path, CX_DB_WRITE);
    shadow(db, "measures");
    shadow(db, "rules");
    run(db, "INSERT INTO measures (measure_id, fact, unit, value, \"where\", seq) VALUES ('a', 1, "
            "1, '1.0', NULL, 1)");
    ck_assert_int_lt(cx_db_exec(db,
                                "INSERT INTO measures (measure_id, fact, unit, value, \"where\", "
                                "seq) VALUES ('A', 1, 1, '1.0', NULL, 2)",
                                &err),
                     0);
    ck_assert_int_lt(cx_db_exec(db,
                                "INSERT INTO measures (measure_id, fact, unit, value, \"where\", "
                                "seq) VALUES ('b', 'x', 1, '1.0', NULL, 2)",
                                &err),
                     0);
    run(db,
        "INSERT INTO rules (rule_id, seq, kind, for_team, valid_from) VALUES ('r', 1, 0, 9, 0)");
    ck_assert_int_eq(ask(db, "SELECT for_team FROM rules"), 9);
    end(db);
    ck_assert_int_eq(ask(db, "SELECT count(*) FROM pragma_table_info('rules', 'temp')"),
                     ask(db, "SELECT count(*) FROM pragma_table_info('rules', 'main')"));
    cx_db_close(db);
}
END_TEST

START_TEST(laid_again)
{
    struct cx_err err = {0};
    struct cx_db *db = opened(s.path, CX_DB_READ);
    shadow(db, "holidays");
    run(db, "INSERT INTO holidays (day, name) VALUES (3, 'three')");
    ck_assert_int_eq(cx_db_shadow(db, "holidays", &err), 0);
    ck_assert_int_eq(ask(db, "SELECT count(*) FROM holidays"), 0);
    ck_assert_int_eq(cx_db_shadow(db, "nonsense", &err), CX_EWORLD);
    ck_assert_ptr_nonnull(strstr(err.text, "has no table nonsense"));
    cx_db_close(db);
}
END_TEST

/* Within a transaction, with which it goes again. */
START_TEST(rolled_back)
{
    struct cx_err err = {0};
    struct cx_db *db = opened(s.path, CX_DB_WRITE);
    ck_assert_int_eq(cx_db_begin(db, &err), 0);
    run(db, "INSERT INTO holidays (day, name) VALUES (9, 'nine')");
    shadow(db, "holidays");
    end(db);
    ck_assert_int_eq(ask(db, "SELECT count(*) FROM holidays"), 0);
    ck_assert_int_eq(ask(db, "SELECT count(*) FROM main.holidays"), 3);
    cx_db_rollback(db);
    ck_assert_int_eq(ask(db, "SELECT count(*) FROM holidays"), 2);
    cx_db_close(db);
}
END_TEST

/* What is put aside is not seen, others may be laid meanwhile, and all is as it was afterwards. */
START_TEST(put_aside)
{
    struct cx_err err = {0};
    struct cx_db *db = opened(s.path, CX_DB_READ);
    ck_assert_int_eq(cx_db_shadows_aside(db, &err), 0);
    ck_assert_int_eq(cx_db_shadows_back(db, &err), 0);
    shadow(db, "holidays");
    run(db, "INSERT INTO holidays (day, name) VALUES (3, 'three')");
    end(db);
    ck_assert_msg(cx_db_shadows_aside(db, &err) == 0, "%s", err.text);
    ck_assert_int_eq(ask(db, "SELECT count(*) FROM holidays"), 2);
    shadow(db, "holidays");
    end(db);
    shadow(db, "measures");
    end(db);
    ck_assert_int_eq(ask(db, "SELECT count(*) FROM holidays"), 0);
    ck_assert_msg(cx_db_shadows_back(db, &err) == 0, "%s", err.text);
    ck_assert_int_eq(ask(db, "SELECT day FROM holidays"), 3);
    ck_assert_int_eq(ask(db, "SELECT count(*) FROM measures"), 1);
    ck_assert_int_eq(cx_db_scratch_begin(db, &err), 0);
    ck_assert_int_eq(cx_db_unshadow(db, NULL, &err), 0);
    end(db);
    ck_assert_int_eq(ask(db, "SELECT count(*) FROM temp.sqlite_schema"), 0);
    cx_db_close(db);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, laid_and_lifted);
    tcase_add_test(tc, ended_after_failure);
    tcase_add_test(tc, the_same_columns);
    tcase_add_test(tc, laid_again);
    tcase_add_test(tc, rolled_back);
    tcase_add_test(tc, put_aside);
}

UNIT_MAIN("shadow")
