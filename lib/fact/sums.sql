-- name: has_fresh
SELECT 1 FROM fresh_payments UNION ALL SELECT 1 FROM fresh_accounts LIMIT 1;

-- name: extent
SELECT min(day), max(day) FROM event_days;
