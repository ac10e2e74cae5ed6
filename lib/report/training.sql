-- name: courses
SELECT DISTINCT course FROM trainings ORDER BY course;

-- name: trainings
-- Who finished which course when; ?1 a course, or null for all.
SELECT course, employee_id, completed_on FROM trainings
WHERE ?1 IS NULL OR course = ?1 COLLATE NOCASE
ORDER BY course, completed_on, id(employee_id);
