-- name: uneven_credits
-- Payments whose shares, in millionths, don't add up to 1.
SELECT payment_id, sum(share) FROM credits GROUP BY payment_id HAVING sum(share) <> 1000000;

-- name: team_in_itself
-- Going up from a team that no root is above ends in a ring, in at most as many steps as there are teams; once
-- more as many go round it.
WITH RECURSIVE below (team) AS (
    SELECT team_id FROM teams WHERE parent_id IS NULL
    UNION ALL SELECT team_id FROM below JOIN teams ON parent_id = team),
up (team, step) AS (
    SELECT min(team_id), 0 FROM teams WHERE team_id NOT IN (SELECT team FROM below)
    UNION ALL SELECT parent_id, step + 1 FROM up JOIN teams ON team_id = team
    WHERE step < 2 * (SELECT count(*) FROM teams))
SELECT min(team) FROM up WHERE step >= (SELECT count(*) FROM teams) HAVING min(team) IS NOT NULL;

-- name: has_former_teams
SELECT 1 FROM team_history LIMIT 1;

-- name: unknown_metrics
-- Metrics of targets that nobody computes, and how many targets they have.
SELECT metric_id, count(*) FROM targets
WHERE metric_id COLLATE NOCASE NOT IN (SELECT metric_id FROM metrics)
  AND metric_id COLLATE NOCASE NOT IN (SELECT measure_id FROM measures)
GROUP BY metric_id ORDER BY metric_id;

-- name: other_days
-- There are targets of days that are not the first of a month.
SELECT 1 FROM targets WHERE period LIKE '____-__-__' AND period NOT LIKE '%-01' LIMIT 1;
