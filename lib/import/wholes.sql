-- name: uneven_credits
-- Payments whose shares, in millionths, don't add up to 1.
SELECT payment_id, sum(share) FROM credits GROUP BY payment_id HAVING sum(share) <> 1000000;

-- name: team_in_itself
WITH RECURSIVE up (team, above) AS (
    SELECT team_id, parent_id FROM teams WHERE parent_id IS NOT NULL
    UNION SELECT team, parent_id FROM up JOIN teams ON team_id = above WHERE parent_id IS NOT NULL)
SELECT team FROM up WHERE above = team ORDER BY team LIMIT 1;

-- name: unlikely_targets
-- Targets whose value makes no sense for the unit of their metric, ?1 number, ?2 ratio, ?3
-- score. A ratio of 2 and more is most often a percentage without its sign.
SELECT metric_id, period, value, unit FROM targets
JOIN (SELECT metric_id AS name, coalesce(unit, ?1) AS unit FROM metrics
      UNION ALL SELECT measure_id, unit FROM measures) ON name = metric_id COLLATE NOCASE
WHERE (value < 0 AND unit NOT IN (?1, ?2)) OR (unit = ?2 AND value >= 2000000)
   OR (unit = ?3 AND value > 100000000)
ORDER BY metric_id, period, scope, scope_id;

-- name: unknown_metrics
-- Metrics of targets that nobody computes.
SELECT DISTINCT metric_id FROM targets
WHERE metric_id COLLATE NOCASE NOT IN (SELECT metric_id FROM metrics)
  AND metric_id COLLATE NOCASE NOT IN (SELECT measure_id FROM measures)
ORDER BY metric_id;
