-- name: want_fresh
INSERT OR IGNORE INTO temp.wanted
SELECT account_id FROM fresh_accounts
UNION SELECT account_id FROM fresh_payments JOIN payments USING (payment_id);

-- name: fresh_count
SELECT (SELECT count(*) FROM fresh_payments) + (SELECT count(*) FROM fresh_accounts);

-- name: drop_exposures
DELETE FROM period_sums WHERE fact IN ('exposure', 'owned_exposure');

-- name: forget_fresh
DELETE FROM fresh_payments;
DELETE FROM fresh_accounts;

-- name: kept_exposures
SELECT DISTINCT "from", "to" FROM period_sums WHERE fact IN ('exposure', 'owned_exposure');

-- name: wanted
SELECT account_id FROM temp.wanted

-- name: fresh_accounts
SELECT account_id FROM fresh_accounts

-- name: fresh_payments
SELECT payment_id FROM fresh_payments
