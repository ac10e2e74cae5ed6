/* plan/expr: an expression over the plan's names. */
#include "plan/expr.h"

#include "base/buf.h"
#include "plans.h"
#include "unit.h"

static struct cx_db *db;
static struct cx_plan *plan;
static struct cx_sandbox *sandbox;

static void set_up(void)
{
    struct cx_err err = {0};
    db = with_measures();
    add_metric(db, "rate", "recovered / exposed");
    plan = plan_on(db, 20727);
    ck_assert_int_eq(cx_sandbox_new(&sandbox, &err), 0);
}

static void tear_down(void)
{
    cx_sandbox_free(sandbox);
    cx_plan_free(plan);
    cx_db_close(db);
}

/* recovered 30, exposed 120, calls 0, rate 0.25; what is before and the team's are null; days 31;
 * role collector. */
static struct cx_value get(void *context, struct cx_name name)
{
    static const double values[] = {30, 120, 0, 0.25};
    ++*(int *)context;
    if (name.form == CX_NAME_SELF)
        return cx_value_real(values[name.index]);
    if (name.form == CX_NAME_FACT && name.index == CX_NAME_DAYS)
        return cx_value_real(31);
    if (name.form == CX_NAME_FACT && name.index == CX_NAME_ROLE)
        return cx_value_text("collector");
    return cx_value_null();
}

static struct cx_expr *compiled(const char *text)
{
    struct cx_expr *expr = NULL;
    struct cx_err err = {0};
    ck_assert_msg(cx_expr_new(&expr, sandbox, plan, CX_SCOPE_RULE, text, &err) == 0, "%s: %s", text,
                  err.text);
    return expr;
}

static void ck_value(const char *text, double wanted)
{
    struct cx_expr *expr = compiled(text);
    struct cx_value value;
    struct cx_err err = {0};
    int asked = 0;
    double real = 0;
    for (int again = 0; again < 2; again++) {
        ck_assert_int_eq(cx_expr_eval(&value, expr, get, &asked, &err), 0);
        ck_assert_msg(cx_expr_number(&real, value), "%s is null", text);
        ck_assert_msg(real == wanted, "%s: %.17g", text, real);
    }
    cx_expr_free(expr);
}

static void ck_null(const char *text)
{
    struct cx_expr *expr = compiled(text);
    struct cx_value value;
    struct cx_err err = {0};
    int asked = 0;
    double real = 0;
    ck_assert_int_eq(cx_expr_eval(&value, expr, get, &asked, &err), 0);
    ck_assert_int_eq(value.type, CX_VALUE_NULL);
    ck_assert(!cx_expr_number(&real, value));
    cx_expr_free(expr);
}

static void ck_refused(enum cx_name_scope scope, const char *text, const char *words)
{
    struct cx_expr *expr = NULL;
    struct cx_err err = {0};
    ck_assert_msg(cx_expr_new(&expr, sandbox, plan, scope, text, &err) == CX_EDATA, "%s", text);
    ck_assert_ptr_null(expr);
    ck_assert_msg(strstr(err.text, words) != NULL, "%s: %s", text, err.text);
}

START_TEST(values)
{
    ck_value("recovered / exposed", 0.25);
    ck_value("Recovered / EXPOSED + rate", 0.5);
    ck_value("\"recovered\" + [recovered] + `recovered` + recovered", 120);
    ck_value("1.0 / 2", 0.5);
    ck_value("1.0/2 + 1e-5/2", 0.500005);
    ck_value("7", 7);
    ck_value("role = 'collector' and days = 31", 1);
    ck_value("role = 'days'", 0);
    ck_value("case when calls > 0 then 1 else 2 end", 2);
    ck_value("recovered /* of all */ -- and so on", 30);
}
END_TEST

START_TEST(nulls)
{
    ck_null("recovered / calls");
    ck_null("recovered + prev_recovered");
    ck_null("team_rate");
    ck_value("coalesce(prev_rate, 9)", 9);
}
END_TEST

START_TEST(text_is_no_number)
{
    double real = 0;
    ck_assert(!cx_expr_number(&real, cx_value_text("12")));
    ck_assert(!cx_expr_number(&real, cx_value_null()));
    ck_assert(cx_expr_number(&real, cx_value_int(-3)));
    ck_assert(real == -3.0);
    struct cx_expr *expr = compiled("role");
    struct cx_value value;
    struct cx_err err = {0};
    int asked = 0;
    ck_assert_int_eq(cx_expr_eval(&value, expr, get, &asked, &err), 0);
    ck_assert_str_eq(value.s, "collector");
    cx_expr_free(expr);
}
END_TEST

START_TEST(names_used)
{
    size_t count;
    struct cx_expr *expr = compiled("recovered + prev_rate + RECOVERED + 'exposed' -- calls");
    const struct cx_name *names = cx_expr_names(expr, &count);
    ck_assert_uint_eq(count, 2);
    ck_assert_int_eq(names[0].form, CX_NAME_SELF);
    ck_assert_int_eq(names[0].index, quantity(plan, "recovered"));
    ck_assert_int_eq(names[1].form, CX_NAME_PREV);
    ck_assert_int_eq(names[1].index, quantity(plan, "rate"));
    cx_expr_free(expr);
}
END_TEST

START_TEST(whole_numbers_divided)
{
    ck_refused(CX_SCOPE_RULE, "1/2", "1/2 divides whole numbers and drops the rest: write 1.0/2");
    ck_refused(CX_SCOPE_RULE, "recovered * 1 / 2", "write 1.0/2");
    ck_refused(CX_SCOPE_RULE, "1 /* one */ / -- half\n 2", "write 1.0/2");
    ck_refused(CX_SCOPE_RULE, "-1/2", "write 1.0/2");
    ck_refused(CX_SCOPE_RULE, "1/-2", "write 1.0/2");
    ck_refused(CX_SCOPE_RULE, "0x10/3", "write");
    ck_value("recovered/2", 15);
    ck_value("2/recovered*15", 1);
    ck_value("iif('1/2' = role, 1, 0)", 0);
    ck_value("3-1.0/2", 2.5);
}
END_TEST

START_TEST(not_allowed)
{
    ck_refused(CX_SCOPE_RULE, "amount", "no such column: amount");
    ck_refused(CX_SCOPE_RULE, "\"typo\"", "no such column: typo");
    ck_refused(CX_SCOPE_RULE, "prev_prev_rate", "no such column");
    ck_refused(CX_SCOPE_RULE, "no_column", "no such column");
    ck_refused(CX_SCOPE_RULE, "t1.recovered", "a point stands where none is allowed");
    ck_refused(CX_SCOPE_RULE, "main.t1.recovered", "point");
    ck_refused(CX_SCOPE_RULE, "1) from t --", "bracket");
    ck_refused(CX_SCOPE_RULE, "1) /*", "bracket");
    ck_refused(CX_SCOPE_RULE, "?1", "parameter");
    ck_refused(CX_SCOPE_RULE, "(select 1)", "subquery");
    ck_refused(CX_SCOPE_RULE, "random()", "random");
    ck_refused(CX_SCOPE_RULE, "sum(recovered)", "");
    ck_refused(CX_SCOPE_RULE, "rank() over ()", "");
    ck_refused(CX_SCOPE_RULE, "", "");
}
END_TEST

START_TEST(scopes)
{
    ck_refused(CX_SCOPE_FORMULA, "team_rate", "no such column: team_rate");
    ck_refused(CX_SCOPE_FORMULA, "days", "no such column: days");
    ck_refused(CX_SCOPE_POOL, "recovered", "no such column: recovered");
    ck_refused(CX_SCOPE_POOL, "base_salary", "no such column: base_salary");
}
END_TEST

START_TEST(very_deep)
{
    struct cx_buf text = {0};
    for (int i = 0; i < 5000; i++)
        cx_buf_puts(&text, "abs(");
    cx_buf_puts(&text, "recovered");
    for (int i = 0; i < 5000; i++)
        cx_buf_putc(&text, ')');
    ck_refused(CX_SCOPE_RULE, cx_buf_str(&text), "");
    cx_buf_fini(&text);
}
END_TEST

static void hear(void *context, const char *name, size_t n, const char *literal)
{
    cx_buf_printf(context, "%.*s:%s ", (int)n, name, literal);
}

/* What a text literal is compared with, on either side, and nothing else. */
START_TEST(literals)
{
    static const struct {
        const char *text, *heard;
    } cases[] = {
        {"role = 'x'", "role:x "},
        {"'x' <> role and a", "role:x "},
        {"role == 'it''s' or Team_id != 'T'", "role:it's Team_id:T "},
        {"role in ('x', 'y') and 'z'", "role:x role:y "},
        {"role NOT IN ( 'x' ) or role is not 'z'", "role:x role:z "},
        {"\"role\" = 'x' -- = 'c'\n", "role:x "},
        {"coalesce(role, 'x') > 1 and n = 1", ""},
        {"iif(a > 1, 'x', 'y')", ""},
        {"role = ''", "role: "},
        {"role = 'x", "role: "},
        {"'x' = 'y'", ""},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct cx_buf heard = {0};
        cx_expr_literals(cases[i].text, hear, &heard);
        ck_assert_msg(strcmp(cx_buf_str(&heard), cases[i].heard) == 0, "%s: %s", cases[i].text,
                      cx_buf_str(&heard));
        cx_buf_fini(&heard);
    }
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, values);
    tcase_add_test(tc, nulls);
    tcase_add_test(tc, text_is_no_number);
    tcase_add_test(tc, names_used);
    tcase_add_test(tc, whole_numbers_divided);
    tcase_add_test(tc, not_allowed);
    tcase_add_test(tc, scopes);
    tcase_add_test(tc, very_deep);
    tcase_add_test(tc, literals);
}

UNIT_MAIN("expr")
