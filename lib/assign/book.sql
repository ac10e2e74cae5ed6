-- name: accounts
SELECT account_id, customer_id, amount, due_on, placed_on, status, paused_until, region, product, client,
       batch
FROM accounts ORDER BY account_id;

-- name: customers
SELECT customer_id, rating, channel, born_on, region FROM customers ORDER BY customer_id;

-- name: payments
SELECT account_id, paid_at, amount FROM payments WHERE paid_at < (?1 + 1) * 86400;

-- name: arrangements
SELECT account_id, kind, agreed_on, amount, due_on FROM arrangements
WHERE kind IN (:waiver, :extension) ORDER BY agreed_on, arrangement_id;

-- name: episodes
SELECT account_id, "from", "to", employee_id FROM assignments ORDER BY account_id, "from";

-- name: contacts
SELECT account_id, started_at, channel, outcome, promised_amount, promised_on FROM contacts
WHERE account_id IS NOT NULL AND started_at < (?1 + 1) * 86400;

-- name: orders
SELECT customer_id, ordered_at FROM orders WHERE ordered_at < (?1 + 1) * 86400;

-- name: terms
SELECT term, mean, sd, coefficient FROM model_terms ORDER BY term;

-- name: has_model
SELECT EXISTS (SELECT 1 FROM model_terms);

-- name: put_term
INSERT INTO model_terms VALUES (?1, ?2, ?3, ?4);

-- name: put_mark
INSERT INTO model_marks VALUES (?1, ?2, ?3, ?4, ?5);

-- name: has_segments
SELECT EXISTS (SELECT 1 FROM segments);

-- name: customer_name
SELECT name FROM customers WHERE customer_id = ?1;
