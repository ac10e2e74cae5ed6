/* kind/plans: the plan's columns are those of the manual, and those of their tables. */
#include "kinds.h"
#include "unit.h"

static const struct kind_spec specs[] = {
    {"settings", "name*! value"},
    {"stages", "stage*! from_dpd! to_dpd team_kind! title"},
    {"holidays", "day*! name works"},
    {"measures", "measure_id*! fact! unit! value! where title"},
    {"metrics", "metric_id*! title unit better formula! accrues"},
    {"scorecards", "scorecard_id*! metric_id*! weight! target prorate method floor cap missing "
                   "subject min_days require for_role for_team for_employee valid_from* valid_to"},
    {"tiers", "tier_id*! from*! to rate!"},
    {"grades", "grade*! min_score! coefficient"},
    {"rules", "rule_id*! seq! title kind! for_role for_team for_employee when grp basis rate "
              "amount tier_id mode per applies_to top_n among months split prorate retro award "
              "valid_from* valid_to"},
    {"keywords", "keyword_id*! phrase! category severity match"},
    {"limits", "limit_id*! jurisdiction! channel rule! value! counts per severity source"},
    {"warnings", "warning_id*! seq! signal when! message!"},
    {"strategies", "strategy_id*! seq*! when action! note"},
    {"segments", "segment_id*! seq title when!"},
    {"scripts", "script_id*! seq*! when text!"},
    {"alerts", "alert_id*! level! when! severity! message!"},
};

START_TEST(columns)
{
    ck_kinds(specs, sizeof specs / sizeof *specs, true);
}
END_TEST

START_TEST(defaults)
{
    ck_assert_str_eq(initial("rules", "per"), "post");
    ck_assert_str_eq(initial("rules", "split"), "days");
    ck_assert_str_eq(initial("rules", "retro"), "");
    ck_assert_str_eq(initial("scorecards", "floor"), "");
    ck_assert_str_eq(initial("scorecards", "subject"), "post");
}
END_TEST

/* Formulas and lists are shown in the order in which the plan has them. */
START_TEST(ordered)
{
    ck_assert(kind_named("measures")->is_ordered);
    ck_assert(kind_named("metrics")->is_ordered);
    ck_assert(!kind_named("rules")->is_ordered);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, columns);
    tcase_add_test(tc, defaults);
    tcase_add_test(tc, ordered);
}

UNIT_MAIN("plans")
