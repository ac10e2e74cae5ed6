-- name: breaking
-- The contacts that break a rule: what a reviewer says of one comes first, else a rule that forbids, and not one that
-- only warns. Those that a reviewer alone found break no rule by its id. Each stands at the first of its rules, so that
-- SQLite looks for one contact by its id.
WITH breaking (contact_id, rules) AS (
    SELECT v.contact_id,
           (SELECT group_concat(rule_id, ' ')
            FROM (SELECT DISTINCT rule_id FROM violations w
                  WHERE w.contact_id = v.contact_id AND w.severity = :block ORDER BY rule_id))
    FROM violations v
    WHERE v.severity = :block
      AND NOT EXISTS (SELECT 1 FROM reviews r WHERE r.contact_id = v.contact_id AND r.verdict = :clean)
      AND NOT EXISTS (SELECT 1 FROM violations w WHERE w.contact_id = v.contact_id AND w.severity = :block
                      AND (w.source, w.rule_id) < (v.source, v.rule_id))
    UNION ALL
    SELECT r.contact_id, NULL FROM reviews r
    WHERE r.verdict = :violation
      AND NOT EXISTS (SELECT 1 FROM violations w WHERE w.contact_id = r.contact_id AND w.severity = :block))
