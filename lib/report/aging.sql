-- name: aging
-- Unpaid accounts placed by the period's last day, with their balance and dpd at its end.
WITH day (d) AS (SELECT ?2 - 1),
unpaid AS (
    SELECT (SELECT d FROM day)
           - coalesce((SELECT r.due_on FROM arrangements r
                       WHERE r.account_id = a.account_id AND r.kind = 1
                         AND r.agreed_on <= (SELECT d FROM day)
                       ORDER BY r.agreed_on DESC, r.arrangement_id DESC LIMIT 1), a.due_on) AS dpd,
           a.amount
           - coalesce((SELECT sum(p.amount) FROM payments p
                       WHERE p.account_id = a.account_id
                         AND p.paid_at < ((SELECT d FROM day) + 1) * 86400), 0)
           - coalesce((SELECT sum(r.amount) FROM arrangements r
                       WHERE r.account_id = a.account_id AND r.kind = 0
                         AND r.agreed_on <= (SELECT d FROM day)), 0) AS balance
    FROM accounts a
    WHERE coalesce(a.placed_on, a.due_on) <= (SELECT d FROM day)),
buckets (seq, bucket, low, high) AS (
    VALUES (1, 'not_due', -1000000, 0), (2, '1-30', 1, 30), (3, '31-60', 31, 60),
           (4, '61-90', 61, 90), (5, '90+', 91, 10000000))
SELECT bucket, count(balance), coalesce(sum(balance), 0)
FROM buckets LEFT JOIN unpaid ON dpd BETWEEN low AND high AND balance > 0
GROUP BY seq
ORDER BY seq;
