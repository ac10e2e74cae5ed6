/* plan/formula: metrics in an order in which each comes after those it needs; rings refused. */
#include "plan/formula.h"

#include "base/buf.h"

#include "plans.h"
#include "unit.h"

static struct cx_db *db;
static struct cx_plan *plan;
static struct cx_formulas *formulas;

static void set_up(void)
{
    db = with_measures();
}

static void tear_down(void)
{
    cx_formulas_free(formulas);
    formulas = NULL;
    cx_plan_free(plan);
    cx_db_close(db);
}

static void ck_order(const char *wanted)
{
    struct cx_err err = {0};
    struct cx_buf text = {0};
    int bad = -1;
    plan = plan_on(db, 20727);
    ck_assert_msg(cx_formulas_new(&formulas, plan, &bad, &err) == 0, "%s", err.text);
    for (size_t i = 0; i < formulas->count; i++)
        cx_buf_printf(&text, "%s ", plan->quantities[formulas->order[i]].name);
    ck_assert_str_eq(cx_buf_str(&text), wanted);
    cx_buf_fini(&text);
}

static void ck_refused(const char *metric, const char *words)
{
    struct cx_err err = {0};
    int bad = -1;
    plan = plan_on(db, 20727);
    ck_assert_int_eq(cx_formulas_new(&formulas, plan, &bad, &err), CX_EDATA);
    ck_assert_str_eq(err.text, words);
    ck_assert_str_eq(plan->quantities[bad].name, metric);
    ck_assert_ptr_null(formulas);
}

START_TEST(needed_first)
{
    add_metric(db, "top", "middle + recovered");
    add_metric(db, "middle", "BOTTOM * 2");
    add_metric(db, "alone", "calls");
    add_metric(db, "bottom", "exposed");
    ck_order("bottom middle top alone ");
    for (size_t i = 0; i < plan->quantity_count; i++)
        ck_assert((formulas->exprs[i] != NULL) == plan->quantities[i].is_metric);
}
END_TEST

START_TEST(one_needed_by_two)
{
    add_metric(db, "left_one", "base");
    add_metric(db, "right_one", "base + left_one");
    add_metric(db, "base", "recovered");
    ck_order("base left_one right_one ");
}
END_TEST

START_TEST(no_metrics)
{
    ck_order("");
}
END_TEST

START_TEST(the_month_before_is_no_ring)
{
    add_metric(db, "growth", "rate / prev_rate - 1");
    add_metric(db, "rate", "recovered / exposed");
    add_metric(db, "running", "coalesce(prev_running, 0) + 1");
    ck_order("rate growth running ");
}
END_TEST

START_TEST(ring)
{
    add_metric(db, "start", "a");
    add_metric(db, "a", "b + 1");
    add_metric(db, "b", "c * 2");
    add_metric(db, "c", "a");
    ck_refused("start", "the formulas form a ring, where each needs the next: a → b → c → a");
}
END_TEST

START_TEST(ring_of_one)
{
    add_metric(db, "fine", "calls");
    add_metric(db, "a", "a + 1");
    ck_refused("a", "the formulas form a ring, where each needs the next: a → a");
}
END_TEST

START_TEST(unknown_name)
{
    add_metric(db, "fine", "calls");
    add_metric(db, "wrong", "cals + 1");
    ck_refused("wrong", "character 1: no measure or metric \"cals\" (did you mean \"calls\"?)");
}
END_TEST

START_TEST(names_of_rules_are_not_theirs)
{
    add_metric(db, "wrong", "recovered / base_salary");
    ck_refused("wrong", "character 13: no measure or metric \"base_salary\"");
}
END_TEST

static void ck_sum(const char *name, bool wanted)
{
    ck_assert_msg(cx_plan_is_sum(plan, quantity(plan, name)) == wanted, "%s", name);
}

/* A sum can be of what doesn't accrue; a mean divides, or comes from one. */
START_TEST(sums)
{
    add_metric(db, "of_means", "mean * 2 + recovered");
    add_metric(db, "mean", "coalesce(recovered / nullif(calls, 0), 0)");
    add_metric(db, "owed", "exposed - recovered / 17");
    add_metric(db, "more", "owed + prev_more");
    add_metric(db, "rate", "recovered / exposed");
    add_metric(db, "part", "rate * exposed");
    run(db, "UPDATE metrics SET unit = 0, accrues = 0 WHERE metric_id <> 'rate'");
    plan = plan_on(db, 20727);
    ck_sum("recovered", true);
    ck_sum("mean", false);
    ck_sum("of_means", false);
    ck_sum("owed", true);
    ck_sum("more", true);
    ck_sum("rate", false);
    ck_sum("part", false);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, needed_first);
    tcase_add_test(tc, one_needed_by_two);
    tcase_add_test(tc, no_metrics);
    tcase_add_test(tc, the_month_before_is_no_ring);
    tcase_add_test(tc, ring);
    tcase_add_test(tc, ring_of_one);
    tcase_add_test(tc, unknown_name);
    tcase_add_test(tc, names_of_rules_are_not_theirs);
    tcase_add_test(tc, sums);
}

UNIT_MAIN("formula")
