-- The contacts of the days from ?1 to before ?2 (lib/past/days.h).
-- name: contacts
SELECT contact_id, employee_id, started_at, account_id, channel, outcome, promised_amount
FROM range CROSS JOIN contacts c ON c.contact_id BETWEEN range.first AND range.last
WHERE started_at >= ?1 * 86400 AND started_at < ?2 * 86400;
