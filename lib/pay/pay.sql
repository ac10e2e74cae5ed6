-- name: absences
SELECT employee_id, "from", "to" FROM absences;
