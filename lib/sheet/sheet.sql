-- name: adjustments
-- Of people who are there by now (fact/wall.h).
SELECT adjustment_id, employee_id, amount, reason, approved_by FROM adjustments
WHERE period = ?1 AND employee_id IN (SELECT employee_id FROM employees)
ORDER BY adjustment_id;

-- name: adjustments_ahead
-- Those of people who are yet to come.
SELECT adjustment_id, employee_id, amount FROM adjustments
WHERE period = ?1 AND employee_id NOT IN (SELECT employee_id FROM employees)
ORDER BY adjustment_id;
