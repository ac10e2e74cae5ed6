-- name: want
DROP TABLE IF EXISTS temp.wanted;
CREATE TEMP TABLE wanted (account_id INTEGER PRIMARY KEY);

-- name: want_account
INSERT OR IGNORE INTO temp.wanted VALUES (?1);

-- name: payers
-- ?3: an employee who ever held the account, or is credited with a payment of it; NULL: anybody.
SELECT account_id FROM range CROSS JOIN payments p ON p.payment_id BETWEEN range.first AND range.last
WHERE paid_at >= ?1 * 86400 AND paid_at < ?2 * 86400
  AND (?3 IS NULL
       OR EXISTS (SELECT 1 FROM assignments a WHERE a.account_id = p.account_id AND a.employee_id = ?3)
       OR account_id IN (SELECT account_id FROM credits JOIN payments USING (payment_id) WHERE employee_id = ?3));

-- name: reversed
-- The payments of earlier days of which something is taken back on the days from ?1 to before ?2. (A chain of
-- reversals is refused today, but older databases may have some.) The + leaves SQLite the index of what takes back,
-- which few payments do.
, back(payment_id) AS (
    SELECT p.reverses FROM payments p
    WHERE p.reverses IS NOT NULL
      AND +p.payment_id BETWEEN (SELECT min(first) FROM range) AND (SELECT max(last) FROM range)
      AND p.paid_at >= ?1 * 86400 AND p.paid_at < ?2 * 86400
    UNION SELECT p.reverses FROM back JOIN payments p USING (payment_id) WHERE p.reverses IS NOT NULL)
SELECT account_id, paid_at FROM back JOIN payments USING (payment_id) WHERE paid_at < ?1 * 86400;

-- name: cleared
-- Accounts that something is taken back of on those days, and was before, too, or that something is paid back of
-- without saying of which payment: the payment that had cleared them may be any. With the first of their payments.
, back(account_id, paid_at) AS (
    SELECT p.account_id, p.paid_at FROM payments p
    WHERE p.reverses IS NOT NULL
      AND +p.payment_id BETWEEN (SELECT min(first) FROM range) AND (SELECT max(last) FROM range)
      AND p.paid_at >= ?1 * 86400 AND p.paid_at < ?2 * 86400
      AND EXISTS (SELECT 1 FROM payments q WHERE q.account_id = p.account_id AND q.amount < 0
                  AND q.payment_id <> p.payment_id AND q.paid_at <= p.paid_at)
    UNION SELECT p.account_id, p.paid_at
    FROM range CROSS JOIN payments p ON p.payment_id BETWEEN range.first AND range.last
    WHERE p.amount < 0 AND p.reverses IS NULL AND p.paid_at >= ?1 * 86400 AND p.paid_at < ?2 * 86400)
SELECT p.account_id, (SELECT min(q.paid_at) FROM payments q WHERE q.account_id = p.account_id)
FROM back p JOIN accounts a USING (account_id)
WHERE a.amount <= (SELECT sum(q.amount) FROM payments q WHERE q.account_id = p.account_id AND q.amount > 0
                   AND q.paid_at <= p.paid_at)
                + (SELECT coalesce(sum(w.amount), 0) FROM arrangements w
                   WHERE w.account_id = p.account_id AND w.kind = :waiver);

-- name: want_contacted
INSERT OR IGNORE INTO temp.wanted SELECT account_id
FROM range CROSS JOIN contacts c ON c.contact_id BETWEEN range.first AND range.last
WHERE account_id IS NOT NULL AND started_at >= ?1 * 86400 AND started_at < ?2 * 86400;

-- name: want_breaches
-- Few contacts broke a rule, were reviewed or complained of.
INSERT OR IGNORE INTO temp.wanted SELECT account_id
FROM contacts
WHERE contact_id IN (SELECT contact_id FROM violations UNION SELECT contact_id FROM reviews
                     UNION SELECT contact_id FROM complaints WHERE contact_id IS NOT NULL)
  AND account_id IS NOT NULL AND started_at >= ?1 * 86400 AND started_at < ?2 * 86400;

-- name: want_promisers
INSERT OR IGNORE INTO temp.wanted SELECT account_id
FROM range CROSS JOIN contacts c ON c.contact_id BETWEEN range.first AND range.last
WHERE account_id IS NOT NULL AND started_at >= ?1 * 86400 AND started_at < ?2 * 86400
  AND promised_on >= ?3 AND promised_on < ?4;

-- name: want_planned
-- Few accounts have plans of instalments.
INSERT OR IGNORE INTO temp.wanted
SELECT account_id FROM arrangements WHERE arrangement_id IN (SELECT arrangement_id FROM instalments);

-- name: first_promise
SELECT min(day) FROM event_days WHERE event = 'contact' AND until >= ?1 AND day < ?2;

-- name: wanted
SELECT account_id FROM temp.wanted
