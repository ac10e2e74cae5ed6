-- name: overpaid
-- By how much account ?1 is paid more than it owes, when all is counted.
SELECT over FROM (
    SELECT coalesce((SELECT sum(amount) FROM payments p WHERE p.account_id = a.account_id), 0)
        + coalesce((SELECT sum(amount) FROM arrangements w WHERE w.account_id = a.account_id AND w.kind = :waiver), 0)
        - a.amount AS over
    FROM accounts a WHERE account_id = ?1)
WHERE over > 0;

-- name: twice
-- Payments on account ?1 that look like one before them, none of which was reversed.
SELECT payment_id, first FROM (
    SELECT payment_id, min(payment_id) OVER (PARTITION BY paid_at / 86400, amount) AS first FROM payments p
    WHERE account_id = ?1 AND amount > 0 AND NOT EXISTS (SELECT 1 FROM payments r WHERE r.reverses = p.payment_id))
WHERE first < payment_id ORDER BY payment_id;

-- name: closed
-- Payments on account ?1 of days after the one on which it was closed, none of which was reversed; and that day.
SELECT payment_id, closed_on FROM accounts a CROSS JOIN payments p ON p.account_id = a.account_id
WHERE a.account_id = ?1 AND closed_on IS NOT NULL AND p.amount > 0 AND paid_at / 86400 > closed_on
    AND NOT EXISTS (SELECT 1 FROM payments r WHERE r.reverses = p.payment_id)
ORDER BY payment_id;

-- name: early
-- Payments on account ?1 of days before it was placed, none of which was reversed; and that day. A placed_on that is
-- due_on may have been empty, and reminders bring payments before that.
SELECT payment_id, placed_on FROM accounts a CROSS JOIN payments p ON p.account_id = a.account_id
WHERE a.account_id = ?1 AND p.amount > 0 AND paid_at < placed_on * 86400 AND placed_on <> due_on
    AND NOT EXISTS (SELECT 1 FROM payments r WHERE r.reverses = p.payment_id)
ORDER BY payment_id;

-- name: unpaid
-- What account ?1, which was closed as paid, owes when all is counted.
SELECT rest FROM (
    SELECT a.amount
        - coalesce((SELECT sum(amount) FROM payments p WHERE p.account_id = a.account_id), 0)
        - coalesce((SELECT sum(amount) FROM arrangements w WHERE w.account_id = a.account_id AND w.kind = :waiver), 0)
        AS rest
    FROM accounts a WHERE account_id = ?1 AND close_reason = :close_reasons.paid)
WHERE rest > 0;

-- name: shortened
-- Extensions of account ?1 to a day before its own due date; and both days.
SELECT arrangement_id, r.due_on, a.due_on FROM arrangements r JOIN accounts a USING (account_id)
WHERE account_id = ?1 AND r.kind = :extension AND r.due_on < a.due_on
ORDER BY arrangement_id;
