-- name: absences
SELECT employee_id, "from", "to" FROM absences;

-- name: rule_on
-- Whether any row of rule ?1 is valid on day ?2.
SELECT 1 FROM rules
WHERE rule_id = ?1 AND valid_from <= ?2 AND (valid_to IS NULL OR valid_to > ?2);
