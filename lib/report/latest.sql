-- name: blocked
SELECT DISTINCT contact_id FROM violations WHERE severity = :block;

-- The contacts of the days from ?1 to before ?2.
-- name: contacts_of_days
SELECT contact_id, employee_id, started_at, account_id, channel, outcome, promised_amount
FROM range CROSS JOIN contacts c ON c.contact_id BETWEEN range.first AND range.last
WHERE started_at >= ?1 * 86400 AND started_at < ?2 * 86400;

-- name: rules_of
SELECT group_concat(rule_id, ' ')
FROM (SELECT DISTINCT rule_id FROM violations WHERE contact_id = ?1 AND severity = :block ORDER BY rule_id);
