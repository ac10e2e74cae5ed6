-- ?1: the period's first day; ?2: the first day after it.

-- name: payments_in
SELECT count(*), coalesce(sum(amount), 0) FROM payments
WHERE paid_at >= ?1 * 86400 AND paid_at < ?2 * 86400;

-- name: complaints
-- Pending ones.
SELECT complaint_id FROM complaints WHERE upheld = :pending AND at >= ?1 * 86400 AND at < ?2 * 86400
ORDER BY at, complaint_id;

-- name: violations
-- Contacts that broke a rule of severity block, on which nobody has given their word.
SELECT DISTINCT c.contact_id FROM violations v JOIN contacts c USING (contact_id)
WHERE v.severity = :block AND c.started_at >= ?1 * 86400 AND c.started_at < ?2 * 86400
      AND NOT EXISTS (SELECT 1 FROM reviews r WHERE r.contact_id = c.contact_id)
ORDER BY c.started_at, c.contact_id;

-- name: events
-- How many payments and contacts there are.
SELECT (SELECT count(*) FROM payments WHERE paid_at >= ?1 * 86400 AND paid_at < ?2 * 86400),
       (SELECT count(*) FROM contacts WHERE started_at >= ?1 * 86400 AND started_at < ?2 * 86400);
