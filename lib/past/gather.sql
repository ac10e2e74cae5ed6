-- name: bound
-- The account that comes so many after another.
SELECT account_id FROM accounts WHERE account_id >= ?1 ORDER BY account_id LIMIT 1 OFFSET ?2;

-- name: places
-- Where some days' events stand, in the order of ids.
SELECT first, last FROM event_days WHERE event = ?1 AND day >= ?2 AND day < ?3 ORDER BY first
