/* plan/expr: an expression over the plan's names. */
#include "plan/expr.h"

#include "base/buf.h"
#include "plans.h"
#include "unit.h"

static struct cx_db *db;
static struct cx_plan *plan;

static void set_up(void)
{
    db = with_measures();
    add_metric(db, "rate", "recovered / exposed");
    run(db, "UPDATE measures SET title = '团队回款' WHERE measure_id = 'recovered'");
    plan = plan_on(db, 20727);
}

static void tear_down(void)
{
    cx_plan_free(plan);
    cx_db_close(db);
}

/* recovered 30, exposed 120, calls 0, rate 0.25; what is before and the team's are null; days 31;
 * role collector. */
static struct cx_scalar get(void *context, struct cx_name name)
{
    static const int hundredths[] = {3000, 12000, 0, 25};
    ++*(int *)context;
    if (name.form == CX_NAME_SELF)
        return cx_scalar_dec(hundredths[name.index], 2);
    if (name.form == CX_NAME_FACT && name.index == CX_NAME_DAYS)
        return cx_scalar_int(31);
    if (name.form == CX_NAME_FACT && name.index == CX_NAME_ROLE)
        return cx_scalar_text("collector");
    return cx_scalar_null();
}

static struct cx_expr *compiled(const char *text)
{
    struct cx_expr *expr = NULL;
    struct cx_err err = {0};
    ck_assert_msg(cx_expr_new(&expr, plan, CX_SCOPE_RULE, text, &err) == 0, "%s: %s", text,
                  err.text);
    return expr;
}

/* A number as text, or null. */
static void ck_value(const char *text, const char *wanted)
{
    struct cx_expr *expr = compiled(text);
    struct cx_buf shown = {0};
    struct cx_scalar value;
    struct cx_err err = {0};
    int asked = 0;
    ck_assert_int_eq(cx_expr_eval(&value, expr, get, &asked, &err), 0);
    if (value.type == CX_SCALAR_NULL)
        cx_buf_puts(&shown, "null");
    else if (value.type == CX_SCALAR_TEXT)
        cx_buf_puts(&shown, value.text);
    else
        cx_num_write_text(&shown, value.number);
    ck_assert_msg(strcmp(cx_buf_str(&shown), wanted) == 0, "%s: %s", text, cx_buf_str(&shown));
    cx_buf_fini(&shown);
    cx_expr_free(expr);
}

static void ck_refused(enum cx_name_scope scope, const char *text, const char *words)
{
    struct cx_expr *expr = NULL;
    struct cx_err err = {0};
    ck_assert_msg(cx_expr_new(&expr, plan, scope, text, &err) == CX_EDATA, "%s", text);
    ck_assert_ptr_null(expr);
    ck_assert_msg(strcmp(err.text, words) == 0, "%s: %s", text, err.text);
}

START_TEST(values_of_names)
{
    ck_value("recovered / exposed", "0.25");
    ck_value("Recovered / EXPOSED + rate", "0.5");
    ck_value("\"recovered\" + recovered", "60");
    ck_value("1 / 2", "0.5");
    ck_value("role = 'collector' and days = 31", "1");
    ck_value("role = 'days'", "0");
    ck_value("role", "collector");
    ck_value("recovered / calls", "null");
    ck_value("recovered + prev_recovered", "null");
    ck_value("team_rate", "null");
    ck_value("coalesce(prev_rate, 9)", "9");
}
END_TEST

START_TEST(computed_in_parts)
{
    struct cx_expr *expr = compiled("days > 3 and rate > 1/3");
    struct cx_code_part parts[2];
    struct cx_scalar value;
    struct cx_err err = {0};
    int asked = 0;
    ck_assert_uint_eq(cx_code_conditions(parts, 2, cx_expr_code(expr)), 2);
    ck_assert_int_eq(cx_expr_eval_part(&value, expr, &parts[0], get, &asked, &err), 0);
    ck_assert(cx_scalar_holds(value));
    ck_assert_int_eq(cx_expr_eval_part(&value, expr, &parts[1], get, &asked, &err), 0);
    ck_assert(!cx_scalar_holds(value));
    cx_expr_free(expr);
}
END_TEST

/* Each name once, however often it stands there. */
START_TEST(names_used)
{
    size_t count;
    struct cx_expr *expr = compiled("recovered + prev_rate + RECOVERED + 1 -- calls");
    const struct cx_name *names = cx_expr_names(expr, &count);
    struct cx_scalar value;
    struct cx_err err = {0};
    int asked = 0;
    ck_assert_uint_eq(count, 2);
    ck_assert_int_eq(names[0].form, CX_NAME_SELF);
    ck_assert_int_eq(names[0].index, quantity(plan, "recovered"));
    ck_assert_int_eq(names[1].form, CX_NAME_PREV);
    ck_assert_int_eq(names[1].index, quantity(plan, "rate"));
    ck_assert_int_eq(cx_expr_eval(&value, expr, get, &asked, &err), 0);
    ck_assert_int_eq(asked, 2);
    cx_expr_free(expr);
}
END_TEST

START_TEST(unknown_names)
{
    ck_refused(CX_SCOPE_RULE, "recoverd",
               "character 1: no measure, metric or name \"recoverd\" (did you mean "
               "\"recovered\"?)");
    ck_refused(CX_SCOPE_RULE, "rate + team_recoverd",
               "character 8: no measure, metric or name \"team_recoverd\" (did you mean "
               "\"team_recovered\"?)");
    ck_refused(
        CX_SCOPE_RULE, "团队回款 > 1",
        "character 1: no measure, metric or name \"团队回款\" (did you mean \"recovered\"?)");
    ck_refused(CX_SCOPE_RULE, "role = manager",
               "character 8: texts stand in single quotes: role = 'manager'");
    ck_refused(CX_SCOPE_RULE, "prev_prev_rate",
               "character 1: no measure, metric or name \"prev_prev_rate\"");
    ck_refused(CX_SCOPE_RULE, "sum(recovered)",
               "character 1: there are no rows here to add up: name a measure instead of sum()");
}
END_TEST

START_TEST(scopes)
{
    ck_refused(CX_SCOPE_FORMULA, "team_rate", "character 1: no measure or metric \"team_rate\"");
    ck_refused(CX_SCOPE_FORMULA, "days", "character 1: no measure or metric \"days\"");
    ck_refused(CX_SCOPE_POOL, "base_salary",
               "character 1: no measure, metric or name \"base_salary\"");
}
END_TEST

START_TEST(columns)
{
    static const char *const names[] = {"amount", "channel"};
    struct cx_scalar values[] = {cx_scalar_dec(150, 2), cx_scalar_text("phone")}, value;
    struct cx_code *code = NULL;
    struct cx_err err = {0};
    ck_assert_int_eq(cx_columns_code(&code, names, 2, true, "amount * (Channel = 'phone')", &err),
                     0);
    ck_assert_int_eq(cx_code_eval(&value, code, values, &err), 0);
    ck_assert_int_eq(cx_num_compare(value.number, cx_num_dec(15, 1)), 0);
    cx_code_free(code);
    ck_assert_int_eq(cx_columns_code(&code, names, 2, true, "amounts", &err), CX_EDATA);
    ck_assert_str_eq(err.text, "character 1: no column \"amounts\" (did you mean \"amount\"?): "
                               "there are amount, channel");
}
END_TEST

START_TEST(names_of_formulas)
{
    ck_assert(cx_expr_is_name("recovered_90"));
    ck_assert(cx_expr_is_name("回收率"));
    ck_assert(!cx_expr_is_name("90_recovered"));
    ck_assert(!cx_expr_is_name("a b"));
    ck_assert(!cx_expr_is_name(""));
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, values_of_names);
    tcase_add_test(tc, computed_in_parts);
    tcase_add_test(tc, names_used);
    tcase_add_test(tc, unknown_names);
    tcase_add_test(tc, scopes);
    tcase_add_test(tc, columns);
    tcase_add_test(tc, names_of_formulas);
}

UNIT_MAIN("expr")
