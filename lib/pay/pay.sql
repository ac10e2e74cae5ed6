-- name: absences
SELECT employee_id, "from", "to" FROM absences;

-- name: first_event
-- The company's first day with a payment, contact, feedback or complaint.
SELECT min(day) FROM (SELECT min(paid_at) / 86400 AS day FROM payments
                      UNION ALL SELECT min(day) FROM event_days WHERE event = 'contact'
                      UNION ALL SELECT min(at) / 86400 FROM feedback
                      UNION ALL SELECT min(at) / 86400 FROM complaints);

-- name: rule_on
-- Whether any row of rule ?1 is valid on day ?2.
SELECT 1 FROM rules
WHERE rule_id = ?1 AND valid_from <= ?2 AND (valid_to IS NULL OR valid_to > ?2);
