-- name: paid
-- The payments of the days from ?1 to before ?2 (days.h).
SELECT account_id, payment_id, paid_at, amount, reverses, channel
FROM range CROSS JOIN payments p ON p.payment_id BETWEEN range.first AND range.last
WHERE paid_at >= ?1 * 86400 AND paid_at < ?2 * 86400;

-- name: held
-- Who held an account on some of these days.
SELECT employee_id, "from", "to" FROM assignments
WHERE account_id = ?1 AND "from" < ?3 AND coalesce("to", ?3) > ?2 ORDER BY "from";
