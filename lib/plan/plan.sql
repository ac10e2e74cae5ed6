-- name: settings
-- Names that differ only in case are one setting. Where an older cx has left several rows of it, the last in the order
-- of their bytes holds, which is the one in small letters; whoever asks for a single one says ORDER BY name DESC.
SELECT max(name), value FROM settings GROUP BY name COLLATE NOCASE;

-- name: language
SELECT value FROM settings WHERE name COLLATE NOCASE = 'language' AND length(value) < 16 ORDER BY name DESC;

-- name: time_zone
SELECT nullif(value, '') FROM settings WHERE name COLLATE NOCASE = 'time_zone' ORDER BY name DESC;

-- name: stages
SELECT stage, title, from_dpd, to_dpd, team_kind FROM stages ORDER BY from_dpd;

-- name: measures
SELECT measure_id, fact, unit, value, "where", title FROM measures ORDER BY seq;

-- name: metrics
SELECT metric_id, title, unit, better, formula, accrues FROM metrics ORDER BY seq;

-- name: scorecards
SELECT scorecard_id, metric_id, weight, target, prorate, method, floor, cap, missing, subject,
       min_days, require, for_role, for_team, for_employee
FROM scorecards
WHERE valid_from <= ?1 AND (valid_to IS NULL OR valid_to > ?1)
ORDER BY scorecard_id, metric_id;

-- name: tiers
SELECT tier_id, "from", "to", rate FROM tiers ORDER BY tier_id, "from";

-- name: grades
SELECT grade, min_score, coefficient FROM grades ORDER BY min_score DESC;

-- name: rules
SELECT rule_id, title, seq, kind, for_role, for_team, for_employee, "when", grp, basis, rate,
       amount, tier_id, mode, per, applies_to, top_n, months, among, split, prorate, retro, award
FROM rules
WHERE valid_from <= ?1 AND (valid_to IS NULL OR valid_to > ?1)
ORDER BY seq, rule_id;

-- name: dates
SELECT DISTINCT day FROM (SELECT valid_from AS day FROM scorecards
                          UNION ALL SELECT valid_to FROM scorecards
                          UNION ALL SELECT valid_from FROM rules
                          UNION ALL SELECT valid_to FROM rules)
WHERE day IS NOT NULL
ORDER BY day;

-- name: span
SELECT max(CASE WHEN day <= ?1 THEN day END), min(CASE WHEN day > ?1 THEN day END)
FROM (SELECT valid_from AS day FROM scorecards
      UNION ALL SELECT valid_to FROM scorecards
      UNION ALL SELECT valid_from FROM rules
      UNION ALL SELECT valid_to FROM rules);

-- name: alerts
SELECT alert_id, level, "when", severity, message FROM alerts
ORDER BY severity DESC, alert_id;

-- name: tier_faults
SELECT tier_id, NULL FROM (
    SELECT tier_id, "to", lead("from") OVER w AS next,
           CASE WHEN "to" IS NOT NULL AND "to" <= "from" THEN 1 END AS backwards
    FROM tiers WINDOW w AS (PARTITION BY tier_id ORDER BY "from"))
WHERE backwards OR (next IS NOT NULL AND "to" IS NOT next)
ORDER BY tier_id LIMIT 1;

-- name: stage_faults
SELECT stage, NULL FROM (
    SELECT stage, from_dpd, to_dpd, lead(from_dpd) OVER (ORDER BY from_dpd) AS next FROM stages)
WHERE to_dpd <= from_dpd OR (next IS NOT NULL AND to_dpd IS NOT next)
ORDER BY from_dpd LIMIT 1;

-- name: grade_faults
-- Each pair: an import is held against those that it brings.
SELECT b.grade, a.grade FROM grades a JOIN grades b USING (min_score) WHERE a.grade < b.grade ORDER BY b.grade, a.grade;

-- name: rule_exists
SELECT 1 FROM rules WHERE rule_id = ?1 COLLATE NOCASE LIMIT 1;

-- name: twice_weighed
SELECT scorecard_id, metric_id, valid_from FROM (
    SELECT scorecard_id, metric_id, valid_from, lag(valid_from) OVER w AS earlier, lag(valid_to) OVER w AS until
    FROM scorecards
    WINDOW w AS (PARTITION BY scorecard_id, metric_id COLLATE NOCASE ORDER BY valid_from, metric_id DESC))
WHERE earlier IS NOT NULL AND (until IS NULL OR until > valid_from)
ORDER BY scorecard_id, metric_id, valid_from LIMIT 1;

-- name: twice_ruled
SELECT rule_id, NULL, valid_from FROM (
    SELECT rule_id, valid_from, lag(valid_from) OVER w AS earlier, lag(valid_to) OVER w AS until
    FROM rules WINDOW w AS (PARTITION BY rule_id ORDER BY valid_from))
WHERE earlier IS NOT NULL AND (until IS NULL OR until > valid_from)
ORDER BY rule_id, valid_from LIMIT 1;

-- name: rules_like_columns
-- The sheet has a column for each rule beside its own, by post or by team. What held in sealed months alone stays.
WITH later AS (SELECT * FROM rules WHERE valid_to IS NULL OR valid_to > coalesce(
    (SELECT unixepoch(max(period) || '-01', '+1 month') / 86400 FROM sealed_periods), 0))
SELECT rule_id, rule_id FROM later
WHERE rule_id COLLATE NOCASE IN ('period', 'employee_id', 'name', 'team_id', 'role', 'since', 'score', 'posts', 'people',
                                 'retro', 'adjustment', 'awards', 'total', 'with_child_teams')
ORDER BY rule_id;

-- name: rules_alike
-- Rules of one time, beyond sealed months, whose ids applies_to can't tell apart.
WITH later AS (SELECT * FROM rules WHERE valid_to IS NULL OR valid_to > coalesce(
    (SELECT unixepoch(max(period) || '-01', '+1 month') / 86400 FROM sealed_periods), 0))
SELECT b.rule_id, a.rule_id FROM later a JOIN later b ON a.rule_id = b.rule_id COLLATE NOCASE AND a.rule_id < b.rule_id
WHERE (a.valid_to IS NULL OR b.valid_from < a.valid_to) AND (b.valid_to IS NULL OR a.valid_from < b.valid_to)
ORDER BY b.rule_id, a.rule_id;

-- name: strategies
SELECT strategy_id, "when", note, action FROM strategies ORDER BY seq, strategy_id;

-- name: warnings
SELECT warning_id, "when", message, signal FROM warnings ORDER BY seq, warning_id;

-- name: segments
SELECT segment_id, "when", title, NULL FROM segments ORDER BY seq IS NULL, seq, segment_id;

-- name: scripts
SELECT script_id, "when", text, NULL FROM scripts ORDER BY seq, script_id;
