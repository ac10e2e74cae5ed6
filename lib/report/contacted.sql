-- The contacts of the days from ?1 to before ?2 (lib/past/days.h).
-- name: contacts
SELECT contact_id, employee_id, started_at, account_id, channel, outcome
FROM range CROSS JOIN contacts c ON c.contact_id BETWEEN range.first AND range.last
WHERE started_at >= ?1 * 86400 AND started_at < ?2 * 86400;

-- There are many accounts, and no sums are made: to hand them over, the first would wait for the second.
-- name: is_worth_a_thread
SELECT 1 FROM accounts WHERE NOT EXISTS (SELECT 1 FROM sqlite_temp_schema WHERE name = 'own_days')
LIMIT 1 OFFSET 2000;
