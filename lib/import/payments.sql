-- name: reversals
-- What takes back something of payment ?1, in the order of time, and the payment.
SELECT r.payment_id, r.account_id, r.paid_at, r.amount, o.account_id, o.paid_at, o.amount, o.reverses
FROM payments r JOIN payments o ON o.payment_id = r.reverses
WHERE r.reverses = ?1 ORDER BY r.paid_at, r.payment_id;
