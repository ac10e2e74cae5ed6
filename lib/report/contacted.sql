-- Of the days from ?1 to before ?2 (lib/past/days.h).
-- name: contacts
SELECT account_id, started_at, employee_id, channel, outcome
FROM range CROSS JOIN contacts c ON c.contact_id BETWEEN range.first AND range.last
WHERE started_at >= ?1 * 86400 AND started_at < ?2 * 86400 AND channel IS NOT NULL;
