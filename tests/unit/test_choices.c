/* plan/choices: the first row that holds. */
#include "plan/choices.h"

#include "base/buf.h"
#include "plans.h"
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

/* Of an account of *context days past due and no rating. */
static struct cx_scalar get(void *context, int column)
{
    return column == CX_ACCOUNT_DPD ? cx_scalar_int(*(const int *)context) : cx_scalar_null();
}

START_TEST(first_that_holds)
{
    static const int wanted[][2] = {{0, -1}, {50, 1}, {100, 0}, {150, 0}};
    struct cx_choices choices;
    struct cx_err err = {0};
    int first;
    run(db, "INSERT INTO strategies VALUES ('b', 20, 'dpd > 10', 2, NULL), "
            "('a', 10, 'dpd >= 100', 5, 'late'), ('c', 5, 'rating = ''AAA''', 0, NULL)");
    run(db, "DELETE FROM strategies WHERE strategy_id = 'c'");
    ck_assert_int_eq(cx_choices_init(&choices, CX_STRATEGIES, db, &err), 0);
    ck_assert_uint_eq(choices.count, 2);
    ck_assert_str_eq(choices.list[0].text, "late");
    ck_assert_int_eq(choices.list[0].action, CX_DO_LEGAL);
    ck_assert(choices.uses[CX_ACCOUNT_DPD] && !choices.uses[CX_ACCOUNT_RATING]);
    for (int i = 0; i < 4; i++) {
        int dpd = wanted[i][0];
        ck_assert_int_eq(cx_choices_first(&first, &choices, get, &dpd, &err), 0);
        ck_assert_int_eq(first, wanted[i][1]);
    }
    cx_choices_fini(&choices);
}
END_TEST

/* A when that is null doesn't hold; one that is empty always does. */
START_TEST(null_and_empty)
{
    struct cx_choices choices;
    struct cx_err err = {0};
    int first, dpd = 0;
    run(db,
        "INSERT INTO scripts VALUES ('x', 1, 'rating = ''AAA''', 'vip'), ('y', 2, NULL, 'hello')");
    ck_assert_int_eq(cx_choices_init(&choices, CX_SCRIPTS, db, &err), 0);
    ck_assert_int_eq(cx_choices_first(&first, &choices, get, &dpd, &err), 0);
    ck_assert_str_eq(choices.list[first].text, "hello");
    cx_choices_fini(&choices);
}
END_TEST

static void hear(void *context, const char *kind, const char *id, const char *column, bool may_stay,
                 const char *why)
{
    (void)may_stay;
    bool is_when = strcmp(column, "when") == 0;
    cx_buf_printf(context, "%s %s%s%s: %s\n", kind, id, is_when ? "" : " ", is_when ? "" : column,
                  why);
}

/* All that is wrong with the choices. */
static void ck_faults(const char *wanted)
{
    struct cx_buf heard = {0};
    struct cx_err err = {0};
    ck_assert_int_eq(cx_choices_check(db, hear, &heard, &err), 0);
    ck_assert_str_eq(cx_buf_str(&heard), wanted);
    cx_buf_fini(&heard);
}

START_TEST(checks)
{
    struct cx_choices choices;
    struct cx_err err = {0};
    run(db, "INSERT INTO strategies VALUES ('ok', 1, 'p_pay < 0.1', 0, NULL), "
            "('s', 2, 'statu = 1', 0, NULL)");
    run(db, "INSERT INTO segments VALUES ('s', NULL, 'dpd > 0.5 )', NULL)");
    run(db, "INSERT INTO scripts VALUES ('a', 1, 'dpd > 1/2', 'x'), ('b', 1, 'stage', 'x')");
    run(db, "DELETE FROM strategies WHERE strategy_id = 's'");
    ck_faults("segments s: character 11: this ) closes no bracket\n"
              "scripts b: stage is a text: a condition is needed\n");
    ck_assert_int_eq(cx_choices_init(&choices, CX_SEGMENTS, db, &err), CX_EDATA);
    cx_choices_fini(&choices);
    run(db, "DELETE FROM segments; DELETE FROM scripts");
    ck_faults("");
    run(db, "INSERT INTO scripts VALUES ('c', 1, 'last_outcome = ''busy'' and status <> ''open''', "
            "'x'),"
            "('d', 2, 'last_outcome in (''busy'', ''dispute'')', 'x'), ('e', 3, 'status = "
            "''shut''', 'x')");
    ck_faults(
        "scripts d: last_outcome is never 'dispute' (did you mean 'disputed'?): it is one of "
        "no_answer, busy, wrong_party, left_message, talked, refused, disputed, promised, paid\n"
        "scripts e: status is never 'shut': it is one of open, paused, legal, closed, "
        "written_off\n");
}
END_TEST

START_TEST(marks_of_scripts)
{
    run(db,
        "INSERT INTO scripts VALUES ('a', 1, NULL, '{name}, {balance} by {due_on} {请自我介绍} {'),"
        "('b', 2, NULL, 'Dear {nam},'), ('c', 3, 'dpd > ''5''', '{name} {Customer} {nam}')");
    ck_faults(
        "scripts b text: {nam} stands for nothing (did you mean {name}?)\n"
        "scripts c: character 7: dpd is a number: write 5, without quotes\n"
        "scripts c text: {Customer} stands for nothing: write {name}, {due_on} or a column of "
        "the account such as {balance}\n");
}
END_TEST

/* Segments are tried by seq, then those without by id. */
START_TEST(segments_in_order)
{
    struct cx_choices choices;
    struct cx_err err = {0};
    run(db, "INSERT INTO segments VALUES ('a', NULL, 'dpd > 0', NULL), ('b', NULL, 'dpd > 0', 2), "
            "('c', NULL, 'dpd > 0', 1)");
    ck_assert_int_eq(cx_choices_init(&choices, CX_SEGMENTS, db, &err), 0);
    ck_assert_str_eq(choices.list[0].id, "c");
    ck_assert_str_eq(choices.list[1].id, "b");
    ck_assert_str_eq(choices.list[2].id, "a");
    cx_choices_fini(&choices);
}
END_TEST

/* What a segment may not look at is no column of it. */
START_TEST(columns)
{
    struct cx_choices choices;
    struct cx_err err = {0};
    run(db, "INSERT INTO segments VALUES ('s', NULL, 'p_pay > 0.5', NULL)");
    ck_assert_int_eq(cx_choices_init(&choices, CX_SEGMENTS, db, &err), CX_EDATA);
    ck_assert_str_eq(err.text,
                     "character 1: no column \"p_pay\": there are dpd, stage, status, amount, "
                     "balance, client, batch, product, region, rating, age, channel, late_count, "
                     "recent_order, promises_kept, promises_broken, days_since_payment, "
                     "unanswered, last_outcome, promised_on, promised_amount, days_to_promise, "
                     "customer_rating, other_debts, last_contact, contacts_today, instalment_on, "
                     "instalment_amount, days_to_instalment, instalments_kept, "
                     "instalments_broken");
    cx_choices_fini(&choices);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, first_that_holds);
    tcase_add_test(tc, null_and_empty);
    tcase_add_test(tc, checks);
    tcase_add_test(tc, marks_of_scripts);
    tcase_add_test(tc, segments_in_order);
    tcase_add_test(tc, columns);
}
UNIT_MAIN("choices")
