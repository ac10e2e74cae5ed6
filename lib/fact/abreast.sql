-- name: is_covered
-- Views and tables that stand before those which pasts are read from: a second connection doesn't know them.
SELECT 1 FROM sqlite_temp_schema WHERE type IN ('table', 'view') AND name COLLATE NOCASE IN (
    'accounts', 'customers', 'arrangements', 'instalments', 'payments', 'contacts', 'assignments',
    'account_history', 'customer_history', 'event_days');

-- name: has_many
-- Of fewer accounts, a second connection costs more than it brings.
SELECT 1 FROM accounts LIMIT 1 OFFSET 1999;
