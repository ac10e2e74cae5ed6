-- name: adjustments
SELECT adjustment_id, employee_id, amount, reason, approved_by FROM adjustments
WHERE period = ?1
ORDER BY adjustment_id;
