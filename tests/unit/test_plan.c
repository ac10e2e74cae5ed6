/* plan/plan: the rows that are valid on a day, and their defaults. */
#include <limits.h>
#include <string.h>

#include "plans.h"
#include "unit.h"

static struct cx_db *db;
static struct cx_plan *plan;

static void set_up(void)
{
    db = with_measures();
}

static void tear_down(void)
{
    cx_plan_free(plan);
    plan = NULL;
    cx_db_close(db);
}

START_TEST(empty_plan)
{
    run(db, "DELETE FROM measures");
    plan = plan_on(db, 20727);
    ck_assert_str_eq(plan->settings.currency, "CNY");
    ck_assert_str_eq(plan->settings.jurisdiction, "none");
    ck_assert_ptr_null(plan->settings.agent_speakers);
    ck_assert_int_eq(plan->settings.attribution_days, 0);
    ck_assert_int_eq(plan->settings.contact_window_days, 30);
    ck_assert_int_eq(plan->settings.promise_grace_days, 3);
    ck_assert_int_eq(plan->settings.retro_months, 3);
    ck_assert_int_eq(plan->settings.churn_days, 90);
    ck_assert_uint_eq(plan->quantity_count + plan->line_count + plan->rule_count, 0);
    ck_assert_ptr_null(cx_plan_stage(plan, 5));
}
END_TEST

START_TEST(settings)
{
    run(db, "INSERT INTO settings VALUES ('currency', 'USD'), ('churn_days', '60'), "
            "('attribution_days', '14'), ('agent_speakers', '坐席')");
    plan = plan_on(db, 20727);
    ck_assert_str_eq(plan->settings.currency, "USD");
    ck_assert_str_eq(plan->settings.agent_speakers, "坐席");
    ck_assert_int_eq(plan->settings.churn_days, 60);
    ck_assert_int_eq(plan->settings.attribution_days, 14);
    ck_assert_int_eq(plan->settings.retro_months, 3);
}
END_TEST

static const char *stage_of(int dpd)
{
    const struct cx_stage *stage = cx_plan_stage(plan, dpd);
    return stage ? stage->name : "";
}

/* Bounds belong to the upper stage; a gap is no stage. */
START_TEST(stages)
{
    run(db, "INSERT INTO stages VALUES ('legal', 180, NULL, 2, '法务'), ('remind', 1, 30, 3, NULL),"
            " ('phone', 30, 90, 0, NULL)");
    plan = plan_on(db, 20727);
    ck_assert_str_eq(stage_of(INT_MIN), "");
    ck_assert_str_eq(stage_of(0), "");
    ck_assert_str_eq(stage_of(1), "remind");
    ck_assert_str_eq(stage_of(29), "remind");
    ck_assert_str_eq(stage_of(30), "phone");
    ck_assert_str_eq(stage_of(89), "phone");
    ck_assert_str_eq(stage_of(90), "");
    ck_assert_str_eq(stage_of(180), "legal");
    ck_assert_str_eq(stage_of(100000), "legal");
    ck_assert_int_eq(cx_plan_stage(plan, 180)->team_kind, 2);
    ck_assert_str_eq(cx_plan_stage(plan, 180)->title, "法务");
}
END_TEST

START_TEST(quantities)
{
    add_metric(db, "rate", "recovered / exposed");
    add_metric(db, "amount_of_all", "recovered");
    run(db, "UPDATE metrics SET unit = 0, better = 1, title = '回款' WHERE seq = 2");
    plan = plan_on(db, 20727);
    ck_assert_uint_eq(plan->measure_count, 3);
    ck_assert_uint_eq(plan->quantity_count, 5);
    ck_assert_int_eq(quantity(plan, "EXPOSED"), 1);
    ck_assert_int_eq(quantity(plan, "rate"), 3);
    ck_assert_int_eq(quantity(plan, "rat"), -1);
    ck_assert_int_eq(cx_plan_quantity(plan, "rate / 2", 4), 3);
    const struct cx_quantity *exposed = &plan->quantities[1], *rate = &plan->quantities[3];
    ck_assert(!exposed->is_metric && rate->is_metric);
    ck_assert_int_eq(exposed->fact, CX_FACT_EXPOSURE);
    ck_assert_str_eq(exposed->expression, "opening");
    ck_assert_str_eq(exposed->where, "dpd >= 90");
    ck_assert_int_eq(exposed->decimals, 2);
    ck_assert_int_eq(plan->quantities[2].decimals, 6); /* calls: a count */
    ck_assert_int_eq(rate->decimals, 6);
    ck_assert_str_eq(rate->title, "rate");
    ck_assert_int_eq(plan->quantities[4].decimals, 2);
    ck_assert_int_eq(plan->quantities[4].better, CX_BETTER_LOW);
    ck_assert_str_eq(plan->quantities[4].title, "回款");
}
END_TEST

/* Tables show titles: who types one is told the name. */
START_TEST(titles)
{
    struct cx_err err = {0};
    int found;
    add_metric(db, "amount_of_all", "recovered");
    run(db, "UPDATE metrics SET title = '回款' WHERE seq = 1");
    plan = plan_on(db, 20727);
    ck_assert_str_eq(cx_plan_titled(plan, "回款", strlen("回款")), "amount_of_all");
    ck_assert_ptr_null(cx_plan_titled(plan, "回", strlen("回")));
    ck_assert_ptr_null(cx_plan_titled(plan, "", 0));
    ck_assert_int_eq(cx_plan_find_quantity(&found, plan, "回款", strlen("回款"), &err), CX_EUSAGE);
    ck_assert_ptr_nonnull(strstr(err.text, "\"回款\" (did you mean amount_of_all?)"));
}
END_TEST

/* A card of two lines from 100 on, replaced on 200: valid_to is the day after the last. */
START_TEST(valid_on_a_day)
{
    run(db, "INSERT INTO scorecards (scorecard_id, metric_id, weight, valid_from, valid_to) VALUES "
            "('c', 'recovered', 60000000, 100, 200), ('c', 'calls', 40000000, 100, 200), "
            "('c', 'exposed', 100000000, 200, NULL)");
    static const struct {
        cx_date day;
        size_t lines;
    } days[] = {{99, 0}, {100, 2}, {199, 2}, {200, 1}, {99999, 1}};
    static const cx_date spans[][2] = {
        {INT_MIN, 100}, {100, 200}, {100, 200}, {200, INT_MAX}, {200, INT_MAX}};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        cx_plan_free(plan);
        plan = plan_on(db, days[i].day);
        ck_assert_uint_eq(plan->line_count, days[i].lines);
        ck_assert_int_eq(plan->from, spans[i][0]);
        ck_assert_int_eq(plan->to, spans[i][1]);
        ck_assert(cx_plan_holds(plan, days[i].day));
        ck_assert_int_eq(cx_plan_holds(plan, 150), spans[i][0] == 100);
    }
}
END_TEST

START_TEST(defaults_of_a_card_line)
{
    run(db, "INSERT INTO scorecards (scorecard_id, metric_id, weight, valid_from) "
            "VALUES ('c', 'recovered', 100000000, -1000000)");
    plan = plan_on(db, 0);
    const struct cx_card_line *line = &plan->lines[0];
    ck_assert_int_eq(line->method, CX_METHOD_TARGET);
    ck_assert_int_eq(line->missing, CX_MISSING_SKIP);
    ck_assert(line->floor_ppm == 0 && line->cap_ppm == 1000000);
    ck_assert(!line->prorate && !line->of_team);
    ck_assert_ptr_null(line->target);
    ck_assert_ptr_null(line->for_role);
    ck_assert_int_eq(line->for_team, 0);
    ck_assert_int_eq(line->min_days, 0);
}
END_TEST

START_TEST(tiers_and_grades)
{
    size_t count;
    run(db, "INSERT INTO tiers VALUES ('b', 0, NULL, 5), ('a', 20, NULL, 2), ('a', 0, 20, 1)");
    run(db, "INSERT INTO grades VALUES ('D', 0, NULL), ('A', 90000000, 1200000), "
            "('B', 75000000, 0)");
    plan = plan_on(db, 20727);
    const struct cx_tier *tiers = cx_plan_tiers(plan, "a", &count);
    ck_assert_uint_eq(count, 2);
    ck_assert_int_eq(tiers[0].rate_ppm, 1);
    ck_assert_int_eq(tiers[0].to, 20);
    ck_assert_int_eq(tiers[1].from, 20);
    ck_assert(tiers[1].to == INT64_MAX);
    cx_plan_tiers(plan, "b", &count);
    ck_assert_uint_eq(count, 1);
    cx_plan_tiers(plan, "c", &count);
    ck_assert_uint_eq(count, 0);
    ck_assert_str_eq(plan->grades[0].name, "A");
    ck_assert_str_eq(plan->grades[2].name, "D");
    ck_assert(!plan->grades[2].has_coefficient && plan->grades[1].has_coefficient);
    ck_assert_int_eq(plan->grades[0].coefficient_ppm, 1200000);
}
END_TEST

START_TEST(rules)
{
    run(db, "INSERT INTO rules (rule_id, seq, kind, amount, split, retro, valid_from) VALUES "
            "('z', 1, 0, 500, 'days', NULL, 0), ('b', 2, 9, NULL, 'days', 1, 0), "
            "('a', 2, 5, 0, 'days', 0, 0)");
    plan = plan_on(db, 20727);
    ck_assert_uint_eq(plan->rule_count, 3);
    ck_assert_str_eq(plan->rules[0].id, "z");
    ck_assert_str_eq(plan->rules[1].id, "a");
    ck_assert_str_eq(plan->rules[2].id, "b");
    ck_assert_int_eq(cx_plan_rule(plan, "b"), 2);
    ck_assert_int_eq(cx_plan_rule(plan, "B"), -1);
    ck_assert(plan->rules[0].has_amount && plan->rules[1].has_amount && !plan->rules[2].has_amount);
    ck_assert_int_eq(plan->rules[0].amount_cents, 500);
    ck_assert_int_eq(plan->rules[0].retro, -1);
    ck_assert_int_eq(plan->rules[1].retro, 0);
    ck_assert_int_eq(plan->rules[2].retro, 1);
    ck_assert_int_eq(plan->rules[2].kind, CX_RULE_POOL);
    ck_assert_str_eq(plan->rules[2].title, "b");
    ck_assert_int_eq(plan->rules[0].per, CX_PER_POST);
    ck_assert_int_eq(plan->rules[0].mode, CX_TIER_MARGINAL);
    ck_assert_int_eq(plan->rules[0].among, CX_AMONG_COMPANY);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, empty_plan);
    tcase_add_test(tc, settings);
    tcase_add_test(tc, stages);
    tcase_add_test(tc, quantities);
    tcase_add_test(tc, titles);
    tcase_add_test(tc, valid_on_a_day);
    tcase_add_test(tc, defaults_of_a_card_line);
    tcase_add_test(tc, tiers_and_grades);
    tcase_add_test(tc, rules);
}

UNIT_MAIN("plan")
