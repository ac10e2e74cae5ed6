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

-- name: excessive_waivers
-- Waivers of more than was owed when they were agreed on, what was owed then, the account, and the day.
SELECT arrangement_id, amount, owed, account_id, agreed_on FROM (
    SELECT w.arrangement_id, w.account_id, w.agreed_on, w.amount, a.amount
        - coalesce((SELECT sum(p.amount) FROM payments p
                    WHERE p.account_id = w.account_id AND p.paid_at < w.agreed_on * 86400), 0)
        - coalesce((SELECT sum(o.amount) FROM arrangements o
                    WHERE o.account_id = w.account_id AND o.kind = :waiver
                      AND (o.agreed_on < w.agreed_on
                           OR (o.agreed_on = w.agreed_on AND o.arrangement_id < w.arrangement_id))), 0) AS owed
    FROM arrangements w JOIN accounts a USING (account_id) WHERE w.kind = :waiver)
WHERE amount > owed ORDER BY arrangement_id;

-- name: unknown_metrics
-- Metrics of targets that nobody computes, and how many targets they have.
SELECT metric_id, count(*) FROM targets
WHERE metric_id COLLATE NOCASE NOT IN (SELECT metric_id FROM metrics)
  AND metric_id COLLATE NOCASE NOT IN (SELECT measure_id FROM measures)
GROUP BY metric_id ORDER BY metric_id;

-- name: other_days
-- There are targets of days that are not the first of a month.
SELECT 1 FROM targets WHERE period LIKE '____-__-__' AND period NOT LIKE '%-01' LIMIT 1;

-- name: wrong_instalments
-- Plans of instalments of another kind of arrangement, due before they were agreed, or of more than was owed then: the
-- arrangement, its kind, the first day due, the day agreed, their sum, what was owed, and the account.
SELECT arrangement_id, kind, due_on, agreed_on, amount, owed, account_id FROM (
    SELECT r.arrangement_id, r.account_id, r.kind, min(i.due_on) AS due_on, r.agreed_on, sum(i.amount) AS amount, a.amount
        - coalesce((SELECT sum(p.amount) FROM payments p
                    WHERE p.account_id = r.account_id AND p.paid_at < r.agreed_on * 86400), 0)
        - coalesce((SELECT sum(o.amount) FROM arrangements o
                    WHERE o.account_id = r.account_id AND o.kind = :waiver AND o.agreed_on <= r.agreed_on), 0) AS owed
    FROM instalments i JOIN arrangements r USING (arrangement_id) JOIN accounts a USING (account_id)
    GROUP BY r.arrangement_id)
WHERE kind <> :arrangement_kinds.instalment OR due_on < agreed_on OR amount > owed ORDER BY arrangement_id;
