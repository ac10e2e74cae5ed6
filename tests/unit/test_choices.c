/* plan/choices: the first row that holds. */
#include "plan/choices.h"

#include "plans.h"
#include "unit.h"

static struct cx_db *db;
static struct cx_sandbox *sandbox;
static int at;

static void set_up(void)
{
    struct cx_err err = {0};
    db = opened(NULL, CX_DB_CREATE);
    ck_assert_int_eq(cx_sandbox_new(&sandbox, &err), 0);
}

static void tear_down(void)
{
    cx_sandbox_free(sandbox);
    cx_db_close(db);
}

static void start(void *context)
{
    (void)context;
    at = -1;
}

static int next(void *context)
{
    (void)context;
    return ++at < 4;
}

/* Accounts of 0, 50, 100 and 150 days; of no rating. */
static struct cx_value value(void *context, int column)
{
    (void)context;
    return column == CX_ACCOUNT_DPD ? cx_value_real(50 * at) : cx_value_null();
}

static const struct cx_rows rows = {NULL, start, next, value};

START_TEST(first_that_holds)
{
    static const int wanted[] = {-1, 1, 0, 0};
    struct cx_choices choices;
    struct cx_err err = {0};
    int first;
    run(db, "INSERT INTO strategies VALUES ('b', 20, 'dpd > 10', 2, NULL), "
            "('a', 10, 'dpd >= 100', 5, 'late'), ('c', 5, 'rating = ''AAA''', 0, NULL)");
    run(db, "DELETE FROM strategies WHERE strategy_id = 'c'");
    ck_assert_int_eq(cx_choices_init(&choices, CX_STRATEGIES, db, sandbox, &rows, NULL, &err), 0);
    ck_assert_uint_eq(choices.count, 2);
    ck_assert_str_eq(choices.list[0].text, "late");
    ck_assert_int_eq(choices.list[0].action, CX_DO_LEGAL);
    for (int i = 0; i < 4; i++) {
        ck_assert_int_eq(cx_choices_next(&first, &choices, &err), 1);
        ck_assert_int_eq(first, wanted[i]);
    }
    ck_assert_int_eq(cx_choices_next(&first, &choices, &err), 0);
    cx_choices_fini(&choices);
}
END_TEST

/* A when that is null doesn't hold; one that is empty always does. */
START_TEST(null_and_empty)
{
    struct cx_choices choices;
    struct cx_err err = {0};
    int first;
    run(db,
        "INSERT INTO scripts VALUES ('x', 1, 'rating = ''AAA''', 'vip'), ('y', 2, NULL, 'hello')");
    ck_assert_int_eq(cx_choices_init(&choices, CX_SCRIPTS, db, sandbox, &rows, NULL, &err), 0);
    ck_assert_int_eq(cx_choices_next(&first, &choices, &err), 1);
    ck_assert_str_eq(choices.list[first].text, "hello");
    cx_choices_fini(&choices);
}
END_TEST

static void ck_fault(const char *sql, const char *kind, const char *id, const char *words)
{
    const char *at_fault;
    char key[CX_CHOICE_ID];
    struct cx_err err = {0};
    run(db, sql);
    ck_assert_int_eq(cx_choices_check(&at_fault, key, db, sandbox, &err), CX_EDATA);
    ck_assert_str_eq(at_fault, kind);
    ck_assert_str_eq(key, id);
    ck_assert_str_eq(err.text, words);
    run(db, "DELETE FROM strategies; DELETE FROM segments; DELETE FROM scripts");
}

START_TEST(checks)
{
    const char *kind;
    char id[CX_CHOICE_ID];
    struct cx_err err = {0};
    ck_fault("INSERT INTO strategies VALUES ('ok', 1, 'p_pay < 0.1', 0, NULL), ('s', 2, 'nonesuch "
             "= 1', 0, "
             "NULL)",
             "strategies", "s", "no such column: nonesuch");
    ck_fault("INSERT INTO segments VALUES ('s', NULL, 'p_pay > 0.5')", "segments", "s",
             "no such column: p_pay");
    ck_fault("INSERT INTO scripts VALUES ('s', 1, '1) from t --', 'x')", "scripts", "s",
             "a bracket, a quote or a comment lacks its other end");
    ck_fault("INSERT INTO scripts VALUES ('s', 1, 'dpd > 1/2', 'x')", "scripts", "s",
             "1/2 divides whole numbers and drops the rest: write 1.0/2");
    ck_assert_int_eq(cx_choices_check(&kind, id, db, sandbox, &err), 0);
    ck_assert_ptr_null(kind);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, first_that_holds);
    tcase_add_test(tc, null_and_empty);
    tcase_add_test(tc, checks);
}
UNIT_MAIN("choices")
