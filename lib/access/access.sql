-- name: access_any
SELECT 1 FROM access LIMIT 1;

-- name: access_rows
-- The rows of the user ?1 that hold on day ?2.
SELECT role, scope, scope_id, what FROM access
WHERE user = ?1 AND valid_from <= ?2 AND (valid_to IS NULL OR valid_to > ?2);

-- name: access_holder
-- Who holds account ?1 on day ?2, also where --as-of hides that day.
SELECT employee_id FROM main.assignments
WHERE account_id = ?1 AND "from" <= ?2 AND ("to" IS NULL OR "to" > ?2);

-- name: access_accounts
SELECT account_id FROM accounts WHERE customer_id = ?1;
