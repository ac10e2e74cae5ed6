#include "kind/kinds.h"

#include "kind/words.h"

static const struct cx_field settings[] = {
    {"name", CX_TYPE_NAME, CX_KEY | CX_REQUIRED | CX_ANY_CASE, NULL, NULL, NULL,
     "the setting, see SETTINGS"},
    {"value", CX_TYPE_TEXT, 0, NULL, NULL, NULL, "its value; empty: the default"},
};

static const struct cx_field stages[] = {
    {"stage", CX_TYPE_NAME, CX_KEY | CX_REQUIRED, NULL, NULL, NULL, "the stage"},
    {"from_dpd", CX_TYPE_INT, CX_REQUIRED, NULL, NULL, NULL, "first day past due"},
    {"to_dpd", CX_TYPE_INT, 0, NULL, NULL, NULL, "the day after the last one; empty: no end"},
    {"team_kind", CX_TYPE_CHOICE, CX_REQUIRED, cx_team_kinds, NULL, NULL, "who works it"},
    {"title", CX_TYPE_TEXT, 0, NULL, NULL, NULL, "its name"},
};

static const struct cx_field holidays[] = {
    {"day", CX_TYPE_DATE, CX_KEY | CX_REQUIRED, NULL, NULL, NULL, "a day off, or a day worked"},
    {"name", CX_TYPE_TEXT, 0, NULL, NULL, NULL, "its name"},
    {"works", CX_TYPE_BOOL, 0, NULL, NULL, "no", "yes: worked, though on a day off"},
};

static const struct cx_field keywords[] = {
    {"keyword_id", CX_TYPE_NAME, CX_KEY | CX_REQUIRED, NULL, NULL, NULL, "the keyword"},
    {"phrase", CX_TYPE_TEXT, CX_REQUIRED, NULL, NULL, NULL, "what to search for in transcripts"},
    {"category", CX_TYPE_CHOICE, 0, cx_categories, NULL, "other", "what it is a sign of"},
    {"severity", CX_TYPE_CHOICE, 0, cx_severities, NULL, "block",
     "block is a violation, warn is not"},
    {"match", CX_TYPE_CHOICE, 0, cx_matches, NULL, "text", "text anywhere, whole word, or regex"},
};

static const struct cx_field limits[] = {
    {"limit_id", CX_TYPE_NAME, CX_KEY | CX_REQUIRED, NULL, NULL, NULL, "the limit"},
    {"jurisdiction", CX_TYPE_NAME, CX_REQUIRED, NULL, NULL, NULL, "CN, US, …"},
    {"channel", CX_TYPE_CHOICE, 0, cx_channels, NULL, NULL, "the channel; empty: all"},
    {"rule", CX_TYPE_CHOICE, CX_REQUIRED, cx_limit_rules, NULL, NULL, "what is limited"},
    {"value", CX_TYPE_TEXT, CX_REQUIRED, NULL, NULL, NULL, "a number, or hours as 22:00-08:00"},
    {"counts", CX_TYPE_CHOICE, 0, cx_counted, NULL, "attempt", "which contacts count"},
    {"per", CX_TYPE_CHOICE, 0, cx_limit_pers, NULL, "account", "counted per account or customer"},
    {"severity", CX_TYPE_CHOICE, 0, cx_severities, NULL, "block",
     "block is a violation, warn is not"},
    {"source", CX_TYPE_TEXT, 0, NULL, NULL, NULL, "the law or contract that says so"},
};

static const struct cx_field measures[] = {
    {"measure_id", CX_TYPE_NAME, CX_KEY | CX_REQUIRED | CX_ANY_CASE, NULL, NULL, NULL,
     "the measure"},
    {"fact", CX_TYPE_CHOICE, CX_REQUIRED, cx_facts, NULL, NULL, "the fact whose rows are added up"},
    {"unit", CX_TYPE_CHOICE, CX_REQUIRED, cx_units, NULL, NULL, "the unit of the sum"},
    {"value", CX_TYPE_EXPR, CX_REQUIRED, NULL, NULL, NULL, "what is added up"},
    {"where", CX_TYPE_EXPR, 0, NULL, NULL, NULL, "the rows that count; empty: all"},
    {"title", CX_TYPE_TEXT, 0, NULL, NULL, NULL, "its name"},
};

static const struct cx_field metrics[] = {
    {"metric_id", CX_TYPE_NAME, CX_KEY | CX_REQUIRED | CX_ANY_CASE, NULL, NULL, NULL, "the metric"},
    {"title", CX_TYPE_TEXT, 0, NULL, NULL, NULL, "its name"},
    {"unit", CX_TYPE_CHOICE, 0, cx_units, NULL, "number", "the unit of its value"},
    {"better", CX_TYPE_CHOICE, 0, cx_betters, NULL, "high", "which way is better"},
    {"formula", CX_TYPE_EXPR, CX_REQUIRED, NULL, NULL, NULL, "a formula over measures and metrics"},
    {"accrues", CX_TYPE_BOOL, 0, NULL, NULL, NULL, "whether it grows with the period"},
};

static const struct cx_field tiers[] = {
    {"tier_id", CX_TYPE_NAME, CX_KEY | CX_REQUIRED, NULL, NULL, NULL, "the table of tiers"},
    {"from", CX_TYPE_DECIMAL, CX_KEY | CX_REQUIRED, NULL, NULL, NULL, "where the tier starts"},
    {"to", CX_TYPE_DECIMAL, 0, NULL, NULL, NULL, "where the next starts; empty: no end"},
    {"rate", CX_TYPE_DECIMAL, CX_REQUIRED, NULL, NULL, NULL, "its rate"},
};

static const struct cx_field grades[] = {
    {"grade", CX_TYPE_NAME, CX_KEY | CX_REQUIRED, NULL, NULL, NULL, "the grade"},
    {"min_score", CX_TYPE_POINTS, CX_REQUIRED, NULL, NULL, NULL,
     "the lowest score with this grade"},
    {"coefficient", CX_TYPE_DECIMAL, 0, NULL, NULL, NULL, "grade_coefficient in rules"},
};

static const struct cx_field scorecards[] = {
    {"scorecard_id", CX_TYPE_NAME, CX_KEY | CX_REQUIRED, NULL, NULL, NULL, "the scorecard"},
    {"metric_id", CX_TYPE_NAME, CX_KEY | CX_REQUIRED | CX_ANY_CASE, NULL, NULL, NULL,
     "what is scored"},
    {"weight", CX_TYPE_POINTS, CX_REQUIRED, NULL, NULL, NULL, "percent of the score"},
    {"target", CX_TYPE_TEXT, 0, NULL, NULL, NULL, "value for 100 %; with steps, a tier_id"},
    {"prorate", CX_TYPE_BOOL, 0, NULL, NULL, NULL, "yes: scale the target by the post's days"},
    {"method", CX_TYPE_CHOICE, 0, cx_methods, NULL, "target", "how a value becomes an attainment"},
    {"floor", CX_TYPE_DECIMAL, 0, NULL, NULL, NULL, "lowest attainment; empty: 0"},
    {"cap", CX_TYPE_DECIMAL, 0, NULL, NULL, NULL, "highest attainment; empty: 1"},
    {"missing", CX_TYPE_CHOICE, 0, cx_missings, NULL, "skip", "how a missing value counts"},
    {"subject", CX_TYPE_CHOICE, 0, cx_subjects, NULL, "post", "value of the post or of its team"},
    {"min_days", CX_TYPE_INT, 0, NULL, NULL, NULL, "days that a post needs for a score"},
    {"require", CX_TYPE_EXPR, 0, NULL, NULL, NULL, "condition for getting a score"},
    {"for_role", CX_TYPE_TEXT, CX_LABEL, NULL, NULL, NULL, "for this role only"},
    {"for_team", CX_TYPE_ID, 0, NULL, "teams", NULL, "for this team and its child teams only"},
    {"for_employee", CX_TYPE_ID, 0, NULL, "employees", NULL, "for this person only"},
    {"valid_from", CX_TYPE_DATE, CX_KEY, NULL, NULL, NULL, "first day; empty: always"},
    {"valid_to", CX_TYPE_DATE, CX_DAY_AFTER, NULL, NULL, NULL,
     "the day after the last one; empty: no end"},
};

static const struct cx_field rules[] = {
    {"rule_id", CX_TYPE_NAME, CX_KEY | CX_REQUIRED, NULL, NULL, NULL, "the rule"},
    {"seq", CX_TYPE_INT, CX_REQUIRED, NULL, NULL, NULL, "the order in which rules run"},
    {"title", CX_TYPE_TEXT, 0, NULL, NULL, NULL, "its name"},
    {"kind", CX_TYPE_CHOICE, CX_REQUIRED, cx_rule_kinds, NULL, NULL,
     "how it pays, see cx-rules(5)"},
    {"for_role", CX_TYPE_TEXT, CX_LABEL, NULL, NULL, NULL, "for this role only"},
    {"for_team", CX_TYPE_ID, 0, NULL, "teams", NULL, "for this team and its child teams only"},
    {"for_employee", CX_TYPE_ID, 0, NULL, "employees", NULL, "for this person only"},
    {"when", CX_TYPE_EXPR, 0, NULL, NULL, NULL, "condition; empty: always"},
    {"grp", CX_TYPE_NAME, 0, NULL, NULL, NULL, "only the first rule of a group that holds applies"},
    {"basis", CX_TYPE_EXPR, 0, NULL, NULL, NULL, "what the rate applies to"},
    {"rate", CX_TYPE_EXPR, 0, NULL, NULL, NULL, "a rate, or an expression"},
    {"amount", CX_TYPE_MONEY, 0, NULL, NULL, NULL, "an amount"},
    {"tier_id", CX_TYPE_NAME, 0, NULL, "tiers", NULL, "the table of tiers"},
    {"mode", CX_TYPE_CHOICE, 0, cx_tier_modes, NULL, "marginal",
     "for tiers: by slices, or the whole"},
    {"per", CX_TYPE_CHOICE, 0, cx_pers, NULL, "post", "once per post or per person"},
    {"applies_to", CX_TYPE_TEXT, 0, NULL, NULL, NULL, "rule ids, or * for all lines before it"},
    {"top_n", CX_TYPE_INT, 0, NULL, NULL, NULL, "how many are paid"},
    {"among", CX_TYPE_CHOICE, 0, cx_amongs, NULL, "company", "who is ranked together"},
    {"months", CX_TYPE_INT, 0, NULL, NULL, NULL, "months in a row"},
    {"split", CX_TYPE_EXPR, 0, NULL, NULL, "days", "weight of a post in a pool"},
    {"prorate", CX_TYPE_BOOL, 0, NULL, NULL, NULL, "yes: scale by the post's days"},
    {"retro", CX_TYPE_BOOL, 0, NULL, NULL, NULL, "recomputed for sealed months"},
    {"award", CX_TYPE_TEXT, 0, NULL, NULL, NULL, "name of an award that is not money"},
    {"valid_from", CX_TYPE_DATE, CX_KEY, NULL, NULL, NULL, "first day; empty: always"},
    {"valid_to", CX_TYPE_DATE, CX_DAY_AFTER, NULL, NULL, NULL,
     "the day after the last one; empty: no end"},
};

static const struct cx_field strategies[] = {
    {"strategy_id", CX_TYPE_NAME, CX_KEY | CX_REQUIRED, NULL, NULL, NULL, "the strategy"},
    {"seq", CX_TYPE_INT, CX_KEY | CX_REQUIRED, NULL, NULL, NULL,
     "the order in which rows are tried"},
    {"when", CX_TYPE_EXPR, 0, NULL, NULL, NULL, "the accounts it is for; empty: all"},
    {"action", CX_TYPE_CHOICE, CX_REQUIRED, cx_actions, NULL, NULL, "what to do"},
    {"note", CX_TYPE_TEXT, 0, NULL, NULL, NULL, "a remark"},
};

static const struct cx_field segments[] = {
    {"segment_id", CX_TYPE_NAME, CX_KEY | CX_REQUIRED, NULL, NULL, NULL, "the segment"},
    {"seq", CX_TYPE_INT, 0, NULL, NULL, NULL,
     "the order in which rows are tried; those without come last, by their ids"},
    {"title", CX_TYPE_TEXT, 0, NULL, NULL, NULL, "its name"},
    {"when", CX_TYPE_EXPR, CX_REQUIRED, NULL, NULL, NULL, "which accounts are in it"},
};

static const struct cx_field scripts[] = {
    {"script_id", CX_TYPE_NAME, CX_KEY | CX_REQUIRED, NULL, NULL, NULL, "the script"},
    {"seq", CX_TYPE_INT, CX_KEY | CX_REQUIRED, NULL, NULL, NULL,
     "the order in which rows are tried"},
    {"when", CX_TYPE_EXPR, 0, NULL, NULL, NULL, "the accounts it is for; empty: all"},
    {"text", CX_TYPE_TEXT, CX_REQUIRED, NULL, NULL, NULL, "what to say: {name} {balance} {due_on}"},
};

static const struct cx_field warnings[] = {
    {"warning_id", CX_TYPE_NAME, CX_KEY | CX_REQUIRED, NULL, NULL, NULL, "the warning"},
    {"seq", CX_TYPE_INT, CX_REQUIRED, NULL, NULL, NULL, "the order in which reasons are told"},
    {"signal", CX_TYPE_NAME, 0, NULL, NULL, NULL,
     "the name of the signals that the condition calls signal and signal_before"},
    {"when", CX_TYPE_EXPR, CX_REQUIRED, NULL, NULL, NULL, "the accounts that it is given for"},
    {"message", CX_TYPE_TEXT, CX_REQUIRED, NULL, NULL, NULL, "the reason that is told"},
};

static const struct cx_field alerts[] = {
    {"alert_id", CX_TYPE_NAME, CX_KEY | CX_REQUIRED, NULL, NULL, NULL, "the alert"},
    {"level", CX_TYPE_CHOICE, CX_REQUIRED, cx_alert_levels, NULL, NULL, "team or employee"},
    {"when", CX_TYPE_EXPR, CX_REQUIRED, NULL, NULL, NULL, "the condition under which it fires"},
    {"severity", CX_TYPE_CHOICE, CX_REQUIRED, cx_alert_severities, NULL, NULL, "how serious it is"},
    {"message", CX_TYPE_TEXT, CX_REQUIRED, NULL, NULL, NULL, "what it says"},
};

PLAN(settings, "values for the whole company");
PLAN(stages, "stages of a debt by days past due");
PLAN(holidays, "days off, and days worked instead");
PLAN(keywords, "phrases that collectors must not say");
PLAN(limits, "how often and when a customer may be contacted");
ORDERED_PLAN(measures, "sums over facts");
ORDERED_PLAN(metrics, "formulas over measures");
PLAN(tiers, "tables of tiers and steps");
PLAN(grades, "grades by score");
PLAN(scorecards, "weights of metrics in a score");
PLAN(rules, "how bonuses are computed");
PLAN(strategies, "what to do with accounts");
PLAN(segments, "groups of accounts that need a skill");
PLAN(scripts, "what to say to customers");
PLAN(warnings, "when an account is at risk");
PLAN(alerts, "conditions that need attention");
