-- name: ledger_accounts
SELECT account_id, coalesce(customer_id, 0), coalesce(placed_on, due_on), due_on, amount
FROM accounts;

-- name: ledger_payments
SELECT account_id, paid_at, amount FROM payments;

-- name: ledger_arrangements
SELECT account_id, kind, agreed_on, amount, due_on FROM arrangements
WHERE kind IN (:waiver, :extension)
ORDER BY agreed_on, arrangement_id;
