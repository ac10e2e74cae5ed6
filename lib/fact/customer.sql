-- name: customers
SELECT customer_id, since, owner_id FROM customers ORDER BY customer_id;

-- name: former_owners
-- Who owned customers before, in the order of time; the rest is in customers.
SELECT customer_id, since, owner_id FROM customer_history ORDER BY customer_id, since;

-- name: orders
SELECT customer_id, ordered_at FROM orders ORDER BY customer_id, ordered_at;

-- name: orderers
-- Who ordered from one day until another.
SELECT DISTINCT customer_id FROM orders WHERE ordered_at >= ?1 * 86400 AND ordered_at < ?2 * 86400;
