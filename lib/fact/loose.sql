-- Of the days from ?1 to before ?2 (days.h); ?3: only those that name no account.
-- name: contacts
SELECT contact_id, employee_id, started_at, channel, outcome, duration_s
FROM range CROSS JOIN contacts c ON c.contact_id BETWEEN range.first AND range.last
WHERE started_at >= ?1 * 86400 AND started_at < ?2 * 86400 AND (NOT ?3 OR account_id IS NULL);

-- name: feedback
SELECT employee_id, at, kind, score, feedback_id, account_id FROM feedback;

-- name: complaints
SELECT employee_id, at, upheld, complaint_id, account_id FROM complaints;

-- name: arrangements
SELECT employee_id, agreed_on, kind, amount, arrangement_id, account_id FROM arrangements;

-- name: trainings
SELECT employee_id, completed_on, course, passed FROM trainings;

-- name: costs
SELECT period, team_id, channel, amount FROM costs;
