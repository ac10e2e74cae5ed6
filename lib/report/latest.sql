-- name: blocked
SELECT DISTINCT contact_id FROM violations WHERE severity = :block;

-- name: promise_of
SELECT promised_amount FROM contacts WHERE contact_id = ?1;

-- name: rules_of
SELECT group_concat(rule_id, ' ')
FROM (SELECT DISTINCT rule_id FROM violations WHERE contact_id = ?1 AND severity = :block ORDER BY rule_id);
