-- name: orders
SELECT customer_id, ordered_at FROM orders WHERE ordered_at < (?1 + 1) * 86400;

-- name: former_ratings
-- Customers who were rated otherwise on day ?1 than they are now: what is known first holds before, too.
SELECT c.customer_id, h.rating FROM customers c
JOIN customer_history h ON h.customer_id = c.customer_id AND h.since = coalesce(
    (SELECT max(since) FROM customer_history WHERE customer_id = c.customer_id AND since <= ?1),
    (SELECT min(since) FROM customer_history WHERE customer_id = c.customer_id))
WHERE c.since > ?1 AND h.rating IS NOT NULL;

-- name: signal
-- The signal ?2 of customer ?1 as it was on day ?3.
SELECT value FROM signals WHERE customer_id = ?1 AND name = ?2 COLLATE NOCASE AND day <= ?3 ORDER BY day DESC LIMIT 1;

-- name: signals_named
-- The signals ?1 up to day ?2.
SELECT customer_id, day, value FROM signals WHERE name = ?1 COLLATE NOCASE AND day <= ?2;

-- name: terms
-- Those of signals first: they are figures.
SELECT term, mean, sd, coefficient FROM model_terms ORDER BY term NOT LIKE 'signal%', term;

-- name: has_model
SELECT EXISTS (SELECT 1 FROM model_terms);

-- name: put_term
INSERT INTO model_terms VALUES (?1, ?2, ?3, ?4);

-- name: put_mark
INSERT INTO model_marks VALUES (?1, ?2, ?3, ?4, ?5);

-- name: has_segments
SELECT EXISTS (SELECT 1 FROM segments);

-- name: customer_name
SELECT name, phone FROM customers WHERE customer_id = ?1;

-- name: customer_names
SELECT customer_id, name, phone FROM customers;
