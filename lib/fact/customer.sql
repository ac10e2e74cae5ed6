-- name: customers
SELECT customer_id, owner_id FROM customers ORDER BY customer_id;

-- name: orders
SELECT customer_id, ordered_at FROM orders ORDER BY customer_id, ordered_at;
