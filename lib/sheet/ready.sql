-- ?1: the period's first day; ?2: the first day after it.

-- name: payments_in
SELECT count(*), coalesce(sum(amount), 0) FROM payments
WHERE paid_at >= ?1 * 86400 AND paid_at < ?2 * 86400;

-- name: payments_in_by_original
-- Where reversals count on the day of what they take back, which is on the same account. (Older databases may have
-- others, and chains.)
WITH RECURSIVE counted(payment_id, account_id, amount) AS (
    SELECT payment_id, account_id, amount FROM payments p
    WHERE paid_at >= ?1 * 86400 AND paid_at < ?2 * 86400 AND NOT EXISTS (
        SELECT 1 FROM payments o WHERE o.payment_id = p.reverses AND o.account_id = p.account_id)
    UNION ALL
    SELECT r.payment_id, r.account_id, r.amount FROM counted o
    JOIN payments r ON r.reverses = o.payment_id AND r.account_id = o.account_id)
SELECT count(*), coalesce(sum(amount), 0) FROM counted;

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

-- name: overpaid
-- Accounts with a payment in the period on which more had come in by its end than was owed.
SELECT a.account_id FROM accounts a
WHERE a.account_id IN (SELECT account_id FROM payments WHERE paid_at >= ?1 * 86400 AND paid_at < ?2 * 86400)
  AND a.amount < (SELECT sum(amount) FROM payments p WHERE p.account_id = a.account_id AND paid_at < ?2 * 86400)
      + coalesce((SELECT sum(amount) FROM arrangements w
                  WHERE w.account_id = a.account_id AND w.kind = :waiver AND agreed_on < ?2), 0)
ORDER BY a.account_id;

-- name: twice
-- Payments of the period of the same account, day and amount as one before, none of which was taken back.
SELECT payment_id FROM (
    SELECT payment_id, min(payment_id) OVER (PARTITION BY account_id, paid_at / 86400, amount) AS first FROM payments p
    WHERE paid_at >= ?1 * 86400 AND paid_at < ?2 * 86400 AND amount > 0
      AND NOT EXISTS (SELECT 1 FROM payments r WHERE r.reverses = p.payment_id))
WHERE first < payment_id ORDER BY payment_id;

-- name: unlimited
-- There were contacts, and no limit holds, which is not said to be meant.
WITH held AS (SELECT max(name) AS name, value FROM settings GROUP BY name COLLATE NOCASE)
SELECT EXISTS (SELECT 1 FROM contacts WHERE started_at >= ?1 * 86400 AND started_at < ?2 * 86400)
   AND NOT EXISTS (SELECT 1 FROM held WHERE name = 'jurisdiction' COLLATE NOCASE AND value = 'none' COLLATE NOCASE)
   AND NOT EXISTS (SELECT 1 FROM limits WHERE jurisdiction COLLATE NOCASE IN (
       SELECT value FROM held WHERE name = 'jurisdiction' COLLATE NOCASE))
   AND NOT EXISTS (SELECT 1 FROM held WHERE name = 'region_jurisdictions' COLLATE NOCASE AND value <> '');

-- name: reversals_of
-- Reversals of the period that take back payments of the days from ?3 to before ?4.
SELECT r.payment_id, r.amount FROM payments r
JOIN payments o ON o.payment_id = r.reverses AND o.account_id = r.account_id
WHERE r.paid_at >= ?1 * 86400 AND r.paid_at < ?2 * 86400 AND o.paid_at >= ?3 * 86400 AND o.paid_at < ?4 * 86400
ORDER BY r.paid_at, r.payment_id;

-- name: payments_of
-- How many there are of the days from ?1 to before ?2 (past/days.h).
SELECT count(*) FROM range CROSS JOIN payments ON payment_id BETWEEN range.first AND range.last
WHERE paid_at >= ?1 * 86400 AND paid_at < ?2 * 86400;

-- name: contacts_of
SELECT count(*) FROM range CROSS JOIN contacts ON contact_id BETWEEN range.first AND range.last
WHERE started_at >= ?1 * 86400 AND started_at < ?2 * 86400;

-- name: payment_days
-- Those that have any, from ?1 to before ?2 (past/days.h: a listed day may have none).
SELECT DISTINCT day FROM event_days d WHERE event = 'payment' AND day >= ?1 AND day < ?2 AND EXISTS (
    SELECT 1 FROM payments WHERE payment_id BETWEEN d.first AND d.last
    AND paid_at >= d.day * 86400 AND paid_at < (d.day + 1) * 86400);

-- name: contact_days
SELECT DISTINCT day FROM event_days d WHERE event = 'contact' AND day >= ?1 AND day < ?2 AND EXISTS (
    SELECT 1 FROM contacts WHERE contact_id BETWEEN d.first AND d.last
    AND started_at >= d.day * 86400 AND started_at < (d.day + 1) * 86400);
