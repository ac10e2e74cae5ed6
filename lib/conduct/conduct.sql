-- name: limits
SELECT limit_id, channel, rule, value, counts, per, severity FROM limits
WHERE jurisdiction = ?1 COLLATE NOCASE AND ?1 <> 'none' COLLATE NOCASE
ORDER BY limit_id;

-- name: setting
SELECT value FROM settings WHERE name = ?1 COLLATE NOCASE;

-- name: put_violation
INSERT OR REPLACE INTO violations VALUES (?1, ?2, ?3, ?4, ?5);

-- name: drop_violations
DELETE FROM violations WHERE contact_id = ?1 AND source = ?2;

-- name: violators
SELECT contact_id FROM violations WHERE source = ?1;

-- name: customer
SELECT customer_id FROM accounts WHERE account_id = ?1;

-- name: customers
SELECT account_id, customer_id FROM accounts WHERE customer_id IS NOT NULL;

-- name: last_day
SELECT max(day) FROM contact_days;

-- name: put_day
INSERT INTO contact_days VALUES (?1, ?2, ?3, ?4)
ON CONFLICT DO UPDATE SET first = min(first, excluded.first), last = max(last, excluded.last);

-- Those of some days in the order of time. Where spans overlap they are read as one, so that no part of
-- the table is read twice.
-- name: contacts_between
WITH span AS (SELECT min(first) AS first, max(last) AS last FROM contact_days
              WHERE day BETWEEN ?1 AND ?2 GROUP BY shape),
     step AS (SELECT first, last, max(last) OVER (ORDER BY first, last
                  ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before FROM span),
     part AS (SELECT first, last, sum(before IS NULL OR before < first) OVER (ORDER BY first, last) AS n
              FROM step),
     range AS MATERIALIZED (SELECT min(first) AS first, max(last) AS last FROM part GROUP BY n)
SELECT c.contact_id, c.account_id, c.started_at, c.channel, c.outcome
FROM range CROSS JOIN contacts c ON c.contact_id BETWEEN range.first AND range.last
WHERE c.started_at >= ?1 * 86400 AND c.started_at < (?2 + 1) * 86400
  AND is_watched(coalesce(c.account_id, 0))
ORDER BY c.started_at, c.contact_id;

-- name: transcripts
SELECT contact_id, transcript FROM contacts WHERE transcript IS NOT NULL;

-- name: count_contacts
SELECT count(*) FROM contacts;

-- name: count_violations
SELECT count(*) FROM violations;
