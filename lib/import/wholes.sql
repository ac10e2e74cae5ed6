-- name: uneven_credits
-- Payments whose shares, in millionths, don't add up to 1.
SELECT payment_id, sum(share) FROM credits GROUP BY payment_id HAVING sum(share) <> 1000000;

-- name: team_in_itself
WITH RECURSIVE up (team, above) AS (
    SELECT team_id, parent_id FROM teams WHERE parent_id IS NOT NULL
    UNION SELECT team, parent_id FROM up JOIN teams ON team_id = above WHERE parent_id IS NOT NULL)
SELECT team FROM up WHERE above = team ORDER BY team LIMIT 1;

-- name: unknown_metrics
-- Metrics of targets that nobody computes.
SELECT DISTINCT metric_id FROM targets
WHERE metric_id COLLATE NOCASE NOT IN (SELECT metric_id FROM metrics)
  AND metric_id COLLATE NOCASE NOT IN (SELECT measure_id FROM measures)
ORDER BY metric_id;
