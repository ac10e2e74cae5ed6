-- name: promotion_trainings
-- Courses that each passed before ?2; of these the one called ?1.
SELECT employee_id, count(*), count(*) FILTER (WHERE course = ?1 COLLATE NOCASE)
FROM trainings
WHERE passed = 1 AND completed_on < ?2
GROUP BY employee_id;
