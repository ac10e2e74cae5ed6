-- name: keep_rules
-- The plan's rules as they are seen now, laid or the database's own, for every day that is looked at.
CREATE TEMP TABLE lint_rules AS SELECT * FROM rules;

-- name: keep_scorecards
CREATE TEMP TABLE lint_scorecards AS SELECT * FROM scorecards;

-- name: freeze_rules
-- Those valid on day ?1, valid for ever; the shift keeps what was a key a key.
INSERT INTO temp.rules SELECT * FROM temp.lint_rules
WHERE valid_from <= ?1 AND (valid_to IS NULL OR valid_to > ?1);

-- name: unbind_rules
UPDATE temp.rules SET valid_from = valid_from - 10000000, valid_to = NULL;

-- name: freeze_scorecards
INSERT INTO temp.scorecards SELECT * FROM temp.lint_scorecards
WHERE valid_from <= ?1 AND (valid_to IS NULL OR valid_to > ?1);

-- name: unbind_scorecards
UPDATE temp.scorecards SET valid_from = valid_from - 10000000, valid_to = NULL;

-- name: drop
DROP TABLE IF EXISTS temp.lint_rules;
DROP TABLE IF EXISTS temp.lint_scorecards;

-- name: days
-- Days after ?1 on which the plan changes.
SELECT DISTINCT day FROM (SELECT valid_from AS day FROM temp.lint_rules
                          UNION ALL SELECT valid_to FROM temp.lint_rules
                          UNION ALL SELECT valid_from FROM temp.lint_scorecards
                          UNION ALL SELECT valid_to FROM temp.lint_scorecards)
WHERE day > ?1
ORDER BY day;

-- name: targets
-- Values below zero, but of a number (?1) or a ratio (?2); a ratio of 2 and more, most often a percentage without
-- its sign; a score (?3) above 100. (import/wholes.sql names those of a file.)
SELECT metric_id, period, value, unit FROM targets
JOIN (SELECT metric_id AS name, coalesce(unit, ?1) AS unit FROM metrics
      UNION ALL SELECT measure_id, unit FROM measures) ON name = metric_id COLLATE NOCASE
WHERE (value < 0 AND unit NOT IN (?1, ?2)) OR (unit = ?2 AND value >= 2000000)
   OR (unit = ?3 AND value > 100000000)
ORDER BY metric_id, period, scope, scope_id;

-- name: spans
-- Rules valid on some day from ?1 to before ?2.
SELECT rule_id, valid_from, valid_to FROM temp.lint_rules
WHERE valid_from < ?2 AND (valid_to IS NULL OR valid_to > ?1)
ORDER BY seq, rule_id, valid_from;

-- name: card_spans
SELECT DISTINCT scorecard_id, valid_from, valid_to FROM temp.lint_scorecards
WHERE valid_from < ?2 AND (valid_to IS NULL OR valid_to > ?1)
ORDER BY scorecard_id, valid_from, valid_to;

-- name: data_days
-- The first and the last day of payments and contacts.
SELECT min(day), max(day) FROM (SELECT min(paid_at) / 86400 AS day FROM payments
                                UNION ALL SELECT max(paid_at) / 86400 FROM payments
                                UNION ALL SELECT min(day) FROM event_days WHERE event = 'contact'
                                UNION ALL SELECT max(day) FROM event_days WHERE event = 'contact');

-- name: is_unlimited
-- There are contacts, and no limit of the jurisdiction, which is not said to be none.
WITH held AS (SELECT max(name) AS name, value FROM settings GROUP BY name COLLATE NOCASE)
SELECT EXISTS (SELECT 1 FROM contacts)
   AND NOT EXISTS (SELECT 1 FROM held WHERE name = 'jurisdiction' COLLATE NOCASE AND value = 'none' COLLATE NOCASE)
   AND NOT EXISTS (SELECT 1 FROM limits WHERE jurisdiction COLLATE NOCASE IN (
       SELECT value FROM held WHERE name = 'jurisdiction' COLLATE NOCASE))
   AND NOT EXISTS (SELECT 1 FROM held WHERE name = 'region_jurisdictions' COLLATE NOCASE AND value <> '');
