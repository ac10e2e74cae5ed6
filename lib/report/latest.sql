-- name: blocked
SELECT contact_id FROM breaking;

-- name: promise_of
SELECT promised_amount FROM contacts WHERE contact_id = ?1;

-- name: rules_of
SELECT rules FROM breaking WHERE contact_id = ?1;
