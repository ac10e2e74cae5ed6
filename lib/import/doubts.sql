-- name: owed
-- What account ?1 owes when all is counted.
SELECT a.amount - coalesce((SELECT sum(amount) FROM payments p WHERE p.account_id = a.account_id), 0)
    - coalesce((SELECT sum(amount) FROM arrangements w WHERE w.account_id = a.account_id AND w.kind = :waiver), 0)
FROM accounts a WHERE account_id = ?1;

-- name: twice
-- Payments on account ?1 that look like one before them, none of which was reversed.
SELECT p.payment_id, min(o.payment_id) FROM payments p
JOIN payments o ON o.account_id = p.account_id AND o.paid_at / 86400 = p.paid_at / 86400
    AND o.amount = p.amount AND o.payment_id < p.payment_id
WHERE p.account_id = ?1 AND p.amount > 0
  AND NOT EXISTS (SELECT 1 FROM payments r WHERE r.reverses IN (p.payment_id, o.payment_id))
GROUP BY p.payment_id ORDER BY p.payment_id;
