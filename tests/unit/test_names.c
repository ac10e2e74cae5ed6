/* plan/names: what a name stands for, and where it may stand. */
#include "plan/names.h"

#include "base/buf.h"
#include "plans.h"
#include "unit.h"

static struct cx_db *db;
static struct cx_plan *plan;

static void set_up(void)
{
    db = with_measures();
    add_metric(db, "rate", "recovered / exposed");
    plan = plan_on(db, 20727);
}

static void tear_down(void)
{
    cx_plan_free(plan);
    cx_db_close(db);
}

static bool finds(struct cx_name *name, enum cx_name_scope scope, const char *text)
{
    return cx_name_find(name, plan, scope, text, strlen(text));
}

static void ck_form(const char *text, enum cx_name_form form, const char *of, bool in_formulas,
                    bool in_pools)
{
    struct cx_name name;
    ck_assert_msg(finds(&name, CX_SCOPE_RULE, text), "%s", text);
    ck_assert_int_eq(name.form, form);
    ck_assert_str_eq(plan->quantities[name.index].name, of);
    ck_assert_msg(finds(&name, CX_SCOPE_FORMULA, text) == in_formulas, "%s", text);
    ck_assert_msg(finds(&name, CX_SCOPE_POOL, text) == in_pools, "%s", text);
}

START_TEST(quantities)
{
    ck_form("rate", CX_NAME_SELF, "rate", true, false);
    ck_form("RATE", CX_NAME_SELF, "rate", true, false);
    ck_form("prev_rate", CX_NAME_PREV, "rate", true, false);
    ck_form("Prev_Recovered", CX_NAME_PREV, "recovered", true, false);
    ck_form("team_rate", CX_NAME_TEAM, "rate", false, true);
    ck_form("team_prev_rate", CX_NAME_TEAM_PREV, "rate", false, true);
    ck_form("target_rate", CX_NAME_TARGET, "rate", false, false);
    ck_form("team_target_rate", CX_NAME_TEAM_TARGET, "rate", false, true);
    ck_form("attainment_rate", CX_NAME_ATTAINMENT, "rate", false, false);
}
END_TEST

/* What rules may name; of it a pool sees its team's and the days of the period. */
START_TEST(names_of_rules)
{
    static const char *const posts[] = {"score",
                                        "rank",
                                        "grade",
                                        "grade_coefficient",
                                        "days",
                                        "absent_days",
                                        "employee_id",
                                        "role",
                                        "base_salary",
                                        "base_pay",
                                        "left_on",
                                        "tenure_months",
                                        "role_tenure_months",
                                        "team_tenure_months"};
    static const char *const teams[] = {"period_days",    "team_id",
                                        "team_kind",      "team_age_months",
                                        "team_headcount", "team_headcount_before",
                                        "team_new_hires", "team_payroll"};
    struct cx_name name;
    ck_assert_uint_eq(sizeof posts / sizeof *posts + sizeof teams / sizeof *teams, CX_RULE_NAMES);
    for (size_t i = 0; i < sizeof posts / sizeof *posts; i++) {
        ck_assert(finds(&name, CX_SCOPE_RULE, posts[i]));
        ck_assert_int_eq(name.form, CX_NAME_FACT);
        ck_assert_msg(!finds(&name, CX_SCOPE_POOL, posts[i]), "%s", posts[i]);
        ck_assert(!finds(&name, CX_SCOPE_FORMULA, posts[i]));
    }
    for (size_t i = 0; i < sizeof teams / sizeof *teams; i++) {
        ck_assert(finds(&name, CX_SCOPE_RULE, teams[i]));
        ck_assert_int_eq(name.form, CX_NAME_FACT);
        ck_assert_msg(finds(&name, CX_SCOPE_POOL, teams[i]), "%s", teams[i]);
        ck_assert(!finds(&name, CX_SCOPE_FORMULA, teams[i]));
    }
    ck_assert(finds(&name, CX_SCOPE_RULE, "TEAM_HEADCOUNT_BEFORE"));
    ck_assert_int_eq(name.index, CX_NAME_TEAM_HEADCOUNT_BEFORE);
}
END_TEST

START_TEST(no_names)
{
    static const char *const words[] = {"",      "rat",    "rates",  "prev_",  "prev_prev_rate",
                                        "team_", "x_rate", "score_", "amount", "attainment_score"};
    struct cx_name name;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        ck_assert_msg(!finds(&name, CX_SCOPE_RULE, words[i]), "%s", words[i]);
    ck_assert(cx_name_find(&name, plan, CX_SCOPE_RULE, "rate + 1", 4));
}
END_TEST

START_TEST(reserved)
{
    static const char *const yes[] = {"score",    "Days",         "prev_x",         "team_x",
                                      "target_x", "attainment_x", "team_headcount", "period",
                                      "Name",     "since",        "scorecard"};
    static const char *const no[] = {"rate", "scores", "recovered_90", "my_team_x",
                                     "prev", "team",   "base_pay"};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        ck_assert_msg(cx_name_is_reserved(yes[i]), "%s", yes[i]);
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        ck_assert_msg(!cx_name_is_reserved(no[i]), "%s", no[i]);
}
END_TEST

static void ck_columns(enum cx_fact fact, const char *wanted)
{
    size_t count;
    struct cx_buf text = {0};
    const char *const *columns = cx_fact_columns(fact, &count);
    for (size_t i = 0; i < count; i++)
        cx_buf_printf(&text, "%s%s", i ? " " : "", columns[i]);
    ck_assert_str_eq(cx_buf_str(&text), wanted);
    ck_assert_uint_le(count, CX_FACT_COLUMNS_MAX);
    cx_buf_fini(&text);
}

#define DIMS "dpd cohort_dpd stage client batch product region rating age "

START_TEST(columns_of_facts)
{
    static const char payment[] = DIMS "amount cleared held channel contact_channel second day";
    static const char exposure[] = DIMS "opening placed closing held_share complete second";
    ck_columns(CX_FACT_PAYMENT, payment);
    ck_columns(CX_FACT_OWNED_PAYMENT, payment);
    ck_columns(CX_FACT_EXPOSURE, exposure);
    ck_columns(CX_FACT_OWNED_EXPOSURE, exposure);
    ck_columns(CX_FACT_CONTACT,
               DIMS "duration_s effective_s connected promised complained "
                    "violation outcome channel hour reason promised_on promised_amount day");
    ck_columns(CX_FACT_PROMISE, "amount kept day");
    ck_columns(CX_FACT_FEEDBACK, "kind score day");
    ck_columns(CX_FACT_COMPLAINT, "upheld day");
    ck_columns(CX_FACT_CUSTOMER, "active_after");
    ck_columns(CX_FACT_ARRANGEMENT, "kind amount day");
    ck_columns(CX_FACT_TRAINING, "course passed day");
    ck_columns(CX_FACT_COST, "amount channel day");
    ck_columns(CX_FACT_ORDER, "amount region rating age day");
    ck_columns(CX_FACT_INSTALMENT, "amount kept day");
}
END_TEST

/* The enums number the columns as the lists have them. */
START_TEST(columns_by_number)
{
    size_t count;
    ck_assert_str_eq(cx_fact_columns(CX_FACT_PAYMENT, &count)[CX_PAYMENT_SECOND], "second");
    ck_assert_uint_eq(count, CX_PAYMENT_COLUMNS);
    ck_assert_str_eq(cx_fact_columns(CX_FACT_CONTACT, &count)[CX_CONTACT_REASON], "reason");
    ck_assert_uint_eq(count, CX_CONTACT_COLUMNS);
    ck_assert_str_eq(cx_fact_columns(CX_FACT_EXPOSURE, &count)[CX_EXPOSURE_SECOND], "second");
    ck_assert_uint_eq(count, CX_EXPOSURE_COLUMNS);
    ck_assert_str_eq(cx_fact_columns(CX_FACT_PAYMENT, &count)[CX_DIM_AGE], "age");
    ck_assert_str_eq(cx_fact_columns(CX_FACT_COST, &count)[CX_COST_CHANNEL], "channel");
    ck_assert_str_eq(cx_fact_columns(CX_FACT_PROMISE, &count)[CX_PROMISE_KEPT], "kept");
    ck_assert_str_eq(cx_fact_columns(CX_FACT_ORDER, &count)[CX_ORDER_AGE], "age");
    for (int fact = 0; fact < CX_FACTS; fact++) {
        const char *const *columns = cx_fact_columns((enum cx_fact)fact, &count);
        int day = cx_fact_day_column((enum cx_fact)fact);
        ck_assert_str_eq(columns[day < 0 ? 0 : day],
                         fact == CX_FACT_EXPOSURE || fact == CX_FACT_OWNED_EXPOSURE ? "dpd"
                         : fact == CX_FACT_CUSTOMER                                 ? "active_after"
                                                                                    : "day");
    }
}
END_TEST

/* What is a share is told and checked as one, and pay is not. */
START_TEST(shares)
{
    static const struct {
        const char *name;
        bool is_share, is_pay;
    } of[] = {
        {"rate", true, false},
        {"target_rate", true, false},
        {"attainment_recovered", true, false},
        {"score", true, false},
        {"grade_coefficient", true, false},
        {"recovered", false, false},
        {"team_recovered", false, false},
        {"rank", false, false},
        {"base_salary", false, true},
        {"base_pay", false, true},
        {"team_payroll", false, true},
    };
    for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
        struct cx_name name;
        ck_assert_msg(finds(&name, CX_SCOPE_RULE, of[i].name), "%s", of[i].name);
        ck_assert_msg(cx_name_is_share(plan, name) == of[i].is_share, "%s", of[i].name);
        ck_assert_msg(cx_name_is_pay(name) == of[i].is_pay, "%s", of[i].name);
    }
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, quantities);
    tcase_add_test(tc, names_of_rules);
    tcase_add_test(tc, no_names);
    tcase_add_test(tc, shares);
    tcase_add_test(tc, reserved);
    tcase_add_test(tc, columns_of_facts);
    tcase_add_test(tc, columns_by_number);
}

UNIT_MAIN("names")
