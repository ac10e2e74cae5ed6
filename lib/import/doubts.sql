-- name: owed
-- What account ?1 owes when all is counted, and whether it is closed.
SELECT a.amount - coalesce((SELECT sum(amount) FROM payments p WHERE p.account_id = a.account_id), 0)
    - coalesce((SELECT sum(amount) FROM arrangements w WHERE w.account_id = a.account_id AND w.kind = :waiver), 0), closed_on IS NOT NULL
FROM accounts a WHERE account_id = ?1;

-- name: twice
-- Payments on account ?1 that look like one before them, none of which was reversed.
SELECT payment_id, first FROM (
    SELECT payment_id, min(payment_id) OVER (PARTITION BY paid_at / 86400, amount) AS first FROM payments p
    WHERE account_id = ?1 AND amount > 0 AND NOT EXISTS (SELECT 1 FROM payments r WHERE r.reverses = p.payment_id))
WHERE first < payment_id ORDER BY payment_id;

-- name: closed
-- Payments on account ?1 of days after the one on which it was closed, none of which was reversed; and that day.
SELECT payment_id, closed_on FROM payments p JOIN accounts USING (account_id)
WHERE account_id = ?1 AND p.amount > 0 AND paid_at / 86400 > closed_on
    AND NOT EXISTS (SELECT 1 FROM payments r WHERE r.reverses = p.payment_id)
ORDER BY payment_id;

-- name: shortened
-- Extensions of account ?1 to a day before its own due date; and both days.
SELECT arrangement_id, r.due_on, a.due_on FROM arrangements r JOIN accounts a USING (account_id)
WHERE account_id = ?1 AND r.kind = :extension AND r.due_on < a.due_on
ORDER BY arrangement_id;
