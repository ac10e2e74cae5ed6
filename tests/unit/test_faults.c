/* plan/faults: what a check finds is handed on once. */
#include "plan/faults.h"

#include "base/buf.h"
#include "plans.h"
#include "unit.h"

static void hear(void *context, const struct cx_plan_fault *fault)
{
    cx_buf_printf(context, "%s %s %s: %s\n", fault->kind, fault->key, fault->column,
                  fault->message);
}

START_TEST(handed_on_once)
{
    struct cx_err err = {0};
    struct cx_buf heard = {0};
    struct check check = {.hear = hear, .context = &heard, .heard = cx_map_new(), .err = &err};
    blame(&check, "rules", "r", "when");
    ck_assert_int_eq(take_up(&check, 0), 0);
    for (int i = 0; i < 2; i++)
        ck_assert_int_eq(take_up(&check, cx_err_set(&check.problem, CX_EDATA, "is wrong")), 0);
    blame(&check, "rules", "s", "when");
    ck_assert_int_eq(take_up(&check, cx_err_set(&check.problem, CX_EDATA, "is wrong")), 0);
    ck_assert_str_eq(cx_buf_str(&heard), "rules r when: is wrong\nrules s when: is wrong\n");
    ck_assert_int_eq(check.count, 2);
    ck_assert_int_eq(check.seen, 3);
    ck_assert_int_eq(take_up(&check, cx_err_set(&check.problem, CX_EWORLD, "no disk")), CX_EWORLD);
    ck_assert_str_eq(err.text, "no disk");
    cx_map_free(check.heard);
    cx_buf_fini(&heard);
}
END_TEST

START_TEST(expressions)
{
    struct cx_db *db = with_measures();
    struct check check = {.plan = plan_on(db, 20727)};
    ck_assert_int_eq(check_expression(&check, CX_SCOPE_FORMULA, NULL), 0);
    ck_assert_int_eq(check_expression(&check, CX_SCOPE_FORMULA, "recovered / 2"), 0);
    ck_assert_int_eq(check_expression(&check, CX_SCOPE_FORMULA, "'x'"), CX_EDATA);
    ck_assert_str_eq(check.problem.text, "it gives a text, where a number is needed");
    cx_plan_free(check.plan);
    cx_db_close(db);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, handed_on_once);
    tcase_add_test(tc, expressions);
}

UNIT_MAIN("faults")
