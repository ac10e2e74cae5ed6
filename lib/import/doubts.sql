-- name: owed
-- What account ?1 owes when all is counted.
SELECT a.amount - coalesce((SELECT sum(amount) FROM payments p WHERE p.account_id = a.account_id), 0)
    - coalesce((SELECT sum(amount) FROM arrangements w WHERE w.account_id = a.account_id AND w.kind = :waiver), 0)
FROM accounts a WHERE account_id = ?1;

-- name: twice
-- Payments on account ?1 that look like one before them, none of which was reversed.
SELECT payment_id, first FROM (
    SELECT payment_id, min(payment_id) OVER (PARTITION BY paid_at / 86400, amount) AS first FROM payments p
    WHERE account_id = ?1 AND amount > 0 AND NOT EXISTS (SELECT 1 FROM payments r WHERE r.reverses = p.payment_id))
WHERE first < payment_id ORDER BY payment_id;
