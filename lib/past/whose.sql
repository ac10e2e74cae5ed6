-- name: put
INSERT INTO contact_accounts
VALUES (?1, (SELECT coalesce(max(n), 0) + 1 FROM contact_accounts WHERE day = ?1), ?2);

-- name: lists
SELECT day, list FROM contact_accounts WHERE day >= ?1 AND day < ?2 ORDER BY day DESC, n DESC;

-- name: contacts
-- Of a day without a list (days.h).
SELECT contact_id, account_id
FROM range CROSS JOIN contacts c ON c.contact_id BETWEEN range.first AND range.last
WHERE account_id IS NOT NULL AND started_at >= ?1 * 86400 AND started_at < ?2 * 86400;
