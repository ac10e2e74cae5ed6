-- Views and tables that stand before those which pasts are read from: a second connection doesn't know them.
-- name: is_covered
SELECT 1 FROM sqlite_temp_schema WHERE type IN ('table', 'view') AND name COLLATE NOCASE IN (
    'accounts', 'customers', 'arrangements', 'instalments', 'payments', 'contacts', 'assignments',
    'account_history', 'customer_history', 'event_days');

-- name: count
SELECT count(*) FROM accounts;

-- name: middle
SELECT account_id FROM accounts ORDER BY account_id LIMIT 1 OFFSET (SELECT count(*) / 2 FROM accounts);
