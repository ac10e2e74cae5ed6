-- name: settings_twice
-- Settings of which another row holds (SQL_settings of plan).
DELETE FROM settings WHERE name NOT IN (SELECT max(name) FROM settings GROUP BY name COLLATE NOCASE);

-- name: settings_spelt
UPDATE settings SET name = lower(name) WHERE name <> lower(name);

-- name: has_misspelt
-- Targets are of a metric, or of a measure, whose own spelling is another.
SELECT 1 FROM targets
WHERE metric_id NOT IN (SELECT metric_id FROM metrics UNION ALL SELECT measure_id FROM measures)
  AND metric_id COLLATE NOCASE IN (SELECT metric_id FROM metrics UNION ALL SELECT measure_id FROM measures) LIMIT 1;

-- name: targets_twice
-- Targets of which another row holds: the first, as scores read them.
DELETE FROM targets WHERE (scope, scope_id, metric_id, period) IN (
    SELECT scope, scope_id, metric_id, period FROM (
        SELECT scope, scope_id, metric_id, period,
               row_number() OVER (PARTITION BY scope, scope_id, metric_id COLLATE NOCASE, period ORDER BY metric_id) AS number
        FROM targets)
    WHERE number > 1);

-- name: targets_spelt
UPDATE targets SET metric_id = coalesce((SELECT m.metric_id FROM metrics m WHERE m.metric_id = targets.metric_id),
                                        (SELECT m.measure_id FROM measures m WHERE m.measure_id = targets.metric_id),
                                        metric_id)
WHERE metric_id NOT IN (SELECT metric_id FROM metrics UNION ALL SELECT measure_id FROM measures);

-- name: cards_spelt
-- A row that stands beside one that is spelt well stays: the check of the plan names the two.
UPDATE OR IGNORE scorecards SET metric_id = (SELECT m.metric_id FROM metrics m WHERE m.metric_id = scorecards.metric_id)
WHERE metric_id NOT IN (SELECT metric_id FROM metrics) AND metric_id COLLATE NOCASE IN (SELECT metric_id FROM metrics);

-- name: quantity
-- How the metric or measure ?1 is spelt, and its unit, or ?2.
SELECT metric_id, coalesce(unit, ?2) FROM metrics WHERE metric_id = ?1
UNION ALL SELECT measure_id, unit FROM measures WHERE measure_id = ?1 LIMIT 1;
