-- name: first_run
-- The day of the first run of cx-assign since import ?1.
SELECT (min(at) - (min(at) % 86400 + 86400) % 86400) / 86400 FROM audit WHERE seq > ?1 AND program = 'cx-assign';

-- name: of_payment
SELECT account_id FROM payments WHERE payment_id = ?1;

-- name: of_arrangement
SELECT account_id FROM arrangements WHERE arrangement_id = ?1;

-- name: of_people
-- The episodes that ended with the last day of those whose posts import ?1 changed.
WITH gone AS (
    SELECT employee_id, max(left_on) + 1 AS day FROM employees
    WHERE employee_id IN (SELECT json_extract(key, '$[0]') FROM journal_rows WHERE seq = ?1 AND tbl = 'employees')
    GROUP BY employee_id)
SELECT account_id, employee_id, "to" FROM assignments JOIN gone USING (employee_id) WHERE "to" = day;

-- name: told
-- The accounts whose episodes imports have changed since cx-assign last ran.
SELECT DISTINCT json_extract(key, '$[0]') FROM journal_rows
WHERE tbl = 'assignments' AND seq > (SELECT max(seq) FROM audit WHERE program = 'cx-assign');

-- name: is_of_money
-- The last episode of account ?1 ended on day ?2 or later, nobody holds it, and it is owed.
SELECT 1 FROM accounts a
WHERE a.account_id = ?1 AND a.status NOT IN (:account_statuses.closed, :account_statuses.written_off)
  AND (SELECT max("to") FROM assignments e WHERE e.account_id = ?1) >= ?2
  AND NOT EXISTS (SELECT 1 FROM assignments e WHERE e.account_id = ?1 AND e."to" IS NULL)
  AND a.amount > (SELECT total(p.amount) FROM payments p WHERE p.account_id = ?1);

-- name: is_there
-- Person ?1 works on day ?2.
SELECT 1 FROM employees e WHERE e.employee_id = ?1
  AND e.since = (SELECT max(since) FROM employees n WHERE n.employee_id = ?1 AND n.since <= ?2)
  AND (e.left_on IS NULL OR e.left_on >= ?2);
