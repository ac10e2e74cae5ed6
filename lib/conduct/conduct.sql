-- name: limits
SELECT limit_id, channel, rule, value, counts, per, severity FROM limits
WHERE jurisdiction = ?1 COLLATE NOCASE AND ?1 <> 'none' COLLATE NOCASE
ORDER BY limit_id;

-- name: is_lacking
-- Whether jurisdiction ?1 has no limits although there are some.
SELECT 1 WHERE ?1 <> '' AND ?1 <> 'none' COLLATE NOCASE AND EXISTS (SELECT 1 FROM limits)
    AND NOT EXISTS (SELECT 1 FROM limits WHERE jurisdiction = ?1 COLLATE NOCASE);

-- name: counted_each
-- The last month that was sealed by the first edition of the rules, whose seals name none.
SELECT max(period) FROM sealed_periods s
WHERE NOT EXISTS (SELECT 1 FROM seal_texts t WHERE t.seq = s.seq AND t.name = 'edition');

-- name: setting
SELECT value FROM settings WHERE name = ?1 COLLATE NOCASE ORDER BY name DESC LIMIT 1;

-- name: put_violation
-- What a former list found, and more severe, stays as it was.
INSERT INTO violations VALUES (?1, ?2, ?3, ?4, ?5, NULL)
ON CONFLICT DO UPDATE SET severity = excluded.severity, words = excluded.words, former = NULL
WHERE former IS NULL OR severity >= excluded.severity;

-- name: drop_violations
-- ?3 NULL: all, also what a former list found; else what this rule of today's list found.
DELETE FROM violations WHERE contact_id = ?1 AND source = ?2 AND (?3 IS NULL OR (former IS NULL AND rule_id = ?3));

-- name: current_violations
SELECT rule_id, severity, words FROM violations WHERE contact_id = ?1 AND source = ?2 AND former IS NULL;

-- name: retire_violations
UPDATE violations SET former = ?3 WHERE contact_id = ?1 AND source = ?2 AND former IS NULL;

-- name: violators
SELECT contact_id FROM violations WHERE source = ?1;

-- name: region
-- The region of account ?1: its customer's, or else its own; and whether it may have been another.
SELECT coalesce(nullif(c.region, ''), nullif(a.region, '')),
    EXISTS (SELECT 1 FROM customer_history h WHERE h.customer_id = c.customer_id)
    OR EXISTS (SELECT 1 FROM account_history h WHERE h.account_id = ?1)
FROM accounts a LEFT JOIN customers c USING (customer_id) WHERE account_id = ?1;

-- name: regions
-- The same of all days: each region with its first day. What is known first holds before, too: a
-- blank before it is none.
WITH own AS (SELECT * FROM accounts WHERE account_id = ?1),
known (whose, since, region) AS (
    SELECT 'customer', c.since, c.region FROM own JOIN customers c USING (customer_id)
    UNION ALL SELECT 'customer', h.since, h.region FROM own JOIN customer_history h USING (customer_id)
    UNION ALL SELECT 'account', since, region FROM own
    UNION ALL SELECT 'account', h.since, h.region FROM own JOIN account_history h USING (account_id)),
firsts (whose, since) AS (SELECT whose, min(coalesce(since, -1000000)) FROM known WHERE region <> '' GROUP BY whose),
spans (whose, since, region) AS (
    SELECT k.whose, iif(lag(k.whose) OVER one IS NULL, -1000000, k.since), nullif(k.region, '')
    FROM known k LEFT JOIN firsts f USING (whose) WHERE f.since IS NULL OR coalesce(k.since, -1000000) >= f.since
    WINDOW one AS (PARTITION BY k.whose ORDER BY k.since))
SELECT day, coalesce(
    (SELECT region FROM spans WHERE whose = 'customer' AND since <= day ORDER BY since DESC LIMIT 1),
    (SELECT region FROM spans WHERE whose = 'account' AND since <= day ORDER BY since DESC LIMIT 1))
FROM (SELECT DISTINCT since AS day FROM spans) ORDER BY day;

-- name: customer
SELECT customer_id FROM accounts WHERE account_id = ?1;

-- name: customers
SELECT account_id, customer_id FROM accounts WHERE customer_id IS NOT NULL ORDER BY account_id;

-- name: contacts_between
-- Those of some days in the order of time (past/days.h).
SELECT c.contact_id, c.account_id, c.started_at, c.channel, c.outcome, c.employee_id
FROM range CROSS JOIN contacts c ON c.contact_id BETWEEN range.first AND range.last
WHERE c.started_at >= ?1 * 86400 AND c.started_at < ?2 * 86400
  AND is_watched(coalesce(c.account_id, 0))
ORDER BY c.started_at, c.employee_id, c.channel, c.contact_id;

-- name: transcripts
SELECT contact_id, transcript FROM contacts WHERE transcript IS NOT NULL;

-- name: count_contacts
SELECT count(*) FROM contacts;

-- name: count_violations
SELECT count(*) FROM violations;

-- name: count_former
SELECT count(*) FROM violations WHERE former IS NOT NULL;

-- name: keep_former
UPDATE violations SET former = ?1 WHERE former IS NULL;

-- name: drop_later_of_keywords
DELETE FROM violations WHERE source = :keyword AND (former IS NULL OR former > ?1);

-- name: drop_later_of_limits
DELETE FROM violations WHERE source = :limit AND (former IS NULL OR former > ?1);
