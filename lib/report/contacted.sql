-- name: contacts
-- The contacts of the days from ?1 to before ?2 (lib/past/days.h).
SELECT contact_id, employee_id, started_at, account_id, channel, outcome
FROM range CROSS JOIN contacts c ON c.contact_id BETWEEN range.first AND range.last
WHERE started_at >= ?1 * 86400 AND started_at < ?2 * 86400;

-- name: is_worth_a_thread
-- There are many accounts: a second connection is worth what it costs.
SELECT 1 FROM accounts LIMIT 1 OFFSET 2000;
