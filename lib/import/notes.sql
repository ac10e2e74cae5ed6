-- name: payment_time
SELECT paid_at FROM payments WHERE payment_id = ?1;

-- name: contact_time
SELECT started_at FROM contacts WHERE contact_id = ?1;

-- name: arrangement_time
SELECT agreed_on * 86400 FROM arrangements WHERE arrangement_id = ?1;

-- name: sealed_months
SELECT period FROM sealed_periods ORDER BY period;

-- name: later_rules
SELECT DISTINCT valid_from FROM rules WHERE valid_from > ?1 ORDER BY valid_from;
