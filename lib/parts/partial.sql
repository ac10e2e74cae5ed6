-- What belongs to no customer: an id of each row, and what else names it. Code that adds up the rows must not
-- depend on their order: another database sorts its ids in another.

-- name: costs
SELECT team_id, period || ' ' || channel || ' ' || amount FROM costs;

-- name: trainings
SELECT employee_id, course FROM trainings;

-- name: feedback
SELECT feedback_id, '' FROM feedback WHERE account_id IS NULL;

-- name: complaints
SELECT complaint_id, '' FROM complaints WHERE account_id IS NULL AND contact_id IS NULL;

-- name: contacts
SELECT contact_id, '' FROM contacts WHERE account_id IS NULL;
