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
SELECT name, phone FROM customers WHERE customer_id = ?1;
