-- name: violations
SELECT DISTINCT contact_id FROM violations WHERE severity = 0;

-- name: verdicts
SELECT contact_id, verdict FROM reviews;

-- name: complained
SELECT DISTINCT contact_id FROM complaints WHERE contact_id IS NOT NULL AND upheld = 0;

-- name: credits
SELECT payment_id, employee_id, share FROM credits ORDER BY payment_id;
