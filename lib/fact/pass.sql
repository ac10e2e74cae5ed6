-- name: violations
SELECT DISTINCT contact_id FROM violations WHERE severity = :block;

-- name: verdicts
SELECT contact_id, verdict FROM reviews;

-- name: complained
SELECT DISTINCT contact_id FROM complaints WHERE contact_id IS NOT NULL AND upheld = :yes;

-- name: fresh_violations
-- The same of contacts that came since (fresh.c).
SELECT DISTINCT contact_id FROM fresh_contacts CROSS JOIN violations USING (contact_id) WHERE severity = :block;

-- name: fresh_verdicts
SELECT contact_id, verdict FROM fresh_contacts CROSS JOIN reviews USING (contact_id);

-- name: fresh_complained
SELECT DISTINCT contact_id FROM complaints
WHERE contact_id IN (SELECT contact_id FROM fresh_contacts) AND upheld = :yes;

-- name: credits
SELECT payment_id, employee_id, share FROM credits ORDER BY payment_id;
