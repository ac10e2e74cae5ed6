/* plan/check: what is wrong with a plan as a whole, and which row it says so of. */
#include "plan/names.h"

#include "base/buf.h"
#include "checking.h"
#include "sheet/columns.h"
#include "unit.h"

START_TEST(fine)
{
    ck_fine();
    card("'c', 'rate', 60000000, 0, '0.2', '1 < 2'", ", target, require");
    card("'c', 'calls', 40000000, 0, 'steps', 3", ", target, method");
    run(db, "INSERT INTO rules (rule_id, seq, kind, basis, rate, \"when\", split, valid_from) "
            "VALUES ('r', 1, 2, 'recovered', '0.02', 'score > 60 and team_rate > 0.1', 'days', 0)");
    ck_fine();
    run(db, "DELETE FROM rules; DELETE FROM scorecards; DELETE FROM metrics; DELETE FROM measures");
    ck_fine();
}
END_TEST

START_TEST(settings)
{
    run(db, "INSERT INTO settings VALUES ('churn_days', '90'), ('currency', 'USD')");
    ck_fine();
    run(db, "INSERT INTO settings VALUES ('retro_months', 'three')");
    ck_fault("settings", "retro_months", "value",
             "\"three\" is not a whole number from 0 to 99999");
    run(db, "DELETE FROM settings");
    run(db, "INSERT INTO settings VALUES ('promise_grace_day', '5')");
    ck_fault("settings", "promise_grace_day", "value",
             "\"5\" is the value of an unknown setting: see cx-tables(5)");
}
END_TEST

START_TEST(names)
{
    add_metric(db, "team_size", "1");
    ck_fault("metrics", "team_size", "metric_id",
             "\"team_size\" is a reserved word: choose another name");
    run(db, "UPDATE metrics SET metric_id = 'Between' WHERE metric_id = 'team_size'");
    ck_fault("metrics", "Between", "metric_id",
             "\"Between\" is a reserved word: choose another name");
    run(db, "UPDATE metrics SET metric_id = 'CALLS' WHERE metric_id = 'between'");
    ck_fault("metrics", "CALLS", "metric_id",
             "\"CALLS\" is already the name of a measure: each name is used once");
    run(db, "DELETE FROM metrics WHERE metric_id = 'calls'");
    run(db, "UPDATE measures SET measure_id = 'score' WHERE measure_id = 'calls'");
    ck_fault("measures", "score", "measure_id",
             "\"score\" is a reserved word: choose another name");
}
END_TEST

static void ck_measure(const char *fact, const char *column, const char *text, const char *words)
{
    struct cx_buf sql = {0};
    cx_buf_printf(&sql,
                  "INSERT INTO measures (measure_id, fact, unit, value, \"where\", seq) "
                  "VALUES ('m', %s, 1, '%s', '%s', 9)",
                  fact, strcmp(column, "value") == 0 ? text : "1.0",
                  strcmp(column, "value") == 0 ? "1" : text);
    run(db, cx_buf_str(&sql));
    ck_fault("measures", "m", column, words);
    run(db, "DELETE FROM measures WHERE measure_id = 'm'");
    cx_buf_fini(&sql);
}

START_TEST(measures)
{
    ck_measure("2", "value", "amuont",
               "character 1: no column \"amuont\" (did you mean \"amount\"?): there are amount, "
               "kept, day");
    ck_measure("2", "value", "opening", /* another fact's */
               "character 1: no column \"opening\": there are amount, kept, day");
    ck_measure("1", "where", "(select 1)", "character 2: a query can't stand in an expression");
    ck_measure("1", "where", "sum(duration_s)",
               "character 1: write what is to be added up, without sum(): cx adds it up");
    ck_measure("1", "where", "1) from t1 --", "character 2: this ) closes no bracket");
    ck_measure("1", "value", "outcome", "it gives a text, where a number is needed");
    ck_measure("1", "value", "t1.duration_s", "character 3: unexpected .");
    ck_fine();
}
END_TEST

START_TEST(metrics)
{
    add_metric(db, "a", "b");
    add_metric(db, "b", "a");
    ck_fault("metrics", "a", "formula",
             "the formulas form a ring, where each needs the next: a → b → a");
    run(db, "UPDATE metrics SET formula = 'random()' WHERE metric_id = 'b'");
    ck_fault("metrics", "b", "formula", "character 1: no function \"random\"");
}
END_TEST

static const char *rest_of_fault(void)
{
    static struct heard heard;
    heard = checked();
    return heard.fault.rest;
}

/* The second of two rows that are valid on one day is at fault; day 100 is 1970-04-11. */
START_TEST(overlaps)
{
    card("'c', 'rate', 100000000, 0, 100", ", valid_to");
    card("'c', 'rate', 100000000, 100, NULL", ", valid_to");
    ck_fine();
    run(db, "UPDATE scorecards SET valid_to = 101 WHERE valid_from = 0");
    ck_fault("scorecards", "c", "valid_from",
             "another row of c, rate is valid then: let it end with valid_to 1970-04-11");
    ck_assert_str_eq(rest_of_fault(), "\x1frate\x1f"
                                      "100");
    run(db, "UPDATE scorecards SET valid_to = NULL WHERE valid_from = 0");
    ck_assert_str_eq(rest_of_fault(), "\x1frate\x1f"
                                      "100");
    run(db, "DELETE FROM scorecards");
    card("'c', 'rate', 100000000, -1000000", "");
    card("'c', 'RATE', 0, -1000000", "");
    ck_fault("scorecards", "c", "valid_from", "c has RATE twice");
    run(db, "DELETE FROM scorecards");
    run(db,
        "INSERT INTO rules (rule_id, seq, kind, amount, valid_from, valid_to) "
        "VALUES ('r', 1, 0, 100, 0, 100), ('r', 1, 0, 100, 100, NULL), ('s', 1, 0, 1, 0, NULL)");
    ck_fine();
    run(db, "UPDATE rules SET valid_to = 101 WHERE rule_id = 'r' AND valid_from = 0");
    ck_fault("rules", "r", "valid_from",
             "another row of r is valid then: let it end with valid_to 1970-04-11");
    ck_assert_str_eq(rest_of_fault(), "\x1f"
                                      "100");
}
END_TEST

static void ck_none_called(const struct cx_column *columns, size_t count)
{
    char sql[200], words[200];
    for (size_t i = 0; i < count; i++) {
        snprintf(sql, sizeof sql,
                 "DELETE FROM rules; INSERT INTO rules (rule_id, seq, kind, amount, valid_from) "
                 "VALUES ('%s', 1, %d, 100, 0)",
                 columns[i].name, CX_RULE_AMOUNT);
        run(db, sql);
        snprintf(words, sizeof words,
                 "%s is a column of the sheet: choose another rule_id; one that is there already "
                 "goes with cx-import --delete",
                 columns[i].name);
        ck_fault("rules", columns[i].name, "rule_id", words);
    }
}

/* A sheet with two columns of one name could not be read again. */
START_TEST(rules_like_columns)
{
    ck_none_called(sheet_columns, SHEET_COLUMNS);
    ck_none_called(end_columns, END_COLUMNS);
    ck_none_called(team_first_columns, TEAM_FIRST_COLUMNS);
    ck_none_called(team_last_columns, TEAM_LAST_COLUMNS);
    run(db, "UPDATE rules SET rule_id = 'Total'");
    ck_fault("rules", "Total", "rule_id",
             "Total is a column of the sheet: choose another rule_id; one that is there already "
             "goes with cx-import --delete");
}
END_TEST

/* Ids that applies_to can't tell apart, where both hold on some day. */
START_TEST(rules_alike)
{
    run(db, "INSERT INTO rules (rule_id, seq, kind, amount, valid_from) "
            "VALUES ('KPI', 1, 0, 100, 10), ('kpi', 2, 0, 100, 30)");
    ck_fault(
        "rules", "kpi", "rule_id",
        "kpi is also the id of another rule but for capital letters, and applies_to takes "
        "both: choose another rule_id; one that is there already goes with cx-import --delete");
    run(db, "UPDATE rules SET valid_to = 30 WHERE rule_id = 'KPI'");
    ck_fine();
}
END_TEST

/* What held in sealed months alone hinders nobody. */
START_TEST(rules_of_sealed_months)
{
    run(db, "INSERT INTO rules (rule_id, seq, kind, amount, valid_from, valid_to) "
            "VALUES ('KPI', 1, 0, 100, 10, 31), ('kpi', 2, 0, 100, 10, NULL), "
            "('total', 3, 0, 100, 0, 31)");
    ck_fault("rules", "total", "rule_id",
             "total is a column of the sheet: choose another rule_id; one that is there already "
             "goes with cx-import --delete");
    run(db, "INSERT INTO seals (seq, action, period, at, version, reason, total, before, "
            "hash) VALUES (1, 'close', '1970-01', 0, '1', '', 0, '', 'h')");
    ck_fine();
}
END_TEST

START_TEST(tiers)
{
    run(db, "INSERT INTO tiers VALUES ('gap', 0, 10, 1), ('gap', 11, NULL, 1)");
    ck_fault("tiers", "gap", "from",
             "gap has a gap or an overlap: each tier's to is the next one's from");
    run(db, "UPDATE tiers SET \"to\" = 12 WHERE tier_id = 'gap' AND \"from\" = 0");
    ck_fault("tiers", "gap", "from",
             "gap has a gap or an overlap: each tier's to is the next one's from");
    run(db, "UPDATE tiers SET \"to\" = NULL WHERE tier_id = 'gap' AND \"from\" = 0");
    ck_fault("tiers", "gap", "from",
             "gap has a gap or an overlap: each tier's to is the next one's from");
    run(db, "UPDATE tiers SET \"to\" = 11 WHERE tier_id = 'gap' AND \"from\" = 0");
    ck_fine();
}
END_TEST

START_TEST(grades)
{
    run(db, "INSERT INTO grades (grade, min_score) VALUES ('good', 90000000), ('well', 90000000)");
    ck_fault("grades", "well", "min_score",
             "well has the min_score of another grade, so one of them is never given");
    run(db, "UPDATE grades SET min_score = 89999999 WHERE grade = 'well'");
    ck_fine();
}
END_TEST

START_TEST(stages)
{
    run(db, "INSERT INTO stages VALUES ('a', 1, 30, 0, NULL), ('b', 29, NULL, 0, NULL)");
    ck_fault("stages", "a", "to_dpd",
             "a has a gap or an overlap: its to_dpd, the day after its last, is the next one's "
             "from_dpd");
    run(db, "UPDATE stages SET from_dpd = 31 WHERE stage = 'b'"); /* who is 30 days late? */
    ck_fault("stages", "a", "to_dpd",
             "a has a gap or an overlap: its to_dpd, the day after its last, is the next one's "
             "from_dpd");
    run(db, "UPDATE stages SET from_dpd = 30 WHERE stage = 'b'");
    ck_fine();
    run(db, "UPDATE stages SET to_dpd = NULL WHERE stage = 'a'");
    ck_fault("stages", "a", "to_dpd",
             "a has a gap or an overlap: its to_dpd, the day after its last, is the next one's "
             "from_dpd");
}
END_TEST

/* What a rule of each kind can't do without. */
START_TEST(figures_of_rules)
{
    static const struct {
        int kind;
        const char *column, *words;
    } lacks[] = {
        {CX_RULE_AMOUNT, "amount", "a rule of kind amount needs its amount"},
        {CX_RULE_PER_UNIT, "basis", "a rule of kind per_unit needs its basis"},
        {CX_RULE_RATE, "basis", "a rule of kind rate needs its basis"},
        {CX_RULE_TIER, "basis", "a rule of kind tier needs its basis"},
        {CX_RULE_COEFFICIENT, "rate", "a rule of kind coefficient needs its rate"},
        {CX_RULE_CAP, "amount", "a rule of kind cap needs its amount"},
        {CX_RULE_FLOOR, "amount", "a rule of kind floor needs its amount"},
        {CX_RULE_RANK, "basis", "a rule of kind rank needs its basis"},
        {CX_RULE_STREAK, "basis", "a rule of kind streak needs its basis"},
    };
    for (size_t i = 0; i < sizeof lacks / sizeof *lacks; i++) {
        char sql[160];
        snprintf(sql, sizeof sql,
                 "INSERT INTO rules (rule_id, seq, kind, split, valid_from) "
                 "VALUES ('r', 1, %d, 'days', 0)",
                 lacks[i].kind);
        run(db, sql);
        ck_fault("rules", "r", lacks[i].column, lacks[i].words);
        run(db, "DELETE FROM rules");
    }
    run(db, "INSERT INTO rules (rule_id, seq, kind, basis, valid_from) VALUES ('r', 1, 3, '1', 0)");
    ck_fault("rules", "r", "tier_id", "a rule of kind tier needs its tier_id");
    run(db, "UPDATE rules SET tier_id = 'stairs'");
    ck_fault("rules", "r", "tier_id", "there are no tiers called \"stairs\"");
    run(db, "UPDATE rules SET tier_id = 'steps'");
    ck_fine();
    char rank[160];
    snprintf(rank, sizeof rank,
             "UPDATE rules SET kind = %d, amount = 100, top_n = 0, tier_id = NULL", CX_RULE_RANK);
    run(db, rank);
    ck_fault("rules", "r", "top_n", "a rule of kind rank needs its top_n, which is at least 1");
}
END_TEST

static void hear_all(void *context, const struct cx_plan_fault *fault)
{
    cx_buf_printf(context, "%s %s %s: %s\n", fault->kind, fault->key, fault->column,
                  fault->message);
}

/* One import tells of all that is wrong, and of each once, on however many days it is. */
START_TEST(all_faults_at_once)
{
    struct cx_buf heard = {0};
    struct cx_err err = {0};
    add_metric(db, "half", "recovered /");
    add_metric(db, "third", "1/3");
    card("'c', 'rate', 60000000, 0, '90 percent'", ", target");
    run(db, "INSERT INTO rules (rule_id, seq, kind, amount, \"when\", valid_from, valid_to) VALUES "
            "('r', 1, 0, 500, 'role = manager', 0, 100), ('s', 1, 0, 500, 'rat > 1', 50, NULL)");
    ck_assert_int_eq(cx_plan_check(db, hear_all, &heard, &err), 4);
    ck_assert_str_eq(
        cx_buf_str(&heard),
        "metrics half formula: character 12: it ends where a value should stand\n"
        "scorecards c target: rate: the target \"90 percent\" is not a number\n"
        "rules r when: character 8: texts stand in single quotes: role = 'manager'\n"
        "rules s when: character 1: no measure, metric or name \"rat\" (did you mean \"rate\"?)\n");
    cx_buf_fini(&heard);
}
END_TEST

START_TEST(targets_in_percent)
{
    int64_t target = 0;
    ck_assert(cx_plan_target(&target, "0.9") && target == 900000);
    ck_assert(cx_plan_target(&target, "90%") && target == 900000);
    ck_assert(cx_plan_target(&target, "12.5 %") && target == 125000);
    ck_assert(cx_plan_target(&target, "1500") && target == 1500000000);
    ck_assert(!cx_plan_target(&target, "%"));
    ck_assert(!cx_plan_target(&target, "9x%"));
    ck_assert(!cx_plan_target(&target, ""));
}
END_TEST

START_TEST(expressions_of_rules)
{
    run(db, "INSERT INTO rules (rule_id, seq, kind, amount, \"when\", valid_from) "
            "VALUES ('r', 1, 0, 500, 'scores > 60', 0)");
    ck_fault("rules", "r", "when",
             "character 1: no measure, metric or name \"scores\" (did you mean \"score\"?)");
    run(db, "UPDATE rules SET \"when\" = NULL, split = 'days +'");
    ck_fault("rules", "r", "split", "character 7: it ends where a value should stand");
    run(db, "UPDATE rules SET split = 'days', kind = 9, \"when\" = 'score > 60'");
    ck_fault("rules", "r", "when", "character 1: no measure, metric or name \"score\"");
    run(db, "UPDATE rules SET \"when\" = 'team_rate > 0.1', basis = 'team_recovered * 0.001'");
    ck_fine();
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, fine);
    tcase_add_test(tc, settings);
    tcase_add_test(tc, names);
    tcase_add_test(tc, measures);
    tcase_add_test(tc, metrics);
    tcase_add_test(tc, overlaps);
    tcase_add_test(tc, rules_like_columns);
    tcase_add_test(tc, rules_alike);
    tcase_add_test(tc, rules_of_sealed_months);
    tcase_add_test(tc, tiers);
    tcase_add_test(tc, grades);
    tcase_add_test(tc, stages);
    tcase_add_test(tc, figures_of_rules);
    tcase_add_test(tc, all_faults_at_once);
    tcase_add_test(tc, targets_in_percent);
    tcase_add_test(tc, expressions_of_rules);
}

UNIT_MAIN("check")
