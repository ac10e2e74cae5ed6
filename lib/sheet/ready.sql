-- ?1: the period's first day; ?2: the first day after it.

-- name: payments_in
SELECT count(*), coalesce(sum(amount), 0) FROM payments
WHERE paid_at >= ?1 * 86400 AND paid_at < ?2 * 86400;

-- name: unheld
-- Accounts that still owe something at the end of the period and are in nobody's hands on its last
-- day. Closed and written-off ones are nobody's to work.
WITH waivers AS MATERIALIZED (
    SELECT account_id, sum(amount) AS amount FROM arrangements
    WHERE kind = :waiver AND agreed_on < ?2 GROUP BY account_id)
SELECT count(*), coalesce(sum(balance), 0) FROM (
    SELECT amount
           - coalesce((SELECT sum(p.amount) FROM payments p
                       WHERE p.account_id = a.account_id AND p.paid_at < ?2 * 86400), 0)
           - coalesce((SELECT w.amount FROM waivers w
                       WHERE w.account_id = a.account_id), 0) AS balance
    FROM accounts a
    WHERE status NOT IN (:closed, :written_off) AND coalesce(placed_on, due_on) < ?2
          AND NOT EXISTS (SELECT 1 FROM assignments s
                          WHERE s.account_id = a.account_id AND s."from" < ?2
                                AND (s."to" IS NULL OR s."to" >= ?2)))
WHERE balance > 0;

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
