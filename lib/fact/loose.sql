-- name: contacts
SELECT contact_id, employee_id, started_at, channel, outcome, duration_s FROM contacts
WHERE account_id IS NULL;

-- name: feedback
SELECT employee_id, at, kind, score FROM feedback;

-- name: complaints
SELECT employee_id, at, upheld FROM complaints;

-- name: arrangements
SELECT employee_id, agreed_on, kind, amount FROM arrangements;

-- name: trainings
SELECT employee_id, completed_on, course, passed FROM trainings;

-- name: costs
SELECT period, team_id, channel, amount FROM costs;
