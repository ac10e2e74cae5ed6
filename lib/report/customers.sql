-- name: customer_dimensions
-- Dimensions of accounts and their customers; ?1 is the period's last day.
SELECT a.account_id, coalesce(word('customers.rating', c.rating), ''), c.born_on,
       coalesce(a.region, ''), coalesce(a.product, '')
FROM accounts a LEFT JOIN customers c USING (customer_id)
WHERE coalesce(a.placed_on, a.due_on) <= ?1;
