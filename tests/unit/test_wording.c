/* pay/wording: expressions in words. */
#include "statements.h"
#include "unit.h"

static void set_up(void)
{
    staff_open();
    company_load(&c, "payments.csv", PAYMENTS "P1,A1,2026-10-05,1000\n");
}

#define RULES "rule_id,seq,kind,when,basis,rate\n"

/* Titles, the names of facts in words, signs as in print; what is no name stays as it is. */
START_TEST(titles_and_signs)
{
    rules(RULES
          "a,1,rate,\"income >= 1 and role <> 'x'\",\"max(income, 2) * days/period_days\",1\n");
    ck_says("E1", "- This holds: `Income ≥ 1 and role ≠ 'x'`\n");
    ck_says("E1", "- Paid on: `max(Income, 2) × days in the post ÷ days of the period` = ");
}
END_TEST

START_TEST(forms)
{
    rules(RULES "a,1,rate,,\"coalesce(prev_income, team_income, target_income, "
                "team_target_income, attainment_income, team_prev_income)\",1\n");
    ck_says("E1", "`coalesce(Income of the period before, Income of the team, target of Income, "
                  "target of the team for Income, attainment of Income, Income of the team in the "
                  "period before)`");
}
END_TEST

START_TEST(missing_values)
{
    rules(RULES "a,1,rate,income is not null and not (prev_income is null and score is null),5,1\n"
                "b,2,rate,[income]>5000 /* much */,5,1\n");
    ck_says("E1", "`Income > 5000`");
    ck_says("E1", "`Income has a value and not (Income of the period before has no value and "
                  "score has no value)`");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, titles_and_signs);
    tcase_add_test(tc, forms);
    tcase_add_test(tc, missing_values);
}

UNIT_MAIN("wording")
